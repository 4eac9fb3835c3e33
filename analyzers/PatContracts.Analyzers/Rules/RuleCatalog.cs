using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

/// <summary>Every rule: its id, words, severity and page. One page a rule under <c>docs/rules</c>, one file a rule beside this one.</summary>
internal static partial class RuleCatalog
{
    /// <summary>Where the rules' pages are.</summary>
    public const string HelpLink = "https://github.com/patcontracts/patcontracts/blob/main/docs/rules/";

    /// <summary>All rules, by id. Collected when asked for: the fields of the other parts are not initialised in any certain order.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => typeof(RuleCatalog)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(rule => rule.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .OrderBy(rule => rule.Id, StringComparer.Ordinal)
        .ToImmutableArray();

    /// <summary>What an editor configuration calls the rules' groups.</summary>
    private static class Categories
    {
        public const string Contract = "PatContracts.Contract";
        public const string ManagedFlag = "PatContracts.ManagedFlag";
        public const string Payload = "PatContracts.Payload";
        public const string Model = "PatContracts.Model";
    }
}
