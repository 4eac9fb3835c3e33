using PatContracts.Schema;

namespace PatContracts.Yaml;

/// <summary>An event of reading a YAML document: the start or end of a collection, a scalar, or an alias.</summary>
/// <param name="Kind">The kind of event.</param>
/// <param name="Location">The location in the document.</param>
/// <param name="Text">For a scalar, its content; for an alias, the name of the anchor.</param>
/// <param name="IsPlain">Whether a scalar has neither quotation marks nor a tag that makes it a string.</param>
internal readonly record struct YamlEvent(YamlEventKind Kind, SourceLocation Location, string Text = "", bool IsPlain = false);

/// <summary>The kind of a <see cref="YamlEvent"/>.</summary>
internal enum YamlEventKind : byte
{
    Scalar,
    BeginMapping,
    EndMapping,
    BeginSequence,
    EndSequence,
    Alias,
}
