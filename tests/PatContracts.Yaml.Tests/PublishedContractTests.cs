using System.Text;
using System.Text.Json.Nodes;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Yaml.Tests;

/// <summary>
/// Compares the built-in contracts with those in the publisher's API specifications, version by version, on payloads and on random mutants of them. The
/// specifications are not part of this repository.
/// </summary>
public sealed class PublishedContractTests
{
    private const string Variable = "PATCONTRACTS_API_SPECS";
    private const int Mutants = 100_000;
    private const string Unversioned = "apis";

    // The only intentional difference: the published create response of v2025 and later does not allow the null that its request allows.
    private static readonly HashSet<string> CreateAllowsNullExpiration = ["v2025", "v2026", Unversioned];

    private static readonly string[] Tokens =
    [
        """{"id":"86f1dc6fe8f54414950454cbb11278fa","name":"NodeJS Integration","scope":["demo:first","demo:second"],"owner":{"type":"IDENTITY","id":"2c9180a46faadee4016fb4e018c20639","name":"Support"},"created":"2017-07-11T18:45:37.098Z","lastUsed":"2017-07-11T18:45:37.098Z","managed":false,"accessTokenValiditySeconds":36900,"expirationDate":"2026-12-31T23:59:59.999Z","userAwareTokenNeverExpires":true}""",
        """{"id":"1","name":"n","scope":null,"owner":{},"created":"2024-02-29T00:00:00+01:00","lastUsed":null,"managed":true,"accessTokenValiditySeconds":43200,"expirationDate":null}""",
        """{"id":"","name":"","scope":[],"owner":{"type":"IDENTITY"},"created":"2017-07-11T18:45:37Z","secret":"s","accessTokenValiditySeconds":15,"expirationDate":"2018-01-11T18:45:37.098Z"}""",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.0", "1.5", "2147483647", "2147483648", "1e3", "\"\"", "\"IDENTITY\"", "\"identity\"", "\"GOVERNANCE_GROUP\"",
        "\"2017-07-11T18:45:37.098Z\"", "\"2017-07-11\"", "\"2017-07-11T18:45Z\"", "\"2017-13-11T18:45:37Z\"", "\"2017-07-11t18:45:37z\"", "\"6 Months from created date\"",
        "[]", "[null]", "[1]", "[\"a\",\"a\"]", "{}", "{\"id\":null}", "{\"type\":\"IDENTITY\",\"id\":\"x\",\"name\":\"y\"}", "{\"type\":null}",
    ];

    private static readonly string[] Names =
        ["id", "name", "scope", "owner", "created", "lastUsed", "last_used", "managed", "accessTokenValiditySeconds", "expirationDate", "userAwareTokenNeverExpires", "secret", "other"];

    private static readonly string[] OwnerNames = ["type", "id", "name", "other"];

    public static TheoryData<string, string> Forms
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (string version in (string[])["v3", "v2024", "beta", "v2025", "v2026"])
            {
                foreach (string form in (string[])["", "-list", "-create"]) rows.Add(version, form);
            }

