using System.Globalization;
using System.Text;
using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>
/// Determines the JSON Pointers of tokens. Fast for tokens in ascending order: it continues from the previous one, so that all of them together take one pass.
/// </summary>
/// <param name="index">The tokens.</param>
/// <param name="prefix">The pointer of the root in the complete text.</param>
/// <param name="root">The token that pointers start from.</param>
internal struct InstanceLocator(JsonIndex index, string prefix, int root = 0)
{
    // The objects and arrays that contain the previous token. Many findings are at the root and need none.
    private List<Frame>? _frames;

    /// <summary>Returns the pointer of a value; for a name, the pointer of its member.</summary>
    public string PointerOf(ReadOnlySpan<byte> json, int token)
    {
        if (token == root) return prefix;
        ReadOnlySpan<JsonToken> tokens = index.Tokens;
        List<Frame> frames = _frames ??= [];
        if (frames.Count > 0 && token < frames[frames.Count - 1].Child) frames.Clear();
        while (frames.Count > 0 && token >= tokens[frames[frames.Count - 1].Container].Next) frames.RemoveAt(frames.Count - 1);
        int container = frames.Count == 0 ? root : frames[frames.Count - 1].Container;
        while (token != container)
        {
            if (frames.Count == 0 || frames[frames.Count - 1].Container != container) frames.Add(new Frame(container, container + 1, 0));
            Frame frame = MoveTo(frames, tokens, token);
            int value = tokens[container].Kind == JsonKind.Object ? frame.Child + 1 : frame.Child;
            if (token <= value) break;
            container = value;
        }

        return Pointer(frames, json, tokens);
    }

    /// <summary>Returns the pointer for the location at which the text stops being JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="isInValue">Whether the location is in a value rather than between values.</param>
    public string PointerOfFault(ReadOnlySpan<byte> json, bool isInValue)
    {
        ReadOnlySpan<JsonToken> tokens = index.Tokens;
        List<Frame> frames = _frames ??= [];
        frames.Clear();
        int container = root;
        while (container < tokens.Length && tokens[container].IsUnfinished)
        {
            frames.Add(new Frame(container, container + 1, 0));
            Frame last = MoveTo(frames, tokens, tokens.Length - 1);
            int value = tokens[container].Kind == JsonKind.Object ? last.Child + 1 : last.Child;
            if (value < tokens.Length && tokens[value].IsUnfinished)
            {
                container = value;
                continue;
            }

            // After the last child; in an object, its name has been read if the error is in the value.
            if (!isInValue) frames.RemoveAt(frames.Count - 1);
            else if (value < tokens.Length) frames[frames.Count - 1] = new Frame(container, tokens.Length, last.Ordinal + 1);
            break;
        }

        return Pointer(frames, json, tokens);
    }

    /// <summary>Moves the innermost frame to the child that contains a token.</summary>
    private static Frame MoveTo(List<Frame> frames, ReadOnlySpan<JsonToken> tokens, int token)
    {
        Frame frame = frames[frames.Count - 1];
        int skipped = tokens[frame.Container].Kind == JsonKind.Object ? 1 : 0;
        int child = frame.Child;
        int ordinal = frame.Ordinal;
        while (child + skipped < tokens.Length && tokens[child + skipped].Next <= token)
        {
            child = tokens[child + skipped].Next;
            ordinal++;
        }

        return frames[frames.Count - 1] = new Frame(frame.Container, child, ordinal);
    }

    private readonly string Pointer(List<Frame> frames, ReadOnlySpan<byte> json, ReadOnlySpan<JsonToken> tokens)
    {
        if (frames.Count == 0) return prefix;
        var pointer = new StringBuilder(prefix);
        foreach (Frame frame in frames)
        {
            pointer.Append('/');
            bool isMember = tokens[frame.Container].Kind == JsonKind.Object;
            if (isMember) pointer.Append(JsonPointer.Escape(JsonStrings.ToString(tokens[frame.Child].Raw(json))));
            else pointer.Append(frame.Ordinal.ToString(CultureInfo.InvariantCulture));
        }

        return pointer.ToString();
    }

    private readonly record struct Frame(int Container, int Child, int Ordinal);
}
