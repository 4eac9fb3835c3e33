using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Streaming;

/// <summary>A stream has the same findings as its bytes in memory, wherever it is split.</summary>
public sealed class StreamFindingTests
{
    private const string ListSchema = """
        {
          "type": "array", "minItems": 3, "maxItems": 4,
          "items": {
            "type": "object", "required": ["id", "scope"],
            "properties": { "id": { "type": "string", "maxLength": 3 }, "scope": { "type": ["array", "null"], "items": { "enum": ["a", "ä"] } }, "n": { "anyOf": [{ "type": "null" }, { "minimum": 2 }] } }
          }
        }
        """;

    private static readonly Dictionary<string, Contract> Contracts = new()
    {
        ["list"] = Contract.Load(ListSchema),
        ["prefix"] = Contract.Load("""{"prefixItems":[{"type":"string"},{"type":"integer"}],"items":{"type":"object"}}"""),
        ["object"] = Contract.Load("""{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}"""),
        ["unique"] = Contract.Load("""{"type":"array","uniqueItems":true,"items":{"type":"integer"}}"""),
        ["closed"] = Contract.Load("""{"prefixItems":[{}],"items":false}"""),
        ["anything"] = Contract.Load("{}"),
        ["nothing"] = Contract.Load("false"),
        ["logic"] = Contract.Load("""{"anyOf":[{"type":"array","items":{"type":"integer"}},{"type":"object"}]}"""),
    };

