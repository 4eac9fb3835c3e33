using System.Runtime.InteropServices;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The oldest and the newest platform: a library for .NET Framework, and a program that is compiled to native code.</summary>
[Collection(Consumer.BuildsRepository)]
public sealed class PlatformTests
{
    private const string Library = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Text;
        using System.Threading.Tasks;
        using PatContracts;
        using PatContracts.Schema;

        namespace Tokens
        {
            public static class Inventory
            {
                public static bool Keeps(string json) => PatContract.V2025.IsValid(json);

                public static IReadOnlyList<Finding> Findings(string json) => PatContract.Latest.Validate(json).Findings;

                public static string? Name(string json) =>
                    PatContract.Latest.TryRead(Encoding.UTF8.GetBytes(json), out GetPersonalAccessTokenResponse? token, out _) ? token.Name : null;

                public static async Task<int> CountAsync(Stream stream)
                {
                    int count = 0;
                    await foreach (GetPersonalAccessTokenResponse token in PatContract.Latest.ReadListAsync(stream)) count += token.Managed ? 0 : 1;
                    return count;
                }

                public static async Task<string> ShowAsync(Stream stream)
                {
                    var shown = new List<string>();
                    await foreach (ContractReadResult<GetPersonalAccessTokenResponse> result in PatContract.Latest.ReadListResultsAsync(stream))
                        shown.Add(result.IsValid ? result.Value.Name : result.Findings[0].Rule);
                    return string.Join(" ", shown);
                }
            }
        }
        """;

    [Fact]
    public void A_library_for_NET_Framework_compiles_with_the_package_without_diagnostics()
    {
        using Consumer consumer = new Consumer()
            .Project(
                "Tokens.csproj",
                "net472",
                """<ItemGroup><PackageReference Include="Microsoft.NETFramework.ReferenceAssemblies.net472" Version="1.0.3" PrivateAssets="all" /></ItemGroup>""",
                properties: "<ImplicitUsings>disable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors>")
            .Write("Inventory.cs", Library);

        consumer.Dotnet("build").Expect(0).Says();
    }

    [Fact]
    public void A_netstandard_library_reads_tokens_in_a_current_program()
    {
        using Consumer consumer = new Consumer()
            .Project("Library/Library.csproj", "netstandard2.0", properties: "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><ImplicitUsings>disable</ImplicitUsings>")
            .Write("Library/Inventory.cs", Library)
            .Project(
                "App/App.csproj",
                "net10.0",
                """<ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>""",
                packages: "",
                properties: "<OutputType>Exe</OutputType>")
            .Write("App/Program.cs", """"
                const string Token = """{"id":"i","name":"n","scope":null,"owner":{},"created":"2024-05-06T07:08:09Z"}""";
                Console.WriteLine($"{Tokens.Inventory.Name(Token)} {Tokens.Inventory.Keeps(Token)} {Tokens.Inventory.Findings("{}").Count}");
                Console.WriteLine(await Tokens.Inventory.CountAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"[{Token},{Token}]"))));
                Console.WriteLine(await Tokens.Inventory.ShowAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"[{Token},7,{Token}]"))));
                """");

        Consumer.Outcome outcome = consumer.Dotnet("run", "--project", "App").Expect(0);

        Assert.Equal(["n True 5", "2", "n schema/type n"], outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void A_native_program_builds_without_diagnostics_and_reads_tokens()
    {
        string? compiler = new[] { "clang", "gcc" }.FirstOrDefault(IsThere);
        Assert.SkipWhen(compiler is null, "Linking native code requires clang or gcc.");
        using var consumer = new Consumer();
        string sample = Repository.File("samples/native");
        // All warnings are errors in this project, including those of the trimmer and of the native compiler.
        string[] publish =
        [
            "publish", sample, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, $"-p:CppCompilerAndLinker={compiler}",
            "-o", Path.Combine(consumer.Folder, "out"),
        ];
        consumer.Dotnet(publish).Expect(0);
        consumer
            .Write("good.json", """[{"id":"i","name":"n","scope":null,"owner":{},"created":"2024-05-06T07:08:09Z","managed":true}]""")
            .Write("bad.json", """[{"id":"i","name":"n","scope":null,"owner":{},"created":"yesterday"}]""");
        string program = Path.Combine(consumer.Folder, "out", "native-check");

        Assert.Equal("1 tokens, 1 managed", consumer.Run(program, "good.json").Expect(0).Output.Trim());
        Assert.Contains("/0/created", consumer.Run(program, "bad.json").Expect(1).Output, StringComparison.Ordinal);
    }

    private static bool IsThere(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));
}
