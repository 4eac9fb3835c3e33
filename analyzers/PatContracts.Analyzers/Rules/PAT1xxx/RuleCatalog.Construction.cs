using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

// The construction rules: an object of a bound model, judged where it escapes.
internal static partial class RuleCatalog
{
    public static readonly DiagnosticDescriptor RequiredMemberMissing = new(
        "PAT1001",
        "Required member is missing",
        "{0} lacks {1} when it is {2} here",
        Categories.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An object of a bound model escapes without a member that its contract requires. Whoever reads the payload is promised that member.",
        helpLinkUri: HelpLink + "PAT1001.md");

    public static readonly DiagnosticDescriptor RequiredMemberMaybeMissing = new(
        "PAT1002",
        "Required member is missing on some path",
        "{0} may lack {1} when it is {2} here: {3}",
        Categories.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An object of a bound model escapes without a required member on some path, though it has the member on others.",
        helpLinkUri: HelpLink + "PAT1002.md");

    public static readonly DiagnosticDescriptor RequiredMemberNull = new(
        "PAT1003",
        "Member is null, which its contract excludes",
        "`{0}` is given {1}, which the contract excludes",
        Categories.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The contract does not allow null for this member, or asks for a real value where the type's default is given.",
        helpLinkUri: HelpLink + "PAT1003.md");

    public static readonly DiagnosticDescriptor ValueBreaksContract = new(
        "PAT1004",
        "Value breaks the contract of its member",
        "The value given to `{0}` breaks the contract: {1}",
        Categories.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A value known at compile time breaks the schema of the member it is given to: enum, pattern, length, range or format.",
        helpLinkUri: HelpLink + "PAT1004.md");
}
