using System.Text.Json;

namespace PatContracts.Tool.Audit;

/// <summary>
/// The properties of a token in an export. Each property is read separately, so that a malformed property does not hide the others: a token with a malformed
/// creation date can still be flagged managed. Dates are read leniently, regardless of the contract.
/// </summary>
internal sealed class ExportedToken
{
    private static readonly PatDateTimeConverter DateTimes = new();

    private readonly List<string> _scope = [];

    public string? Id { get; private set; }

    public string? Name { get; private set; }

    public string? OwnerId { get; private set; }

    public string? OwnerName { get; private set; }

    /// <summary>The scopes that can be read.</summary>
    public IReadOnlyList<string> Scope => _scope;

    public MemberState ScopeState { get; private set; }

    public DateTimeOffset? Created { get; private set; }

    public DateTimeOffset? LastUsed { get; private set; }

    public MemberState LastUsedState { get; private set; }

    public DateTimeOffset? ExpirationDate { get; private set; }

    public MemberState ExpirationState { get; private set; }

    /// <summary>Whether a person confirmed that the token never expires (<c>userAwareTokenNeverExpires</c>).</summary>
    public bool IsConfirmedToNeverExpire { get; private set; }

    /// <summary>Whether the platform owns the token.</summary>
    public bool IsManaged { get; private set; }

    /// <summary>Whether <c>managed</c> is present but not a Boolean, so that it is unknown whether the platform owns the token.</summary>
    public bool IsManagedUnclear { get; private set; }

    /// <summary>Reads a token.</summary>
    /// <param name="utf8">The JSON text of one value.</param>
    /// <returns>The token, or null if the value is not an object.</returns>
    public static ExportedToken? Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        var token = new ExportedToken();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) token.ReadMember(ref reader);
        return token;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        string name = Text(ref reader) ?? "";
        reader.Read();
        switch (name)
        {
            case "id":
                Id = Text(ref reader);
                break;
            case "name":
                Name = Text(ref reader);
                break;
            case "owner":
                ReadOwner(ref reader);
                return;
            case "scope":
                ReadScope(ref reader);
                return;
            case "created":
                (Created, _) = DateTime(ref reader);
                break;
            case "lastUsed":
                (LastUsed, LastUsedState) = DateTime(ref reader);
                break;
            case "expirationDate":
                (ExpirationDate, ExpirationState) = DateTime(ref reader);
                break;
            case "userAwareTokenNeverExpires":
                IsConfirmedToNeverExpire = reader.TokenType == JsonTokenType.True;
                break;
            case "managed":
                // If the object has two flags, the one that protects the token takes precedence.
                IsManaged |= reader.TokenType == JsonTokenType.True;
                IsManagedUnclear |= reader.TokenType is not (JsonTokenType.True or JsonTokenType.False);
                break;
        }

        reader.Skip();
    }

    private void ReadOwner(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = Text(ref reader);
            reader.Read();
            if (name == "id") OwnerId = Text(ref reader);
            if (name == "name") OwnerName = Text(ref reader);
            reader.Skip();
        }
    }

    private void ReadScope(ref Utf8JsonReader reader)
    {
        ScopeState = reader.TokenType switch
        {
            JsonTokenType.Null => MemberState.Null,
            JsonTokenType.StartArray => MemberState.Stated,
            _ => MemberState.Malformed,
        };
        if (ScopeState != MemberState.Stated)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text(ref reader) is { } scope) _scope.Add(scope);
            reader.Skip();
        }
    }

    private static (DateTimeOffset? Value, MemberState State) DateTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return (null, MemberState.Null);
        if (reader.TokenType != JsonTokenType.String) return (null, MemberState.Malformed);
        try
        {
            return (DateTimes.Read(ref reader, typeof(DateTimeOffset), PatJson.Token.Options), MemberState.Stated);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, MemberState.Malformed);
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) return null;
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // A string with a lone surrogate cannot be read.
            return null;
        }
    }
}
