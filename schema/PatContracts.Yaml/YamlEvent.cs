using PatContracts.Schema;

namespace PatContracts.Yaml;

/// <summary>One step of a YAML document: the begin or end of a collection, a scalar, or an alias.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Text">Of a scalar, its content; of an alias, the name of the anchor.</param>
/// <param name="IsPlain">Whether a scalar has neither quotation marks nor a tag that makes it a string.</param>
internal readonly record struct YamlEvent(YamlEventKind Kind, SourceLocation Location, string Text = "", bool IsPlain = false);

/// <summary>What a <see cref="YamlEvent"/> is.</summary>
internal enum YamlEventKind : byte
{
    Scalar,
    BeginMapping,
    EndMapping,
    BeginSequence,
    EndSequence,
    Alias,
}
