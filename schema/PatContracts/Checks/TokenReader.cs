using PatContracts.Schema.Text;

namespace PatContracts.Checks;

/// <summary>
/// Finds the members of a token that the checks need, in one pass. If a name occurs twice, the later one is used, as serializers do.
/// </summary>
internal sealed class TokenReader(TokenContract contract)
{
    private readonly List<UnknownMember> _unknown = [];

    /// <summary>Reads the value at the cursor. If the value is not an object, only its location is read, because the contract validates its type.</summary>
    public TokenView Read(ref JsonCursor cursor)
    {
        var view = new TokenView(cursor.Json);
        _unknown.Clear();
        JsonKind kind = cursor.Peek();
        int start = cursor.Position;
        if (cursor.TryEnter(JsonKind.Object))
        {
            while (cursor.MoveToMember(out JsonString name)) ReadMember(ref view, ref cursor, name);
            view.Unknown = _unknown;
        }
        else
        {
            cursor.Skip();
        }

        view.Token = new JsonSlice(0, 0, start, cursor.Position - start, kind);
        return view;
    }

    private void ReadMember(ref TokenView view, ref JsonCursor cursor, JsonString token)
    {
        ReadOnlySpan<byte> name = token.Unescape();
        int unknown = _unknown.Count;
        JsonSlice member = name.SequenceEqual("owner"u8) ? ReadOwner(ref view, ref cursor, token) : ReadValue(ref cursor, token);
        // The members of an unknown owner are after it.
        if (!contract.Knows(name)) _unknown.Insert(unknown, new UnknownMember(member, IsOfOwner: false));
        if (name.SequenceEqual("id"u8)) view.Id = member;
        else if (name.SequenceEqual("name"u8)) view.Name = member;
        else if (name.SequenceEqual("created"u8)) view.Created = member;
        else if (name.SequenceEqual("lastUsed"u8)) view.LastUsed = member;
        else if (name.SequenceEqual("managed"u8)) view.Managed = member;
        else if (name.SequenceEqual("expirationDate"u8)) view.ExpirationDate = member;
        else if (name.SequenceEqual("userAwareTokenNeverExpires"u8)) view.NeverExpires = member;
    }

    private JsonSlice ReadOwner(ref TokenView view, ref JsonCursor cursor, JsonString token)
    {
        view.OwnerType = view.OwnerId = view.OwnerName = default;
        if (cursor.Peek() != JsonKind.Object) return view.Owner = ReadValue(ref cursor, token);
        int start = cursor.Position;
        cursor.TryEnter(JsonKind.Object);
        while (cursor.MoveToMember(out JsonString memberToken))
        {
            ReadOnlySpan<byte> name = memberToken.Unescape();
            JsonSlice member = ReadValue(ref cursor, memberToken);
            if (!contract.KnowsOfOwner(name)) _unknown.Add(new UnknownMember(member, IsOfOwner: true));
            if (name.SequenceEqual("type"u8)) view.OwnerType = member;
            else if (name.SequenceEqual("id"u8)) view.OwnerId = member;
            else if (name.SequenceEqual("name"u8)) view.OwnerName = member;
        }

        return view.Owner = new JsonSlice(token.Offset, token.TokenLength, start, cursor.Position - start, JsonKind.Object);
    }

    private static JsonSlice ReadValue(ref JsonCursor cursor, JsonString name)
    {
        JsonKind kind = cursor.Peek();
        int start = cursor.Position;
        cursor.Skip();
        return new JsonSlice(name.Offset, name.TokenLength, start, cursor.Position - start, kind);
    }
}
