using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

// The construction rules: an object of a bound model, analyzed where it escapes.
internal static partial class RuleCatalog
{
    public static readonly DiagnosticDescriptor RequiredMemberMissing = new(
        "PAT1001",
        "Required member is missing",
        "{0} lacks {1} when it is {2} here",
        Categories.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An object of a bound model escapes without a member that its contract requires. Code that reads the payload relies on that member.",
        helpLinkUri: HelpLink + "PAT1001.md");

    public static readonly DiagnosticDescriptor RequiredMemberMaybeMissing = new(
        "PAT1002",
        "Required member is missing on some code paths",
        "{0} may lack {1} when it is {2} here: {3}",
        Categories.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An object of a bound model escapes without a required member on some path, though it has the member on others.",
        helpLinkUri: HelpLink + "PAT1002.md");

    public static readonly DiagnosticDescriptor RequiredMemberNull = new(
        "PAT1003",
        "Null is assigned to a member that must not be null",
        "`{0}` must not be {1}",
        Categories.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The contract does not allow null for this member, or requires a value other than the default of its type.",
        helpLinkUri: HelpLink + "PAT1003.md");

    public static readonly DiagnosticDescriptor ValueBreaksContract = new(
        "PAT1004",
        "Value violates the member's contract",
        "The value of `{0}` violates the contract: {1}",
        Categories.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A constant violates the schema of the member that it is assigned to: enum, pattern, length, range or format.",
        helpLinkUri: HelpLink + "PAT1004.md");
}
