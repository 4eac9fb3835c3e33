using System.Text.Json.Nodes;
using CsCheck;
using Newtonsoft.Json;
using NJsonSchema;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.NJsonSchema.Tests;

/// <summary>Compares the engine with NJsonSchema, for valid payloads and systematic mutations of them, with every built-in contract.</summary>
public sealed class DifferentialTests
{
    // The values that replace each value of a payload, with names that the known weaknesses refer to.
    private static readonly (string Name, string Json)[] Values =
    [
        ("null", "null"), ("true", "true"), ("false", "false"),
        ("zero", "0"), ("negative", "-1"), ("fraction", "0.5"), ("integral fraction", "1.0"), ("exponent", "1e2"),
        ("int32 maximum", "2147483647"), ("beyond int32", "2147483648"), ("beyond int64", "9223372036854775808"), ("beyond decimal", "1e400"),
        ("empty text", "\"\""), ("text", "\"x\""), ("number as text", "\"1\""), ("flag as text", "\"true\""), ("IDENTITY", "\"IDENTITY\""), ("identity", "\"identity\""),
        ("array", "[]"), ("array of text", "[\"x\"]"), ("array of numbers", "[1]"), ("array of null", "[null]"), ("object", "{}"), ("object with members", "{\"id\":\"x\"}"),
        ("date-time", "\"2024-03-07T05:00:00Z\""), ("date-time with offset", "\"2024-03-07T05:00:00.5+05:30\""),
        ("nanoseconds", "\"2024-03-07T05:00:00.123456789Z\""), ("lowercase", "\"2024-03-07t05:00:00z\""),
        ("leap second", "\"2016-12-31T23:59:60Z\""), ("offset beyond 14 hours", "\"2024-03-07T05:00:00+23:00\""), ("year 0", "\"0000-01-01T00:00:00Z\""),
        ("date only", "\"2024-03-07\""), ("no seconds", "\"2024-03-07T05:00Z\""), ("no offset", "\"2024-03-07T05:00:00\""), ("no fraction digits", "\"2024-03-07T05:00:00.Z\""),
        ("space instead of T", "\"2024-03-07 05:00:00Z\""), ("30 February", "\"2024-02-30T05:00:00Z\""), ("month 13", "\"2024-13-01T05:00:00Z\""),
        ("hour 24", "\"2024-03-07T24:00:00Z\""), ("minute 60", "\"2024-03-07T05:60:00Z\""), ("leap second at noon", "\"2024-03-07T12:00:60Z\""),
        ("offset of 24 hours", "\"2024-03-07T05:00:00+24:00\""), ("offset without colon", "\"2024-03-07T05:00:00+0000\""), ("prose", "\"6 Months from created date\""),
        ("US date", "\"03/07/2024 05:00:00\""),
    ];

    // Mutations with different results, and the weakness that explains them.
    private static readonly Dictionary<string, NJsonSchemaWeakness> KnownDifferences = new(StringComparer.Ordinal)
    {
        ["date only"] = NJsonSchemaWeakness.DateWithoutTime,
        ["no offset"] = NJsonSchemaWeakness.NoOffset,
        ["space instead of T"] = NJsonSchemaWeakness.OtherSeparators,
        ["offset without colon"] = NJsonSchemaWeakness.OffsetWithoutColon,
        ["no fraction digits"] = NJsonSchemaWeakness.NoFractionDigits,
        ["30 February"] = NJsonSchemaWeakness.DayThatDoesNotExist,
        ["month 13"] = NJsonSchemaWeakness.MonthThatDoesNotExist,
        ["hour 24"] = NJsonSchemaWeakness.TimeThatDoesNotExist,
        ["minute 60"] = NJsonSchemaWeakness.TimeThatDoesNotExist,
        ["leap second at noon"] = NJsonSchemaWeakness.LeapSecondAtNoon,
        ["offset of 24 hours"] = NJsonSchemaWeakness.OffsetThatDoesNotExist,
        ["beyond int32"] = NJsonSchemaWeakness.Int32Range,
        ["beyond int64"] = NJsonSchemaWeakness.Int64Range,
        ["integral fraction"] = NJsonSchemaWeakness.IntegralNumbers,
        ["exponent"] = NJsonSchemaWeakness.IntegralNumbers,
        ["text after the value"] = NJsonSchemaWeakness.TrailingText,
        ["second value"] = NJsonSchemaWeakness.TrailingText,
        ["comma after the value"] = NJsonSchemaWeakness.TrailingText,
        ["single quotes"] = NJsonSchemaWeakness.SingleQuotes,
        ["unquoted names"] = NJsonSchemaWeakness.BareNames,
        ["comment"] = NJsonSchemaWeakness.Comments,
        ["trailing comma"] = NJsonSchemaWeakness.TrailingCommas,
        ["hexadecimal"] = NJsonSchemaWeakness.OtherNumbers,
        ["raw control character"] = NJsonSchemaWeakness.ControlCharacters,
        ["lone surrogate escape"] = NJsonSchemaWeakness.Surrogates,
        ["duplicate member"] = NJsonSchemaWeakness.DuplicateNames,
    };

