using System.IO.Compression;
using System.Text;

namespace PatContracts.Tool.Tests.Support;

/// <summary>Payloads to write into temporary folders.</summary>
internal static class Payloads
{
    public const string Valid =
        """{"id":"t1","name":"n","scope":["s"],"owner":{"type":"IDENTITY","id":"i","name":"o"},"created":"2024-03-07T05:00:00Z"}""";

    /// <summary>Lacks <c>created</c>.</summary>
    public const string WithoutCreated = """{"id":"t2","name":"n2","scope":["s"],"owner":{"type":"IDENTITY","id":"i","name":"o"}}""";

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
