using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

/// <summary>All rules: their id, texts, severity and page. Each rule has a page under <c>docs/rules</c> and a file in this folder.</summary>
internal static partial class RuleCatalog
{
    /// <summary>The address of the rules' pages.</summary>
    public const string HelpLink = "https://github.com/patcontracts/patcontracts/blob/main/docs/rules/";

    /// <summary>All rules, by id. Computed on first use, because the initialization order of the fields in the other parts is undefined.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => typeof(RuleCatalog)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(rule => rule.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .OrderBy(rule => rule.Id, StringComparer.Ordinal)
        .ToImmutableArray();

    /// <summary>The names of the rule groups in an editor configuration.</summary>
    private static class Categories
    {
        public const string Contract = "PatContracts.Contract";
        public const string ManagedFlag = "PatContracts.ManagedFlag";
        public const string Payload = "PatContracts.Payload";
        public const string Model = "PatContracts.Model";
    }
}
