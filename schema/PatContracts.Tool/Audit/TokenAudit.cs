using System.Globalization;
using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Schema.Text;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Audit;

/// <summary>
/// Reads the tokens of inputs and determines the advice for each. The checks of the library determine whether a token is a duplicate or incomplete;
/// <see cref="AuditPolicy"/> determines whether it is stale, expired or over-scoped.
/// </summary>
internal sealed class TokenAudit(AuditContract contract, AuditPolicy policy, Pseudonyms pseudonyms)
{
    private static readonly HashSet<string> Duplicates = [PatCheck.DuplicateId.Id, PatCheck.DuplicateName.Id, PatCheck.ManagedConflict.Id];

    private static readonly PatCheckOptions Recognition = PatCheckOptions.None.With(PatCheck.NotATokenResponse, RuleSeverity.Error);

    private readonly PatCheckSession _checks = new(
        contract.Token,
        PatCheckOptions.None
            .With(PatCheck.DuplicateId, RuleSeverity.Error)
            .With(PatCheck.DuplicateName, RuleSeverity.Error)
            .With(PatCheck.EmptyCredential, RuleSeverity.Warning)
            .With(PatCheck.OwnerIncomplete, RuleSeverity.Info));

    // The first faults are enough to identify a problem; a file of an unrelated format can have one on every line.
    private const int MostFaultsOfAnInput = 100;

