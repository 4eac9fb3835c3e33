using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Hostile;

/// <summary>Malicious payloads: no crash, no hang, and no growth beyond the documented limits.</summary>
public sealed class HostileTextTests
{
    private static readonly int VeryMany = LongRun.Count(200_000, full: 1_000_000);

    private static readonly Contract Anything = Contract.Load("{}");

    private static readonly Contract Typical = Contract.Load("""
        {
          "type": "object", "required": ["id"],
          "properties": { "id": { "type": "string", "maxLength": 40 }, "scope": { "type": ["array", "null"], "items": { "type": "string" }, "uniqueItems": true }, "n": { "minimum": 0 } },
          "additionalProperties": { "anyOf": [{ "type": "integer" }, { "type": "string", "pattern": "^a" }, { "type": "array" }] }
        }
        """);

    [Theory]
    [InlineData("[", 1_000_000, "")]
    [InlineData("{\"a\":", 1_000_000, "")]
    [InlineData("[{\"a\":[", 300_000, "")]
    [InlineData("[", 1_000_000, "]")]
    [InlineData("{\"a\":", 1_000_000, "}")]
    public void Nesting_a_million_deep_is_a_finding_at_the_first_level_too_many(string open, int times, string close)
    {
        byte[] payload = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, times)) + "1" + string.Concat(Enumerable.Repeat(close, times)));
        foreach (int depth in (int[])[1, 64, ValidationOptions.MaxAllowedDepth])
        {
            var options = new ValidationOptions { MaxDepth = depth };
            ContractValidationResult whole = Anything.Validate(payload, options);
            Finding finding = Assert.Single(whole.Findings);
            Assert.Equal("json/depth", finding.Rule);
            Assert.Equal(depth, payload.AsSpan(0, (int)finding.Offset).ToArray().Count(b => b is (byte)'[' or (byte)'{'));
            Assert.False(Anything.IsValid(payload, options));

            using var stream = new MemoryStream(payload);
            Assert.Equal(finding.Offset, Assert.Single(Anything.Validate(stream, options).Findings).Offset);
        }
    }

    [Fact]
    public void Nesting_just_as_deep_as_allowed_is_fine()
    {
        string payload = new string('[', 64) + new string(']', 64);
        Assert.True(Anything.IsValid(payload));
        Assert.False(Anything.IsValid("[" + payload + "]"));
        string deepest = new string('[', ValidationOptions.MaxAllowedDepth) + new string(']', ValidationOptions.MaxAllowedDepth);
        Assert.True(Anything.IsValid(deepest, new ValidationOptions { MaxDepth = ValidationOptions.MaxAllowedDepth }));
    }

    [Fact]
    public void A_recursive_schema_over_the_deepest_payload_fits_the_smallest_stack()
    {
        Contract contract = Contract.Load("""
            {"anyOf":[{"type":"integer"},{"items":{"$ref":"#"},"additionalProperties":{"$ref":"#"},"unevaluatedProperties":false,"allOf":[{"items":{"$ref":"#"}}]}]}
            """);
        const int Depth = ValidationOptions.MaxAllowedDepth;
        string payload = string.Concat(Enumerable.Repeat("[{\"a\":", Depth / 2)) + "\"x\"" + string.Concat(Enumerable.Repeat("}]", Depth / 2));
        var options = new ValidationOptions { MaxDepth = Depth };
        ContractValidationResult? result = null;
        var thread = new Thread(() => result = contract.Validate(payload, options), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        // If the stack is too small, the result is a finding, never a crash.
        Assert.NotNull(result);
        Assert.All(result.Findings, finding => Assert.Contains(finding.Rule, (string[])["json/depth", "schema/anyOf"]));
    }

    [Fact]
    public void A_string_of_a_hundred_megabytes_takes_no_additional_memory()
    {
        byte[] payload = new byte[100 * 1024 * 1024];
        payload.AsSpan().Fill((byte)'x');
        "{\"id\":\""u8.CopyTo(payload);
        "\"}"u8.CopyTo(payload.AsSpan(payload.Length - 2));
        Anything.IsValid(payload);
        Typical.Validate("{}"u8);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(Anything.IsValid(payload));
        Finding finding = Assert.Single(Typical.Validate(payload).Findings);

        Assert.Equal(("schema/maxLength", payload.Length - 7), (finding.Rule, finding.Length));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public void Very_many_members_are_validated_and_compared()
    {
        byte[] payload = Encoding.UTF8.GetBytes("{\"id\":\"x\"" + string.Concat(Enumerable.Range(0, VeryMany).Select(i => $",\"m{i}\":{i}")) + "}");
        Assert.True(Typical.IsValid(payload));
        byte[] withDuplicate = [.. payload.AsSpan(0, payload.Length - 1), .. ",\"m77\":1}"u8];
        Finding finding = Assert.Single(Typical.Validate(withDuplicate).Findings);
        Assert.Equal(("json/duplicate-name", "/m77", (long)payload.Length), (finding.Rule, finding.InstancePointer, finding.Offset));
        Assert.False(Typical.IsValid(withDuplicate));
    }

    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public void Very_many_names_that_collide_in_cheap_hashes_gain_nothing()
    {
        // The names have the same length, the same first sixteen and the same last sixteen bytes.
        byte[] payload = Encoding.UTF8.GetBytes("{\"id\":\"x\"" + string.Concat(Enumerable.Range(0, VeryMany).Select(i => $",\"aaaaaaaaaaaaaaaa{i:D8}zzzzzzzzzzzzzzzz\":1")) + "}");
        Assert.True(Typical.IsValid(payload));
        byte[] elements = Encoding.UTF8.GetBytes("{\"id\":\"x\",\"scope\":[" + string.Join(",", Enumerable.Range(0, VeryMany).Select(i => $"\"aaaaaaaaaaaaaaaa{i:D8}zzzzzzzzzzzzzzzz\"")) + "]}");
        Assert.True(Typical.IsValid(elements));
    }

    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public void Very_many_duplicates_are_a_thousand_findings_and_no_more()
    {
        byte[] payload = Encoding.UTF8.GetBytes("{\"id\":\"x\"" + string.Concat(Enumerable.Repeat(",\"a\":1,\"\\u0061\":2", VeryMany / 2)) + "}");
        ContractValidationResult result = Typical.Validate(payload);
        Assert.Equal((1000, true), (result.Findings.Count, result.IsTruncated));
        Assert.All(result.Findings, finding => Assert.Equal("json/duplicate-name", finding.Rule));
        Assert.False(Typical.IsValid(payload));
    }

    [Fact]
    public void A_name_of_a_megabyte_over_a_million_findings_is_not_repeated_without_bound()
    {
        Contract contract = Contract.Load("""{"additionalProperties":{"items":{"type":"string"}}}""");
        byte[] payload = Encoding.UTF8.GetBytes("{\"" + new string('n', 1_000_000) + "\":[" + string.Join(",", Enumerable.Repeat("1", 1_000_000)) + "]}");
        long before = GC.GetAllocatedBytesForCurrentThread();

        ContractValidationResult result = contract.Validate(payload);

        Assert.True(result.IsTruncated);
        Assert.InRange(result.Findings.Count, 1, 20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000);
    }

    [Theory]
    [InlineData("1", "000000", "")]
    [InlineData("0.", "000000", "1")]
    [InlineData("1e", "9", "")]
    [InlineData("1e-", "9", "")]
    [InlineData("-1e", "1", "")]
    public void Numbers_of_a_million_digits_and_exponents_of_a_thousand_are_compared_exactly(string head, string digits, string tail)
    {
        int length = head.Contains('e', StringComparison.Ordinal) ? 1000 : 1_000_000;
        string number = head + string.Concat(Enumerable.Repeat(digits, length / digits.Length)) + tail;
        Contract contract = Contract.Load("""{"minimum":0.5,"multipleOf":0.5,"not":{"enum":[1,2.5,1e300]},"type":"number"}""");
        Contract integer = Contract.Load("""{"type":"integer"}""");

        bool isLarge = !head.StartsWith('-') && head is not ("0." or "1e-");
        Assert.Equal(isLarge, contract.IsValid(number));
        Assert.Equal(head is not ("0." or "1e-"), integer.IsValid(number));
        Assert.Equal(isLarge, contract.Validate(number).IsValid);
        Assert.False(Contract.Load("""{"uniqueItems":true}""").IsValid($"[{number},1,{number}]"));
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("^(a|a?)+$")]
    [InlineData("(.*a){20}$")]
    [InlineData("^([a-z]+)*$")]
    [InlineData("^(?=(a+)+b)a")]
    [InlineData("^(a+)+\\1$")]
    public void Patterns_with_catastrophic_backtracking_end(string pattern)
    {
        Contract contract = Contract.Load("{\"pattern\":\"" + pattern.Replace("\\", "\\\\", StringComparison.Ordinal) + "\"}");
        string text = "\"" + new string('a', 5_000) + "!\"";
        Assert.Equal(contract.IsValid(text), contract.Validate(text).IsValid);
        Contract names = Contract.Load("{\"patternProperties\":{\"" + pattern.Replace("\\", "\\\\", StringComparison.Ordinal) + "\":false}}");
        names.IsValid("{" + text + ":1}");
    }

    [Fact]
    public void A_valid_payload_cut_off_at_any_byte_is_rejected_as_truncated_or_empty()
    {
        byte[] payload = Encoding.UTF8.GetBytes(" {\"id\" : \"ä😀\\u00e4\\ud83d\\ude00\\n\", \"scope\": [\"a\", true, null], \"n\": -12.5e+10, \"o\": {\"x\": [ ] }}");
        Assert.True(Anything.IsValid(payload));
        for (int length = 0; length < payload.Length; length++)
        {
            ContractValidationResult result = Anything.Validate(payload.AsSpan(0, length));
            Finding finding = Assert.Single(result.Findings);
            Assert.False(result.IsWellFormed);
            Assert.True(finding.Rule == (length <= 1 ? "json/empty" : "json/truncated") && finding.Offset == length, $"{length}: {finding} at {finding.Offset}");
            Assert.False(Anything.IsValid(payload.AsSpan(0, length)));
            Typical.Validate(payload.AsSpan(0, length));
        }
    }

    [Fact]
    public void Any_byte_at_any_position_of_a_payload_is_handled()
    {
        byte[] payload = "{\"id\":\"a\\u0041\u00e4\",\"scope\":[\"x\",-1.5e3,true],\"n\":{}}"u8.ToArray();
        for (int offset = 0; offset < payload.Length; offset++)
        {
            byte original = payload[offset];
            for (int b = 0; b <= 255; b++)
            {
                payload[offset] = (byte)b;
                Assert.Equal(Typical.IsValid(payload), Typical.Validate(payload).IsValid);
            }

            payload[offset] = original;
        }
    }
}
