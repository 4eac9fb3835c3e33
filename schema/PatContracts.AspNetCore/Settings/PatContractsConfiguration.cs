using Microsoft.Extensions.Configuration;
using PatContracts.Http.Shared;

namespace PatContracts.AspNetCore.Settings;

/// <summary>Binds the settings to a configuration section.</summary>
internal static class PatContractsConfiguration
{
    /// <summary>Changes settings to those of a section. What is wrong with it is kept for the validation of the settings.</summary>
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
