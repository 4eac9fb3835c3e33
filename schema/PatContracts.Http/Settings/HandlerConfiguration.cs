using Microsoft.Extensions.Configuration;
using PatContracts.Http.Shared;

namespace PatContracts.Http.Settings;

/// <summary>Binds a configuration section to the options of a handler.</summary>
internal static class HandlerConfiguration
{
    /// <summary>Binds a section to the options. Problems are stored in the options and reported when the options are validated.</summary>
    public static void Bind(IConfigurationSection section, PatContractHandlerOptions options)
    {
        var binder = new SectionBinder();
        binder.Bind(section, new()
        {
            [nameof(options.Mode)] = setting => options.Mode = binder.Enum(setting, options.Mode),
            [nameof(options.UseDefaultRoutes)] = setting => options.UseDefaultRoutes = binder.Value(setting, options.UseDefaultRoutes),
            [nameof(options.DefaultContract)] = setting => options.DefaultContract = setting.Value,
            [nameof(options.ContentTypes)] = setting => binder.List(setting, type => options.ContentTypes.Add(type.Value ?? "")),
            [nameof(options.MaxBodyBytes)] = setting => options.MaxBodyBytes = binder.Value(setting, options.MaxBodyBytes),
            [nameof(options.Validation)] = setting => options.Validation = binder.Validation(setting, options.Validation),
            [nameof(options.Checks)] = setting => options.Checks = binder.Checks(setting, options.Checks),
            [nameof(options.Routes)] = setting => binder.List(setting, route => options.Routes.Add(ReadRoute(binder, route))),
        });
        options.ConfigurationProblems.AddRange(binder.Problems);
    }

    private static PatContractRoute ReadRoute(SectionBinder binder, IConfigurationSection section)
    {
        var route = new PatContractRoute();
        binder.Bind(section, new()
        {
            [nameof(route.Path)] = setting => route.Path = setting.Value ?? "",
            [nameof(route.Method)] = setting => route.Method = setting.Value,
            [nameof(route.Status)] = setting => route.Status = setting.Value,
            [nameof(route.Contract)] = setting => route.Contract = setting.Value ?? "",
            [nameof(route.Mode)] = setting => route.Mode = binder.Enum(setting, PatContractMode.Observe),
        });
        return route;
    }
}
