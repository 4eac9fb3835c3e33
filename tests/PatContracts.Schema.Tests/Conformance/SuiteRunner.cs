using System.Text;
using System.Text.Json;
using PatContracts.Schema.Tests.Reference;

namespace PatContracts.Schema.Tests.Conformance;

/// <summary>Runs groups in the format of the suite through every public overload.</summary>
internal static class SuiteRunner
{
    /// <summary>Returns a line for each test whose result was wrong or differed between overloads.</summary>
    public static List<SuiteFailure> Run(Dialect dialect, IEnumerable<SuiteGroup> groups, bool assertFormats)
    {
        var failures = new List<SuiteFailure>();
        foreach (SuiteGroup group in groups)
        {
            Contract contract;
            try
            {
                contract = Load(dialect, group.Schema, assertFormats);
            }
            catch (ContractLoadException exception)
            {
                failures.AddRange(group.Tests.Select(test => new SuiteFailure(group.Description, test.Description, "the schema was rejected: " + exception.Message)));
                continue;
            }

            foreach (SuiteTest test in group.Tests)
            {
                if (Problem(contract, test) is { } problem) failures.Add(new SuiteFailure(group.Description, test.Description, problem));
            }
        }

        return failures;
    }

    /// <summary>
    /// Runs the tests of each group several times in random order through every overload of one contract, which records their shapes. Returns a line for each
    /// wrong result of a test that is not expected to fail.
    /// </summary>
    public static List<SuiteFailure> RunRepeatedly(Dialect dialect, IEnumerable<SuiteGroup> groups, bool assertFormats, IReadOnlyList<ExpectedFailure> expected)
    {
        const int Rounds = 6;
        var failures = new List<SuiteFailure>();
        foreach ((int index, SuiteGroup group) in groups.Index())
        {
            var random = new Random(index);
            Contract contract = Load(dialect, group.Schema, assertFormats);
            (SuiteTest Test, Payload Payload)[] tests =
            [
                .. group.Tests
                    .Where(test => !expected.Any(entry => entry.Covers(new SuiteFailure(group.Description, test.Description, ""))))
                    .Select(test => (test, new Payload(test.Data))),
            ];
            for (int round = 0; round < Rounds; round++)
            {
                random.Shuffle(tests);
                foreach ((SuiteTest test, Payload payload) in tests)
                {
                    if (RepeatedProblem(contract, test, payload, includesCostly: round == Rounds - 1 && test == group.Tests[0]) is not { } problem) continue;
                    failures.Add(new SuiteFailure(group.Description, test.Description, $"in round {round}: {problem}"));
                }
            }
        }

        return failures;
    }

    public static Contract Load(Dialect dialect, byte[] schema, bool assertFormats) => Contract.Load(schema, new ContractLoadOptions
    {
        // Some tests are about $schema, so a schema that names its dialect selects it itself.
        Dialect = NamesDialect(schema) ? null : dialect,
        AssertFormats = assertFormats,
        Registry = Suite.Remotes,
    });

    private static bool NamesDialect(byte[] schema)
    {
        using JsonDocument document = JsonDocument.Parse(schema);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("$schema", out _);
    }

    private static string? RepeatedProblem(Contract contract, SuiteTest test, Payload payload, bool includesCostly)
    {
        bool isOneLine = !test.Data.AsSpan().ContainsAny((byte)'\n', (byte)'\r');
        foreach (Overload overload in Overload.All)
        {
            if ((overload.OfLines && !isOneLine) || (overload.IsCostly && !includesCostly)) continue;
            if (overload.Run(contract, payload) is not { } outcome) continue;
            if (outcome.IsValid != test.Valid || outcome.Contradiction is not null) return $"{overload} is {outcome}";
        }

        return null;
    }

    private static string? Problem(Contract contract, SuiteTest test)
    {
        bool isValid = contract.IsValid(test.Data);
        ContractValidationResult result = contract.Validate(test.Data);
        bool ofString = contract.IsValid(Encoding.UTF8.GetString(test.Data));
        if (!result.IsWellFormed) return "the instance was rejected as JSON: " + result.Findings[0];
        if (result.IsValid != isValid || ofString != isValid)
        {
            return $"the results differ: IsValid {isValid}, IsValid of a string {ofString}, Validate {result.IsValid}";
        }

        return isValid == test.Valid ? null : test.Valid ? "valid, but rejected: " + string.Join("; ", result.Findings) : "invalid, but accepted";
    }
}

internal sealed record SuiteFailure(string Group, string Test, string Problem)
{
    public override string ToString() => $"{Group} / {Test}: {Problem}";
}
