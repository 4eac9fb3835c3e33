using System.Numerics;
using System.Runtime.CompilerServices;

namespace PatContracts.Schema.FastPath;

/// <summary>
/// Where the members of an object are, if the guess of <see cref="MemberLocator"/> is right. The bytes between the members have been compared; if each member
/// begins and ends as stated, the members and the bytes between them are the complete object.
/// </summary>
internal struct MemberLocations : IMemberOrder
{
    private Offsets _starts;
    private Offsets _ends;

    public static bool IsAny => true;

    /// <summary>The members that the object has, one bit for each number.</summary>
    public ulong Members { get; set; }

    /// <summary>
    /// A number for the order of the members: one bit for each, set if it is after the one with the previous number. Some orders have the same number.
    /// </summary>
    public readonly ulong Order
    {
        get
        {
            ulong order = 0;
            int previous = 0;
            for (ulong left = Members; left != 0; left &= left - 1)
            {
                int member = BitOperations.TrailingZeroCount(left);
                order = (order << 1) | (_starts[member] > previous ? 1UL : 0);
                previous = _starts[member];
            }

            return order;
        }
    }

    public int ObjectEnd { get; set; }

    public readonly int StartOf(int member) => _starts[member];

    public readonly int EndOf(int member) => _ends[member];

    public void Begin(int member, int start) => _starts[member] = start;

    public void End(int member, int end) => _ends[member] = end;

    [InlineArray(MemberLocator.MaxMembers)]
    private struct Offsets
    {
        private int _first;
    }
}
