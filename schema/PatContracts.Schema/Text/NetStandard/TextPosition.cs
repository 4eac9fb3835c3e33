namespace PatContracts.Schema.Text;

public partial record struct TextPosition
{
    private static partial int CountPlain(ReadOnlySpan<byte> text) => 0;
}
