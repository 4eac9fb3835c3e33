using PatContracts.Schema.Text;

namespace PatContracts.Checks;

/// <summary>The data of one token for the checks: the locations of its members, its unknown names, and the earlier tokens.</summary>
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

    /// <summary>Members of the token and of its owner whose names the contract doesn't define, in document order.</summary>
    public IReadOnlyList<UnknownMember> Unknown = [];

    /// <summary>Earlier tokens of the payload that have an id, or an owner and name, in common with this one.</summary>
    public EarlierTokens Earlier;

    /// <summary>Returns a date-time member as a timestamp, or null if the member is absent, null, or not a date-time.</summary>
    public readonly DateTimeOffset? Timestamp(in JsonSlice member) =>
        member.IsString && Timestamps.TryParse(new JsonString(member.Content(Json)).Unescape(), out DateTimeOffset timestamp) ? timestamp : null;
}
