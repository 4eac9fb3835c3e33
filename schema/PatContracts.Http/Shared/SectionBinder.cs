using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace PatContracts.Http.Shared;

/// <summary>
/// Binds configuration sections key by key with the framework's binder. Binding a section as a whole would report only the first problem, and quote its
/// value; binding key by key reports all problems without values, and suggests a key for each unknown one.
/// </summary>
internal sealed class SectionBinder
{
    private readonly List<string> _problems = [];

    /// <summary>The problems of the sections that were bound.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Binds each child of a section to the setting with its name, ignoring case.</summary>
    public void Bind(IConfigurationSection section, Dictionary<string, Action<IConfigurationSection>> settings)
    {
        if (!string.IsNullOrEmpty(section.Value)) Expect(section, "settings");
        var known = new Dictionary<string, Action<IConfigurationSection>>(settings, StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (known.TryGetValue(child.Key, out Action<IConfigurationSection>? bind)) bind(child);
            else _problems.Add($"Configuration {child.Path}: unknown setting.{Suggestions.For(child.Key, settings.Keys)}");
        }
    }

    /// <summary>Binds each item of a list.</summary>
    public void List(IConfigurationSection section, Action<IConfigurationSection> bind)
    {
        if (!string.IsNullOrEmpty(section.Value)) Expect(section, "a list");
        foreach (IConfigurationSection item in section.GetChildren()) bind(item);
    }

    /// <summary>Returns the value of a setting.</summary>
    public T Value<T>(IConfigurationSection setting, T current) where T : struct
    {
        string expected = typeof(T) == typeof(bool) ? "true or false" : typeof(T) == typeof(TimeSpan) ? "a time span (hours:minutes:seconds)" : "an integer";
        return Get(setting, current, expected);
    }

    /// <summary>Returns the value of an enumeration setting.</summary>
    public T Enum<T>(IConfigurationSection setting, T current) where T : struct, Enum
    {
        string expected = string.Join(", ", System.Enum.GetNames<T>());
        // The framework's binder would accept any number.
        if (setting.Value is [>= 'A', ..]) return Get(setting, current, expected);
        Expect(setting, expected);
        return current;
    }

    /// <summary>Applies a change, and reports the setting if its value is out of range.</summary>
    public void Try(IConfigurationSection setting, Action change, string expected)
    {
        try
        {
            change();
        }
        catch (ArgumentOutOfRangeException)
        {
            Expect(setting, expected);
        }
    }

    /// <summary>Reports a setting whose value is not valid.</summary>
    public void Expect(IConfigurationSection setting, string expected) => _problems.Add($"Configuration {setting.Path}: requires {expected}.");

    [UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "The binder parses values of these types and uses none of their members.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Primitive types, time spans and enums have no members to keep.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Primitive types, time spans and enums need no code to be generated.")]
    private T Get<T>(IConfigurationSection setting, T current, string expected) where T : struct
    {
        try
        {
            if (!setting.GetChildren().Any() && setting.Get<T?>() is { } value) return value;
        }
        catch (InvalidOperationException)
        {
            // The message of the binder quotes the value, which may be a secret under the wrong key.
        }

        Expect(setting, expected);
        return current;
    }
}
