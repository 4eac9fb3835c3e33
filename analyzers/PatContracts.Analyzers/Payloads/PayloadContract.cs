using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Payloads;

/// <summary>The contract, or part of a contract, against which a payload is validated.</summary>
internal sealed class PayloadContract
{
    private static readonly ValidationOptions Options = new() { MaxFindings = PayloadFile.MaxFindings };

    private readonly Contract? _contract;
    private readonly SchemaNode? _node;

    private PayloadContract(string name, bool isWhole, Contract? contract, SchemaNode? node)
    {
        Name = name;
        IsWhole = isWhole;
        _contract = contract;
        _node = node;
    }

    /// <summary>The contract's name, as bound.</summary>
    public string Name { get; }

    /// <summary>Whether it is a whole contract or a list of one, not a part such as a token's owner.</summary>
    public bool IsWhole { get; }

    /// <summary>
    /// Returns the contract to which JSON deserialized as a type has to conform: that of a bound model, or of a list of them. Null for other types.
    /// </summary>
    public static PayloadContract? Of(ITypeSymbol? type, PayloadShape shape, BoundModels models)
    {
        if (type is null) return null;
        if (shape == PayloadShape.List) return OfList(type, models);
        if (models.TryGet(type, out BoundModel? model)) return new(model.ContractName, IsRoot(model, models), null, model.Schema);
        return NestedTypes.ElementOf(type) is { } element ? OfList(element, models) : null;
    }

    /// <summary>The contract of a list of a bound model; null for a part that another document defines.</summary>
    private static PayloadContract? OfList(ITypeSymbol element, BoundModels models) =>
        models.TryGet(element, out BoundModel? model)
        && IsInOwnDocument(model.Schema)
        && models.Contracts.TryGetList(model.ContractName, IsRoot(model, models) ? "" : model.Schema.Pointer, out Contract? list)
            ? new(model.ContractName, IsRoot(model, models), list, null)
            : null;

    /// <summary>
    /// Returns the contract with a name, in the form that the library and the command would select. Null if there is no contract of this name.
    /// </summary>
    public static PayloadContract? Of(string name, PayloadShape shape, ReadOnlySpan<byte> payload, KnownContracts contracts)
    {
        if (!contracts.TryGet(name, out Contract? contract)) return null;
        bool isList = shape switch
        {
            PayloadShape.One => false,
            PayloadShape.List => true,
            _ => FirstCharacter(payload) == '[' && (contract.Root.Types & JsonTypes.Array) == 0,
        };
        return new(name, isWhole: true, isList && contracts.TryGetList(name, "", out Contract? list) ? list : contract, null);
    }

    // The root of a contract can be any schema of its document.
    private static bool IsRoot(BoundModel model, BoundModels models) =>
        models.Contracts.TryGet(model.ContractName, out Contract? contract) && contract.Root.Pointer == model.Schema.Pointer;

    private static bool IsInOwnDocument(SchemaNode schema) => schema.Pointer.Length == 0 || schema.Pointer[0] == '/';

    public ContractValidationResult Validate(byte[] payload) =>
        _contract is not null ? _contract.Validate(payload, Options) : _node!.Validate(payload, Options);

    /// <summary>The schema of the whole payload.</summary>
    public SchemaNode Root => _contract?.Root ?? _node!;

    /// <summary>Returns findings for the properties of a payload that the contract allows but does not define, at their names.</summary>
    public IReadOnlyList<Finding> UnknownProperties(byte[] payload)
    {
        ValidationOptions options = Options with { UnknownProperties = RuleSeverity.Info };
        ContractValidationResult result = _contract is not null ? _contract.Validate(payload, options) : _node!.Validate(payload, options);
        return [.. result.Findings.Where(finding => finding.Rule == "schema/unknown")];
    }

    /// <summary>Validates the current element of a reader; only for a contract selected by name, which is never part of another.</summary>
    public ContractValidationResult Validate(PayloadReader reader) => reader.Validate(_contract!, Options);

    private static char FirstCharacter(ReadOnlySpan<byte> payload)
    {
        foreach (byte b in payload)
        {
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return (char)b;
        }

        return '\0';
    }
}