    private readonly Adviser _adviser = new(policy);
    private readonly List<AuditedToken> _tokens = [];
    private readonly List<InputFault> _faults = [];
    private readonly Dictionary<string, List<AuditedToken>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Owner, string Name), AuditedToken> _byName = [];

    private int _faultsOfInput;

    /// <summary>The number of inputs, including those that could not be read.</summary>
    public int Inputs { get; private set; }

    /// <summary>The first faults of each input, in the order of the inputs.</summary>
    public IReadOnlyList<InputFault> Faults => _faults;

    /// <summary>The number of faults that are not among <see cref="Faults"/>.</summary>
    public long OmittedFaults { get; private set; }

    /// <summary>Reads an input.</summary>
    public void Read(InputFile file)
    {
        Inputs++;
        _faultsOfInput = 0;
        try
        {
            foreach (Segment segment in InputReader.Read(file))
            {
                using (segment) ReadSegment(file, segment);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _faultsOfInput = 0;
            Fault(file, new TextPosition(), "input/unreadable", $"The file cannot be read: {PathExpansion.Reason(e)}");
        }
    }

    /// <summary>Adds an input that could not be opened.</summary>
    public void AddUnreadable(string path, string message)
    {
        Inputs++;
        _faults.Add(new InputFault(path, 1, 1, "input/unreadable", message));
    }

    /// <summary>Determines the advice for all tokens.</summary>
    /// <returns>The tokens, most urgent first. Tokens with the same advice are ordered by date; for <see cref="Advice.FixNow"/>, the latest is first.</returns>
    public IReadOnlyList<AuditedToken> Complete()
    {
        foreach (List<AuditedToken> entries in _byId.Values) Join(entries);
        foreach (AuditedToken token in _tokens) _adviser.Advise(token);
        foreach (List<AuditedToken> entries in _byId.Values) _adviser.Reconcile(entries);
        return [.. _tokens.OrderBy(static token => token.Advice).ThenBy(static token => token.Advice == Advice.FixNow ? -token.Date!.Value.UtcTicks : token.Date?.UtcTicks ?? long.MaxValue)];
    }

    // All entries with one id are the same token: if any of them is flagged managed, the platform owns it.
    private static void Join(List<AuditedToken> entries)
    {
        if (entries.Count == 1) return;
        bool isManaged = entries.Exists(static token => token.IsManaged);
        foreach (AuditedToken token in entries)
        {
            token.Flags |= TokenFlags.Duplicate;
            token.Duplication = string.Create(CultureInfo.InvariantCulture, $"the id occurs {entries.Count} times");
            token.IsManaged = isManaged;
        }
    }

    private void ReadSegment(InputFile file, Segment segment)
    {
        switch (segment.Kind)
        {
            case SegmentKind.Problem:
                Fault(file, segment.Position, segment.ProblemRule, segment.ProblemMessage);
                break;
            case SegmentKind.LargeList:
                ReadLargeList(file, segment.List!);
                break;
            default:
                foreach (SegmentPayload payload in segment.Payloads()) ReadPayload(file, payload);
                break;
        }
    }

    private void ReadLargeList(InputFile file, Stream list)
    {
        using var reader = new PayloadReader(list, leaveOpen: true);
        while (reader.Read())
        {
            ContractValidationResult validation = reader.Validate(contract.Token);
            if (!validation.IsWellFormed)
            {
                Fault(file, validation.Findings[^1]);
                return;
            }

            Add(file, reader.Element, reader.Line, string.Create(CultureInfo.InvariantCulture, $"/{reader.Index}"));
        }

        if (reader.Fault is { } fault) Fault(file, fault);
    }

    private void Fault(InputFile file, Finding fault) => Fault(file, new TextPosition(fault.Line, fault.Column), fault.Rule, fault.Message);

    private void Fault(InputFile file, TextPosition position, string rule, string message)
    {
        if (_faultsOfInput++ < MostFaultsOfAnInput) _faults.Add(new InputFault(file.Path, position.Line, position.Column, rule, message));
        else OmittedFaults++;
    }

    private void ReadPayload(InputFile file, SegmentPayload payload)
    {
        ReadOnlyMemory<byte> text = payload.Bytes;
        ContractValidationResult validation = contract.For(text.Span).Validate(text.Span, Recognition);
        // A web page or an error response contains no tokens.
        if (!validation.IsWellFormed || validation.Findings is [{ } first, ..] && first.Rule == PatCheck.NotATokenResponse.Id)
        {
            Fault(file, payload.Locate(validation.Findings[^1]));
            return;
        }

        string within = payload.Har?.Pointer ?? "";
        TextPosition position = payload.Har?.Position ?? payload.Position;
        int passed = 0;
        int index = 0;
        foreach (Range element in Elements(text.Span, out bool isList))
        {
            int start = element.Start.Value;
            // In a recording, the body is one string on one line.
            if (payload.Har is null) position.Advance(text.Span[passed..start]);
            passed = start;
            Add(file, text[element], position.Line, isList ? string.Create(CultureInfo.InvariantCulture, $"{within}/{index++}") : within);
        }
    }

    /// <summary>Returns the elements of a list, or the value itself if it is not a list.</summary>
    private static List<Range> Elements(ReadOnlySpan<byte> text, out bool isList)
    {
        var elements = new List<Range>();
        var reader = new Utf8JsonReader(text);
        reader.Read();
        isList = reader.TokenType == JsonTokenType.StartArray;
        if (isList) reader.Read();
        while (reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(start..(int)reader.BytesConsumed);
            if (!isList) break;
            reader.Read();
        }

        return elements;
    }

    private void Add(InputFile file, ReadOnlyMemory<byte> text, long line, string instance)
    {
        ExportedToken? stated = ExportedToken.Read(text.Span);
        var token = new AuditedToken
        {
            Path = file.Path,
            Line = line,
            Instance = instance,
            Stated = stated,
            Pseudonym = pseudonyms.OfToken(stated?.Id),
            OwnerPseudonym = pseudonyms.OfOwner(stated?.OwnerId ?? stated?.OwnerName),
            IsManaged = stated?.IsManaged == true,
            Flags = stated is null ? TokenFlags.None : policy.FlagsOf(stated),
        };
        IReadOnlyList<Finding> found = _checks.Check(text.Span, TokenLocation.Start);
        MarkDuplicates(token, found);
        MarkViolations(token, text.Span, found);
        _tokens.Add(token);
        if (stated?.Id is not { Length: > 0 } id) return;
        if (_byId.TryGetValue(id, out List<AuditedToken>? same)) same.Add(token);
        else _byId[id] = [token];
    }

    // The check reports the second of two tokens; the audit also marks the first.
    private void MarkDuplicates(AuditedToken token, IReadOnlyList<Finding> found)
    {
        if (token.Stated is not { OwnerId: { } owner, Name: { } name }) return;
        if (found.Any(static finding => finding.Rule == PatCheck.DuplicateName.Id))
        {
            Mark(token);
            if (_byName.TryGetValue((owner, name), out AuditedToken? first)) Mark(first);
        }

        _byName.TryAdd((owner, name), token);

        static void Mark(AuditedToken one)
        {
            one.Flags |= TokenFlags.Duplicate;
            one.Duplication ??= "the owner has another token with this name";
        }
    }

    private void MarkViolations(AuditedToken token, ReadOnlySpan<byte> text, IReadOnlyList<Finding> found)
    {
        IEnumerable<Finding> ofContract = contract.Token.IsValid(text) ? [] : contract.Token.Validate(text).Findings;
        IReadOnlyList<Finding> violations = Finding.Summarize([.. ofContract, .. found.Where(static finding => !Duplicates.Contains(finding.Rule))]);
        if (violations.Count == 0) return;
        token.Flags |= TokenFlags.Incomplete;
        Finding first = violations[0];
        string at = first.InstancePointer.Length > 0 ? $" at {first.InstancePointer}" : "";
        string more = violations.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", and {violations.Count - 1} more") : "";
        token.Violation = $"violates {contract.Name}{at}: {first.Message} ({first.Rule}){more}";
    }
}
