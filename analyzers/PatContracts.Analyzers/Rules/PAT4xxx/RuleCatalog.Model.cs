using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

// The rules about models and their bindings.
internal static partial class RuleCatalog
{
    public static readonly DiagnosticDescriptor ModelLacksMember = new(
        "PAT4001",
        "Model has no member for a required property",
        "{0} has no member for `{1}`, which contract `{2}` requires",
        Categories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A bound model has no member for a property that its contract requires, so it can neither read nor write it.",
        helpLinkUri: HelpLink + "PAT4001.md");

    public static readonly DiagnosticDescriptor ModelMemberType = new(
        "PAT4002",
        "Member type cannot represent every value that the contract allows",
        "`{0}` is {1}, but contract `{2}` allows {3}",
        Categories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The type of a bound member cannot hold every value that the contract allows.",
        helpLinkUri: HelpLink + "PAT4002.md");

    public static readonly DiagnosticDescriptor ModelWireName = new(
        "PAT4003",
        "JSON name differs from the contract's only by case or separators",
        "`{0}` is serialized as `{1}`, but contract `{2}` names the property `{3}`",
        Categories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The JSON name of a member differs from the contract's only by case or separators, so the member is not read or written as that property.",
        helpLinkUri: HelpLink + "PAT4003.md");

    public static readonly DiagnosticDescriptor ContractNotFound = new(
        "PAT4004",
        "Configuration refers to something that does not exist",
        "{0}",
        Categories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An attribute, an argument, the configuration or the project names a contract or a type that does not exist, "
            + "or is written so that it has no effect.",
        helpLinkUri: HelpLink + "PAT4004.md");

    public static readonly DiagnosticDescriptor ContractInvalid = new(
        "PAT4005",
        "Contract file cannot be compiled",
        "The contract cannot be compiled: {0}",
        Categories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A contract file of the project is not JSON, not a valid schema of its dialect, or has a reference that cannot be resolved.",
        helpLinkUri: HelpLink + "PAT4005.md");
}
