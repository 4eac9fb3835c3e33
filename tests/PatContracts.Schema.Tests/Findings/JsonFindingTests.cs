using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Findings;

/// <summary>The findings of text that is not JSON, and their locations.</summary>
public sealed class JsonFindingTests
{
    private static readonly Contract Anything = Contract.Load("{}");

    [Theory]
    [InlineData("«»", "json/empty", "")]
    [InlineData(" \n\t«»", "json/empty", "")]
    [InlineData("«\uFEFF»{}", "json/byte-order-mark", "", 1)]
    [InlineData("[1, 2«»", "json/truncated", "")]
    [InlineData("{'a': {'b': [«»", "json/truncated", "/a/b/0")]
    [InlineData("{'a'«»", "json/truncated", "")]
    [InlineData("{'a':«»", "json/truncated", "/a")]
    [InlineData("'abc«»", "json/truncated", "")]
    [InlineData("'abc\\«»", "json/truncated", "")]
    [InlineData("'\\u12«»", "json/truncated", "")]
    [InlineData("'\\ud83d«»", "json/truncated", "")]
    [InlineData("tru«»", "json/truncated", "")]
    [InlineData("-«»", "json/truncated", "")]
    [InlineData("1.«»", "json/truncated", "")]
    [InlineData("1e+«»", "json/truncated", "")]
    [InlineData("[«x»]", "json/syntax", "/0")]
    [InlineData("[1, «]»", "json/syntax", "")]
    [InlineData("[1 «2»]", "json/syntax", "")]
    [InlineData("[«,»1]", "json/syntax", "/0")]
    [InlineData("{«a»: 1}", "json/syntax", "")]
    [InlineData("{'a' «1»}", "json/syntax", "")]
    [InlineData("{'a': 1, «}»", "json/syntax", "")]
    [InlineData("{'a': 1 «'»b': 2}", "json/syntax", "")]
    [InlineData("{'a': «}»", "json/syntax", "/a")]
    [InlineData("[«/»/ comment\n1]", "json/syntax", "/0")]
    [InlineData("{'a': «N»aN}", "json/syntax", "/a")]
    [InlineData("[«t»rve]", "json/literal", "/0")]
    [InlineData("[«n»ul]", "json/literal", "/0")]
    [InlineData("[«0»1]", "json/number", "/0")]
    [InlineData("[-«0»1]", "json/number", "/0")]
    [InlineData("[-«x»]", "json/number", "/0")]
    [InlineData("[1.«]»", "json/number", "/0")]
    [InlineData("[1e«]»", "json/number", "/0")]
    [InlineData("[«+»1]", "json/syntax", "/0")]
    [InlineData("[«.»5]", "json/syntax", "/0")]
    [InlineData("['a«\n»b']", "json/control-character", "/0")]
    [InlineData("['a«\u0000»b']", "json/control-character", "/0")]
    [InlineData("{'a«\t»b': 1}", "json/control-character", "")]
    [InlineData("['ab«\\»x']", "json/escape", "/0")]
    [InlineData("['«\\»u12g4']", "json/escape", "/0")]
    [InlineData("['«\\»ud800']", "json/surrogate", "/0")]
    [InlineData("['«\\»udc00']", "json/surrogate", "/0")]
    [InlineData("['«\\»ud800\\u0041']", "json/surrogate", "/0")]
    [InlineData("{'«\\»ud800x': 1}", "json/surrogate", "")]
    [InlineData("[1]«]»", "json/trailing-data", "")]
    [InlineData("{} «{»}", "json/trailing-data", "")]
    [InlineData("1 «,»", "json/trailing-data", "")]
    [InlineData("null«\u0000»", "json/trailing-data", "")]
    public void Text_that_is_not_json_is_rejected_at_the_error(string payload, string rule, string instancePointer, int length = -1)
    {
        Marked marked = Marked.Parse(payload);

        ContractValidationResult result = Anything.Validate(marked.Utf8);

        Assert.False(result.IsWellFormed);
        Assert.False(Anything.IsValid(marked.Utf8));
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal((rule, instancePointer, ""), (finding.Rule, finding.InstancePointer, finding.SchemaPointer));
        int expected = length > 0 ? length : marked.Length;
        Assert.Equal((marked.Offset, expected, marked.Line, marked.Column), (finding.Offset, finding.Length, finding.Line, finding.Column));
    }

