using System.Numerics;
using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution.Gaps;

/// <summary>
/// The named members of one object plan, each as a gap of its own (<c>"name":</c>) with the leaf operation of its value: for objects whose members come in
/// an order that no learned way has. Found by the guess that members follow each other as last time, which lets the processor run ahead, or, where guesses fail
/// too often to be worth it, by a hash of the name's first bytes.
/// </summary>
internal sealed class MemberTable
{
    private const int MaxNames = 64;
    private const int MostCollisions = 3;
    private const int MostSurprises = 4;
    private const int Rest = 256;

    // By the name's index; of length 0 where a name is too long, can only be written with escapes, or has no schema.
    private readonly GapStep[] _steps;
    // Open addressing by the first bytes behind the quotation mark; an index plus one, 0 where a slot is free. Empty where too many names begin alike.
    private readonly byte[] _slots = [];
    private readonly ulong _mask;
    private readonly ulong _factor;
    private readonly int _shift;
    // The index that followed each index last time, that of the first member in front. Racing writers only spoil a guess.
    private readonly byte[] _followers;
    // How many objects in a row had most of their members in an unexpected place, and for how many to come nothing is guessed.
    private int _surprises;
    private int _rest;

    private MemberTable(ObjectPlan plan)
    {
        _steps = [.. plan.Names.Names.Select((name, index) => Step(name, plan.Properties[index]?.Node))];
        _followers = [.. Enumerable.Range(0, _steps.Length + 1).Select(index => (byte)Math.Min(index, _steps.Length - 1))];
        int[] usable = [.. Enumerable.Range(0, _steps.Length).Where(index => _steps[index].Length > 0)];
        // Up to the closing quotation mark of the shortest name all bytes are the name's.
        int common = Math.Min(8, usable.Min(index => _steps[index].Length) - 2);
        _mask = common == 8 ? ulong.MaxValue : (1UL << (8 * common)) - 1;
        int bits = BitOperations.Log2((uint)_steps.Length) + 3;
        _shift = 64 - bits;
        int fewest = int.MaxValue;
        ulong factor = 0x9E3779B97F4A7C15;
        for (int attempt = 0; attempt < 16 && fewest > 0; attempt++)
        {
            factor = (factor * 0xD1342543DE82EF95) | 1;
            byte[] slots = new byte[1 << bits];
            int collisions = Fill(slots, usable, factor);
            if (collisions >= fewest) continue;
            fewest = collisions;
            (_slots, _factor) = (slots, factor);
        }

        if (fewest > MostCollisions || !BitConverter.IsLittleEndian) _slots = [];
    }

    /// <summary>The table of a plan whose members are told apart by their names alone; null of other plans.</summary>
    public static MemberTable? Of(ObjectPlan plan) =>
        plan.Patterns.Length == 0
        && plan.PropertyNames is null
        && plan.Names.Count is > 0 and <= MaxNames
        && plan.Names.Names.Where((name, index) => Step(name, plan.Properties[index]?.Node).Length > 0).Any()
            ? new MemberTable(plan)
            : null;

    /// <summary>The step of an index that <see cref="Find"/> answered.</summary>
    public ref readonly GapStep this[int index] => ref _steps[index];

    /// <summary>Whether to guess in the next object.</summary>
    public bool StartsGuessing()
    {
        if (_rest == 0) return true;
        _rest--;
        return false;
    }

    /// <summary>Notes how many guesses were wrong in an object.</summary>
    public void NoteGuesses(int wrong, int members)
    {
        if (2 * wrong <= members) _surprises = 0;
        else if (++_surprises >= MostSurprises) (_surprises, _rest) = (0, Rest);
    }

    /// <summary>The index of the member whose name stands at a place (with its quotation marks and the colon), or −1 to look it up another way.</summary>
    /// <param name="json">The text.</param>
    /// <param name="position">The place of the opening quotation mark.</param>
    /// <param name="previous">The index before, plus one.</param>
    /// <param name="wrong">How many guesses were wrong so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Guess(ReadOnlySpan<byte> json, int position, int previous, ref int wrong)
    {
        int guess = _followers[previous];
        ref readonly GapStep step = ref _steps[guess];
        if (step.Length > 0 && Blocks.StartsWith(json, position, in step)) return guess;
        wrong++;
        int index = Find(json, position);
        if (index >= 0) _followers[previous] = (byte)index;
        return index;
    }

    /// <summary>The same without a guess.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> json, int position)
    {
        // position <= Length - 9: the eight bytes behind the one there are inside.
        if (position > json.Length - 9) return -1;
        ulong word = Unchecked.Word64(json, position + 1);
        int slot = (int)(((word & _mask) * _factor) >> _shift);
        byte[] slots = _slots;
        if ((uint)slot >= (uint)slots.Length) return -1;
        int index = slots[slot] - 1;
        if (index < 0) return -1;
        return Blocks.StartsWith(json, position, in _steps[index]) ? index : FindBehind(json, position, slot);
    }

    /// <summary>Goes on behind a slot that is another's.</summary>
    private int FindBehind(ReadOnlySpan<byte> json, int position, int slot)
    {
        while (true)
        {
            slot = (slot + 1) & (_slots.Length - 1);
            int index = _slots[slot] - 1;
            if (index < 0) return -1;
            if (Blocks.StartsWith(json, position, in _steps[index])) return index;
        }
    }

    /// <summary>Fills the slots and answers how many names found their slot taken.</summary>
    private int Fill(byte[] slots, int[] usable, ulong factor)
    {
        int collisions = 0;
        foreach (int index in usable)
        {
            ulong word = 0;
            for (int i = 7; i >= 0; i--) word = (word << 8) | _steps[index].Bytes[i + 1];
            int slot = (int)(((word & _mask) * factor) >> _shift);
            while (slots[slot] != 0)
            {
                collisions++;
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = (byte)(index + 1);
        }

        return collisions;
    }

    private static GapStep Step(string name, PlanNode? node)
    {
        byte[] quoted = System.Text.Encoding.UTF8.GetBytes($"\"{name}\":");
        bool needsEscapes = name.Any(c => c is < ' ' or '"' or '\\');
        if (node is null || node.NeverSite is not null || needsEscapes || quoted.Length > GapStep.MaxLength) return GapStep.Create(default, GapLeaf.Value, GapLimits.None, PlanNode.Unconstrained, 0);
        return GapStep.Create(quoted, GapLeaves.Of(node, out GapLimits limits), limits, node, 0);
    }
}
