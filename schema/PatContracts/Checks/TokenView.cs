using PatContracts.Schema.Text;

namespace PatContracts.Checks;

/// <summary>One token as the checks see it: the locations of its members, its unknown names, and the earlier tokens.</summary>
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

    /// <summary>A date-time member as a timestamp, or null where it is absent, null, or not a date-time.</summary>
    public readonly DateTimeOffset? Timestamp(in JsonSlice member) =>
        member.IsString && Timestamps.TryParse(new JsonString(member.Content(Json)).Unescape(), out DateTimeOffset timestamp) ? timestamp : null;
}