            // The specification without a version, whose files are separate.
            rows.Add(Unversioned, "-list");
            rows.Add(Unversioned, "-create");

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_built_in_contract_and_the_published_one_agree(string version, string form)
    {
        Contract published = Published(version, form);
        Contract builtIn = PatContract.Catalog.Get((version == Unversioned ? "v2026" : version) + form);
        var random = new Random(version.Length + form.Length);
        var differences = new List<string>();
        int valid = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] payload = Encoding.UTF8.GetBytes(Payload(random, form == "-list", i < Tokens.Length ? 0 : random.Next(4)));
            bool byPublished = published.IsValid(payload);
            bool byBuiltIn = builtIn.IsValid(payload);
            if (byBuiltIn) valid++;
            if (byPublished == byBuiltIn) continue;
            if (CreateAllowsNullExpiration.Contains(version) && form == "-create" && byBuiltIn && IsAboutNullExpirationOnly(published, payload)) continue;
            differences.Add($"built-in {byBuiltIn}, published {byPublished}: {Encoding.UTF8.GetString(payload)}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences, the first: {differences.FirstOrDefault()}");
        // Neither accepts or rejects everything.
        Assert.InRange(valid, Mutants / 50, Mutants - (Mutants / 50));
    }

    [Fact]
    public void Every_operation_of_the_split_document_is_found_and_only_missing_ones_are_rejected()
    {
        var document = OpenApiContracts.LoadFile(
            Path.Combine(Root(), "apis", "personal-access-tokens", "openapi.yaml"), new ContractLoadOptions { Converter = YamlConverter.Instance });
        Assert.Equal(
            ["GET /personal-access-tokens/v1", "POST /personal-access-tokens/v1", "PATCH /personal-access-tokens/v1/{id}", "DELETE /personal-access-tokens/v1/{id}"],
            document.Operations.Select(static operation => operation.ToString()));
        foreach (OpenApiBodyContracts body in document.Operations.SelectMany(static operation => operation.Responses.Where(static response => response.Status is "200")))
        {
            Assert.NotNull(body.GetContract());
        }
    }

    [Fact]
    public void The_examples_in_the_documents_are_valid_against_their_own_schemas()
    {
        string root = Root();
        var invalid = new List<string>();
        int count = 0;
        foreach (string file in Files(root))
        {
            string json = Encoding.UTF8.GetString(YamlConverter.ToJson(File.ReadAllBytes(file)).Utf8Json.Span);
            foreach ((string schema, string example) in Examples(JsonNode.Parse(json)!))
            {
                if (Load(file, schema) is not { } contract) continue;
                count++;
                if (!contract.IsValid(example)) invalid.Add($"{Path.GetRelativePath(root, file)}#{schema}");
            }
        }

        Assert.True(count > 150, count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(invalid);

        // The folder may contain only part of the specifications.
        Contract? Load(string file, string schema)
        {
            try
            {
                return Contract.LoadFile(file, Options with { Pointer = schema }, root);
            }
            catch (ContractLoadException exception) when (exception.Reason.Contains("cannot be resolved", StringComparison.Ordinal))
            {
                return null;
            }
        }
    }

    [Fact]
    public void Every_component_loads_and_its_bundle_has_the_same_meaning()
    {
        string root = Root();
        string[] payloads = [.. Tokens, .. Values, "[{}]", "{", "", "[1,{\"id\":1}]", .. Enumerable.Range(0, 200).Select(static seed => Changed(new Random(seed), 4))];
        string[] files = [.. Files(root).Where(static path => path.Contains("schemas", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            Contract contract = Contract.LoadFile(file, Options, root);
            Contract bundle = Contract.Load(contract.Bundle().Span);
            Assert.Empty(ContractComparison.Compare(contract, bundle));
            foreach (string payload in payloads)
            {
                ContractValidationResult result = contract.Validate(payload);
                Assert.Equal(result.IsValid, contract.IsValid(payload));
                Assert.Equal(
                    result.Findings.Select(static finding => (finding.Rule, finding.InstancePointer, finding.Offset)),
                    bundle.Validate(payload).Findings.Select(static finding => (finding.Rule, finding.InstancePointer, finding.Offset)));
            }
        }
    }

    private static ContractLoadOptions Options => new() { Dialect = Dialect.OpenApi30, Converter = YamlConverter.Instance };

    private static string Root()
    {
        string? root = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(root), $"{Variable} does not name a folder of the publisher's API specifications");
        return root;
    }

    private static Contract Published(string version, string form)
    {
        string root = Root();
        if (version == Unversioned)
        {
            var document = OpenApiContracts.LoadFile(Path.Combine(root, version, "personal-access-tokens", "openapi.yaml"), Options with { Dialect = null });
            return document.GetContract(form == "-list" ? "GET /personal-access-tokens/v1 200" : "POST /personal-access-tokens/v1 200");
        }

        string folder = Path.Combine(root, version);
        return form switch
        {
            "-list" => Contract.LoadFile(
                Path.Combine(folder, "paths", "personal-access-tokens.yaml"), Options with { Pointer = "#/get/responses/200/content/application~1json/schema" }, root),
            "-create" => Contract.LoadFile(Path.Combine(folder, "schemas", "CreatePersonalAccessTokenResponse.yaml"), Options, root),
            _ => Contract.LoadFile(Path.Combine(folder, "schemas", "GetPersonalAccessTokenResponse.yaml"), Options, root),
        };
    }

    private static IEnumerable<string> Files(string root) => Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>Returns the examples in a document, with the pointer of the schema that each belongs to: the enclosing one, or the one next to it.</summary>
    private static IEnumerable<(string Schema, string Example)> Examples(JsonNode document)
    {
        var open = new Stack<(JsonNode Node, string Pointer)>();
        open.Push((document, ""));
        while (open.TryPop(out (JsonNode Node, string Pointer) next))
        {
            if (next.Node is JsonArray array)
            {
                for (int i = 0; i < array.Count; i++)
                {
                    if (array[i] is { } element) open.Push((element, $"{next.Pointer}/{i}"));
                }
            }
            else if (next.Node is JsonObject members)
            {
                if (members.ContainsKey("example"))
                {
                    string schema = next.Pointer + (members.ContainsKey("schema") ? "/schema" : "");
                    yield return (schema, members["example"]?.ToJsonString() ?? "null");
                }

                foreach ((string name, JsonNode? member) in members)
                {
                    if (member is not null && name != "example") open.Push((member, $"{next.Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"));
                }
            }
        }
    }

    private static bool IsAboutNullExpirationOnly(Contract published, byte[] payload) =>
        published.Validate(payload).Findings.All(static finding => finding is { InstancePointer: "/expirationDate", Rule: "schema/type" });

    private static string Payload(Random random, bool isList, int changes)
    {
        if (!isList) return Changed(random, changes);
        return "[" + string.Join(",", Enumerable.Range(0, random.Next(3)).Select(_ => Changed(random, changes))) + "]";
    }

    private static string Changed(Random random, int changes)
    {
        JsonObject token = JsonNode.Parse(Tokens[random.Next(Tokens.Length)])!.AsObject();
        for (int i = 0; i < changes; i++)
        {
            JsonObject target = random.Next(5) == 0 && token["owner"] is JsonObject owner ? owner : token;
            string name = target == token ? Names[random.Next(Names.Length)] : OwnerNames[random.Next(OwnerNames.Length)];
            if (random.Next(3) == 0) target.Remove(name);
            else target[name] = JsonNode.Parse(Values[random.Next(Values.Length)]);
        }

        return token.ToJsonString();
    }
}
