using Microsoft.Extensions.Configuration;
using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>Binds the settings that are common to clients and servers.</summary>
internal static class SharedSettings
{
    /// <summary>Returns the validation options, with the values of a section applied.</summary>
    public static ValidationOptions Validation(this SectionBinder binder, IConfigurationSection section, ValidationOptions current)
    {
        binder.Bind(section, new()
        {
            [nameof(current.MaxDepth)] = setting => binder.Try(
                setting,
                () => current = current with { MaxDepth = binder.Value(setting, current.MaxDepth) },
                $"an integer from 1 to {ValidationOptions.MaxAllowedDepth}"),
            [nameof(current.MaxFindings)] = setting => binder.Try(
                setting, () => current = current with { MaxFindings = binder.Value(setting, current.MaxFindings) }, "an integer of at least 1"),
            [nameof(current.DuplicateNames)] = setting => current = current with { DuplicateNames = binder.Enum(setting, current.DuplicateNames) },
            [nameof(current.UnknownProperties)] = setting => current = current with { UnknownProperties = binder.Enum(setting, current.UnknownProperties) },
        });
        return current;
    }

    /// <summary>Returns the PAT checks of a section: "Default", "Off", or the current checks with the severities of the section applied.</summary>
    public static PatCheckOptions? Checks(this SectionBinder binder, IConfigurationSection section, PatCheckOptions? current)
    {
        if (!section.GetChildren().Any())
        {
            if (string.Equals(section.Value, "Default", StringComparison.OrdinalIgnoreCase)) return PatCheckOptions.Default;
            if (string.Equals(section.Value, "Off", StringComparison.OrdinalIgnoreCase)) return PatCheckOptions.None;
            binder.Expect(section, "Default, Off, or checks and their severities");
            return current;
        }

        PatCheckOptions changed = current ?? PatCheckOptions.Default;
        Dictionary<string, Action<IConfigurationSection>> settings = new()
        {
            [nameof(changed.FutureTolerance)] = setting => changed = changed with { FutureTolerance = binder.Value(setting, changed.FutureTolerance) },
        };
        foreach (PatCheck check in PatCheck.All)
        {
            Action<IConfigurationSection> change = setting => changed = changed.With(check, binder.Enum(setting, changed.SeverityOf(check)));
            settings[check.Id] = change;
            // The names of environment variables cannot contain a slash.
            settings[check.Id["pat/".Length..]] = change;
        }

        binder.Bind(section, settings);
        return changed;
    }
}
