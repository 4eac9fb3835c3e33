using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The sample with its own contract, copied out of the repository and built with the packed package.</summary>
internal sealed class OwnContractProject : IDisposable
{
    private readonly Consumer _consumer = new();

    public OwnContractProject()
    {
        string sample = Repository.File("samples/bring-your-own");
        foreach (string path in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(sample, path);
            string top = relative.Split(Path.DirectorySeparatorChar)[0];
            if (top is "bin" or "obj") continue;
            string text = File.ReadAllText(path);
            _consumer.Write(relative, relative == ProjectFile ? OnPackages(text) : text);
        }
    }

    public const string ProjectFile = "BringYourOwn.csproj";

    public string Folder => _consumer.Folder;

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text) => _consumer.Write(file, text);

    /// <summary>Replaces a text that must occur exactly once.</summary>
    public void Edit(string file, string old, string replacement) => Write(file, Replace(Read(file), old, replacement));

    public static string Replace(string text, string old, string replacement)
    {
        int first = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(first >= 0 && text.IndexOf(old, first + 1, StringComparison.Ordinal) < 0, $"the sample must contain this exactly once: {old}");
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    /// <summary>Returns a diagnostic in the form of <see cref="Consumer.Outcome.Diagnostics"/>, located at a text that occurs once in the file.</summary>
    public string At(string file, string text, string severity, string id)
    {
        (int line, int column) = Position(Read(file), text);
        return $"{file}({line},{column}): {severity} {id}";
    }

    /// <summary>Returns the one-based line and column of a text.</summary>
    public static (int Line, int Column) Position(string content, string text)
    {
        int offset = content.IndexOf(text, StringComparison.Ordinal);
        Assert.True(offset >= 0, $"not found: {text}");
        string before = content[..offset];
        return (before.Count(c => c == '\n') + 1, offset - before.LastIndexOf('\n'));
    }

    public Consumer.Outcome Dotnet(params string[] arguments) => _consumer.Dotnet(arguments);

    public void Dispose() => _consumer.Dispose();

    private static string OnPackages(string project) => Replace(
        Replace(
            Replace(project, "<PackageReference Include=\"Newtonsoft.Json\" />", "<PackageReference Include=\"Newtonsoft.Json\" Version=\"13.0.4\" />"),
            "<ProjectReference Include=\"../../schema/PatContracts/PatContracts.csproj\" />",
            $"<PackageReference Include=\"PatContracts\" Version=\"{PackedPackages.Version}\" />"),
        "<OutputType>Exe</OutputType>",
        $"""
        <OutputType>Exe</OutputType>
            <LangVersion>latest</LangVersion>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <NuGetAudit>false</NuGetAudit>
            <RestoreAdditionalProjectSources>{PackedPackages.Folder}</RestoreAdditionalProjectSources>
        """);
}
