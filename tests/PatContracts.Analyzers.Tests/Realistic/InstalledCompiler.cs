using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>
/// The compiler of the newest installed SDK, run as in a build. It supports syntax that the compiler referenced by the tests does not.
/// </summary>
internal static class InstalledCompiler
{
    /// <summary>Compiles a project with all rules, and returns their diagnostics of any severity.</summary>
    public static async Task<Mistake[]> AnalyzeAsync(RealisticProject project, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("patcontracts-realistic-");
        try
        {
            string libraries = Path.Combine(folder.FullName, "Libraries.dll");
            await File.WriteAllBytesAsync(libraries, RealisticProject.LibrariesImage, cancellationToken);
            IEnumerable<(string, string)> sources = project.Files.Select(file => (file.Path, file.Source)).Append(("Common.cs", RealisticProject.Common));
            string log = Path.Combine(folder.FullName, "log.json");
            await CompileAsync(
                folder,
                sources,
                [
                    .. Framework,
                    .. Reference(libraries, Location<GetPersonalAccessTokenResponse>(), Location<Schema.Contract>(), Location<Newtonsoft.Json.JsonSerializer>()),
                    $"/analyzer:\"{typeof(ContractAnalyzer).Assembly.Location}\"",
                    $"/analyzer:\"{Location<Schema.Contract>()}\"",
                    $"/errorlog:\"{log},version=2.1\"",
                ],
                cancellationToken);
            return [.. Results(await File.ReadAllTextAsync(log, cancellationToken))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Framework => Reference([.. TestProject.Framework.Select(reference => reference.Display!)]);

    private static string Compiler { get; } = FindCompiler();

    private static async Task CompileAsync(DirectoryInfo folder, IEnumerable<(string Path, string Source)> files, string[] options, CancellationToken cancellationToken)
    {
        var sources = new List<string>();
        foreach ((string path, string source) in files)
        {
            sources.Add(Path.Combine(folder.FullName, path));
            await File.WriteAllTextAsync(sources[^1], source, cancellationToken);
        }

        string response = Path.Combine(folder.FullName, "Realistic.rsp");
        await File.WriteAllLinesAsync(
            response,
            [
                "/noconfig", "/nostdlib+", "/target:library", "/nullable:enable", "/langversion:latest", "/nowarn:CS1701,CS1702,CS8981",
                $"/out:\"{Path.Combine(folder.FullName, "Realistic.dll")}\"",
                .. options,
                .. sources.Select(source => $"\"{source}\""),
            ],
            cancellationToken);
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Compiler, "/nologo", "@" + response]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, string.Join('\n', output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Take(20)) + await errors);
    }

    private static IEnumerable<Mistake> Results(string sarif)
    {
        using JsonDocument document = JsonDocument.Parse(sarif);
        foreach (JsonElement result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            string rule = result.GetProperty("ruleId").GetString()!;
            if (!rule.StartsWith("PAT", StringComparison.Ordinal) && rule != "AD0001") continue;
            JsonElement location = result.TryGetProperty("locations", out JsonElement locations) ? locations[0].GetProperty("physicalLocation") : default;
            yield return location.ValueKind == JsonValueKind.Undefined
                ? new Mistake(result.GetProperty("message").GetProperty("text").GetString()!, 0, rule)
                : new Mistake(
                    Path.GetFileName(location.GetProperty("artifactLocation").GetProperty("uri").GetString()!),
                    location.GetProperty("region").GetProperty("startLine").GetInt32(),
                    rule);
        }
    }

    private static IEnumerable<string> Reference(params string[] files) => files.Select(file => $"/reference:\"{file}\"");

    private static string Location<T>() => typeof(T).Assembly.Location;

    private static string FindCompiler()
    {
        var runtime = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        string sdks = Path.Combine(runtime.Parent!.Parent!.Parent!.FullName, "sdk");
        return Directory.GetDirectories(sdks)
            .OrderByDescending(sdk => Version.TryParse(Path.GetFileName(sdk).Split('-')[0], out Version? version) ? version : new Version())
            .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
            .First(File.Exists);
    }
}
