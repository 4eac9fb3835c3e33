using System.Globalization;
using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Hostile;

/// <summary>Loading and introspection do not need stack in proportion to the schema: on the smallest threads they succeed or report an error.</summary>
public sealed class SmallStackTests
{
    private static readonly Dictionary<string, Func<int, string>> Schemas = new(StringComparer.Ordinal)
    {
        ["properties"] = n => Nested(n / 2, "{\"properties\":{\"a\":", "}}"),
        ["items"] = n => Nested(n, "{\"items\":", "}"),
        ["allOf"] = n => Nested(n / 2, "{\"allOf\":[", "]}"),
        ["anyOf"] = n => Nested(n / 2, "{\"anyOf\":[", "]}"),
        ["not"] = n => Nested(n, "{\"not\":", "}"),
        ["$defs"] = n => Nested(n / 2, "{\"$defs\":{\"a\":", "}}"),
        ["const"] = n => "{\"const\":" + Nested(n - 1, "[", "]") + "}",
        ["enum"] = n => "{\"enum\":[" + string.Join(",", Enumerable.Repeat(Nested(n - 2, "{\"a\":", "}"), 20)) + "]}",
        ["unknown"] = n => "{\"x\":" + Nested(n - 1, "{\"a\":", "}") + "}",
        ["a reference to the deepest"] = n => "{\"$ref\":\"#" + string.Concat(Enumerable.Repeat("/x", n)) + "\",\"x\":" + Nested(n - 1, "{\"x\":", "}") + "}",
    };

    // A chain of references can be as long as the document.
    private static readonly Dictionary<string, string> Links = new(StringComparer.Ordinal)
    {
        ["allOf"] = "{{\"allOf\":[{{\"$ref\":\"#/$defs/d{0}\"}}]}}",
        ["anyOf"] = "{{\"anyOf\":[{{\"$ref\":\"#/$defs/d{0}\"}}]}}",
        ["$ref next to type"] = "{{\"$ref\":\"#/$defs/d{0}\",\"type\":\"array\"}}",
        ["properties"] = "{{\"properties\":{{\"a\":{{\"$ref\":\"#/$defs/d{0}\"}}}}}}",
        ["items"] = "{{\"items\":{{\"$ref\":\"#/$defs/d{0}\"}}}}",
        ["$ref"] = "{{\"$ref\":\"#/$defs/d{0}\"}}",
    };

    public static TheoryData<string, int> Nestings
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (string name in Schemas.Keys)
            {
                foreach (int stack in (int[])[64, 128, 256]) rows.Add(name, stack);
            }

            return rows;
        }
    }

    public static TheoryData<string> Chains => [.. Links.Keys];

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Schemas_nested_up_to_the_limit_load_and_deeper_ones_are_rejected(string name, int stackKilobytes)
    {
        foreach (int depth in (int[])[20, 254, 256, 258, 300, 100_000])
        {
            foreach (bool check in (bool[])[false, true])
            {
                ContractLoadException? error = Run(stackKilobytes, () => Contract.Load(Schemas[name](depth), new ContractLoadOptions { CheckMetaschema = check }));
                if (depth <= 256 && !check) Assert.Null(error);
                if (depth > 258) Assert.Contains("too deeply", Assert.IsType<ContractLoadException>(error).Reason, StringComparison.Ordinal);
                // The metaschema check uses the evaluator, which needs its stack.
                if (error is not null && depth <= 256) Assert.Contains("stack", error.Reason, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Schemas_chained_by_references_load_and_can_be_inspected(string name)
    {
        const int Count = 20_000;
        var schema = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
        for (int i = 0; i < Count; i++) schema.Append(CultureInfo.InvariantCulture, $"\"d{i}\":{string.Format(CultureInfo.InvariantCulture, Links[name], i + 1)},");
        schema.Append(CultureInfo.InvariantCulture, $"\"d{Count}\":{{\"type\":[\"array\",\"null\"]}}}}}}");

        JsonTypes types = JsonTypes.None;
        ContractLoadException? error = Run(64, () =>
        {
            SchemaNode root = Contract.Load(schema.ToString(), new ContractLoadOptions { CheckMetaschema = false }).Root;
            types = root.Types;
        });

        if (name == "$ref") Assert.NotNull(error);
        else Assert.Null(error);
        JsonTypes expected = name switch
        {
            "allOf" or "anyOf" => JsonTypes.Array | JsonTypes.Null,
            "$ref next to type" => JsonTypes.Array,
            "$ref" => JsonTypes.None,
            _ => JsonTypes.Any,
        };
        Assert.Equal(expected, types);
    }

    private static ContractLoadException? Run(int stackKilobytes, Action load)
    {
        ContractLoadException? error = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    load();
                }
                catch (ContractLoadException exception)
                {
                    error = exception;
                }
            },
            stackKilobytes * 1024);
        thread.Start();
        thread.Join();
        return error;
    }

    private static string Nested(int times, string open, string close) =>
        string.Concat(Enumerable.Repeat(open, times)) + "{}" + string.Concat(Enumerable.Repeat(close, times));
}
