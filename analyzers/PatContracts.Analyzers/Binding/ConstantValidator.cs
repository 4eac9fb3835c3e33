using System.Collections.Concurrent;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>Validates constants against one schema. Code repeats its constants; each is validated once.</summary>
internal sealed class ConstantValidator(SchemaNode schema)
{
    /// <summary>Number of results to cache. A project with more constants for one member consists of test data.</summary>
    private const int MaxRemembered = 1000;

    private readonly ConcurrentDictionary<string, string?> _problems = new(StringComparer.Ordinal);

    /// <summary>The schema.</summary>
    public SchemaNode Schema => schema;

    /// <summary>What is wrong with a JSON text, as the expected value and never the actual one; null if the text is valid.</summary>
    public string? ProblemOf(string json)
    {
        if (_problems.TryGetValue(json, out string? problem)) return problem;

        foreach (Finding finding in schema.Validate(json).Findings)
        {
            if (finding.Severity != FindingSeverity.Error) continue;

            problem = finding.Message;
            break;
        }

        if (_problems.Count < MaxRemembered) _problems.TryAdd(json, problem);
        return problem;
    }
}
