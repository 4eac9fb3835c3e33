using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>A schema, and what both sides make of it.</summary>
internal sealed class Subject
{
    private readonly byte[] _utf8;
    private readonly ReferenceEvaluator _evaluator;
    private readonly ConcurrentDictionary<(Payload Payload, bool OfLines), bool> _results = new();

    public Subject(JsonNode schema, Dialect dialect)
    {
        Schema = schema;
        Dialect = dialect;
        _utf8 = JsonStyle.Compact.Write(schema);
        // The engine first: it refuses what is no schema, and schemas that would never end.
        Load(checkMetaschema: true);
        _evaluator = ReferenceEvaluator.Load(_utf8, dialect);
    }

    public JsonNode Schema { get; }

    public Dialect Dialect { get; }

    /// <summary>A contract that has evaluated nothing yet.</summary>
    public Contract Fresh() => Load(checkMetaschema: false);

    /// <summary>What the specification, and for lines the documentation, says of a payload.</summary>
    public bool IsValid(Payload payload, bool ofLines = false) => _results.GetOrAdd((payload, ofLines), key =>
        key.OfLines ? key.Payload.Lines.Count > 0 && key.Payload.Lines.All(IsValid) : IsValid(key.Payload.Value));

    /// <summary>Asks a contract, and returns what is wrong with the result, or null.</summary>
    /// <param name="contract">A contract of this schema, in whatever state.</param>
    /// <param name="overload">The overload to ask.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="findings">The findings that every exhaustive evaluation must have, or null where they are not known.</param>
    public string? Ask(Contract contract, Overload overload, Payload payload, string? findings = null)
    {
        bool expected = IsValid(payload, overload.OfLines);
        Outcome? outcome;
        try
        {
            outcome = overload.Run(contract, payload);
        }
#pragma warning disable CA1031 // Whatever is thrown, it is a defect.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"expected {(expected ? "valid" : "invalid")}, thrown {exception.GetType().Name}: {exception.Message}";
        }

        if (outcome is null) return null;
        if (outcome.IsValid != expected || outcome.Contradiction is not null) return $"expected {(expected ? "valid" : "invalid")}, actual {outcome}";
        bool isSame = findings is null || outcome.Findings is null || outcome.Findings == findings;
        return isSame ? null : $"expected the findings\n{findings}\nactual\n{outcome.Findings}";
    }

    /// <summary>The findings of a contract that has evaluated nothing before, or null where they cannot be had.</summary>
    public string? FreshFindings(Payload payload)
    {
        try
        {
            return Overload.ValidateBytes.Run(Fresh(), payload)?.Findings;
        }
#pragma warning disable CA1031 // Reported where the overload is asked.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    // JSON Schema says nothing of duplicate names; the engine refuses them by default.
    private bool IsValid(PlainValue? value) => value is { HasDuplicateNames: false } && _evaluator.IsValid(value);

    private Contract Load(bool checkMetaschema) =>
        Contract.Load(_utf8, new ContractLoadOptions { Dialect = Dialect, AssertFormats = false, CheckMetaschema = checkMetaschema });
}
