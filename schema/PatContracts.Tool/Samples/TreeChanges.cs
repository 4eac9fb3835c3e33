using System.Text.Json.Nodes;

namespace PatContracts.Tool.Samples;

/// <summary>Generates small changes of the values of a payload.</summary>
internal static class TreeChanges
{
    // Values of each type, and values just outside common formats, ranges and lengths.
    private static readonly string[] Replacements =
    [
        "null", "true", "false", "0", "-1", "1", "1.5", "0.001", "7", "11", "101", "1e3", "2147483648", "-2147483649", "1e30", "\"\"", "\"x\"", "\" \"", "\"not of the format\"", "\"#~%\"",
        "\"2024-03-07\"", "\"2999-12-31T00:00:00.000Z\"", "\"1990-01-01T00:00:00.000Z\"", "\"2001-01-01T00:00:00.000Z\"",
        "\"a text that is longer than what most contracts of short texts allow, and then some more of it, to be on the safe side: one hundred and fifty characters and above\"",
        "[]", "[null]", "[1]", "[1,1]", "[\"x\"]", "[\"x\",\"x\"]", "[1,2,3,4,5,6,7,8,9,10,11,12]", "{}", "{\"unexpected\":true}", "{\"error\":\"x\"}",
    ];

    /// <summary>Returns all payloads that differ from a payload by one small change.</summary>
    /// <param name="sample">The payload.</param>
    /// <param name="donors">Other valid payloads.</param>
    public static IEnumerable<JsonNode?> Of(JsonNode? sample, IReadOnlyList<JsonNode?> donors)
    {
        foreach (string replacement in Replacements) yield return JsonNode.Parse(replacement);
        foreach (string path in Pointers(sample, ""))
        {
            foreach (JsonNode? changed in At(sample!, path)) yield return changed;
            if (Find(sample!, path) is JsonArray) yield return Changed(sample!, path, copy => Fill(copy.AsArray(), path, donors));
        }
    }

    private static void Fill(JsonArray list, string path, IReadOnlyList<JsonNode?> donors)
    {
        foreach (JsonNode? donor in donors)
        {
            if (donor is null || !Pointers(donor, "").Contains(path) || Find(donor, path) is not JsonArray more) continue;
            foreach (JsonNode? element in more) list.Add(element?.DeepClone());
        }
    }

    /// <summary>Returns the JSON Pointers of all objects and arrays, including the root.</summary>
    private static IEnumerable<string> Pointers(JsonNode? node, string path)
    {
        if (node is not (JsonObject or JsonArray)) yield break;
        yield return path;
        IEnumerable<(string Step, JsonNode? Child)> children = node is JsonObject members
            ? members.Select(static member => (member.Key, member.Value))
            : ((JsonArray)node).Take(3).Select(static (element, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), element));
        foreach ((string step, JsonNode? child) in children)
        {
            foreach (string below in Pointers(child, $"{path}/{step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}")) yield return below;
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

        // The second element gets some members of the first: the same id, the same name and owner, and optionally another flag.
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
