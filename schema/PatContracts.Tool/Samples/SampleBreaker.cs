using System.Text.Json.Nodes;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Samples;

/// <summary>
/// Generates samples that violate a specific rule. There is no table of rules: a valid payload is modified by all known small changes, and the first
/// modification for which the engine reports only this rule is used.
/// </summary>
internal sealed class SampleBreaker(SelectedContract contract, SampleGenerator generator)
{
    private const int Tries = 12;

    // Rules that cannot be violated without violating another rule: a conflict requires two tokens with the same id.
    private static readonly Dictionary<string, string> ImpliedRules = new(StringComparer.Ordinal) { ["pat/managed-conflict"] = "pat/duplicate-id" };

    /// <summary>Returns a payload that violates only this rule, or null if no change leads to one.</summary>
    public byte[]? Make(string rule, int seed, bool isIndented)
    {
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            int attemptSeed = unchecked(seed + (attempt * 104_729));
            JsonNode? sample = generator.Make(attemptSeed);
            var random = new SampleRandom(attemptSeed);
            IEnumerable<byte[]> changed = rule.StartsWith("json/", StringComparison.Ordinal)
                ? TextChanges.Of(SampleText.Utf8(sample, isIndented))
                : TreeChanges.Of(sample, Donors(attemptSeed)).Select(tree => SampleText.Utf8(tree, isIndented));
            foreach (byte[] candidate in random.Shuffled(changed))
            {
                if (Breaks(candidate, rule)) return candidate;
            }
        }

        return null;
    }

    /// <summary>Returns other valid payloads, whose elements fill a list beyond its limit.</summary>
    private JsonNode?[] Donors(int seed) => [.. Enumerable.Range(1, 4).Select(i => generator.Make(unchecked(seed + (i * 15_485_863))))];

    private bool Breaks(byte[] candidate, string rule)
    {
        // A line ending is written after each sample, so it is included in the validation.
        IReadOnlyList<Finding> findings = contract.Check([.. candidate, (byte)'\n']).Findings;
        ImpliedRules.TryGetValue(rule, out string? implied);
        return findings.Any(finding => finding.Rule == rule) && findings.All(finding => finding.Rule == rule || finding.Rule == implied);
    }
}
