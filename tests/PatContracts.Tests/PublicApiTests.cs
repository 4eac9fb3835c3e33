using System.Text.RegularExpressions;
using Xunit;

namespace PatContracts.Tests;

/// <summary>The conventions of the public API, as recorded in the PublicAPI files.</summary>
public sealed partial class PublicApiTests
{
    /// <summary>Names of types in namespaces that programs often import, such as System.ComponentModel.DataAnnotations and System.IO.Pipelines.</summary>
    private static readonly string[] Taken =
    [
        "ValidationResult", "ValidationContext", "ValidationException", "ReadResult", "Result", "Options", "Schema", "JsonNode", "JsonElement", "Severity",
    ];

    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Repository.File("schema"), "PublicAPI.*.txt", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.File(""), file).Replace('\\', '/')),
    ];

    [Fact]
    public void Every_package_has_its_files() => Assert.True(Files.Count >= 10);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_public_API_follows_the_conventions(string file)
    {
        foreach (string line in File.ReadLines(Repository.File(file)).Where(line => line.Length > 0 && line[0] != '#'))
        {
            // Members that the compiler generates for record structs are oblivious to nullability. No other members may be.
            Assert.True(line[0] != '~' || line.EndsWith(".Equals(object obj) -> bool", StringComparison.Ordinal) || line.EndsWith(".ToString() -> string", StringComparison.Ordinal), line);
            Match method = Method().Match(line);
            if (!method.Success)
            {
                string type = line.Split(' ')[0].Split('.')[^1].Split('<')[0];
                if (!line.Contains("->", StringComparison.Ordinal)) Assert.DoesNotContain(type, Taken);
                continue;
            }

            string name = method.Groups["name"].Value;
            if (name.StartsWith("Try", StringComparison.Ordinal)) Assert.EndsWith("-> bool", line, StringComparison.Ordinal);
            if (line.Contains("(this ", StringComparison.Ordinal)) Assert.EndsWith("Extensions", method.Groups["type"].Value, StringComparison.Ordinal);
            // A method with more parameters needs an options object. Deconstruct is only called by the compiler.
            if (name != "Deconstruct") Assert.True(Parameters(method.Groups["parameters"].Value) <= 6, line);
        }
    }

    private static int Parameters(string list)
    {
        int depth = 0;
        int count = list.Length == 0 ? 0 : 1;
        foreach (char c in list)
        {
            if (c is '<' or '(') depth++;
            else if (c is '>' or ')') depth--;
            else if (c == ',' && depth == 0) count++;
        }

        return count;
    }

    [GeneratedRegex(@"(?<type>\w+)(<[\w, ]+>)?\.(?<name>\w+)(<[\w, ]+>)?\((?<parameters>.*)\) -> ")]
    private static partial Regex Method();
}
