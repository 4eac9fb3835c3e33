namespace PatContracts.Schema.Text;

internal static partial class NameHash
{
    private static partial ulong Multiply(ulong left, ulong right)
    {
        ulong lowLow = (left & uint.MaxValue) * (right & uint.MaxValue);
        ulong highLow = (left >> 32) * (right & uint.MaxValue);
        ulong lowHigh = (left & uint.MaxValue) * (right >> 32);
        ulong highHigh = (left >> 32) * (right >> 32);
        ulong middle = (lowLow >> 32) + (highLow & uint.MaxValue) + lowHigh;
        return (highHigh + (highLow >> 32) + (middle >> 32)) ^ ((middle << 32) | (lowLow & uint.MaxValue));
    }
}
