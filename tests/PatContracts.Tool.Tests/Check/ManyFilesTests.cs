using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>What a run costs grows with the number of its files, and not faster.</summary>
[Collection(nameof(MeasuresMemory))]
public sealed class ManyFilesTests
{
    private const int Files = 300;

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("junit")]
    public void Memory_allocated_is_linear_in_the_number_of_files(string format)
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 4 * Files; i++) folder.Write($"{(i < Files ? 1 : i < 2 * Files ? 2 : 4)}/{i:D5}.json", i % 3 == 0 ? Payloads.WithoutCreated : Payloads.Valid);
        Allocated(folder, format, "1");
        long one = Allocated(folder, format, "1");
        long two = Allocated(folder, format, "1", "2");
        long four = Allocated(folder, format, "1", "2", "4");
        // Twice as many files more: 2 where the cost is linear, 4 where it is quadratic.
        double growth = (four - two) / (double)(two - one);
        Assert.True(growth is > 1.5 and < 3, $"{one:N0}, {two:N0} and {four:N0} bytes: {growth:N2}");
    }

    private static long Allocated(TemporaryFolder folder, string format, params string[] folders)
    {
        // To a file: a stream in memory doubles its buffer now and then, whatever the command does.
        string report = folder[$"report-{folders.Length}.{format}"];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        CommandResult result = Command.RunIn(folder.Path, ["check", .. folders, "-j", "1", "--output", $"{format}={report}", "--max-findings", "100000"]);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(1, result.ExitCode);
        return allocated;
    }
}
