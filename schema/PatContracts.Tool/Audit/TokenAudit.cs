using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Schema.Text;
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
            .With(PatCheck.DuplicateId, RuleSeverity.Error)
            .With(PatCheck.DuplicateName, RuleSeverity.Error)
            .With(PatCheck.EmptyCredential, RuleSeverity.Warning)
            .With(PatCheck.OwnerIncomplete, RuleSeverity.Info));

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
        if (segment.Kind == SegmentKind.Problem) return Problem(file, segment.Position, segment.ProblemRule, segment.ProblemMessage);
        if (segment.Kind == SegmentKind.LargeList) return ReadLargeList(file, segment.List!);
        string? problem = null;
        foreach (SegmentPayload payload in segment.Payloads()) problem = ReadPayload(file, payload) ?? problem;
        return problem;
    }

    private string? ReadLargeList(InputFile file, Stream list)
    {
        using var reader = new PayloadReader(list, leaveOpen: true);
        while (reader.Read())
        {
            ContractValidationResult validation = reader.Validate(_single);
            if (!validation.IsWellFormed) return Problem(file, validation.Findings[^1]);
            Add(file, reader.Element, reader.Line, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{reader.Index}"));
        }

        return reader.Fault is { } fault ? Problem(file, fault) : null;
    }

    private static string Problem(InputFile file, Finding fault) => Problem(file, new TextPosition(fault.Line, fault.Column), fault.Rule, fault.Message);

    private static string Problem(InputFile file, TextPosition position, string rule, string message) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.Path}:{position.Line}:{position.Column}: error {rule}: {message}");

    private string? ReadPayload(InputFile file, SegmentPayload payload)
    {
        ContractValidationResult validation = PatContract.Validate(payload.Bytes.Span, contractName);
        if (!validation.IsWellFormed) return Problem(file, payload.Locate(validation.Findings[^1]));

        string within = payload.Har?.Pointer ?? "";
        TextPosition position = payload.Har?.Position ?? payload.Position;
        int passed = 0;
        var cursor = new JsonCursor(payload.Bytes.Span);
        if (!cursor.TryEnter(JsonKind.Array))
        {
            Add(file, payload.Bytes, LineOf(cursor.Position), within);
            return null;
        }

        for (int index = 0; cursor.MoveToElement(); index++)
        {
            int start = cursor.Position;
            cursor.Skip();
            string instance = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{within}/{index}");
            Add(file, payload.Bytes[start..cursor.Position], LineOf(start), instance);
        }

        return null;

        int LineOf(int offset)
        {
            // In a recording the whole body is one string, on one line.
            if (payload.Har is null) position.Advance(payload.Bytes.Span[passed..offset]);
            passed = offset;
            return position.Line;
        }
    }

    private void Add(InputFile file, ReadOnlyMemory<byte> text, long line, string instance)
    {
        GetPersonalAccessTokenResponse? token = Deserialize(text.Span, out bool statesExpiration);
        var audited = new AuditedToken { Path = file.Path, Line = line, Instance = instance, Token = token, StatesExpiration = statesExpiration, IsManaged = token?.Managed == true };
        var found = new List<Finding>();
        _checks.Check(text.Span, TokenLocation.Start, found);
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
            var cursor = new JsonCursor(text);
            cursor.TryEnter(JsonKind.Object);
            while (cursor.MoveToMember(out JsonString name))
            {
                statesExpiration |= name.Unescape().SequenceEqual("expirationDate"u8);
                cursor.Skip();
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
