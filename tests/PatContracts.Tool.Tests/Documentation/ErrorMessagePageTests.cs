using System.Text.RegularExpressions;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Documentation;

/// <summary>docs/error-messages.md quotes the output of the command.</summary>
public sealed partial class ErrorMessagePageTests
{
    public static TheoryData<string, string> Runs =>
        [.. Quote().Matches(File.ReadAllText(Repository.File("docs/error-messages.md"))).Select(quote => (quote.Groups["arguments"].Value, quote.Groups["output"].Value))];

    [Fact]
    public void Six_inputs_are_compared() => Assert.Equal(6, Runs.Count);

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_page_quotes_the_output_of_the_command(string arguments, string output) =>
        Assert.Equal(output, Command.RunIn(Repository.File("samples/error-messages"), arguments.Split(' ')).Output);

    [GeneratedRegex("```console\n\\$ pat-contracts (?<arguments>.+)\n(?<output>(?:.+\n)+)```")]
    private static partial Regex Quote();
}
