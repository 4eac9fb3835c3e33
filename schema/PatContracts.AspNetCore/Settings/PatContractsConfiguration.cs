using Microsoft.Extensions.Configuration;
using PatContracts.Http.Shared;

namespace PatContracts.AspNetCore.Settings;

/// <summary>Binds a configuration section to the options.</summary>
internal static class PatContractsConfiguration
{
    /// <summary>Binds a section to the options. Problems are stored in the options and reported when the options are validated.</summary>
    public static void Bind(IConfigurationSection section, PatContractsOptions options)
    {
        var binder = new SectionBinder();
        binder.Bind(section, new()
        {
            [nameof(options.Mode)] = setting => options.Mode = binder.Enum(setting, options.Mode),
            [nameof(options.MaxBodyBytes)] = setting => options.MaxBodyBytes = binder.Value(setting, options.MaxBodyBytes),
            [nameof(options.ContentTypes)] = setting => binder.List(setting, type => options.ContentTypes.Add(type.Value ?? "")),
            [nameof(options.Validation)] = setting => options.Validation = binder.Validation(setting, options.Validation),
            [nameof(options.Checks)] = setting => options.Checks = binder.Checks(setting, options.Checks),
            [nameof(options.ViolationStatusCode)] = setting => options.ViolationStatusCode = binder.Value(setting, options.ViolationStatusCode),
        });
        options.ConfigurationProblems.AddRange(binder.Problems);
    }
}
