using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

// The rules of the managed flag, which the server owns and cleanup jobs rely on.
internal static partial class RuleCatalog
{
    public static readonly DiagnosticDescriptor ManagedFlagContradiction = new(
        "PAT2001",
        "Token is flagged as both managed and unmanaged",
        "`{0}` is set to {1} here, but to {2} {3}",
        Categories.ManagedFlag,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A token is assigned both values of its managed flag without being used in between. One of them is a mistake.",
        helpLinkUri: HelpLink + "PAT2001.md");

    public static readonly DiagnosticDescriptor ManagedFlagDroppedInCopy = new(
        "PAT2002",
        "Copy of a token omits the managed flag",
        "`{0}` is copied without `{1}`, so the copy of a managed token is unmanaged; copy `{1}` as well",
        Categories.ManagedFlag,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A token is built from the members of another token, but the managed flag is not copied. An absent flag means unmanaged.",
        helpLinkUri: HelpLink + "PAT2002.md");

    public static readonly DiagnosticDescriptor ManagedFlagContradictsSource = new(
        "PAT2003",
        "Managed flag contradicts its source",
        "`{0}` is set to {1}, but {2}",
        Categories.ManagedFlag,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The managed flag is assigned a value that contradicts what is known about the source token.",
        helpLinkUri: HelpLink + "PAT2003.md");

    public static readonly DiagnosticDescriptor ManagedFlagDefaultMismatch = new(
        "PAT2004",
        "Fallback for the managed flag differs from the contract's default",
        "`{0}` falls back to {1} here, but an absent `{0}` means {2}",
        Categories.ManagedFlag,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An absent managed flag means the contract's default. "
            + "A different fallback or initial value turns unmanaged tokens into managed ones, or the reverse.",
        helpLinkUri: HelpLink + "PAT2004.md");

    public static readonly DiagnosticDescriptor ManagedFlagNullEscapesTest = new(
        "PAT2005",
        "Test misinterprets an absent managed flag",
        "An absent `{0}` means {1}, but this test treats it as the opposite; write `{2}`",
        Categories.ManagedFlag,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A test of a nullable flag treats an absent flag as the opposite of the contract's default.",
        helpLinkUri: HelpLink + "PAT2005.md");

    public static readonly DiagnosticDescriptor ManagedFlagSetByClient = new(
        "PAT2006",
        "Client code sets the managed flag",
        "`{0}` is set to true on a new token, but only the server sets this flag",
        Categories.ManagedFlag,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Only the server sets the managed flag. A client does not know whether the platform uses a token.",
        helpLinkUri: HelpLink + "PAT2006.md");

    public static readonly DiagnosticDescriptor StaleSelectionIgnoresManaged = new(
        "PAT2007",
        "Selection of stale tokens ignores the managed flag",
        "Tokens are selected by `{0}` without checking `{1}`; exclude managed tokens, which the platform uses",
        Categories.ManagedFlag,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Tokens are selected by their last use or expiry, for deletion or rotation, and the managed flag is not read. "
            + "Managed tokens belong to the platform.",
        helpLinkUri: HelpLink + "PAT2007.md");
}
