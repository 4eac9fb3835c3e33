using System.Collections.Concurrent;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>What the engine says of constants under one schema. Code repeats its constants, and each is analyzed once.</summary>
internal sealed class ConstantValidator(SchemaNode schema)
{
    /// <summary>How many constants are remembered. A project that has more of them for one member is made of test data.</summary>
    private const int MaxRemembered = 1000;

    private readonly ConcurrentDictionary<string, string?> _problems = new(StringComparer.Ordinal);

    /// <summary>The schema.</summary>
    public SchemaNode Schema => schema;

    /// <summary>What is wrong with a JSON text: what was expected, never what was found. Null where nothing is.</summary>
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
