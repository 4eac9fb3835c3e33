using System.Text;
using PatContracts.Schema.Tests.Streaming;
using Xunit;

namespace PatContracts.Schema.Tests.Lines;

/// <summary>The definition of a line is the same for every reader.</summary>
public sealed class LineDefinitionTests
{
    private static readonly Contract Contract = Contract.Load(LineCases.Schema);

    public static TheoryData<string> Names => [.. LineCases.All.Select(@case => @case.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_reader_of_lines_has_the_same_findings_at_the_same_positions(string name)
    {
        (_, string text, string[] expected) = LineCases.All.Single(@case => @case.Name == name);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        // The second time, the shapes of the lines have been recorded.
        for (int turn = 0; turn < 2; turn++)
        {
            Assert.Equal(expected.Length == 0, Contract.AreLinesValid(bytes));
            Assert.Equal(expected, await Findings(PayloadReader.ForLines(bytes), cancellation));
            if (PayloadReader.Recognize(bytes) == PayloadFormat.Lines) Assert.Equal(expected, await Findings(new PayloadReader(bytes), cancellation));
        }

        for (int size = 1; size <= Math.Max(bytes.Length, 1); size++)
        {
            Assert.Equal(expected, await Findings(PayloadReader.ForLines(SplitStream.InPiecesOf(bytes, size)), cancellation));
            foreach (int threads in new[] { 1, 3 })
            {
                Stream stream = SplitStream.InPiecesOf(bytes, size);
                Assert.Equal(expected.Length == 0, await Contract.AreLinesValidAsync(stream, new ValidationOptions { MaxDegreeOfParallelism = threads }, cancellationToken: cancellation));
            }
        }
    }

    [Fact]
    public async Task A_text_of_many_lines_has_the_result_of_its_lines_for_every_kind_of_line_end()
    {
        foreach (string end in new[] { "\n", "\r\n", "\r" })
        {
            string lines = string.Concat(Enumerable.Repeat("{\"id\":\"0123456789\"}" + end, 200_000));
            Assert.True(await AreValid(lines));
            Assert.False(await AreValid(lines + "{\"id\":1}"));
            Assert.False(await AreValid("{}" + end + lines));
        }
    }

    private static async Task<bool> AreValid(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await Contract.AreLinesValidAsync(stream, new ValidationOptions { MaxDegreeOfParallelism = 2 }, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static async Task<string[]> Findings(PayloadReader reader, CancellationToken cancellation)
    {
        using (reader)
        {
            var findings = new List<Finding>();
            while (await reader.ReadAsync(cancellation)) findings.AddRange(reader.Validate(Contract).Findings);
            if (reader.Fault is { } fault) findings.Add(fault);
            return [.. findings.Select(finding => $"{finding.Rule} {finding.Line}:{finding.Column} @{finding.Offset}")];
        }
    }
}
