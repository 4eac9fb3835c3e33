using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PatContracts.Schema;

namespace PatContracts.Http.Settings;

/// <summary>
/// Reads a handler's settings from a configuration section. By hand rather than by the binder: no reflection, which native builds need, and
/// a misspelt key or an unreadable value stops the start instead of being passed over.
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
                foreach (IConfigurationSection type in Items(setting)) options.ContentTypes.Add(type.Value ?? "");
                break;
            case "MAXBODYBYTES":
                options.MaxBodyBytes = ReadInteger(setting);
                break;
            case "VALIDATION":
                options.Validation = ReadValidation(setting, options.Validation);
                break;
            case "CHECKS":
                options.Checks = ReadChecks(setting, options.Checks ?? PatCheckOptions.Default);
                break;
            case "ROUTES":
                foreach (IConfigurationSection route in Items(setting)) options.Routes.Add(ReadRoute(route));
                break;
            default:
                throw Problem(setting, "no such setting");
        }
    }

    private ValidationOptions ReadValidation(IConfigurationSection section, ValidationOptions validation)
    {
        if (section.Value is not null) throw Unreadable(section, "settings");
        foreach (IConfigurationSection setting in section.GetChildren())
        {
            try
            {
                validation = setting.Key.ToUpperInvariant() switch
                {
                    "MAXDEPTH" => validation with { MaxDepth = ReadInteger(setting) },
                    "MAXFINDINGS" => validation with { MaxFindings = ReadInteger(setting) },
                    "DUPLICATENAMES" => validation with { DuplicateNames = ReadEnum<RuleSeverity>(setting) },
                    "UNKNOWNPROPERTIES" => validation with { UnknownProperties = ReadEnum<RuleSeverity>(setting) },
                    _ => throw Problem(setting, "no such setting"),
                };
            }
            catch (ArgumentOutOfRangeException e)
            {
                throw Problem(setting, e.Message);
            }
        }

        return validation;
    }

    /// <summary>Reads "Default", "Off", or changes to what was set before.</summary>
    private PatCheckOptions? ReadChecks(IConfigurationSection section, PatCheckOptions checks)
    {
        IConfigurationSection[] settings = [.. section.GetChildren()];
        if (settings.Length == 0)
        {
            if (string.Equals(section.Value, "Default", StringComparison.OrdinalIgnoreCase)) return PatCheckOptions.Default;
            if (string.Equals(section.Value, "Off", StringComparison.OrdinalIgnoreCase)) return null;
            throw Unreadable(section, "Default, Off, or checks and their severities");
        }

        foreach (IConfigurationSection setting in settings)
        {
            if (string.Equals(setting.Key, nameof(PatCheckOptions.FutureTolerance), StringComparison.OrdinalIgnoreCase))
            {
                if (!TimeSpan.TryParse(setting.Value, CultureInfo.InvariantCulture, out TimeSpan tolerance))
                    throw Unreadable(setting, "a time span (hours:minutes:seconds)");
                checks = checks with { FutureTolerance = tolerance };
                continue;
            }

            // Environment variables cannot hold the slash.
            PatCheck check = PatCheck.All.FirstOrDefault(check => check.Id.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)
                    || check.Id.AsSpan("pat/".Length).Equals(setting.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw Problem(setting, "no such check; one of " + string.Join(", ", PatCheck.All));
            checks = checks.With(check, ReadEnum<RuleSeverity>(setting));
        }

        return checks;
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
                    throw Problem(setting, "no such setting");
            }
        }

        return route;
    }

    private IEnumerable<IConfigurationSection> Items(IConfigurationSection list) =>
        string.IsNullOrEmpty(list.Value) ? list.GetChildren() : throw Unreadable(list, "a list");

    private int ReadInteger(IConfigurationSection setting) =>
        int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw Unreadable(setting, "a whole number");

    // A number would parse as any enum; names only.
    private T ReadEnum<T>(IConfigurationSection setting) where T : struct, Enum =>
        Enum.TryParse(setting.Value, ignoreCase: true, out T value) && Enum.IsDefined(value) && !char.IsAsciiDigit(setting.Value![0])
            ? value
            : throw Unreadable(setting, string.Join(", ", Enum.GetNames<T>()));

    private OptionsValidationException Unreadable(IConfigurationSection setting, string expected) => Problem(setting, $"{expected} expected");

    private OptionsValidationException Problem(IConfigurationSection setting, string problem) =>
        new(client, typeof(PatContractHandlerOptions), [$"Configuration {setting.Path}: {problem}"]);
}
