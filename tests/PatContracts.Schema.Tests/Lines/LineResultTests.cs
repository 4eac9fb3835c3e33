using System.Text;
using CsCheck;
using Xunit;

namespace PatContracts.Schema.Tests.Lines;

public sealed class LineResultTests
{
    private static readonly Contract Schema = Contract.Load("""{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "maximum": 99}}}""");

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":1}\n")]
    [InlineData("{\"a\":1}\r\n{\"a\":2}\r\n")]
    [InlineData("\n\n{\"a\":1} \t\n \n{\"a\":2}")]
    [InlineData("{\"a\":1}\r{\"a\":2}")]
    public void Lines_of_valid_payloads_are_valid(string lines) => Assert.True(Schema.AreLinesValid(Encoding.UTF8.GetBytes(lines)));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    [InlineData("{\"a\":1}{\"a\":2}")]
    [InlineData("{\"a\":1} {\"a\":2}")]
    [InlineData("{\"a\":1}\n{\"a\":100}")]
    [InlineData("{\"a\":1}\n{\"a\"\n:1}")]
    [InlineData("{\"a\":1}\n{\"a\":1\r}")]
    [InlineData("{\"a\":1}\n{\"a\":1")]
    [InlineData("{\"a\":1},\n{\"a\":1}")]
    [InlineData("\uFEFF{\"a\":1}")]
    public void Lines_with_no_payload_or_several_are_invalid(string lines) => Assert.False(Schema.AreLinesValid(Encoding.UTF8.GetBytes(lines)));

    [Fact]
    public async Task Several_threads_have_the_result_of_one_for_lines_of_any_length()
    {
        foreach (int length in new[] { 1, 700_000, 1_100_000, 3_000_000 })
        {
            string line = $"{{\"a\":7,\"text\":\"{new string('x', length)}\"}}\n";
            string text = string.Concat(Enumerable.Repeat(line, length == 1 ? 100_000 : 4));
            Assert.True(await AreLinesValid(text, 1));
            Assert.True(await AreLinesValid(text, 3));
            Assert.False(await AreLinesValid(text + "{\"a\":700}", 2));
            Assert.False(await AreLinesValid("{}\n" + text, 2));
            Assert.False(await AreLinesValid(text[..^3], 2));
        }
    }

    [Fact]
    public async Task An_empty_stream_has_no_payload() => Assert.False(await AreLinesValid("", 2));

    [Fact]
    public async Task At_least_one_thread_is_required() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => AreLinesValid("{}", 0));

    [Fact]
    public void A_text_of_lines_is_valid_exactly_if_every_line_is()
    {
        string[] parts = ["{\"a\":1}", "{\"a\":2,\"b\":[]}", "{\"a\":100}", "{}", " ", "\t{\"a\":3} ", "{\"a\":1", "1"];
        Gen.Int[0, 1_000].Array[1, 6].Sample(choices =>
        {
            // Mostly valid ones; otherwise no long text would be valid.
            string[] lines = [.. choices.Select(choice => choice < 900 ? parts[choice % 2] : parts[choice % parts.Length])];
            string[] filled = [.. lines.Where(line => line.Trim().Length > 0)];
            bool expected = filled.Length > 0 && filled.All(line => Schema.IsValid(line));
            return Schema.AreLinesValid(Encoding.UTF8.GetBytes(string.Join('\n', lines))) == expected;
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_line_end_anywhere_in_a_line_of_a_recorded_shape_is_found(string indentation)
    {
        var contract = Contract.Load("""{"properties": {"id": {"type": "string"}, "scope": {"items": {"type": "string"}}, "owner": {"properties": {"n": {"type": "integer"}}}}}""");
        string separator = "," + indentation;
        string line = $$"""{{{indentation}}"id":"x"{{separator}}"scope":["a"{{separator}}"b"]{{separator}}"owner":{"n":5},"more":[1{{separator}}{"z":2}]}""";
        string known = string.Concat(Enumerable.Repeat(line + "\n", 20));
        Assert.True(contract.AreLinesValid(Encoding.UTF8.GetBytes(known)));
        for (int at = 0; at <= line.Length; at++)
        {
            foreach (string end in new[] { "\n", "\r" })
            {
                string broken = line.Insert(at, end);
                bool expected = broken.Split('\n', '\r').All(part => part.Length == 0 || contract.IsValid(part));
                Assert.Equal(expected, contract.AreLinesValid(Encoding.UTF8.GetBytes(known + broken + "\n" + line)));
            }
        }
    }

    private static async Task<bool> AreLinesValid(string text, int threads)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await Schema.AreLinesValidAsync(stream, new ValidationOptions { MaxDegreeOfParallelism = threads }, cancellationToken: TestContext.Current.CancellationToken);
    }
}
