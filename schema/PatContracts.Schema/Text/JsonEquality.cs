using PatContracts.Schema.Text.Numbers;

namespace PatContracts.Schema.Text;

/// <summary>
/// Equality of JSON values: members in any order, numbers by value, strings by content. Requires text that is known to be JSON and nested within the engine's
/// limit.
/// </summary>
internal static class JsonEquality
{
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int leftPosition = JsonScan.SkipWhitespace(left, 0);
        int rightPosition = JsonScan.SkipWhitespace(right, 0);
        return AreEqual(left, ref leftPosition, right, ref rightPosition);
    }

    /// <summary>Returns whether two raw string contents (without quotation marks) are equal when unescaped.</summary>
    public static bool AreStringsEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right)) return true;
        if (left.IndexOf((byte)'\\') < 0 && right.IndexOf((byte)'\\') < 0) return false;
        using var leftContent = new UnescapedString(left);
        using var rightContent = new UnescapedString(right);
        return leftContent.Utf8.SequenceEqual(rightContent.Utf8);
    }

    // If the values are equal, both offsets end up after them; otherwise the offsets are undefined.
    private static bool AreEqual(ReadOnlySpan<byte> left, ref int leftPosition, ReadOnlySpan<byte> right, ref int rightPosition)
    {
        byte kind = left[leftPosition];
        switch (kind)
        {
            case (byte)'{':
                return right[rightPosition] == kind && AreObjectsEqual(left, ref leftPosition, right, ref rightPosition);
            case (byte)'[':
                return right[rightPosition] == kind && AreArraysEqual(left, ref leftPosition, right, ref rightPosition);
            default:
                ReadOnlySpan<byte> leftToken = TakeValue(left, ref leftPosition);
                if (right[rightPosition] is (byte)'{' or (byte)'[') return false;
                ReadOnlySpan<byte> rightToken = TakeValue(right, ref rightPosition);
                return AreScalarsEqual(leftToken, rightToken);
        }
    }

    private static bool AreScalarsEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right)) return true;
        if (left[0] == (byte)'"') return right[0] == (byte)'"' && AreStringsEqual(left.Slice(1, left.Length - 2), right.Slice(1, right.Length - 2));
        return IsNumber(left[0]) && IsNumber(right[0]) && JsonNumber.Parse(left).Equals(JsonNumber.Parse(right));
    }

    private static bool AreArraysEqual(ReadOnlySpan<byte> left, ref int leftPosition, ReadOnlySpan<byte> right, ref int rightPosition)
    {
        leftPosition++;
        rightPosition++;
        while (true)
        {
            bool more = JsonCursor.MoveNext(left, ref leftPosition);
            if (more != JsonCursor.MoveNext(right, ref rightPosition)) return false;
            if (!more) return true;
            if (!AreEqual(left, ref leftPosition, right, ref rightPosition)) return false;
        }
    }

    /// <summary>Compares two objects in step while their members are in the same order; remaining members are matched by name.</summary>
    private static bool AreObjectsEqual(ReadOnlySpan<byte> left, ref int leftPosition, ReadOnlySpan<byte> right, ref int rightPosition)
    {
        leftPosition++;
        rightPosition++;
        while (true)
        {
            bool more = JsonCursor.MoveNext(left, ref leftPosition);
            if (more != JsonCursor.MoveNext(right, ref rightPosition)) return false;
            if (!more) return true;
            int leftName = leftPosition;
            int rightName = rightPosition;
            int leftNameEnd = JsonCursor.StringEnd(left, leftName);
            int rightNameEnd = JsonCursor.StringEnd(right, rightName);
            if (!AreStringsEqual(left.Slice(leftName + 1, leftNameEnd - leftName - 2), right.Slice(rightName + 1, rightNameEnd - rightName - 2)))
            {
                return AreMembersEqual(left, ref leftPosition, right, ref rightPosition);
            }

            leftPosition = JsonCursor.MemberValue(left, leftNameEnd);
            rightPosition = JsonCursor.MemberValue(right, rightNameEnd);
            if (!AreEqual(left, ref leftPosition, right, ref rightPosition)) return false;
        }
    }

    private static bool AreMembersEqual(ReadOnlySpan<byte> left, ref int leftPosition, ReadOnlySpan<byte> right, ref int rightPosition)
    {
        var rightMembers = new MemberList(right, ref rightPosition, int.MaxValue);
        var leftMembers = new MemberList(left, ref leftPosition, rightMembers.Count);
        try
        {
            return leftMembers.Count == rightMembers.Count && leftMembers.Match(left, rightMembers, right);
        }
        finally
        {
            leftMembers.Return();
            rightMembers.Return();
        }
    }

    private static ReadOnlySpan<byte> TakeValue(ReadOnlySpan<byte> json, ref int position)
    {
        int start = position;
        position = JsonCursor.ValueEnd(json, start);
        return json.Slice(start, position - start);
    }

    private static bool IsNumber(byte first) => first is (byte)'-' or (>= (byte)'0' and <= (byte)'9');
}
