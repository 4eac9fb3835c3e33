namespace PatContracts.Checks;

/// <summary>
/// Finds the members of a token that the checks look at, in one pass. Where a name occurs twice, the later one counts, as it does for serializers.
/// </summary>
internal sealed class TokenReader(TokenContract contract)
{
    private readonly List<UnknownMember> _unknown = [];

    /// <summary>Reads an object. Answers an empty view for any other value: its type is the contract's business.</summary>
    public TokenView Read(ReadOnlySpan<byte> json, in JsonPiece token)
    {
        var view = new TokenView(json, token);
        _unknown.Clear();
        if (token.Kind != PieceKind.Object) return view;
        JsonForward members = JsonForward.Into(json, token);
        while (members.TryReadMember(out JsonPiece member)) Take(ref view, member);
        view.Unknown = _unknown;
        return view;
    }

    private void Take(ref TokenView view, in JsonPiece member)
    {
        ReadOnlySpan<byte> name = Texts.Unescape(member.Name(view.Json));
        if (!contract.Knows(name)) _unknown.Add(new UnknownMember(member, IsOfOwner: false));
        if (name.SequenceEqual("id"u8)) view.Id = member;
        else if (name.SequenceEqual("name"u8)) view.Name = member;
        else if (name.SequenceEqual("created"u8)) view.Created = member;
        else if (name.SequenceEqual("lastUsed"u8)) view.LastUsed = member;
        else if (name.SequenceEqual("managed"u8)) view.Managed = member;
        else if (name.SequenceEqual("expirationDate"u8)) view.ExpirationDate = member;
        else if (name.SequenceEqual("userAwareTokenNeverExpires"u8)) view.NeverExpires = member;
        else if (name.SequenceEqual("owner"u8)) TakeOwner(ref view, member);
    }

    private void TakeOwner(ref TokenView view, in JsonPiece owner)
    {
        view.Owner = owner;
        view.OwnerType = view.OwnerId = view.OwnerName = default;
        if (owner.Kind != PieceKind.Object) return;
        JsonForward members = JsonForward.Into(view.Json, owner);
        while (members.TryReadMember(out JsonPiece member))
        {
            ReadOnlySpan<byte> name = Texts.Unescape(member.Name(view.Json));
            if (!contract.KnowsOfOwner(name)) _unknown.Add(new UnknownMember(member, IsOfOwner: true));
            if (name.SequenceEqual("type"u8)) view.OwnerType = member;
            else if (name.SequenceEqual("id"u8)) view.OwnerId = member;
            else if (name.SequenceEqual("name"u8)) view.OwnerName = member;
        }
    }
}
