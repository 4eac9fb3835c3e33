using PatContracts.Schema.Text.Numbers;

namespace PatContracts.Schema.Text;

/// <summary>A hash that is equal for equal JSON values, regardless of the order of members and the spelling of numbers and strings.</summary>
internal static class JsonHash
{
    public static ulong Of(ReadOnlySpan<byte> json)
    {
        int position = JsonScan.SkipWhitespace(json, 0);
        return Value(json, ref position);
    }

    public static ulong OfString(ReadOnlySpan<byte> raw)
    {
        using var content = new UnescapedString(raw);
        return NameHash.Of(content.Utf8);
    }

    private static ulong Value(ReadOnlySpan<byte> json, ref int position)
    {
        int start = position;
        switch (json[position])
        {
            case (byte)'{':
                return Object(json, ref position);
            case (byte)'[':
                return Array(json, ref position);
            case (byte)'"':
                position = JsonCursor.StringEnd(json, position);
                return OfString(json.Slice(start + 1, position - start - 2));
            case (byte)'t' or (byte)'f' or (byte)'n':
                position = JsonCursor.ValueEnd(json, position);
                return json[start];
            default:
                position = JsonCursor.ValueEnd(json, position);
                return JsonNumber.Parse(json.Slice(start, position - start)).GetHash();
        }
    }

    private static ulong Array(ReadOnlySpan<byte> json, ref int position)
    {
        var hash = new SeededHash();
        position++;
        while (JsonCursor.MoveNext(json, ref position)) hash.Add(Value(json, ref position));
        hash.Add((ulong)'[');
        return hash.Finish();
    }

    private static ulong Object(ReadOnlySpan<byte> json, ref int position)
    {
        // A sum does not depend on the order of members.
        ulong sum = (ulong)'{';
        position++;
        while (JsonCursor.MoveNext(json, ref position))
        {
            int name = position;
            int nameEnd = JsonCursor.StringEnd(json, name);
            position = JsonCursor.MemberValue(json, nameEnd);
            var member = new SeededHash();
            member.Add(OfString(json.Slice(name + 1, nameEnd - name - 2)));
            member.Add(Value(json, ref position));
            sum += member.Finish();
        }

        return sum;
    }
}
