using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>A probable mistake in a schema file that can still be used.</summary>
/// <param name="Path">The path in messages.</param>
/// <param name="FullPath">The absolute path; null if the document is known by its URI only.</param>
/// <param name="Warning">The warning.</param>
internal sealed record SchemaWarning(string Path, string? FullPath, ContractWarning Warning)
{
    /// <summary>The reason, with the JSON Pointer of the location.</summary>
    public string Message => Warning.Pointer.Length == 0 ? Warning.Reason : $"{Warning.Reason} (at \"{Warning.Pointer}\")";

    /// <summary>Returns a line such as <c>order.schema.json:3:5: …</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Path}:{Warning.Line}:{Warning.Column}: {Message}");
}
