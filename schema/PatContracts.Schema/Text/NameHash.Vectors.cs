using System.Runtime.Intrinsics.X86;

namespace PatContracts.Schema.Text;

internal static partial class NameHash
{
    private static partial ulong Multiply(ulong left, ulong right)
    {
        // Two multiplications: a single one that returns both halves stores the lower one in memory.
        ulong high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(left, right) : Math.BigMul(left, right, out _);
        return high ^ (left * right);
    }
}
