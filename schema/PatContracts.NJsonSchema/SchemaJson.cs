using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PatContracts.NJsonSchema;

/// <summary>Schema documents as Newtonsoft.Json's tokens.</summary>
internal static class SchemaJson
{
    /// <summary>Parses JSON without the conversions of Newtonsoft.Json: strings that look like dates remain strings.</summary>
    public static JToken Parse(ReadOnlyMemory<byte> utf8)
    {
        using var text = new StringReader(Encoding.UTF8.GetString(utf8.ToArray()));
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        return JToken.Load(reader);
    }
}
