using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>The diagnostic properties with which a rule passes missing members to its fix.</summary>
internal static class MissingMembers
{
    private const string CertainKey = "missing";
    private const string MaybeKey = "maybeMissing";
    private const string OrderKey = "order";
    private const string WireNamesKey = "wireNames";

    public static ImmutableDictionary<string, string?> Properties(MissingMembersResult result) => ImmutableDictionary<string, string?>.Empty
        .Add(CertainKey, Join(result.Missing))
        .Add(MaybeKey, Join(result.MaybeMissing))
        .Add(OrderKey, Join(result.Object.Model.Members))
        .Add(WireNamesKey, string.Join(",", result.Object.Model.Members.Select(member => member.WireName)));

    /// <summary>The C# names of the members missing on every path, in contract order.</summary>
    public static string[] Certain(Diagnostic diagnostic) => Split(diagnostic, CertainKey);

    /// <summary>The C# names of the members missing on some paths only, in contract order.</summary>
    public static string[] Maybe(Diagnostic diagnostic) => Split(diagnostic, MaybeKey);

    /// <summary>The C# names of all members of the model, in contract order.</summary>
    public static string[] Order(Diagnostic diagnostic) => Split(diagnostic, OrderKey);

    /// <summary>The JSON names of the members in <see cref="Order"/>.</summary>
    public static string[] WireNames(Diagnostic diagnostic) => Split(diagnostic, WireNamesKey);

    private static string Join(ImmutableArray<BoundMember> members) => string.Join(",", members.Select(member => member.Symbol.Name));

    private static string[] Split(Diagnostic diagnostic, string key) =>
        diagnostic.Properties.TryGetValue(key, out string? names) && !string.IsNullOrEmpty(names) ? names!.Split(',') : [];
}
