using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Audit;

/// <summary>
/// Reads the tokens of inputs and judges them. What makes a token a duplicate or incomplete is said by the checks of the library; what makes it
/// stale, expired or over-scoped is said here.
/// </summary>
internal sealed class TokenAudit(string contractName, DateTimeOffset now, TimeSpan staleAfter)
{
    private const string AllScopes = "sp:scopes:all";

    private static readonly HashSet<string> Duplicates = [PatCheck.DuplicateId.Id, PatCheck.DuplicateName.Id, PatCheck.ManagedConflict.Id];

    private readonly Contract _single = PatContract.Get(contractName);
    private readonly PatCheckSession _checks = new(
        PatContract.Get(contractName),
        PatCheckOptions.None
            .With(PatCheck.DuplicateId, FindingSeverity.Error)
            .With(PatCheck.DuplicateName, FindingSeverity.Error)
            .With(PatCheck.EmptyCredential, FindingSeverity.Warning)
            .With(PatCheck.OwnerIncomplete, FindingSeverity.Info));

    private readonly List<AuditedToken> _tokens = [];
    private readonly Dictionary<string, List<AuditedToken>> _byId = new(StringComparer.Ordinal);

    /// <summary>The tokens read so far, judged.</summary>
    public IReadOnlyList<AuditedToken> Tokens => _tokens;

    /// <summary>Reads an input. Answers what keeps (the rest of) it from being read, or null.</summary>
    public string? Read(InputFile file)
    {
        try
        {
            string? problem = null;
            foreach (Segment segment in InputReader.Read(file))
            {
                using (segment) problem = ReadSegment(file, segment) ?? problem;
            }

            return problem;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"{file.Path}:1:1: error input/unreadable: The file cannot be read: {PathExpansion.Reason(e)}";
        }
    }

    private string? ReadSegment(InputFile file, Segment segment)
    {
        if (segment.Kind == SegmentKind.Problem) return $"{file.Path}:{segment.Line}:1: error {segment.ProblemRule}: {segment.ProblemMessage}";
        if (segment.Kind == SegmentKind.LargeList) return ReadLargeList(file, segment.List!);
        string within = segment.Har?.Pointer ?? "";
        if (segment.Kind == SegmentKind.Document) return ReadPayload(file, segment.Bytes, segment.Har is { } body ? LineOf(body) : 1, within, isLine: segment.Har is not null);

        string? problem = null;
        long line = segment.Line;
        int start = 0;
        while (start < segment.Bytes.Length)
        {
            int length = segment.Bytes.Span[start..].IndexOf((byte)'\n');
            if (length < 0) length = segment.Bytes.Length - start;
            ReadOnlyMemory<byte> payload = segment.Bytes.Slice(start, length);
            if (!payload.Span.Trim(" \t\r"u8).IsEmpty) problem = ReadPayload(file, payload, line, within, isLine: true) ?? problem;
            start += length + 1;
            line++;
        }

        return problem;
    }

    private string? ReadLargeList(InputFile file, Stream list)
    {
        using var reader = new PayloadReader(list, leaveOpen: true);
        while (reader.Read())
        {
            ValidationResult validation = reader.Validate(_single);
            if (!validation.IsWellFormed) return Problem(file, validation.Findings[^1], 1);
            Add(file, reader.Element, reader.Line, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{reader.Index}"));
        }

        return reader.Fault is { } fault ? Problem(file, fault, 1) : null;
    }

    private static string Problem(InputFile file, Finding fault, long firstLine) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.Path}:{firstLine + fault.Line - 1}:{fault.Column}: error {fault.Rule}: {fault.Message}");

    private static long LineOf(HarBody body) => body.Recording.Span[..body.TextStart].Count((byte)'\n') + 1;

    private string? ReadPayload(InputFile file, ReadOnlyMemory<byte> payload, long firstLine, string within, bool isLine)
    {
        ValidationResult validation = PatContract.Validate(payload.Span, contractName);
        if (!validation.IsWellFormed) return Problem(file, validation.Findings[^1], firstLine);

        var reader = new Utf8JsonReader(payload.Span, new JsonReaderOptions { MaxDepth = ValidationOptions.LargestMaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(file, payload, Line(reader.TokenStartIndex), within);
            return null;
        }

        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            int start = (int)reader.TokenStartIndex;
            long line = Line(start);
            reader.Skip();
            Add(file, payload[start..(int)reader.BytesConsumed], line, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{within}/{index}"));
        }

        return null;

        long Line(long offset) => isLine ? firstLine : firstLine + payload.Span[..(int)offset].Count((byte)'\n');
    }

    private void Add(InputFile file, ReadOnlyMemory<byte> text, long line, string instance)
    {
        GetPersonalAccessTokenResponse? token = Deserialize(text.Span, out bool statesExpiration);
        var audited = new AuditedToken { Path = file.Path, Line = line, Instance = instance, Token = token, StatesExpiration = statesExpiration, IsManaged = token?.Managed == true };
        var found = new List<Finding>();
        _checks.Check(text.Span, TokenPlace.Start, found);
        audited.Flags = Judge(audited);
        if (!_single.IsValid(text.Span) || found.Exists(static finding => !Duplicates.Contains(finding.Rule))) audited.Flags |= TokenFlags.Incomplete;
        if (found.Exists(static finding => Duplicates.Contains(finding.Rule))) audited.Flags |= TokenFlags.Duplicate;
        _tokens.Add(audited);
        if (token?.Id is { Length: > 0 } id) Join(id, audited);
    }

    // One id is one token: where any of its mentions is managed, none may be recommended for deletion.
    private void Join(string id, AuditedToken audited)
    {
        if (!_byId.TryGetValue(id, out List<AuditedToken>? same)) _byId[id] = same = [];
        same.Add(audited);
        if (same.Count == 1) return;
        same[0].Flags |= TokenFlags.Duplicate;
        if (!same.Exists(static token => token.IsManaged)) return;
        foreach (AuditedToken token in same) token.IsManaged = true;
    }

    private TokenFlags Judge(AuditedToken audited)
    {
        if (audited.Token is not { } token) return TokenFlags.None;
        var flags = TokenFlags.None;
        if ((token.LastUsed ?? audited.Created) is { } active && active < now - staleAfter) flags |= TokenFlags.Stale;
        if (token.ExpirationDate <= now) flags |= TokenFlags.Expired;
        if ((audited.StatesExpiration && token.ExpirationDate is null) || token.UserAwareTokenNeverExpires == true) flags |= TokenFlags.NeverExpires;
        if (token.Scope?.Contains(AllScopes, StringComparer.Ordinal) == true) flags |= TokenFlags.OverScoped;
        return flags;
    }

    private static GetPersonalAccessTokenResponse? Deserialize(ReadOnlySpan<byte> text, out bool statesExpiration)
    {
        statesExpiration = false;
        try
        {
#pragma warning disable PAT3003 // An audit looks at tokens that break their contract, too.
            var token = JsonSerializer.Deserialize(text, PatJsonContext.Default.GetPersonalAccessTokenResponse);
#pragma warning restore PAT3003
            if (token is null) return null;
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = ValidationOptions.LargestMaxDepth });
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                statesExpiration |= reader.ValueTextEquals("expirationDate"u8);
                reader.Read();
                reader.Skip();
            }

            return token;
        }
        catch (JsonException)
        {
            // A value that is not what the model holds: the contract says so too, and the token counts as incomplete.
            return null;
        }
    }
}
