using System.Reflection;

namespace PatContracts.Schema.Documents;

/// <summary>Reads text embedded in assemblies.</summary>
internal static class EmbeddedText
{
    public static ReadOnlyMemory<byte> Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        byte[] text = new byte[stream.Length];
        int read = 0;
        while (read < text.Length) read += stream.Read(text, read, text.Length - read);
        return text;
    }
}
