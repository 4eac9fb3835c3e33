using System.Reflection;
using System.Text;
using PatContracts.Schema;

namespace PatContracts.Fuzz;

/// <summary>
/// Properties that must hold for any bytes, as schema and as payload. The first byte selects the contract for the rest, or treats the rest as a schema; the
/// second is the size of the pieces for a stream.
/// </summary>
internal static class Target
{
    private static readonly Contract[] Contracts =
    [
        Contract.Load("{}"),
        Contract.Load(ReadResource("v3.schema.json")),
        Contract.Load("{\"type\":\"array\",\"items\":" + ReadResource("v3.schema.json") + "}", new ContractLoadOptions { CheckMetaschema = false }),
        Contract.Load("""
            {
              "anyOf": [
                { "type": "object", "patternProperties": { "^a": { "$ref": "#" }, "b": { "type": "number", "multipleOf": 0.1 } }, "unevaluatedProperties": { "$ref": "#" } },
                { "type": "array", "uniqueItems": true, "contains": { "$ref": "#" }, "unevaluatedItems": { "type": "string", "minLength": 2, "format": "date-time" } },
                { "enum": [null, 1, "x", [1, 2], { "a": 1 }] },
                { "type": "string", "pattern": "^(a|ab)*$" },
                { "not": { "type": ["object", "array", "string"] }, "exclusiveMinimum": -1e400 }
              ],
              "dependentSchemas": { "a": { "required": ["b"] } }
            }
            """),
    ];

    public static void Run(byte[] input)
    {
        if (input.Length < 2) return;
        byte[] text = input[2..];
        int choice = input[0] % (Contracts.Length + 1);
        if (choice == Contracts.Length) Load(text);
        else Validate(Contracts[choice], text, 1 + (input[1] % 32));
    }

    private static void Load(byte[] schema)
    {
        try
        {
            Contract contract = Contract.Load(schema);
            Validate(contract, schema, 7);
            Visit(contract.Root, 6);
        }
        catch (ContractLoadException exception)
        {
            Require(exception.Offset >= 0 && exception.Offset <= schema.Length && exception.Line >= 1 && exception.Column >= 1, "the exception's location");
        }
    }

    private static void Visit(SchemaNode node, int depth)
    {
        _ = node.Types;
        _ = node.Required;
        _ = node.EnumValues;
        if (depth == 0) return;
        foreach (SchemaProperty property in node.Properties) Visit(property.Schema, depth - 1);
        if (node.Items is { } items) Visit(items, depth - 1);
        if (node.AdditionalProperties is { } additional) Visit(additional, depth - 1);
    }

    private static void Validate(Contract contract, byte[] payload, int piece)
    {
        ContractValidationResult result = contract.Validate(payload);
        Require(contract.IsValid(payload) == result.IsValid, "IsValid and Validate agree");
        long last = 0;
        foreach (Finding finding in result.Findings)
        {
            Require(finding.Offset >= last && finding.Offset + finding.Length <= payload.Length, "locations in order, in the text");
            last = finding.Offset;
        }

        ContractValidationResult pieces = contract.Validate(new Pieces(payload, piece));
        Require(Describe(result) == Describe(pieces), "the same findings from pieces");
        using var reader = new PayloadReader(new Pieces(payload, piece));
        while (reader.Read()) reader.Validate(contract);
    }

    private static string Describe(ContractValidationResult result) =>
        $"{result.IsWellFormed} {result.IsTruncated} " + string.Join('\n', result.Findings.Select(finding => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset}"));

    private static void Require(bool condition, string what)
    {
        if (!condition) throw new InvalidOperationException("Does not hold: " + what);
    }

    private static string ReadResource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));
    }
}
