using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PatContracts.Http.Settings;

/// <summary>
/// Reads a handler's settings from a configuration section. By hand rather than by the binder: no reflection, which native builds need, and a
/// misspelt key or an unreadable value stops the start instead of being passed over.
/// </summary>
internal sealed class HandlerConfiguration(string client, IConfigurationSection section) : IConfigureNamedOptions<PatContractHandlerOptions>
{
    public void Configure(PatContractHandlerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, PatContractHandlerOptions options)
    {
        if (!string.Equals(name ?? Options.DefaultName, client, StringComparison.Ordinal)) return;
        foreach (IConfigurationSection setting in section.GetChildren()) Read(setting, options);
    }

    private void Read(IConfigurationSection setting, PatContractHandlerOptions options)
    {
        switch (setting.Key.ToUpperInvariant())
        {
            case "MODE":
                options.Mode = ReadEnum<PatContractMode>(setting);
                break;
            case "USEDEFAULTROUTES":
                options.UseDefaultRoutes = bool.TryParse(setting.Value, out bool use) ? use : throw Unreadable(setting, "true or false");
                break;
            case "DEFAULTCONTRACT":
                options.DefaultContract = setting.Value;
                break;
            case "CONTENTTYPES":
                foreach (IConfigurationSection type in setting.GetChildren()) options.ContentTypes.Add(type.Value ?? "");
                break;
            case "MAXBODYBYTES":
                options.MaxBodyBytes = ReadInteger(setting);
                break;
            case "MAXDEPTH":
                options.MaxDepth = ReadInteger(setting);
                break;
            case "MAXFINDINGS":
                options.MaxFindings = ReadInteger(setting);
                break;
            case "UNKNOWNPROPERTIES":
                options.UnknownProperties = ReadEnum<PatContracts.Schema.FindingSeverity>(setting);
                break;
            case "ROUTES":
                foreach (IConfigurationSection route in setting.GetChildren()) options.Routes.Add(ReadRoute(route));
                break;
            default:
                throw Unreadable(setting, "no such setting");
        }
    }

    private PatContractRoute ReadRoute(IConfigurationSection section)
    {
        var route = new PatContractRoute();
        foreach (IConfigurationSection setting in section.GetChildren())
        {
            switch (setting.Key.ToUpperInvariant())
            {
                case "PATH":
                    route.Path = setting.Value ?? "";
                    break;
                case "METHOD":
                    route.Method = setting.Value;
                    break;
                case "CONTRACT":
                    route.Contract = setting.Value ?? "";
                    break;
                default:
                    throw Unreadable(setting, "no such setting");
            }
        }

        return route;
    }

    private int ReadInteger(IConfigurationSection setting) =>
        int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw Unreadable(setting, "a whole number");

    // A number would parse as any enum; names only.
    private T ReadEnum<T>(IConfigurationSection setting) where T : struct, Enum =>
        Enum.TryParse(setting.Value, ignoreCase: true, out T value) && Enum.IsDefined(value) && !char.IsAsciiDigit(setting.Value![0])
            ? value
            : throw Unreadable(setting, string.Join(", ", Enum.GetNames<T>()));

    private OptionsValidationException Unreadable(IConfigurationSection setting, string expected) =>
        new(client, typeof(PatContractHandlerOptions), [$"Configuration {setting.Path}: {expected} expected"]);
}
