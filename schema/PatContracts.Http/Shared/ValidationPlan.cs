using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>Settings of the validation of bodies, prepared once.</summary>
internal class ValidationPlan
{
    private readonly ICollection<string> _contentTypes;
    private readonly ValidationOptions _validation;
    private readonly PatCheckOptions? _checks;
    private readonly PatCheckOptions _observed;
    private readonly PatCheckOptions _rejected;

    /// <summary>Prepares settings.</summary>
    /// <param name="contracts">The caller's own contracts.</param>
    /// <param name="contentTypes">The media types of bodies that are validated; empty for JSON.</param>
    /// <param name="validation">Settings of the validation.</param>
    /// <param name="checks">The PAT checks; null for those of the mode.</param>
    /// <param name="time">The clock of the PAT checks, unless they name another.</param>
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

    /// <summary>Returns what a body is to its contract, by its media type. A body whose media type is missing or malformed is validated.</summary>
    /// <param name="mediaType">The media type.</param>
    /// <param name="described">What an OpenAPI document says of the body, and so which media types it may have; null if the contract has a name.</param>
    /// <param name="contract">The contract that the document has for the media type; null if there is none, or it has a name.</param>
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
    /// The PAT checks of a mode. Unless they are set, all of them run in Observe, where they only report. In Reject there is only the one that explains
    /// violations and rejects nothing by itself.
    /// </summary>
    public PatCheckOptions ChecksFor(PatContractMode mode) => _checks ?? (mode == PatContractMode.Reject ? _rejected : _observed);

    /// <summary>Validates a payload against a contract.</summary>
    /// <param name="json">The payload.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="checks">The PAT checks; null if the payload has no tokens.</param>
    public IReadOnlyList<Finding> Validate(ReadOnlySpan<byte> json, Contract contract, PatCheckOptions? checks) =>
        (checks is null ? contract.Validate(json, _validation) : contract.Validate(json, checks, _validation)).Findings;

    /// <summary>Validates a payload against a named contract, which is known to exist.</summary>
    public IReadOnlyList<Finding> Validate(ReadOnlySpan<byte> json, string contractName, PatContractMode mode)
    {
        Contracts.TryGet(contractName, out Contract? contract);
        return Validate(json, contract!, Contracts.IsOwn(contractName) ? null : ChecksFor(mode));
    }
}
