using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Streaming;

public sealed class PayloadReaderTests
{
    private static readonly Contract HasId = Contract.Load("""{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}""");

    [Theory]
    [InlineData("", PayloadFormat.Unknown)]
    [InlineData("  \n", PayloadFormat.Unknown)]
    [InlineData("{\"a\":1}", PayloadFormat.Value)]
    [InlineData(" {\"a\":\n1}\n\n", PayloadFormat.Value)]
    [InlineData("\"text\"", PayloadFormat.Value)]
    [InlineData("[1,2]", PayloadFormat.Array)]
    [InlineData("\n[{\"a\":1}", PayloadFormat.Array)]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", PayloadFormat.Lines)]
    [InlineData("{\"a\":1}\r\n\r\n{\"a\":2}", PayloadFormat.Lines)]
    [InlineData("{\"a\":1} {\"a\":2}", PayloadFormat.Value)]
    [InlineData("{\"a\":1}\n]", PayloadFormat.Value)]
    [InlineData("{\n\"a\":1\n}\n{\n\"a\":2\n}", PayloadFormat.Value)]
    [InlineData("[1]\n[2]", PayloadFormat.Lines)]
    [InlineData("[1\n]\n[2]", PayloadFormat.Array)]
    [InlineData("{\"a\":\"x\n{\"a\":2}", PayloadFormat.Value)]
    [InlineData("1\n{\"a\":2}", PayloadFormat.Value)]
    public void The_format_is_recognized_from_the_content(string text, PayloadFormat form)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(form, PayloadReader.Recognize(bytes));
        for (int size = 1; size <= Math.Min(bytes.Length, 4); size++)
        {
            using var reader = new PayloadReader(SplitStream.InPiecesOf(bytes, size));
            reader.Read();
            Assert.Equal(form, reader.Format);
        }
    }

    [Fact]
    public void Elements_of_an_array_have_their_location_in_the_text()
    {
        byte[] text = Encoding.UTF8.GetBytes("[ {\"id\":\"ä😀\"},\r\n  5 ,\"x,]\", [1,\n[2]],null\n]");
        string[] expected = ["0 2 1:3 {\"id\":\"ä😀\"}", "1 22 2:3 5", "2 25 2:6 \"x,]\"", "3 32 2:13 [1,\n[2]]", "4 41 3:6 null"];

        for (int size = 1; size <= text.Length; size++)
        {
            using var reader = new PayloadReader(SplitStream.InPiecesOf(text, size));
            var elements = new List<string>();
            while (reader.Read()) elements.Add($"{reader.Index} {reader.Offset} {reader.Line}:{reader.Column} {Encoding.UTF8.GetString(reader.Element.Span)}");
            Assert.Equal(expected, elements);
            Assert.Null(reader.Fault);
        }
    }

    [Fact]
    public async Task Lines_are_elements_and_an_invalid_line_affects_no_other()
    {
        byte[] text = "{\"id\":\"a\"}\n\n  {\"id\": 1} \r\n{\"id\":\n{\"id\":\"b\"} {}\n{\"id\":\"c\"}"u8.ToArray();
        string[] expected =
        [
            "0 0 1:1 : ",
            "1 14 3:3 : 3:10: error schema/type: Expected a string, found a number /id 21",
            "2 26 4:1 : 4:7: error json/truncated: The text ends in the middle of a value /id 32",
            "3 33 5:1 : 5:12: error json/trailing-data: Nothing may follow the value  44",
            "4 47 6:1 : ",
        ];

        for (int size = 1; size <= text.Length; size++)
        {
            using var reader = new PayloadReader(SplitStream.InPiecesOf(text, size));
            var elements = new List<string>();
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                IEnumerable<string> findings = reader.Validate(HasId).Findings.Select(finding => $"{finding} {finding.InstancePointer} {finding.Offset}");
                elements.Add($"{reader.Index} {reader.Offset} {reader.Line}:{reader.Column} : {string.Join("; ", findings)}");
            }

            Assert.Equal(PayloadFormat.Lines, reader.Format);
            Assert.Equal(expected, elements);
            Assert.Null(reader.Fault);
        }
    }

    [Fact]
    public void Findings_of_elements_are_located_in_the_complete_text()
    {
        byte[] text = "[{\"id\":\"a\"},\n {\"id\": 1},\n {}]"u8.ToArray();
        ContractValidationResult whole = Contract.Load("""{"items":{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}}""").Validate(text);
        using var reader = new PayloadReader(text);

        var findings = new List<Finding>();
        while (reader.Read()) findings.AddRange(reader.Validate(HasId).Findings);

        Assert.Equal(
            whole.Findings.Select(finding => (finding.Rule, finding.InstancePointer, finding.Offset, finding.Line, finding.Column)),
            findings.Select(finding => (finding.Rule, finding.InstancePointer, finding.Offset, finding.Line, finding.Column)));
        Assert.Equal(["/1/id", "/2"], findings.Select(finding => finding.InstancePointer));
    }

    [Theory]
    [InlineData("", "json/empty", 0)]
    [InlineData("[1 2]", "json/syntax", 3)]
    [InlineData("[1,]", "json/syntax", 3)]
    [InlineData("[1", "json/truncated", 2)]
    [InlineData("[1] 2", "json/trailing-data", 4)]
    [InlineData("{} {}", "json/trailing-data", 3)]
    [InlineData("\uFEFF[]", "json/byte-order-mark", 0)]
    public void A_fault_between_elements_ends_the_reading(string text, string rule, long offset)
    {
        using var reader = new PayloadReader(Encoding.UTF8.GetBytes(text));
        while (reader.Read())
        {
        }

        Assert.NotNull(reader.Fault);
        Assert.Equal((rule, offset), (reader.Fault.Rule, reader.Fault.Offset));
        Assert.False(reader.Read());
    }

    [Fact]
    public void An_element_that_is_not_json_ends_an_array()
    {
        using var reader = new PayloadReader("[{\"id\":\"a\"},{\"id\" 5},{\"id\":\"b\"}]"u8.ToArray());
        Assert.True(reader.Read());
        Assert.True(reader.Validate(HasId).IsValid);
        Assert.True(reader.Read());
        Assert.False(reader.Validate(HasId).IsWellFormed);
        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData("[\"0123456789012345678901234567890\"]")]
    [InlineData("{\"0123456789012345678901234567890\":1}")]
    [InlineData("{}\n{\"0123456789012345678901234567890\":1}")]
    [InlineData("{}                                                    {}")]
    public void An_element_over_the_limit_is_not_buffered(string text)
    {
        using var reader = new PayloadReader(SplitStream.InPiecesOf(Encoding.UTF8.GetBytes(text), 2), maxElementBytes: 20);
        while (reader.Read())
        {
        }

        Assert.Equal("json/too-large", reader.Fault?.Rule);
    }

    [Fact]
    public void Validating_before_the_first_read_throws()
    {
        using var reader = new PayloadReader("{}"u8.ToArray());
        Assert.Throws<InvalidOperationException>(() => reader.Validate(HasId));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PayloadReader(Stream.Null, maxElementBytes: 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_stream_is_closed_unless_it_is_to_be_left_open(bool leaveOpen)
    {
        var stream = new MemoryStream("[]"u8.ToArray());
        using (var reader = new PayloadReader(stream, leaveOpen: leaveOpen)) Assert.False(reader.Read());
        Assert.Equal(leaveOpen, stream.CanRead);
    }

    [Fact]
    public void An_element_is_validated_again_under_another_contract_than_the_previous_one()
    {
        var hasName = Contract.Load("""{"type":"object","required":["name"]}""");
        string element = "{\"id\":\"a\"}";
        foreach (string text in new[] { $"[{string.Join(',', Enumerable.Repeat(element, 12))}]", string.Join('\n', Enumerable.Repeat(element, 12)) })
        {
            using var reader = new PayloadReader(Encoding.UTF8.GetBytes(text));
            while (reader.Read())
            {
                bool isOther = reader.Index is 1 or 7 or 8;
                Assert.Equal(!isOther, reader.Validate(isOther ? hasName : HasId).IsValid);
                Assert.False(reader.Validate(hasName).IsValid);
                Assert.True(reader.Validate(HasId).IsValid);
                Assert.Equal(element, Encoding.UTF8.GetString(reader.Element.Span));
            }

            Assert.Equal(11, reader.Index);
            Assert.Null(reader.Fault);
        }
    }

    [Fact]
    public void Valid_elements_of_a_recorded_shape_have_their_location_however_the_text_is_split()
    {
        string[] elements = [.. Enumerable.Range(0, 9).Select(i => $"{{\"id\":\"{new string('ä', i)}\"}}")];
        foreach (string text in new[] { "[ " + string.Join(" ,\r\n\t", elements) + "]", string.Join(" \t\r\n \n  ", elements) + " ", string.Join("\n", elements) })
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            for (int size = 1; size <= bytes.Length; size++)
            {
                using var reader = new PayloadReader(SplitStream.InPiecesOf(bytes, size));
                for (int i = 0; i < elements.Length; i++)
                {
                    Assert.True(reader.Read());
                    if (i != 4) Assert.True(reader.Validate(HasId).IsValid);
                    Assert.Equal(elements[i], Encoding.UTF8.GetString(reader.Element.Span));
                    int index = text.IndexOf(elements[i], StringComparison.Ordinal);
                    Assert.Equal(Encoding.UTF8.GetByteCount(text.AsSpan(0, index)), reader.Offset);
                    Assert.Equal(1 + text.AsSpan(0, index).Count('\n'), reader.Line);
                    Assert.Equal(index - text.AsSpan(0, index).LastIndexOf('\n'), reader.Column);
                }

                Assert.False(reader.Read());
                Assert.Null(reader.Fault);
            }
        }
    }

    [Fact]
    public void A_number_at_the_end_of_the_available_text_is_not_considered_complete()
    {
        var small = Contract.Load("""{"type":"integer","maximum":99}""");
        using var reader = new PayloadReader(SplitStream.InPiecesOf(Encoding.UTF8.GetBytes("[1,22,333]"), 1));
        Assert.True(reader.Read() && reader.Validate(small).IsValid);
        Assert.True(reader.Read() && reader.Validate(small).IsValid);
        Assert.True(reader.Read() && !reader.Validate(small).IsValid);
        Assert.Equal("333"u8.ToArray(), reader.Element.ToArray());
    }

    [Fact]
    public void A_disposed_reader_has_no_element()
    {
        var reader = new PayloadReader(new MemoryStream("{\"id\":\"a\"}"u8.ToArray()));
        Assert.True(reader.Read());
        reader.Dispose();
        reader.Dispose();
        Assert.True(reader.Element.IsEmpty);
        Assert.False(reader.Read());
    }
}
