namespace PatContracts.Schema.Tests;

/// <summary>The working copy that the tests run in, for tests that hold pages of documentation to the facts.</summary>
internal static class Repository
{
    private static readonly Lazy<string> LazyRoot = new(Find);

    public static string Read(string path) => File.ReadAllText(Path.Combine(LazyRoot.Value, path));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PatContracts.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
