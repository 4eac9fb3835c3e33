using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Back-references.</summary>
internal ref partial struct BacktrackingAttempt
{
    private bool TryConsumeReference(in BacktrackingReference reference)
    {
        foreach (int capture in reference.Captures)
        {
            Steps--;
            int entered = _registers[capture];
            int left = _registers[capture + 1];
            if (left < 0) continue;
            ReadOnlySpan<byte> captured = _text.Slice(Math.Min(entered, left), Math.Abs(left - entered));
            Steps -= captured.Length;
            return reference.IgnoresCase ? TryConsumeFolded(captured, reference.IsBackward) : TryConsumeExactly(captured, reference.IsBackward);
        }

        // A group that has captured nothing matches the empty text.
        return true;
    }

    private bool TryConsumeExactly(ReadOnlySpan<byte> captured, bool isBackward)
    {
        if (isBackward)
        {
            if (!_text.Slice(0, _position).EndsWith(captured)) return false;
            _position -= captured.Length;
        }
        else
        {
            if (!_text.Slice(_position).StartsWith(captured)) return false;
            _position += captured.Length;
        }

        return true;
    }

    private bool TryConsumeFolded(ReadOnlySpan<byte> captured, bool isBackward)
    {
        // Characters that differ only by case may differ in length.
        int position = _position;
        for (int taken = isBackward ? captured.Length : 0; isBackward ? taken > 0 : taken < captured.Length;)
        {
            if (position == (isBackward ? 0 : _text.Length)) return false;
            if (isBackward)
            {
                taken = CodePoints.Before(captured, taken);
                position = CodePoints.Before(_text, position);
            }

            int expected = taken;
            int actual = position;
            if (UnicodeCaseFolding.Fold(CodePoints.Next(captured, ref expected)) != UnicodeCaseFolding.Fold(CodePoints.Next(_text, ref actual))) return false;
            if (!isBackward) (taken, position) = (expected, actual);
        }

        _position = position;
        return true;
    }
}
