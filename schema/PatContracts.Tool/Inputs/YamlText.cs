using PatContracts.Schema;

namespace PatContracts.Tool.Inputs;

/// <summary>The YAML text of a payload.</summary>
/// <param name="Text">The text.</param>
/// <param name="Map">Maps locations in the converted JSON to the text.</param>
internal sealed record YamlText(ReadOnlyMemory<byte> Text, SourceMap Map);
