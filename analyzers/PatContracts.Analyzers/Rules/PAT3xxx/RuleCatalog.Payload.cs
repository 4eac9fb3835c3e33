using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

// The rules about payloads in literals and files, and about times in them.
internal static partial class RuleCatalog
{
    public static readonly DiagnosticDescriptor PayloadLiteralBreaksContract = new(
        "PAT3001",
        "JSON literal violates its contract",
        "The JSON violates contract `{0}`: {1}",
        Categories.Payload,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A JSON literal is deserialized or validated as a bound model, but violates the contract.",
        helpLinkUri: HelpLink + "PAT3001.md");

    public static readonly DiagnosticDescriptor PayloadFileBreaksContract = new(
        "PAT3002",
        "Payload file violates its contract",
        "The payload violates contract `{0}`: {1}",
        Categories.Payload,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A payload file of the project violates its contract.",
        helpLinkUri: HelpLink + "PAT3002.md");

    public static readonly DiagnosticDescriptor PayloadNotValidated = new(
        "PAT3003",
        "Payload is deserialized without validation",
        "A payload is deserialized into {0} without validation",
        Categories.Payload,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A payload is read into a bound model, but is never validated. Deserializers accept payloads that violate the contract.",
        helpLinkUri: HelpLink + "PAT3003.md");

    public static readonly DiagnosticDescriptor LastUsedResolution = new(
        "PAT3004",
        "Time window is shorter than the resolution of the last use",
        "`{0}` is compared with a window of {1}, but it is only updated once a day",
        Categories.Payload,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The last use of a token is only updated daily, so a window shorter than a day treats tokens in use as unused.",
        helpLinkUri: HelpLink + "PAT3004.md");

    public static readonly DiagnosticDescriptor AmbiguousTimestamp = new(
        "PAT3005",
        "DateTime without a time zone is assigned to a date-time member",
        "`{0}` is assigned a DateTime of {1} kind, so its meaning depends on the time zone of the machine",
        Categories.Payload,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A DateTime of local or unspecified kind is assigned to a date-time member.",
        helpLinkUri: HelpLink + "PAT3005.md");
}
