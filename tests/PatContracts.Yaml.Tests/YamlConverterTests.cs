using System.Text;
using System.Text.Json.Nodes;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Yaml.Tests;

public sealed class YamlConverterTests
{
    [Theory]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("a: [1, two, 'three', \"fo\\u0075r\"]", """{"a":[1,"two","three","four"]}""")]
    [InlineData("- a\n- - b\n  - c\n- {d: e}", """["a",["b","c"],{"d":"e"}]""")]
    [InlineData("a: NO\nb: yes\nc: ~\nd: Null\ne: TRUE\nf: 0x1F\ng: 1_000\nh: +1\ni: .5\nj: .inf\nk: 01\nl: 2024-01-01\nm: 12:30", """{"a":"NO","b":"yes","c":"~","d":"Null","e":"TRUE","f":"0x1F","g":"1_000","h":"+1","i":".5","j":".inf","k":"01","l":"2024-01-01","m":"12:30"}""")]
    [InlineData("a: null\nb: true\nc: false\nd: -0.5e+3\ne: 10\nf:\ng: 1.\nh: 1.e5", """{"a":null,"b":true,"c":false,"d":-0.5e+3,"e":10,"f":null,"g":1.0,"h":1.0e5}""")]
    [InlineData("a: 'null'\nb: \"1\"\nc: !!str 1\nd: ! true\ne: !!int 7\nf: !!float 7\ng: !!bool true\nh: !!null null\ni: !!map {}\nj: !!seq []", """{"a":"null","b":"1","c":"1","d":"true","e":7,"f":7,"g":true,"h":null,"i":{},"j":[]}""")]
    [InlineData("200: x\ntrue: y\nnull: z", """{"200":"x","true":"y","null":"z"}""")]
    [InlineData("a: |\n  one\n  two\nb: >-\n  one\n  two", """{"a":"one\ntwo\n","b":"one two"}""")]
    [InlineData("a: &x {b: 1}\nc: *x\nd: [*x, &y 2, *y]", """{"a":{"b":1},"c":{"b":1},"d":[{"b":1},2,2]}""")]
    [InlineData("a: &x 1\nb: &x 2\nc: *x", """{"a":1,"b":2,"c":2}""")]
    [InlineData("%YAML 1.2\n---\na: 1\n...", """{"a":1}""")]
    [InlineData("'<<': 1", """{"<<":1}""")]
    [InlineData("\"a\\tb\": \"\\u0001\\\"\\\\/\"", """{"a\tb":"\u0001\"\\/"}""")]
    [InlineData("ü: 😀", """{"ü":"😀"}""")]
    [InlineData("{\"a\": [1, {\"b\": null}]}", """{"a":[1,{"b":null}]}""")]
    [InlineData("a: .nan\nb: -.inf\nc: 0o14\nd: 010\ne: 1e400\nf: -0\ng: 0b1\nh: 123456789012345678901234567890", """{"a":".nan","b":"-.inf","c":"0o14","d":"010","e":1e400,"f":-0,"g":"0b1","h":123456789012345678901234567890}""")]
    [InlineData("a: y\nb: off\nc: False\nd: NULL\ne: True\nf: nUll", """{"a":"y","b":"off","c":"False","d":"NULL","e":"True","f":"nUll"}""")]
    [InlineData("%YAML 1.1\n---\na: yes", """{"a":"yes"}""")]
    [InlineData("%TAG !y! tag:yaml.org,2002:\n---\na: !y!str 1", """{"a":"1"}""")]
    [InlineData("&k key: 1\nb: *k", """{"key":1,"b":"key"}""")]
    [InlineData("a: &k key\n*k : 1", """{"a":"key","key":1}""")]
    [InlineData("? a\n: 1\n? b", """{"a":1,"b":null}""")]
    [InlineData("[a, b: c]", """["a",{"b":"c"}]""")]
    [InlineData("{a, b: }", """{"a":null,"b":null}""")]
    [InlineData("\"\": 1", """{"":1}""")]
    [InlineData("text", "\"text\"")]
    [InlineData("a: \"\\ud83d\\ude00 \\x41 \\u00e9\"", "{\"a\":\"😀 A é\"}")]
    public void Scalars_are_resolved_by_the_JSON_schema_of_YAML(string yaml, string json)
    {
        string converted = Encoding.UTF8.GetString(YamlConverter.ToJson(Encoding.UTF8.GetBytes(yaml)).Utf8Json.Span);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(converted)), converted);
    }

    [Theory]
    [InlineData("a: [1", 2, 1, "not YAML")]
    [InlineData("a: b: c", 1, 5, "not YAML")]
    [InlineData("a: 1\n\tb: 2", 1, 4, "not YAML")]
    [InlineData("a: *b", 1, 4, "no anchor")]
    [InlineData("a: &b\n  c: *b", 2, 6, "inside the node")]
    [InlineData("a: 1\na: 2", 2, 1, "already has this key")]
    [InlineData("a:\n  b: 1\n  \"b\": 2", 3, 3, "already has this key")]
    [InlineData("a: &x {b: 1}\nc:\n  <<: *x", 3, 3, "Merge keys")]
    [InlineData("a: !own 1", 1, 4, "no counterpart")]
    [InlineData("a: !!timestamp 2024-01-01", 1, 4, "no counterpart")]
    [InlineData("a: !!binary YQ==", 1, 4, "no counterpart")]
    [InlineData("a: !!set {b}", 1, 4, "no counterpart")]
    [InlineData("a: !!int x", 1, 4, "type that its tag names")]
    [InlineData("a: !!int 1.5", 1, 4, "type that its tag names")]
    [InlineData("[a]: 1", 1, 1, "must be a scalar")]
    [InlineData("? {a: 1}\n: 1", 1, 3, "must be a scalar")]
    [InlineData("a: 1\n---\nb: 2", 2, 1, "more than one")]
    [InlineData("a: 1\n? : 2", 2, 3, "must be a scalar")]
    [InlineData(": 1", 1, 1, "must not be empty")]
    [InlineData("a: &x {b: 1}\nc:\n  - &y\n    <<: [*x]", 4, 5, "Merge keys")]
    [InlineData("a: &a *b", 1, 7, "not YAML")]
    [InlineData("a: !x!y 1", 1, 4, "not YAML: while parsing a node, found undefined tag handle")]
    [InlineData("a: 'b", 1, 4, "not YAML: while scanning a quoted scalar, found unexpected end of stream")]
    [InlineData("1: a\n\"1\": b", 2, 1, "already has this key")]
    [InlineData("a: &k key\nkey: 1\n*k : 2", 1, 4, "already has this key")]
    [InlineData("a: &k {}\n*k : 2", 1, 4, "must be a scalar")]
    [InlineData("%YAML 2.0\n---\na: 1", 1, 1, "not YAML")]
    [InlineData("a: 1\n...\n---\nb: 1", 3, 1, "more than one")]
    [InlineData("", 1, 1, "no YAML document")]
    [InlineData("# nothing\n", 1, 1, "no YAML document")]
    public void Anything_that_JSON_cannot_express_is_rejected_with_its_location(string yaml, int line, int column, string message)
    {
        var exception = Assert.Throws<YamlConversionException>(() => YamlConverter.ToJson(Encoding.UTF8.GetBytes(yaml)));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (exception.Line, exception.Column));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_rejected() =>
        Assert.Contains("UTF-8", Assert.Throws<YamlConversionException>(() => YamlConverter.ToJson([(byte)'a', (byte)':', (byte)' ', 0xFF])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Findings_are_at_the_lines_and_columns_of_the_YAML(string newLine)
    {
        Contract contract = Contract.Load("""{"required":["id"],"properties":{"ö":{"type":"integer"},"list":{"items":{"type":"string","maxLength":3}}},"additionalProperties":false}""");
        byte[] yaml = Encoding.UTF8.GetBytes(string.Join(newLine, "# a comment, ü", "ö: 'x'", "list:", "  - ok", "  - 😀: 1", "  - toolong # and why", "\"other\": |", "  text"));
        ContractValidationResult result = contract.ValidateYaml(yaml);
        Assert.Equal(
            [("schema/required", 2, 1), ("schema/type", 2, 4), ("schema/type", 5, 5), ("schema/maxLength", 6, 5), ("schema/additionalProperties", 7, 1)],
            result.Findings.Select(static finding => (finding.Rule, finding.Line, finding.Column)));
        Assert.Equal("toolong", Encoding.UTF8.GetString(yaml, (int)result.Findings[3].Offset, 7));
        Assert.Equal("/list/2", result.Findings[3].InstancePointer);
    }

    [Fact]
    public void Findings_in_an_aliased_node_are_located_at_its_text()
    {
        Contract contract = Contract.Load("""{"properties":{"b":{"items":{"type":"string"}}}}""");
        Finding finding = Assert.Single(contract.ValidateYaml("a: &x\n  - 1\nb: *x"u8).Findings);
        Assert.Equal(("/b/0", 2, 5), (finding.InstancePointer, finding.Line, finding.Column));
    }

    [Fact]
    public void Text_that_is_not_YAML_is_a_finding_without_values()
    {
        ContractValidationResult result = Contract.Load("{}").ValidateYaml("a: {secret: 'hidden"u8);
        Finding finding = Assert.Single(result.Findings);
        Assert.False(result.IsValid);
        Assert.False(result.IsWellFormed);
        Assert.Equal("yaml/syntax", finding.Rule);
        Assert.DoesNotContain("hidden", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_do_not_multiply()
    {
        string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(static i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.Contains("expand", Assert.Throws<YamlConversionException>(() => YamlConverter.ToJson(Encoding.UTF8.GetBytes(laughs))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_a_long_text_do_not_multiply()
    {
        string yaml = "a: &a " + new string('x', 1_000_000) + "\nb: [" + string.Join(", ", Enumerable.Repeat("*a", 5_000)) + "]";
        Assert.Contains("expand", Assert.Throws<YamlConversionException>(() => YamlConverter.ToJson(Encoding.UTF8.GetBytes(yaml))).Message, StringComparison.Ordinal);
        YamlConverter.ToJson(Encoding.UTF8.GetBytes("a: &a text\nb: [" + string.Join(", ", Enumerable.Repeat("*a", 5_000)) + "]"));
    }

    [Fact]
    public void Any_text_is_converted_or_rejected_with_a_location()
    {
        const string Seed = "%YAML 1.2\n---\n# c\na: &x {b: [1, 'two', \"t\\u0041\"], ? c : !!str d}\ne:\n  - *x\n  - |\n    text\n  - >-\n    folded\n'k': ~\n<<: *x\n...\n";
        string[] pieces = ["\n", " ", "  ", "\t", "- ", ": ", "? ", "&a ", "*a ", "!", "!!int ", "|", ">", "[", "]", "{", "}", ",", "'", "\"", "#", "%", "@", "`", "\0", "\u0085", "\uFEFF", "😀", "---\n", "...", "\\"];
        var random = new Random(7);
        int converted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(Seed);
            for (int changes = random.Next(1, 6); changes > 0; changes--)
            {
                int at = random.Next(text.Length);
                if (random.Next(2) == 0) text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                else text.Insert(at, pieces[random.Next(pieces.Length)]);
            }

            byte[] yaml = Encoding.UTF8.GetBytes(text.ToString());
            try
            {
                JsonNode.Parse(YamlConverter.ToJson(yaml).Utf8Json.Span);
                converted++;
            }
            catch (YamlConversionException exception)
            {
                Assert.True(exception is { Line: > 0, Column: > 0 } && exception.Offset <= yaml.Length, text.ToString());
            }
        }

        Assert.InRange(converted, 100, 19_900);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        foreach (string deep in (string[])[string.Concat(Enumerable.Repeat("- ", 20_000)), string.Concat(Enumerable.Repeat("{a: ", 20_000)), string.Concat(Enumerable.Range(0, 600).Select(static i => new string(' ', i) + "a:\n"))])
        {
            Assert.Contains("nests", Assert.Throws<YamlConversionException>(() => YamlConverter.ToJson(Encoding.UTF8.GetBytes(deep))).Message, StringComparison.Ordinal);
        }

        Assert.Contains("nests", Assert.Throws<YamlConversionException>(() => YamlConverter.ToJson(Encoding.UTF8.GetBytes(new string('[', 100_000)))).Message, StringComparison.Ordinal);
        YamlConverter.ToJson(Encoding.UTF8.GetBytes(new string('[', 200) + new string(']', 200)));
    }

    [Theory]
    [InlineData("mapping")]
    [InlineData("sequence")]
    [InlineData("flow")]
    [InlineData("text")]
    [InlineData("aliases")]
    public void The_work_is_linear_in_the_text(string kind)
    {
        Allocated(kind, 500);
        double[] work = [.. ((int[])[2_000, 4_000, 8_000]).Select(n => (double)Allocated(kind, n))];
        Assert.True(work[1] / work[0] < 2.6 && work[2] / work[1] < 2.6, string.Join(" ", work));

        static long Allocated(string kind, int n)
        {
            byte[] yaml = Encoding.UTF8.GetBytes(kind switch
            {
                "mapping" => string.Concat(Enumerable.Range(0, n).Select(static i => $"key{i}:\n  type: string\n  nullable: true\n")),
                "sequence" => string.Concat(Enumerable.Range(0, n).Select(static i => $"- {i}\n")),
                "flow" => "[" + string.Join(", ", Enumerable.Range(0, n).Select(static i => $"{{a: {i}}}")) + "]",
                "text" => "a: |\n" + string.Concat(Enumerable.Repeat("  some words of a description\n", n)),
                _ => "a: &a {b: 1}\nc:\n" + string.Concat(Enumerable.Repeat("  - *a\n", n)),
            });
            long before = GC.GetAllocatedBytesForCurrentThread();
            YamlConverter.ToJson(yaml);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData("api.yaml", "{}", true)]
    [InlineData("api.YML", "{}", true)]
    [InlineData("api.json", "a: 1", false)]
    [InlineData("schema:///a/api.yaml", "a: 1", true)]
    [InlineData(null, " \n{\"a\":1}", false)]
    [InlineData(null, "[1]", false)]
    [InlineData(null, "\uFEFF{}", false)]
    [InlineData(null, "a: 1", true)]
    [InlineData("schema", "# comment\na: 1", true)]
    public void A_document_is_converted_if_it_is_YAML(string? name, string text, bool isYaml) =>
        Assert.Equal(isYaml, YamlConverter.Instance.Convert(Encoding.UTF8.GetBytes(text), name) is not null);

    [Fact]
    public void Errors_in_a_schema_are_at_the_lines_and_columns_of_the_YAML()
    {
        var options = new ContractLoadOptions { Converter = YamlConverter.Instance, DocumentName = "api.yaml", Pointer = "#/components/schemas/T" };
        var reference = Assert.Throws<ContractLoadException>(() => Contract.Load("openapi: 3.0.3\ncomponents:\n  schemas:\n    T:\n      properties:\n        a:\n          $ref: '#/components/schemas/Nothing'\n", options));
        Assert.Equal((7, 17), (reference.Line, reference.Column));
        Assert.StartsWith("api.yaml:7:17: The reference", reference.Message, StringComparison.Ordinal);
        var type = Assert.Throws<ContractLoadException>(() => Contract.Load("openapi: 3.0.3\ncomponents:\n  schemas:\n    T:\n      type: strin\n", options));
        Assert.Equal((5, 13), (type.Line, type.Column));
        var syntax = Assert.Throws<ContractLoadException>(() => Contract.Load("openapi: 3.0.3\n  components: x\n", options));
        Assert.Equal(("api.yaml", 2), (syntax.Document, syntax.Line));
    }

    [Fact]
    public void Files_of_a_folder_refer_to_one_another()
    {
        string root = Directory.CreateTempSubdirectory().FullName;
        try
        {
            void Write(string path, string text)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
                File.WriteAllText(Path.Combine(root, path), text);
            }

            Write("outside.yaml", "type: string");
            Write("api/openapi.yaml", "openapi: 3.0.3\npaths:\n  /tokens:\n    $ref: paths/tokens.yaml\n  /outside:\n    get:\n      responses:\n        '200':\n          content:\n            application/json:\n              schema:\n                $ref: ../outside.yaml\n");
            Write("api/paths/tokens.yaml", "get:\n  responses:\n    '200':\n      description: ''\n      content:\n        application/json:\n          schema:\n            type: array\n            items:\n              $ref: '../schemas/To%20ken.yaml'\n    '404':\n      $ref: ../responses/missing.yaml\n");
            Write("api/schemas/To ken.yaml", "type: object\nproperties:\n  name:\n    type: string\n    nullable: true\n  next:\n    $ref: 'To%20ken.yaml'\n  owner:\n    $ref: './more.json#/definitions/Owner'\n");
            Write("api/schemas/more.json", """{"definitions":{"Owner":{"type":"object","required":["id"],"properties":{"id":{"type":"string","nullable":true},"tokens":{"items":{"$ref":"To ken.yaml"},"type":"array"}}}}}""");

            var options = new ContractLoadOptions { Converter = YamlConverter.Instance };
            var document = OpenApiContracts.LoadFile(Path.Combine(root, "api", "openapi.yaml"), options);
            Contract contract = document.GetContract("GET /tokens 200");
            Assert.True(contract.IsValid("""[{"name":null,"next":{"name":null},"owner":{"id":null,"tokens":[{"name":null}]}}]"""));
            Finding finding = Assert.Single(contract.Validate("""[{"owner":{"tokens":[{"name":1}],"id":"1"}}]""").Findings);
            Assert.Equal("schema:///schemas/To%20ken.yaml#/properties/name/type", finding.SchemaPointer);
            Assert.Contains("cannot be resolved", Assert.Throws<ContractLoadException>(() => document.GetContract("GET /tokens 404")).Reason, StringComparison.Ordinal);
            Assert.Contains("outside the folder", Assert.Throws<ContractLoadException>(() => document.GetContract("GET /outside 200")).Reason, StringComparison.Ordinal);
            var wider = OpenApiContracts.LoadFile(Path.Combine(root, "api", "openapi.yaml"), options, root);
            Assert.True(wider.GetContract("GET /outside 200").IsValid("\"x\""));
            Contract alone = Contract.LoadFile(Path.Combine(root, "api", "schemas", "To ken.yaml"), options with { Dialect = Dialect.OpenApi30 });
            Assert.True(alone.IsValid("""{"name":null,"owner":{"id":null}}"""));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
