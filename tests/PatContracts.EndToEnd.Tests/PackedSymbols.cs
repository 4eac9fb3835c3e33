using System.Reflection.Metadata;
using System.Text.Json;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The data that a debugger reads from a symbol file: the source files of an assembly, and their URLs.</summary>
internal sealed class PackedSymbols
{
    // The kinds of custom debug information that the format of portable PDB files defines.
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private readonly HashSet<string> _embedded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _urls = new(StringComparer.Ordinal);

    public PackedSymbols(byte[] pdb)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pdb));
        MetadataReader reader = provider.GetMetadataReader();
        Documents = [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
        foreach (CustomDebugInformation information in reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation))
        {
            Guid kind = reader.GetGuid(information.Kind);
            if (kind == EmbeddedSource)
            {
                _embedded.Add(reader.GetString(reader.GetDocument((DocumentHandle)information.Parent).Name));
            }
            else if (kind == SourceLink)
            {
                using var link = JsonDocument.Parse(reader.GetBlobBytes(information.Value));
                foreach (JsonProperty root in link.RootElement.GetProperty("documents").EnumerateObject()) _urls.Add(root.Name, root.Value.GetString()!);
            }
        }
    }

    /// <summary>The paths of the source files during the build.</summary>
    public string[] Documents { get; }

    /// <summary>Whether the symbols contain the text of a source file.</summary>
    public bool IsEmbedded(string document) => _embedded.Contains(document);

    /// <summary>Returns the URL of a source file, or null.</summary>
    public string? UrlOf(string document)
    {
        foreach ((string pattern, string url) in _urls)
        {
            string folder = pattern.TrimEnd('*');
            if (document.StartsWith(folder, StringComparison.Ordinal)) return url.Replace("*", document[folder.Length..], StringComparison.Ordinal);
        }

        return null;
    }
}
