using System.Text;
using System.Text.Json.Nodes;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Samples;

/// <summary>
/// Breaks samples in one named way. There is no table of rules here: a payload that keeps the contract is changed in every small way there is, and the first
/// change of which the engine says nothing but the rule's name is the one.
/// </summary>
internal sealed class SampleBreaker(ChosenContract contract, SampleGenerator generator)
{
    private const int Tries = 12;

    // A conflict is between two tokens of one id, which is a finding of its own.
    private static readonly Dictionary<string, string> Companions = new(StringComparer.Ordinal) { ["pat/managed-conflict"] = "pat/duplicate-id" };

    /// <summary>A payload all of whose findings are of the rule; null where no change leads there.</summary>
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

    /// <summary>Other payloads, whose elements fill a list beyond its limit.</summary>
    private JsonNode?[] Donors(int seed) => [.. Enumerable.Range(1, 4).Select(i => generator.Make(unchecked(seed + (i * 15_485_863))))];

    private bool Breaks(byte[] candidate, string rule)
    {
        // A line end is written behind every sample; it must not turn one fault into another.
        IReadOnlyList<Finding> findings = contract.Check([.. candidate, (byte)'\n']).Findings;
        Companions.TryGetValue(rule, out string? companion);
        return findings.Any(finding => finding.Rule == rule) && findings.All(finding => finding.Rule == rule || finding.Rule == companion);
    }
}

/// <summary>Small changes of a payload's values.</summary>
internal static class TreeChanges
{
    // One of each type, and what lies just outside of common formats, ranges and lengths.
    private static readonly string[] Replacements =
    [
        "null", "true", "false", "0", "-1", "1", "1.5", "0.001", "7", "11", "101", "1e3", "2147483648", "-2147483649", "1e30", "\"\"", "\"x\"", "\" \"", "\"not of the format\"", "\"#~%\"",
        "\"2024-03-07\"", "\"2999-12-31T00:00:00.000Z\"", "\"1990-01-01T00:00:00.000Z\"", "\"2001-01-01T00:00:00.000Z\"",
        "\"a text that is longer than what most contracts of short texts allow, and then some more of it, to be on the safe side: one hundred and fifty characters and above\"",
        "[]", "[null]", "[1]", "[1,1]", "[\"x\"]", "[\"x\",\"x\"]", "[1,2,3,4,5,6,7,8,9,10,11,12]", "{}", "{\"unexpected\":true}", "{\"error\":\"x\"}",
    ];

    /// <summary>Every payload that is one small change away.</summary>
    /// <param name="sample">The payload.</param>
    /// <param name="donors">Other payloads that keep the contract.</param>
    public static IEnumerable<JsonNode?> Of(JsonNode? sample, IReadOnlyList<JsonNode?> donors)
    {
        foreach (string replacement in Replacements) yield return JsonNode.Parse(replacement);
        foreach (string path in Places(sample, ""))
        {
            foreach (JsonNode? changed in At(sample!, path)) yield return changed;
            if (Find(sample!, path) is JsonArray) yield return Changed(sample!, path, copy => Fill(copy.AsArray(), path, donors));
        }
    }

    private static void Fill(JsonArray list, string path, IReadOnlyList<JsonNode?> donors)
    {
        foreach (JsonNode? donor in donors)
        {
            if (donor is null || !Places(donor, "").Contains(path) || Find(donor, path) is not JsonArray more) continue;
            foreach (JsonNode? element in more) list.Add(element?.DeepClone());
        }
    }

