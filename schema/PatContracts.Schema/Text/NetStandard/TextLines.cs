namespace PatContracts.Schema.Text;

public static partial class TextLines
{
    private static partial int CountBlocks(ref ReadOnlySpan<byte> text, ref bool afterCarriageReturn) => 0;
}
