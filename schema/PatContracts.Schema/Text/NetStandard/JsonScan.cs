namespace PatContracts.Schema.Text;

internal static partial class JsonScan
{
    private static partial int IndexOfSpecial(ReadOnlySpan<byte> json, int position) => IndexOfSpecialScalar(json, position);
}