    public static TheoryData<string> Names => [.. PatContract.Catalog.Names.Where(name => !name.EndsWith("-request", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_agree_except_for_known_weaknesses(string name)
    {
        Contract contract = PatContract.Catalog.Get(name);
        JsonSchema other = contract.ToNJsonSchema();
        string valid = ValidPayload(name);
        Assert.True(contract.IsValid(valid));
        Assert.Empty(other.Validate(valid));

        var disagreements = new SortedSet<string>(StringComparer.Ordinal);
        int mutations = 0;
        foreach ((string mutation, string text) in Mutations(valid))
        {
            mutations++;
            Outcome ours = Ours(contract, text);
            Outcome theirs = Theirs(other, text);
            if (ours == theirs) continue;
            bool isKnown = KnownDifferences.TryGetValue(mutation, out NJsonSchemaWeakness? weakness) && weakness.Outcome == theirs;
            if (!isKnown) disagreements.Add($"{mutation}: the contract {ours}, NJsonSchema {theirs}");
        }

        Assert.True(mutations > 300, $"only {mutations} mutations");
        Assert.True(disagreements.Count == 0, string.Join('\n', disagreements));
    }

    [Fact]
    public async Task Every_weakness_still_exists_and_this_engine_differs()
    {
        foreach (NJsonSchemaWeakness weakness in NJsonSchemaWeakness.All)
        {
            JsonSchema schema = await JsonSchema.FromJsonAsync(weakness.Schema, TestContext.Current.CancellationToken);
            Assert.Equal((weakness.Name, weakness.Outcome), (weakness.Name, Theirs(schema, weakness.Payload)));
            Outcome ours = Ours(Contract.Load(weakness.Schema), weakness.Payload);
            Assert.True(ours != weakness.Outcome, weakness.Name);
        }
    }

    [Fact]
    public void Every_expected_difference_is_a_listed_weakness() => Assert.All(KnownDifferences.Values, weakness => Assert.Contains(weakness, NJsonSchemaWeakness.All));

    [Fact]
    public void Results_agree_on_random_combinations()
    {
        (string Name, string Json)[] plain = [.. Values.Where(value => !KnownDifferences.ContainsKey(value.Name))];
        Contract contract = PatContract.Catalog.Get("v2025");
        JsonSchema other = contract.ToNJsonSchema();
        string[] members = [.. contract.Root.Properties.Select(property => property.Name), "undocumented"];
        Gen<string> payload =
            from picks in Gen.Select(Gen.OneOf(members), Gen.OneOf(plain), Gen.Bool).Array[0, 6]
            select Apply(picks);
        payload.Sample(text => Assert.True(Ours(contract, text) == Theirs(other, text), text));

        string Apply((string Member, (string Name, string Json) Value, bool Remove)[] picks)
        {
            JsonObject token = Payloads.Of("v2025");
            foreach ((string member, (string _, string json), bool remove) in picks)
            {
                if (remove) token.Remove(member);
                else token[member] = JsonNode.Parse(json);
            }

            return token.ToJsonString();
        }
    }

    private static string ValidPayload(string name) => name.EndsWith("-list", StringComparison.Ordinal)
        ? $"[{Payloads.Of(name[..^5]).ToJsonString()},{Payloads.Of(name[..^5]).ToJsonString()}]"
        : Payloads.Of(name).ToJsonString();

    private static Outcome Ours(Contract contract, string json) => contract.IsValid(json) ? Outcome.Accepts : Outcome.Rejects;

    private static Outcome Theirs(JsonSchema schema, string json)
    {
        try
        {
            return schema.Validate(json).Count == 0 ? Outcome.Accepts : Outcome.Rejects;
        }
        catch (JsonException)
        {
            return Outcome.Rejects;
        }
        catch (Exception failure) when (failure is InvalidCastException or OverflowException or NullReferenceException or FormatException)
        {
            return Outcome.Throws;
        }
    }

    private static IEnumerable<(string Mutation, string Text)> Mutations(string valid)
    {
        foreach (string path in Paths(JsonNode.Parse(valid)!))
        {
            if (path.Length > 0)
            {
                yield return ("removed", Changed(valid, path, null));
                yield return ("renamed", Changed(valid, path, null, rename: true));
            }

            foreach ((string name, string json) in Values) yield return (name, Changed(valid, path, json));
        }

        foreach ((string name, string text) in TextMutations(valid)) yield return (name, text);
    }

    private static IEnumerable<(string Mutation, string Text)> TextMutations(string valid)
    {
        for (int length = 0; length < valid.Length; length += 7) yield return (length == 0 ? "empty" : "cut short", valid[..length]);
        yield return ("blanks around", $" \r\n\t{valid}\n");
        yield return ("text after the value", valid + " OK");
        yield return ("second value", valid + valid);
        yield return ("comma after the value", valid + ",");
        yield return ("single quotes", valid.Replace('"', '\''));
        yield return ("unquoted names", valid.Replace("\"id\":", "id:", StringComparison.Ordinal));
        yield return ("trailing comma", valid[..^1] + "," + valid[^1]);
        yield return ("comment", valid[..1] + "/* c */" + valid[1..]);
        yield return ("leading zero", valid.Replace("36900", "036900", StringComparison.Ordinal));
        yield return ("hexadecimal", valid.Replace("36900", "0x9024", StringComparison.Ordinal));
        yield return ("plus sign", valid.Replace("36900", "+36900", StringComparison.Ordinal));
        yield return ("NaN", valid.Replace("36900", "NaN", StringComparison.Ordinal));
        yield return ("capital literal", valid.Replace("false", "False", StringComparison.Ordinal));
        yield return ("raw control character", valid.Replace("Nightly", "Night\tly", StringComparison.Ordinal));
        yield return ("unknown escape", valid.Replace("Nightly", "Night\\ly", StringComparison.Ordinal));
        yield return ("lone surrogate escape", valid.Replace("Nightly", "\\ud83d", StringComparison.Ordinal));
        yield return ("duplicate member", valid.Replace("\"name\":\"Nightly export\"", "\"name\":\"Nightly export\",\"name\":\"Nightly export\"", StringComparison.Ordinal));
    }

    /// <summary>Returns the location of every value, as names and indexes separated by spaces; "" is the payload itself.</summary>
    private static IEnumerable<string> Paths(JsonNode node, string path = "")
    {
        yield return path;
        IEnumerable<(string Key, JsonNode? Value)> children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray elements => elements.Select((element, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), element)),
            _ => [],
        };
        foreach ((string key, JsonNode? value) in children)
        {
            if (value is null) continue;
            foreach (string inner in Paths(value, path.Length == 0 ? key : $"{path} {key}")) yield return inner;
        }
    }

    private static string Changed(string valid, string path, string? json, bool rename = false)
    {
        if (path.Length == 0) return json!;
        const string Marker = "\"\u0001\"";
        JsonNode root = JsonNode.Parse(valid)!;
        string[] steps = path.Split(' ');
        JsonNode parent = root;
        foreach (string step in steps[..^1]) parent = (parent is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : parent[step])!;
        string last = steps[^1];
        if (parent is JsonArray elements)
        {
            int index = int.Parse(last, System.Globalization.CultureInfo.InvariantCulture);
            if (json is null) elements.RemoveAt(index);
            else elements[index] = "\u0001";
        }
        else
        {
            JsonObject members = parent.AsObject();
            JsonNode? value = members[last];
            members.Remove(last);
            if (rename) members[last.ToUpperInvariant()] = value?.DeepClone();
            else if (json is not null) members[last] = "\u0001";
        }

        // The value is inserted as text, because a DOM would write 1.0 and 1e400 differently.
        string text = root.ToJsonString();
        return json is null ? text : text.Replace("\"\\u0001\"", json, StringComparison.Ordinal).Replace(Marker, json, StringComparison.Ordinal);
    }
}
