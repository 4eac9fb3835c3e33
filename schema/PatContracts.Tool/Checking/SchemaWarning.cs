using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>A probable mistake in a schema file, which can be used all the same.</summary>
/// <param name="Path">The path as messages show it.</param>
/// <param name="FullPath">The absolute path; null if the document is known by its URI only.</param>
/// <param name="Warning">The warning.</param>
internal sealed record SchemaWarning(string Path, string? FullPath, ContractWarning Warning)
{
    /// <summary>The reason, and where in the document it is.</summary>
    public string Message => Warning.Pointer.Length == 0 ? Warning.Reason : $"{Warning.Reason} (at \"{Warning.Pointer}\")";

    /// <summary>A line such as <c>order.schema.json:3:5: …</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Path}:{Warning.Line}:{Warning.Column}: {Message}");
}
