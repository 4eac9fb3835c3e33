namespace PatContracts.Tool.Checking;

/// <summary>A schema document that other documents can refer to.</summary>
/// <param name="ShownPath">The path in messages.</param>
/// <param name="FullPath">The absolute path.</param>
/// <param name="Address">The URI that other documents use; null for the path of the file or its <c>$id</c>.</param>
internal sealed record SchemaReference(string ShownPath, string FullPath, Uri? Address)
{
    /// <summary>Parses <c>FILE</c> or <c>URI=FILE</c>.</summary>
    public static SchemaReference Parse(string text, string folder)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        // A single letter before the colon is a Windows drive.
        bool hasAddress = equals > 2 && text.IndexOf(':', StringComparison.Ordinal) is > 1 and int colon && colon < equals;
        if (hasAddress && Uri.TryCreate(text[..equals], UriKind.Absolute, out Uri? address) && equals < text.Length - 1)
        {
            return new SchemaReference(text[(equals + 1)..], Path.GetFullPath(text[(equals + 1)..], folder), address);
        }

        return new SchemaReference(text, Path.GetFullPath(text, folder), null);
    }
}
