using System.Buffers;
using System.Globalization;
#if !NETSTANDARD_ENGINE
using System.IO.Pipelines;
#endif
using PatContracts.Schema.Tests.Streaming;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>
/// The result of an overload: whether the payload is valid, its findings if they must equal those of every other overload, and any internal contradiction.
/// </summary>
internal sealed record Outcome(bool IsValid, string? Findings = null, string? Contradiction = null)
{
    /// <summary>Returns the outcome of an exhaustive evaluation with the default options.</summary>
    public static Outcome Of(ContractValidationResult result, Payload payload)
    {
        string? contradiction = null;
        if (result.IsValid != (result.Findings.Count == 0)) contradiction = $"IsValid is {result.IsValid} with {result.Findings.Count} findings";
        else if (result.IsWellFormed != (payload.Value is not null)) contradiction = $"IsWellFormed is {result.IsWellFormed}";
        return new Outcome(result.IsValid, Describe(result), contradiction);
    }

    public override string ToString() =>
        (IsValid ? "valid" : "invalid") + (Contradiction is null ? "" : ", " + Contradiction) + (Findings is { Length: > 0 } ? "\n" + Findings : "");

    private static string Describe(ContractValidationResult result) => string.Join('\n', result.Findings.Select(finding => string.Create(
        CultureInfo.InvariantCulture,
        $"  {finding} [{finding.InstancePointer}] [{finding.SchemaPointer}] {finding.Offset}+{finding.Length} {finding.Line}:{finding.Column} " +
        $"{finding.Causes.Count} causes")));
}

/// <summary>One public overload that validates a payload.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Run">Calls it. Returns null if it does not support the payload.</param>
/// <param name="IsCostly">Whether it is too slow to be called as often as the others.</param>
/// <param name="OfLines">Whether it reads the payload as lines.</param>
internal sealed record Overload(string Name, Func<Contract, Payload, Outcome?> Run, bool IsCostly = false, bool OfLines = false)
{
    private static readonly ValidationOptions UnknownWarning = new() { UnknownProperties = RuleSeverity.Warning };
    private static readonly ValidationOptions DuplicatesOff = new() { DuplicateNames = RuleSeverity.Off };

    public static readonly IReadOnlyList<Overload> All =
    [
        new("IsValid(bytes)", (contract, payload) => new(contract.IsValid(payload.Utf8))),
        new("IsValid(string)", (contract, payload) => payload.Text is { } text ? new(contract.IsValid(text)) : null),
        new("IsValid(sequence of one segment)", (contract, payload) => new(contract.IsValid(new ReadOnlySequence<byte>(payload.Utf8)))),
        new("IsValid(sequence)", (contract, payload) => new(contract.IsValid(Segments(payload.Utf8)))),
        new("Validate(bytes)", (contract, payload) => Outcome.Of(contract.Validate(payload.Utf8), payload)),
        new("Validate(string)", (contract, payload) => payload.Text is { } text ? Outcome.Of(contract.Validate(text), payload) : null),
        new("Validate(sequence)", (contract, payload) => Outcome.Of(contract.Validate(Segments(payload.Utf8)), payload)),
        new("Validate(stream)", (contract, payload) => Outcome.Of(contract.Validate(new MemoryStream(payload.Utf8)), payload)),
        new("Validate(stream in pieces)", (contract, payload) => Outcome.Of(contract.Validate(SplitStream.InPiecesOf(payload.Utf8, 7)), payload)),
        new("IsValidAsync(stream)", (contract, payload) => new(Wait(contract.IsValidAsync(SplitStream.InPiecesOf(payload.Utf8, 11))))),
        new("ValidateAsync(stream)", (contract, payload) => Outcome.Of(Wait(contract.ValidateAsync(SplitStream.InPiecesOf(payload.Utf8, 5))), payload)),
#if !NETSTANDARD_ENGINE
        new("ValidatePipeAsync", (contract, payload) => Outcome.Of(Wait(contract.ValidatePipeAsync(Pipe(payload))), payload)),
#endif
        new("AreLinesValid", (contract, payload) => new(contract.AreLinesValid(payload.Utf8)), OfLines: true),
        new("AreLinesValidAsync", (contract, payload) =>
            new(Wait(contract.AreLinesValidAsync(new MemoryStream(payload.Utf8), new ValidationOptions { MaxDegreeOfParallelism = 2 }))), IsCostly: true, OfLines: true),
        new("PayloadReader over bytes", (contract, payload) => ReadElements(contract, payload, new PayloadReader(payload.Utf8))),
        new("PayloadReader over a stream", (contract, payload) => ReadElements(contract, payload, new PayloadReader(SplitStream.InPiecesOf(payload.Utf8, 9)))),
        new("SchemaNode.Validate", (contract, payload) => Outcome.Of(contract.Root.Validate(payload.Utf8), payload)),
        // The other effects of an option must not change.
        new("IsValid, unknown properties are warnings", (contract, payload) => new(contract.IsValid(payload.Utf8, UnknownWarning))),
        new("Validate, unknown properties are warnings", (contract, payload) => new(contract.Validate(payload.Utf8, UnknownWarning).IsValid)),
        new("IsValid, duplicate names are off", (contract, payload) => IsFreeOfDuplicates(payload) ? new(contract.IsValid(payload.Utf8, DuplicatesOff)) : null),
        new("Validate, duplicate names are off", (contract, payload) =>
            IsFreeOfDuplicates(payload) ? new(contract.Validate(payload.Utf8, DuplicatesOff).IsValid) : null),
        new("IsValid, as deep as the payload", (contract, payload) => AsDeepAs(payload) is { } options ? new(contract.IsValid(payload.Utf8, options)) : null),
        new("Validate, as deep as the payload", (contract, payload) =>
            AsDeepAs(payload) is { } options ? new(contract.Validate(payload.Utf8, options).IsValid) : null),
    ];

    /// <summary>The simplest overloads, to which a case is reduced.</summary>
    public static Overload IsValidBytes => All[0];

    public static Overload ValidateBytes => All[4];

    public override string ToString() => Name;

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

#if !NETSTANDARD_ENGINE
    private static PipeReader Pipe(Payload payload) => PipeReader.Create(new ReadOnlySequence<byte>(payload.Utf8));
#endif

    private static ValidationOptions? AsDeepAs(Payload payload) => payload.Value is { Depth: > 0 and int depth } ? new() { MaxDepth = depth } : null;

    private static bool IsFreeOfDuplicates(Payload payload) => payload.Value is { HasDuplicateNames: false };

    /// <summary>Reads the elements; a value other than an array is the only element of its text.</summary>
    private static Outcome? ReadElements(Contract contract, Payload payload, PayloadReader reader)
    {
        using (reader)
        {
            if (payload.Value is null or { IsArray: true }) return null;
            if (!reader.Read()) return new Outcome(false, Contradiction: "no element was read");
            bool isValid = reader.Validate(contract).IsValid;
            return reader.Read() || reader.Fault is not null ? new Outcome(isValid, Contradiction: "something follows the element") : new Outcome(isValid);
        }
    }

    private static ReadOnlySequence<byte> Segments(byte[] utf8)
    {
        int third = utf8.Length / 3;
        var first = new Segment(utf8.AsMemory(0, third), null);
        var middle = new Segment(utf8.AsMemory(third, third), first);
        var last = new Segment(utf8.AsMemory(2 * third), middle);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null) return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
