using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>Confirms values of the usual form. Each method returns the offset after the value, or −1 where the value has to be evaluated in full.</summary>
internal static class Leaves
{
    /// <summary>A value with white space of any kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ReadOnlySpan<byte> json, int position, in Leaf leaf) =>
        // The most common form first: a comparison is cheaper than the jump through a table.
        leaf.Kind == LeafKind.Text ? LeafReader.Text(json, position) : ReadOther(json, position, in leaf);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadOther(ReadOnlySpan<byte> json, int position, in Leaf leaf) => leaf.Kind switch
    {
        LeafKind.DateTime => LeafReader.DateTime(json, position),
        LeafKind.Boolean => LeafReader.Boolean(json, position),
        LeafKind.Texts => LeafReader.Texts(json, position),
        LeafKind.SizedText => LeafReader.SizedText(json, position, leaf.Minimum, leaf.Maximum),
        LeafKind.Choice => Choice(json, position, in leaf),
        LeafKind.Integer => LeafReader.Integer(json, position, leaf.Minimum, leaf.Maximum),
        LeafKind.Number => LeafReader.Number(json, position, leaf.Minimum, leaf.Maximum),
        LeafKind.List => List(json, position, in leaf),
        _ => -1,
    };

    /// <summary>A null, where the schema allows one instead of a value of the usual form.</summary>
    public static int ReadNull(ReadOnlySpan<byte> json, int position, in Leaf leaf) => leaf.AllowsNull ? LeafReader.Null(json, position) : -1;

    private static int Choice(ReadOnlySpan<byte> json, int position, in Leaf leaf)
    {
        if (leaf.Choices!.QuotedValues.Find(json, position) is { } choice) return position + choice.Length;
        int end = LeafReader.Text(json, position);
        return end >= 0 && leaf.Choices!.Find(json.Slice(position + 1, end - position - 2)) >= 0 ? end : -1;
    }

    private static int List(ReadOnlySpan<byte> json, int position, in Leaf leaf)
    {
        Leaf item = leaf with { Kind = leaf.Item };
        if ((uint)position >= (uint)json.Length || json[position] != (byte)'[') return -1;
        position = JsonScan.SkipWhitespace(json, position + 1);
        if ((uint)position < (uint)json.Length && json[position] == (byte)']') return position + 1;
        while (true)
        {
            position = Read(json, position, in item);
            if (position < 0) return -1;
            position = JsonScan.SkipWhitespace(json, position);
            if ((uint)position >= (uint)json.Length) return -1;
            if (json[position] == (byte)']') return position + 1;
            if (json[position] != (byte)',') return -1;
            position = JsonScan.SkipWhitespace(json, position + 1);
        }
    }
}
