using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>Selects a schema file for all payloads.</summary>
internal sealed class SchemaFileSelector(string path, Contract contract) : ContractSelector
{
    private readonly SelectedContract _selected = new(path, contract);

    public override string Name => path;

    public override SelectedContract For(ReadOnlySpan<byte> payload, PatOperation? operation = null) => _selected;

    public override SelectedContract ForLine(ReadOnlySpan<byte> payload) => _selected;

    public override PatCheckSession? CompareTokens() => null;
}