    public static TheoryData<string> Payloads =>
    [
        "",
        " \r\n",
        "[]",
        " [ ] ",
        "[1, 2.5e3, -0, \"x\", true, null]",
        "[{\"id\":\"a\",\"scope\":null},{\"id\":\"b\",\"scope\":[\"a\"]},{\"id\":\"c\",\"scope\":[\"ä\"]}]",
        "[{\"id\":\"a\",\"scope\":null},\r\n {\"id\":\"bbbb\",\"scope\":[\"\\u00e4\", \"b\"]},\n\t{\"scope\":[\"ä😀\"], \"n\":1}]",
        "[{\"id\":\"\\ud83d\\ude00\\\"]}\"},\n\n{\"id\":\"😀😀😀😀\", \"id\": 1}, 5]",
        "{\"id\": [1, {\"a\": \"}]\"}]}",
        "{\"id\": \"\\\\\"}",
        "\"text \\\" \\u00e9 é\"",
        "-12.5e+3",
        "tru",
        "nulx",
        "[nul]",
        "[nulx, 1]",
        "[1E+40e00, 1]",
        "[truefalse]",
        "12abc",
        "1.5.5 ",
        "[1 2]",
        "[1,]",
        "[1,",
        "[",
        "[1",
        "[1]]",
        "[1, // c\n 2]",
        "[1 // c\n, 2]",
        "[1] # c",
        "/* c */ [1]",
        "{'id':1}",
        "['a']",
        "[NaN, 1]",
        "[-Infinity]",
        "[True]",
        "None",
        "[undefined",
        "[id: 1]",
        "id: 1\nname: x\n",
        "id:",
        "---\nid: 1\n",
        "- id: 1\n",
        "-",
        "[- 1, 1.- ]",
        "[1e- ]",
        "\"id\": 1\n",
        "name: x\n",
        "<a>1</a>",
        "%YAML 1.2\n",
        "hello world",
        "[+1]",
        "[.5]",
        "[1] x",
        "[\"a\u0001\", 2]",
        "[\"\\x\", 2]",
        "[\"\\ud800\", 2]",
        "[\"\\ud8",
        "[{\"a\": 1]",
        "[{\"a\" 1}, 2]",
        "[{\"a\": [1}, 2]",
        "[01, 2]",
        "[1., 2]",
        "[x, 2]",
        "[,]",
        "[}]",
        "\uFEFF[]",
        "{\"id\": \"a\"}\n{\"id\": 1}",
        "{\"id\": \"a\"} {",
        "{\"id\": 1",
        "[1, 2, {\"id\": \"abc\ndef\"}, 3]",
        "[[[[1]]], [[\"x\", {}]]]",
        "[{\"id\":\"a\",\"scope\":null}, {\"id\":\"b\",\"scope\":null}, {\"id\":\"c\",\"scope\":null}, {\"id\":\"d\",\"scope\":null}, {\"id\":\"e\",\"scope\":null}]",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task A_stream_split_anywhere_has_the_findings_of_the_complete_text(string payload)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(payload);
        foreach ((string name, Contract contract) in Contracts)
        {
            string expected = Describe(contract.Validate(bytes));
            for (int cut = 0; cut <= bytes.Length; cut++)
            {
                string actual = Describe(await contract.ValidateAsync(new SplitStream(bytes, cut), null, TestContext.Current.CancellationToken));
                Assert.True(expected == actual, $"{name}, cut at {cut}:\n{expected}\n--- but in pieces:\n{actual}");
            }

            Assert.Equal(expected, Describe(contract.Validate(SplitStream.InPiecesOf(bytes, 1))));
            Assert.Equal(contract.IsValid(bytes), await contract.IsValidAsync(SplitStream.InPiecesOf(bytes, 3), null, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void An_array_that_violates_both_bounds_of_its_length_has_both_findings()
    {
        Contract contract = Contract.Load("""{"minItems":2,"maxItems":0}""");
        byte[] payload = "[1]"u8.ToArray();

        Assert.Equal(
            contract.Validate(payload).Findings.Select(finding => finding.ToString()),
            contract.Validate(new MemoryStream(payload)).Findings.Select(finding => finding.ToString()));
        Assert.Equal(2, contract.Validate(payload).Findings.Count);
    }

    [Fact]
    public async Task Invalid_utf8_is_found_wherever_the_stream_is_split()
    {
        byte[] bytes = [.. "[\"ä\", \""u8, 0xE2, 0x82, (byte)'"', .. ", \""u8, 0xED, 0xA0, 0x80, .. "\"]"u8];
        string expected = Describe(Contracts["anything"].Validate(bytes));
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(expected, Describe(await Contracts["anything"].ValidateAsync(new SplitStream(bytes, cut), null, TestContext.Current.CancellationToken)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(50)]
    public void The_limit_on_findings_keeps_the_same_findings(int limit)
    {
        byte[] bytes = "[{},{\"id\":1},{\"id\":\"long\",\"scope\":[1,2,3]},5,6,oops]"u8.ToArray();
        var options = new ValidationOptions { MaxFindings = limit };
        foreach (Contract contract in Contracts.Values)
        {
            ContractValidationResult whole = contract.Validate(bytes, options);
            ContractValidationResult pieces = contract.Validate(SplitStream.InPiecesOf(bytes, 4), options);
            Assert.Equal(Describe(whole), Describe(pieces));
            Assert.Equal((whole.IsTruncated, whole.IsWellFormed), (pieces.IsTruncated, pieces.IsWellFormed));
        }
    }

    [Fact]
    public void A_sequence_of_segments_has_the_findings_of_the_complete_text()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("[{\"id\":\"ä\",\"scope\":[\"\\u00e4\",\"b\"]}, {\"id\":5}]");
        string expected = Describe(Contracts["list"].Validate(bytes));
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var sequence = Segment.Of(bytes, cut);
            Assert.Equal(expected, Describe(Contracts["list"].Validate(sequence)));
            Assert.False(Contracts["list"].IsValid(sequence));
        }
    }

    [Fact]
    public async Task A_list_far_larger_than_the_window_is_read_in_the_window()
    {
        byte[] element = Encoding.UTF8.GetBytes("{\"id\":\"a\",\"scope\":null,\"pad\":\"" + new string('x', 1000) + "\"}");
        Contract contract = Contract.Load("""{"type":"array","items":{"type":"object","required":["id"]}}""");
        const int Count = 20_000;
        var stream = new RepeatingStream("["u8.ToArray(), [.. element, (byte)','], Count - 1, [.. element, (byte)']']);
        long before = GC.GetAllocatedBytesForCurrentThread();

        ContractValidationResult result = contract.Validate(stream);

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(result.IsValid);
        Assert.True(allocated < 1_000_000, $"{allocated} bytes for a list of {stream.Total} bytes");
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_pipe_has_the_findings_of_the_complete_text()
    {
        byte[] bytes = "[{\"id\":5},{\"id\":\"a\"}]"u8.ToArray();
        string expected = Describe(Contracts["list"].Validate(bytes));
        for (int size = 1; size <= bytes.Length; size++)
        {
            var pipe = System.IO.Pipelines.PipeReader.Create(SplitStream.InPiecesOf(bytes, size));
#if NETSTANDARD_ENGINE
            ContractValidationResult result = await Contracts["list"].ValidateAsync(pipe.AsStream(), null, TestContext.Current.CancellationToken);
#else
            ContractValidationResult result = await Contracts["list"].ValidatePipeAsync(pipe, null, TestContext.Current.CancellationToken);
#endif
            Assert.Equal(expected, Describe(result));
        }
    }

    [Fact]
    public async Task Flag_output_reads_no_further_than_the_first_violation()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Repeat("{\"id\":5,\"scope\":null}", 5000)) + "]");
        SplitStream stream = SplitStream.InPiecesOf(bytes, 100);

        Assert.False(await Contracts["list"].IsValidAsync(stream, null, TestContext.Current.CancellationToken));

        Assert.InRange(stream.Taken, 1, 300);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Elements_of_all_lengths_are_read_wherever_the_text_is_cut(int kind)
    {
        // Each element is shorter or longer than the previous ones, so that the rest of a window does not reveal whether the next element ends in it.
        int[] lengths = [5, 5, 5, 5, 5, 5, 40, 1, 90, 0, 3, 200, 7, 7, 1, 0, 0, 120, 2];
        string Element(int index) => kind == 0 || index % 2 == 0
            ? $"{{\"id\":\"{(index == 12 ? "long" : "a")}\",\"scope\":null,\"x\":\"{new string('x', lengths[index])}\"}}"
            : lengths[index].ToString(System.Globalization.CultureInfo.InvariantCulture);
        string text = "[" + string.Join(", ", Enumerable.Range(0, lengths.Length).Select(Element)) + "]";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var contract = Contract.Load("""{"items":{"type":["object","integer"],"properties":{"id":{"type":"string","maxLength":3},"scope":{"type":"null"}}}}""");
        string expected = Describe(contract.Validate(bytes));

        Assert.Contains("/12/id", expected, StringComparison.Ordinal);
        for (int size = 1; size < 300; size++) Assert.Equal(expected, Describe(contract.Validate(SplitStream.InPiecesOf(bytes, size))));
    }

    [Theory]
    [InlineData(",")]
    [InlineData(",\n")]
    [InlineData("\r\n, ")]
    public void A_finding_after_skipped_elements_has_its_line_and_column(string separator)
    {
        Contract contract = Contract.Load("""
            {"items":{"type":["object","array"],"properties":{
              "id":{"type":"string"}, "kind":{"enum":["plain","ünï"]}, "fixed":{"const":"é"}, "tags":{"type":"array","items":{"type":"string"}},
              "kinds":{"type":"array","items":{"enum":["plain","ünï"]}}, "owner":{"type":"object","properties":{"näme":{"type":"string"}}},
              "any":{}, "map":{"type":"object","additionalProperties":{"type":"string"}}, "n":{"type":["integer","null"]}}}}
            """);
        // Of these elements, the usual one is skipped without looking at its characters. In each text, some elements are different.
        const string Usual = "{\"id\":\"0123456789abcdef\",\"kind\":\"plain\",\"tags\":[\"a\",\"b\"],\"n\":1}";
        string[] others =
        [
            Usual,
            "{\"id\":\"0123456789äbcdef\",\"kind\":\"plain\",\"tags\":[\"a\",\"b\"],\"n\":1}",
            "{\"id\":\"\\n\\u00e9\",\"kind\":\"plain\",\"tags\":[\"a\",\"b\"],\"n\":1}",
            "{\"id\":\"0123456789abcdef\",\"kind\":\"ünï\",\"tags\":[\"a\",\"b\"],\"n\":1}",
            "{\"id\":\"0123456789abcdef\",\"kind\":\"plain\",\"tags\":[\n\"a\",\n\"b\"\n],\"n\":1}",
            "{\"id\":\"0123456789abcdef\",\"kind\":\"plain\",\"tags\":[\"a\",\"😀\"],\"n\":null}",
            "{\"id\":\"0123456789abcdef\",\"kind\":\"plain\",\"tags\":[\"a\",\"b\"],\n\"n\":1}",
            "{\"kinds\":[\"plain\",\r\"ünï\"],\"fixed\":\"é\"}",
            "{\"kinds\":[\"plain\",\"plain\"],\"fixed\":\"é\"}",
            "{\"owner\":{\"näme\":\"x\"}}",
            "{\"owner\":{\"näme\":\"x\",\r\n\"other\":\"€\"}}",
            "{\"any\":{\"a\":[1,\n2]},\"map\":{\"é\":\"ü\",\"x\":\n\"y\"}}",
            "[]",
        ];
        foreach (string other in others)
        {
            IEnumerable<string> elements = Enumerable.Range(0, 700).Select(i => i % 50 < 5 ? other : Usual).Append("{\"id\":5}").Append(other).Append("{\"n\":true}");
            byte[] bytes = Encoding.UTF8.GetBytes("[" + string.Join(separator, elements) + "]");
            string expected = Describe(contract.Validate(bytes));

            Assert.Contains("/702/n", expected, StringComparison.Ordinal);
            foreach (int size in new[] { 150, 4001, bytes.Length }) Assert.Equal(expected, Describe(contract.Validate(SplitStream.InPiecesOf(bytes, size))));
        }
    }

    [Fact]
    public async Task A_stream_that_stalls_can_be_canceled()
    {
        using var giveUp = new CancellationTokenSource();
        var stream = new StallingStream("[{\"id\":"u8.ToArray());
        Task<ContractValidationResult> validation = Contracts["list"].ValidateAsync(stream, null, giveUp.Token).AsTask();
        await stream.Stalled;

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => validation);
    }

    [Fact]
    public async Task An_error_of_the_stream_is_thrown()
    {
        foreach (Contract contract in Contracts.Values)
        {
            await Assert.ThrowsAsync<IOException>(async () => await contract.ValidateAsync(new BreakingStream("[{\"id\":"u8.ToArray()), null, TestContext.Current.CancellationToken));
            Assert.Throws<IOException>(() => contract.Validate(new BreakingStream("[{\"id\":"u8.ToArray())));
        }
    }

    private static string Describe(ContractValidationResult result) =>
        $"{result.IsValid} {result.IsWellFormed}\n"
        + string.Join('\n', result.Findings.Select(finding => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.KeywordLocation} {finding.Offset}+{finding.Length} {finding.Causes.Count}"));

    private sealed class Segment : System.Buffers.ReadOnlySequenceSegment<byte>
    {
        private Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public static System.Buffers.ReadOnlySequence<byte> Of(byte[] bytes, int cut)
        {
            var last = new Segment(bytes.AsMemory(cut), cut);
            var first = new Segment(bytes.AsMemory(0, cut), 0) { Next = last };
            return new System.Buffers.ReadOnlySequence<byte>(first, 0, last, bytes.Length - cut);
        }
    }
}
