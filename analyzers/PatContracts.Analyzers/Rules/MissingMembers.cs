using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>What a report of missing members tells the fix that adds them.</summary>
internal static class MissingMembers
{
    private const string CertainKey = "missing";
    private const string MaybeKey = "maybeMissing";

    public static ImmutableDictionary<string, string?> Properties(Shortfall shortfall) => ImmutableDictionary<string, string?>.Empty
        .Add(CertainKey, Join(shortfall.Missing))
        .Add(MaybeKey, Join(shortfall.MaybeMissing));

    /// <summary>The C# names of the members that are missing on every path, in contract order.</summary>
    public static string[] Certain(Diagnostic diagnostic) => Split(diagnostic, CertainKey);

    /// <summary>The C# names of the members that are missing on some path only, in contract order.</summary>
    public static string[] Maybe(Diagnostic diagnostic) => Split(diagnostic, MaybeKey);

    private static string Join(ImmutableArray<BoundMember> members) => string.Join(",", members.Select(member => member.Symbol.Name));

    private static string[] Split(Diagnostic diagnostic, string key) =>
        diagnostic.Properties.TryGetValue(key, out string? names) && !string.IsNullOrEmpty(names) ? names!.Split(',') : [];
}
