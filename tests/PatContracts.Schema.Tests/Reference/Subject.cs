using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>A schema, compiled by both evaluators.</summary>
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
        // The engine first: it rejects schemas that are invalid or would never end.
        Load(checkMetaschema: true);
        _evaluator = ReferenceEvaluator.Load(_utf8, dialect);
    }

    public JsonNode Schema { get; }

    public Dialect Dialect { get; }

    /// <summary>Returns a contract that has not evaluated anything yet.</summary>
    public Contract NewContract() => Load(checkMetaschema: false);

    /// <summary>Returns whether a payload is valid according to the specification or, for lines, the documentation.</summary>
    public bool IsValid(Payload payload, bool ofLines = false) => _results.GetOrAdd((payload, ofLines), key =>
        key.OfLines ? key.Payload.Lines.Count > 0 && key.Payload.Lines.All(IsValid) : IsValid(key.Payload.Value));

    /// <summary>Calls an overload, and returns the problem with its result, or null.</summary>
    /// <param name="contract">A contract of this schema, in any state.</param>
    /// <param name="overload">The overload to call.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="findings">The findings that every exhaustive evaluation must have, or null if they are not known.</param>
    public string? FindProblem(Contract contract, Overload overload, Payload payload, string? findings = null)
    {
        bool expected = IsValid(payload, overload.OfLines);
        Outcome? outcome;
        try
        {
            outcome = overload.Run(contract, payload);
        }
#pragma warning disable CA1031 // Any exception is a defect.
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

    /// <summary>Returns the findings of a contract that has not evaluated anything before, or null if it throws.</summary>
    public string? FindingsOfNewContract(Payload payload)
    {
        try
        {
            return Overload.ValidateBytes.Run(NewContract(), payload)?.Findings;
        }
#pragma warning disable CA1031 // Reported when the overload is called.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    // JSON Schema does not mention duplicate names; the engine rejects them by default.
    private bool IsValid(PlainValue? value) => value is { HasDuplicateNames: false } && _evaluator.IsValid(value);

    private Contract Load(bool checkMetaschema) =>
        Contract.Load(_utf8, new ContractLoadOptions { Dialect = Dialect, AssertFormats = false, CheckMetaschema = checkMetaschema });
}
