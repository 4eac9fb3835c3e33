using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>The diagnostic properties with which a rule passes a dropped flag to the fix that copies it.</summary>
internal static class DroppedFlag
{
    private const string FlagKey = "flag";
    private const string ValueKey = "flagValue";
    private const string OrderKey = "memberOrder";

    public static ImmutableDictionary<string, string?> Properties(BoundModel model, BoundMember flag, string? value) => value is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty
            .Add(FlagKey, flag.Symbol.Name)
            .Add(ValueKey, value)
            .Add(OrderKey, string.Join(",", model.Members.Select(member => member.Symbol.Name)));

    /// <summary>
    /// Returns the flag's C# name, the code for its value, and the model's members in contract order; null if no expression reaches the source there.
    /// </summary>
    public static (string Flag, string Value, string[] Order)? Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FlagKey, out string? flag)
        && diagnostic.Properties.TryGetValue(ValueKey, out string? value)
        && diagnostic.Properties.TryGetValue(OrderKey, out string? order)
            ? (flag!, value!, order!.Split(','))
            : null;
}
