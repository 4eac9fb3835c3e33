using System.Text.Json;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Inputs;
using PatContracts.Tool.Rules;

namespace PatContracts.Tool.Testing;

/// <summary>
/// Reads test suites. A suite is a file (its schema is <see cref="ToolSchemas.TestSuite"/>) or a folder. In a folder, payloads in <c>valid</c> must conform to
/// the contract and payloads in <c>invalid</c> must violate it; the subfolders of <c>invalid</c> name the rule, as in
/// <c>invalid/schema/required/no-id.json</c>.
/// </summary>
/// <param name="contracts">The contracts.</param>
/// <param name="specified">The contract on the command line, which overrides the contracts of suites; null to use those.</param>
/// <param name="root">The current folder.</param>
internal sealed class TestSuiteReader(ContractSource contracts, ContractSelector? specified, string root)
{
    private const string Valid = "valid";
    private const string Invalid = "invalid";
    private const string SuiteExtension = ".suite.json";

    private readonly List<TestCase> _cases = [];

    /// <summary>Returns the test cases of a file or folder.</summary>
    /// <exception cref="ToolException">The suite does not exist or is not valid.</exception>
    public IReadOnlyList<TestCase> Read(string argument)
    {
        _cases.Clear();
        string full = Path.GetFullPath(argument, root);
        if (File.Exists(full)) ReadFile(Shown(argument), full);
        else if (Directory.Exists(full)) ReadFolder(Shown(argument), full);
        else throw ToolException.Usage($"There is no file or folder \"{argument}\"");
        return [.. _cases];
    }

    private static string Shown(string argument) => argument.Replace('\\', '/').TrimEnd('/');

    private void ReadFolder(string shown, string full)
    {
        int before = _cases.Count;
        string[] suites = [.. Directory.EnumerateFiles(full, "*" + SuiteExtension, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        foreach (string suite in suites) ReadFile(Join(shown, full, suite), suite);
        ReadPayloads(shown, full, Valid, expectsValid: true);
        ReadPayloads(shown, full, Invalid, expectsValid: false);
        if (_cases.Count == before) throw ToolException.Usage($"\"{shown}\" has no tests: no file named *{SuiteExtension}, and no payloads in folders named {Valid} or {Invalid}");
    }

    private void ReadPayloads(string shown, string full, string kind, bool expectsValid)
    {
        string folder = Path.Combine(full, kind);
        if (!Directory.Exists(folder)) return;
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.EndsWith(SuiteExtension, StringComparison.OrdinalIgnoreCase)) continue;
            string[] parts = Path.GetRelativePath(folder, file).Replace('\\', '/').Split('/');
            string rule = string.Join('/', parts[..^1]);
            if (!expectsValid && rule.Length > 0) RulePage.RequireName(rule);
            Add(Join(shown, full, file), file, null, null, specified ?? contracts.Named(ContractSource.DefaultName), expectsValid, expectsValid || rule.Length == 0 ? [] : [rule]);
        }
    }

    private void ReadFile(string shown, string full)
    {
        byte[] bytes = ConfigurationFiles.ReadChecked(shown, full, "test suite", ToolSchemas.TestSuite);
        using JsonDocument document = JsonDocument.Parse(bytes);
        JsonElement suite = document.RootElement;
        string folder = Path.GetDirectoryName(full)!;
        ContractSelector contract = specified ?? (Text(suite, "target") is { } target ? Target(target, folder) : contracts.Named(ContractSource.DefaultName));
        List<(int Start, int Length)> data = DataOf(bytes);
        int index = 0;
        foreach (JsonElement test in suite.GetProperty("tests").EnumerateArray())
        {
            bool expectsValid = test.GetProperty("valid").GetBoolean();
            string[] rules = test.TryGetProperty("rules", out JsonElement named) ? [.. named.EnumerateArray().Select(static rule => rule.GetString()!)] : [];
            foreach (string rule in rules) RequireRule(shown, bytes, rule, index);
            string? description = Text(test, "description");
            if (Text(test, "dataPath") is { } path)
            {
                string file = Path.GetFullPath(path, folder);
                Add(Path.GetRelativePath(root, file).Replace('\\', '/'), file, null, description, contract, expectsValid, rules);
            }
            else
            {
                _cases.Add(new TestCase
                {
                    Path = shown,
                    FullPath = full,
                    Within = $"/tests/{index}",
                    Description = description,
                    Contract = contract,
                    File = bytes,
                    Start = data[index].Start,
                    Length = data[index].Length,
                    ExpectsValid = expectsValid,
                    Rules = rules,
                });
            }

            index++;
        }
    }

    private static void RequireRule(string shown, byte[] bytes, string rule, int index)
    {
        if (RulePage.Unknown(rule) is { } message) throw ConfigurationFiles.ErrorAt(shown, bytes, message, atName: false, "tests", index.ToString(System.Globalization.CultureInfo.InvariantCulture), "rules");
    }

    private ContractSelector Target(string target, string folder) =>
        ContractSource.BuiltIn.Names.Contains(target, StringComparer.Ordinal) ? contracts.Named(target) : contracts.File(target, Path.GetFullPath(target, folder));

    private void Add(string shown, string full, string? within, string? description, ContractSelector contract, bool expectsValid, IReadOnlyList<string> rules)
    {
        byte[]? bytes = null;
        try
        {
            bytes = TextEncoding.ToUtf8(File.ReadAllBytes(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Reported as the result of the test case.
        }

        _cases.Add(new TestCase
        {
            Path = shown,
            FullPath = full,
            Within = within,
            Description = description,
            Contract = contract,
            File = bytes,
            Length = bytes?.Length ?? 0,
            ExpectsValid = expectsValid,
            Rules = rules,
        });
    }

    private static string Join(string shown, string full, string file)
    {
        string relative = Path.GetRelativePath(full, file).Replace('\\', '/');
        return shown is "." or "" ? relative : $"{shown}/{relative}";
    }

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    /// <summary>Returns the offset and length of the data of each test in a suite file; zero for tests without data.</summary>
    private static List<(int Start, int Length)> DataOf(byte[] bytes)
    {
        var data = new List<(int Start, int Length)>();
        var reader = new Utf8JsonReader(bytes);
        bool isInTests = false;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName) isInTests = reader.ValueTextEquals("tests"u8);
            if (!isInTests) continue;
            if (reader.CurrentDepth == 2 && reader.TokenType == JsonTokenType.StartObject) data.Add(default);
            if (reader.CurrentDepth != 3 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("data"u8)) continue;
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            data[^1] = (start, (int)reader.BytesConsumed - start);
        }

        return data;
    }
}
