using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using NJsonSchema;
using NJsonSchema.Validation;
using Xunit;

namespace PatContracts.Schema.Tests.Differential;

/// <summary>
/// Compares NJsonSchema on the same mutants. It is not required to agree: the cause of each disagreement is named and counted, and docs/differences.md has the
/// counts of a full run.
/// </summary>
[Trait(LongRun.Trait, LongRun.Long)]
public sealed class NJsonSchemaTests
{
    [Fact]
    public async Task Every_disagreement_with_njsonschema_has_a_known_cause()
    {
        string schema = Repository.Read("schema/PatContracts/Contracts/v3.schema.json");
        Contract contract = Contract.Load(schema);
        // NJsonSchema reads definitions, not $defs.
        JsonSchema other = await JsonSchema.FromJsonAsync(schema.Replace("$defs", "definitions", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var generator = new PayloadMutants(seed: 20240220);
        var causes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int agreed = 0;
        for (int i = 0; i < DifferentialTests.Count; i++)
        {
            byte[] payload = generator.Next();
            bool isValid = contract.IsValid(payload);
            string? rejection = Rejection(other, payload);
            if (isValid == (rejection is null))
            {
                agreed++;
                continue;
            }

            string cause = isValid ? "rejected by NJsonSchema: " + rejection : "accepted by NJsonSchema: " + PayloadOracle.Validate(payload);
            causes[cause] = causes.GetValueOrDefault(cause) + 1;
        }

        string[] rows = [.. causes.Select(cause => string.Create(CultureInfo.InvariantCulture, $"| {cause.Key} | {cause.Value:N0} |"))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| agreed | {agreed:N0} |"));
        foreach (string row in rows) Console.WriteLine(row);

        string page = Repository.Read("docs/differences.md");
        // The page explains every cause; its counts are those of a full run.
        Assert.All(causes.Keys, cause => Assert.Contains($"| {cause} |", page, StringComparison.Ordinal));
        if (DifferentialTests.Count == 300_000) Assert.All(rows, row => Assert.Contains(row, page, StringComparison.Ordinal));
    }

    private static string? Rejection(JsonSchema schema, byte[] payload)
    {
        try
        {
            ValidationError? error = schema.Validate(Encoding.UTF8.GetString(payload)).FirstOrDefault();
            return error?.Kind.ToString();
        }
        catch (JsonException)
        {
            return "not JSON";
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or InvalidCastException)
        {
            return "an exception, " + exception.GetType().Name;
        }
    }
}
