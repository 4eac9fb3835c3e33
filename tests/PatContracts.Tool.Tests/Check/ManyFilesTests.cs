using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>The cost of a run is linear in the number of its files.</summary>
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
        // Each step adds twice as many files as the previous one: the growth is 2 if the cost is linear and 4 if it is quadratic.
        double growth = (four - two) / (double)(two - one);
        Assert.True(growth is > 1.5 and < 3, $"{one:N0}, {two:N0} and {four:N0} bytes: {growth:N2}");
    }

    private static long Allocated(TemporaryFolder folder, string format, params string[] folders)
    {
        // Writes to a file, because a memory stream would double its buffer at times.
        string report = folder[$"report-{folders.Length}.{format}"];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        CommandResult result = Command.RunIn(folder.Path, ["check", .. folders, "-j", "1", "--output", $"{format}={report}", "--max-findings", "100000"]);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(1, result.ExitCode);
        return allocated;
    }
}