    /// <summary>JSON Pointers of all objects and arrays, the root's included.</summary>
    private static IEnumerable<string> Places(JsonNode? node, string path)
    {
        if (node is not (JsonObject or JsonArray)) yield break;
        yield return path;
        IEnumerable<(string Step, JsonNode? Child)> children = node is JsonObject members
            ? members.Select(static member => (member.Key, member.Value))
            : ((JsonArray)node).Take(3).Select(static (element, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), element));
        foreach ((string step, JsonNode? child) in children)
        {
            foreach (string below in Places(child, $"{path}/{step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}")) yield return below;
        }
    }

    private static IEnumerable<JsonNode?> At(JsonNode sample, string path) =>
        Find(sample, path) is JsonObject members ? OfMembers(sample, path, members) : OfElements(sample, path, Find(sample, path).AsArray().Count);

    private static IEnumerable<JsonNode?> OfMembers(JsonNode sample, string path, JsonObject members)
    {
        foreach (string name in members.Select(static member => member.Key))
        {
            yield return Changed(sample, path, copy => copy.AsObject().Remove(name));
            foreach (string replacement in Replacements) yield return Changed(sample, path, copy => copy[name] = JsonNode.Parse(replacement));
            yield return Changed(sample, path, copy => Rename(copy.AsObject(), name, SnakeCase(name)));
        }

        foreach (string name in (string[])["unexpected", "secret", "Unexpected Name", "last_used", "expirationDate", "managed"])
        {
            foreach (string value in (string[])["\"x\"", "null", "true"]) yield return Changed(sample, path, copy => copy[name] = JsonNode.Parse(value));
        }

        yield return Changed(sample, path, static copy => copy.AsObject().Clear());
    }

    private static IEnumerable<JsonNode?> OfElements(JsonNode sample, string path, int count)
    {
        yield return Changed(sample, path, static copy => copy.AsArray().Clear());
        foreach (string replacement in Replacements)
        {
            yield return Changed(sample, path, copy => copy.AsArray().Add(JsonNode.Parse(replacement)));
            if (count > 0) yield return Changed(sample, path, copy => copy[0] = JsonNode.Parse(replacement));
        }

        if (count == 0) yield break;
        yield return Changed(sample, path, static copy => copy.AsArray().RemoveAt(0));
        yield return Changed(sample, path, static copy => copy.AsArray().Add(copy[0]?.DeepClone()));
        if (count < 2) yield break;

        // Two elements of which one takes some members of the other: the same id, the same name and owner, another flag.
        foreach (string[] shared in (string[][])[["id"], ["name", "owner"], ["id", "name", "owner"]])
        {
            yield return Changed(sample, path, copy => Share(copy, shared, flag: null));
            yield return Changed(sample, path, copy => Share(copy, shared, flag: "managed"));
        }
    }

    private static void Share(JsonNode list, string[] members, string? flag)
    {
        if (list[0] is not JsonObject first || list[1] is not JsonObject second) return;
        foreach (string member in members) second[member] = first[member]?.DeepClone();
        if (flag is null) return;
        first[flag] = true;
        second[flag] = false;
    }

    private static void Rename(JsonObject members, string name, string other)
    {
        if (name == other) return;
        JsonNode? value = members[name]?.DeepClone();
        members.Remove(name);
        members[other] = value;
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select(static c => char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));

    private static JsonNode? Changed(JsonNode sample, string path, Action<JsonNode> change)
    {
        JsonNode copy = sample.DeepClone();
        change(Find(copy, path));
        return copy;
    }

    private static JsonNode Find(JsonNode node, string path)
    {
        foreach (string step in path.Split('/').Skip(1))
        {
            string name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = node is JsonArray array ? array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!;
        }

        return node;
    }
}

/// <summary>Small changes of a payload's text that make it no JSON, or JSON that readers understand differently.</summary>
internal static class TextChanges
{
    private static readonly string Deep = new string('[', 100) + new string(']', 100);

    private static readonly byte[] NotUtf8 = [(byte)'"', 0xC3, 0x28, (byte)'"'];

    /// <summary>Every text that is one such change away.</summary>
    public static IEnumerable<byte[]> Of(byte[] text)
    {
        string json = Encoding.UTF8.GetString(text);
        yield return [];
        yield return text[..^1];
        yield return text[..(text.Length / 2)];
        yield return [0xEF, 0xBB, 0xBF, .. text];
        yield return [.. text, .. " {}"u8];
        yield return Encoding.UTF8.GetBytes(Deep);
        if (text.AsSpan().IndexOf((byte)'{') is var brace and >= 0) yield return [.. text[..(brace + 1)], .. Encoding.UTF8.GetBytes($"\"deep\":{Deep},"), .. text[(brace + 1)..]];
        foreach (string value in (string[])["tRue", "nul", "01", "1.", "\"\\x\"", "\"\\ud800\"", "\"a\tb\"", "'x'", ""])
        {
            foreach (byte[] changed in WithValue(text, Encoding.UTF8.GetBytes(value))) yield return changed;
        }

        foreach (byte[] changed in WithValue(text, NotUtf8)) yield return changed;
        int open = json.IndexOf('{', StringComparison.Ordinal);
        int colon = json.IndexOf(':', Math.Max(open, 0));
        if (open < 0 || colon < 0) yield break;
        string name = json[(open + 1)..colon].Trim();
        int nameStart = json.IndexOf(name, open, StringComparison.Ordinal);
        yield return Encoding.UTF8.GetBytes(json.Insert(nameStart, $"{name}:null,"));
        int end = json.IndexOf(',', colon);
        if (end > 0) yield return Encoding.UTF8.GetBytes(json.Insert(end, "," + json[(open + 1)..end]));
        int close = json.LastIndexOf('}');
        yield return Encoding.UTF8.GetBytes(json.Insert(close, ","));
    }

    /// <summary>The text with one of its first values replaced.</summary>
    private static IEnumerable<byte[]> WithValue(byte[] text, byte[] value)
    {
        int colon = Array.IndexOf(text, (byte)':');
        if (colon < 0)
        {
            yield return value;
            yield break;
        }

        int end = Array.FindIndex(text, colon, static b => b is (byte)',' or (byte)'}' or (byte)'\n');
        yield return [.. text[..(colon + 1)], .. value, .. text[end..]];
    }
}
