using PatContracts.Schema.Text;

namespace PatContracts.Checks;

/// <summary>What the checks look at of one token: where its members are, which of its names are unknown, and what came before it.</summary>
internal ref struct TokenView(ReadOnlySpan<byte> json)
{
    public readonly ReadOnlySpan<byte> Json = json;

    public JsonSlice Token;
    public JsonSlice Id;
    public JsonSlice Name;
    public JsonSlice Created;
    public JsonSlice LastUsed;
    public JsonSlice Managed;
    public JsonSlice ExpirationDate;
    public JsonSlice NeverExpires;
    public JsonSlice Owner;
    public JsonSlice OwnerType;
    public JsonSlice OwnerId;
    public JsonSlice OwnerName;

    /// <summary>Members whose names the contract does not know, of the token and of its owner, in document order.</summary>
    public IReadOnlyList<UnknownMember> Unknown = [];

    /// <summary>What earlier tokens of the payload have in common with this one.</summary>
    public EarlierTokens Earlier;

    /// <summary>A date-time member as a moment, or null where it is absent, null, or not a date-time.</summary>
    public readonly DateTimeOffset? Moment(in JsonSlice member) =>
        member.IsString && Timestamps.TryParse(new JsonString(member.Content(Json)).Unescape(), out DateTimeOffset moment) ? moment : null;
}

/// <summary>A member whose name the contract does not know.</summary>
internal readonly record struct UnknownMember(JsonSlice Member, bool IsOfOwner);

/// <summary>What earlier tokens of a payload have in common with the present one. Ordinals count tokens from 0; −1 if there is none.</summary>
internal struct EarlierTokens
{
    public EarlierTokens()
    {
    }

    public int SameId { get; set; } = -1;

    /// <summary>Whether a token of the same id was flagged managed.</summary>
    public bool WasManaged { get; set; }

    /// <summary>Whether a token of the same id was flagged unmanaged, or not flagged, which means the same.</summary>
    public bool WasUnmanaged { get; set; }

    /// <summary>The first token of the same owner and name.</summary>
    public int SameName { get; set; } = -1;
}
