using System.Runtime.Intrinsics.X86;

namespace PatContracts.Schema.Text;

internal static partial class NameHash
{
    private static partial ulong Multiply(ulong left, ulong right)
    {
        // Two multiplications: one that gives both halves takes the lower one through memory.
        ulong high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(left, right) : Math.BigMul(left, right, out _);
        return high ^ (left * right);
    }
}
