using Microsoft.Extensions.Configuration;
using PatContracts.Http.Shared;

namespace PatContracts.Http.Settings;

/// <summary>Binds a handler's settings to a configuration section, and reports all that is wrong with it at once.</summary>
internal static class HandlerConfiguration
{
    /// <summary>Changes settings to those of a section. What is wrong with it is kept for the validation of the settings.</summary>
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