    public static TheoryData<string, byte[], int> InvalidUtf8 => new()
    {
        { "a continuation byte alone", [0x22, 0x61, 0x80, 0x22], 2 },
        { "an overlong slash", [0x22, 0xC0, 0xAF, 0x22], 1 },
        { "an overlong NUL of three bytes", [0x22, 0xE0, 0x80, 0x80, 0x22], 1 },
        { "an overlong form of four bytes", [0x22, 0xF0, 0x80, 0x80, 0xAF, 0x22], 1 },
        { "a surrogate encoded", [0x22, 0xED, 0xA0, 0x80, 0x22], 1 },
        { "beyond U+10FFFF", [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1 },
        { "five bytes", [0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22], 1 },
        { "FF", [0x22, 0xFF, 0x22], 1 },
        { "a lead byte cut off by the quotation mark", [0x22, 0xE2, 0x82, 0x22], 1 },
        { "in a name", [0x7B, 0x22, 0xC3, 0x22, 0x3A, 0x31, 0x7D], 2 },
        { "behind a long plain run", [0x22, .. Enumerable.Repeat((byte)'a', 100), 0xC3, 0x28, 0x22], 101 },
    };

    [Theory]
    [MemberData(nameof(InvalidUtf8))]
    public void Invalid_utf8_is_rejected_at_its_location(string what, byte[] payload, int offset)
    {
        ContractValidationResult result = Anything.Validate(payload);

        Finding finding = Assert.Single(result.Findings);
        Assert.True(finding is { Rule: "json/utf-8" } && finding.Offset == offset && !result.IsWellFormed, $"{what}: {finding} at {finding.Offset}");
        Assert.False(Anything.IsValid(payload));
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDBFF)]
    [InlineData(0xDC00)]
    public void A_string_with_half_a_surrogate_pair_is_not_json(int half)
    {
        string json = "[\"a\U0001F600" + (char)half + "\"]";

        ContractValidationResult result = Anything.Validate(json);

        Assert.False(result.IsWellFormed);
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("json/utf-8", 7L, 6), (finding.Rule, finding.Offset, finding.Column));
        Assert.False(Anything.IsValid(json));
    }

    [Theory]
    [InlineData("{\n  'a': 1,\n  'b': «true»\n}")]
    [InlineData("{\r\n\t'a': 1,\r\n\t'b': «true»\r\n}")]
    [InlineData("{\r'a': 1,\r\r'b': «true»}")]
    [InlineData("\n\r\n\r{'b': «true»}")]
    [InlineData("{'äöü€': 1, 'b': «true»}")]
    [InlineData("{'😀😀': 1, 'b': «true»}")]
    [InlineData("{'e\u0301\u200D': 1,\n\t\t'\u2028': 2, 'b': «true»}")]
    [InlineData("{'\\ud83d\\ude00': 1, 'b':\n\n   «true»}")]
    public void Lines_end_with_lf_cr_lf_or_cr_and_columns_are_utf16_code_units(string payload)
    {
        Contract contract = Contract.Load("""{"additionalProperties":{"type":"integer"}}""");
        Marked marked = Marked.Parse(payload);

        Finding finding = Assert.Single(contract.Validate(marked.Utf8).Findings);

        Assert.Equal((marked.Line, marked.Column, marked.Offset, marked.Length), (finding.Line, finding.Column, finding.Offset, finding.Length));
    }

    [Fact]
    public void Violations_before_a_json_error_are_still_reported()
    {
        Contract contract = Contract.Load("""{"items":{"type":"integer"}}""");

        ContractValidationResult result = contract.Validate("[1, \"x\", 2, oops]"u8);

        Assert.False(result.IsWellFormed);
        Assert.Equal(["schema/type", "json/syntax"], result.Findings.Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("[\"ä😀\", 1, {\"x\": \"\\ud83d\\ude00\"}]")]
    [InlineData("{\"a\": [1, 2, {\"b\": null}], \"a\": 5")]
    [InlineData("\r\n[\t\"\u2028\", nul]")]
    [InlineData("")]
    public void The_string_overload_has_the_findings_of_the_byte_overload(string json)
    {
        Contract contract = Contract.Load("""{"items":{"type":"integer"},"required":["z"],"additionalProperties":{"type":"integer"}}""");

        Assert.Equal(Lines(contract.Validate(Encoding.UTF8.GetBytes(json))), Lines(contract.Validate(json)));
    }

    private static IEnumerable<string> Lines(ContractValidationResult result) =>
        result.Findings.Select(finding => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset}+{finding.Length}");
}
