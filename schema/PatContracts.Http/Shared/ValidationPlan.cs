using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>Options for validating bodies, prepared once for all requests.</summary>
internal class ValidationPlan
{
    private readonly ICollection<string> _contentTypes;
    private readonly ValidationOptions _validation;
    private readonly PatCheckOptions? _checks;
    private readonly PatCheckOptions _observed;
    private readonly PatCheckOptions _rejected;

    /// <summary>Initializes a new instance of the <see cref="ValidationPlan"/> class.</summary>
    /// <param name="contracts">The configured contracts.</param>
    /// <param name="contentTypes">The media types of the bodies to validate; empty for JSON.</param>
    /// <param name="validation">The validation options.</param>
    /// <param name="checks">The PAT checks; null for the default checks of the mode.</param>
    /// <param name="time">The clock of the PAT checks, unless their options specify one.</param>
    protected ValidationPlan(
        IDictionary<string, Contract> contracts, ICollection<string> contentTypes, ValidationOptions validation, PatCheckOptions? checks, TimeProvider time)
    {
        Contracts = new NamedContracts(contracts);
        _contentTypes = contentTypes;
        _validation = validation;
        _checks = checks is not null && checks.TimeProvider == TimeProvider.System ? checks with { TimeProvider = time } : checks;
        _observed = PatCheckOptions.Default with { TimeProvider = time };
        _rejected = PatCheckOptions.None.With(PatCheck.NotATokenResponse, PatCheck.NotATokenResponse.DefaultSeverity);
    }

    public NamedContracts Contracts { get; }

    /// <summary>Returns whether a contract applies to a body of a media type. A body whose media type is missing or malformed is validated.</summary>
    /// <param name="mediaType">The media type.</param>
    /// <param name="described">The contracts that an OpenAPI document defines for the body, by media type; null for a named contract.</param>
    /// <param name="contract">The contract that the document defines for the media type; null if it defines no contract, and for a named contract.</param>
    public ContentKind Classify(PayloadMediaType mediaType, OpenApiBodyContracts? described, out Contract? contract)
    {
        contract = described?.GetContract(mediaType.Name.Length == 0 ? null : mediaType.Name);
        if (described is not null)
            return contract is not null ? ContentKind.Payload : described.Describes(mediaType.Name) ? ContentKind.WithoutContract : ContentKind.Unexpected;
        bool isPayload = mediaType.Name.Length == 0
            || (_contentTypes.Count == 0 ? mediaType.IsJson : _contentTypes.Contains(mediaType.Name, StringComparer.OrdinalIgnoreCase));
        return isPayload ? ContentKind.Payload : ContentKind.Unexpected;
    }

    /// <summary>
    /// Returns the PAT checks to run in a mode. By default, all of them run in Observe, where they only report. In Reject only the check runs that explains
    /// violations without causing a rejection by itself.
    /// </summary>
    public PatCheckOptions ChecksFor(PatContractMode mode) => _checks ?? (mode == PatContractMode.Reject ? _rejected : _observed);

    /// <summary>Validates a payload against a contract.</summary>
    /// <param name="json">The payload.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="checks">The PAT checks; null if the payload has no tokens.</param>
    public IReadOnlyList<Finding> Validate(ReadOnlySpan<byte> json, Contract contract, PatCheckOptions? checks) =>
        (checks is null ? contract.Validate(json, _validation) : contract.Validate(json, checks, _validation)).Findings;

    /// <summary>Validates a payload against a named contract, which must exist.</summary>
    public IReadOnlyList<Finding> Validate(ReadOnlySpan<byte> json, string contractName, PatContractMode mode)
    {
        Contracts.TryGet(contractName, out Contract? contract);
        return Validate(json, contract!, Contracts.IsOwn(contractName) ? null : ChecksFor(mode));
    }
}
