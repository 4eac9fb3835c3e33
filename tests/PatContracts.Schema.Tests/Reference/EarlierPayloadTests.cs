using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>
/// Shapes that a contract recorded from earlier payloads must not change its result for others, even if it depends on a property that comes later or is
/// missing.
/// </summary>
public sealed class EarlierPayloadTests
{
    private const string Tagged =
        """{"oneOf":[{"properties":{"kind":{"const":"A"},"v":{"type":"string"}},"required":["kind"]},""" +
        """{"properties":{"kind":{"const":"B"},"v":{"type":"integer"}},"required":["kind"]}]}""";

    /// <summary>A schema, an earlier instance, the instance to validate, and whether it is valid.</summary>
    public static TheoryData<string, string, string, bool> Cases => new()
    {
        { Tagged, """{"v":"x","kind":"A"}""", """{"v":1,"kind":"B"}""", true },
        { """{"dependentSchemas":{"b":{"properties":{"a":{"type":"array"}}}}}""", """{"a":[],"b":1}""", """{"a":1}""", true },
        { """{"not":{"oneOf":[{"properties":{"a":{"type":"array"}}},{"required":["b"]}]}}""", """{"a":[]}""", """{"a":1,"b":1}""", false },
        {
            """{"if":{"anyOf":[{"properties":{"a":{"type":"array"}}},{"required":["b"]}]},"then":{"required":["c"]}}""",
            """{"a":[],"c":1}""", """{"a":1,"b":1}""", false
        },
    };

    public static TheoryData<string, string, string, bool> Neighbors => new()
    {
        // The same alternatives, distinguished by other means.
        { Tagged.Replace("oneOf", "anyOf", StringComparison.Ordinal), """{"v":"x","kind":"A"}""", """{"v":1,"kind":"B"}""", true },
        { Tagged, """{"kind":"A","v":"x"}""", """{"kind":"B","v":1}""", true },
        { Tagged, """{"v":"x","kind":"A"}""", """{"v":1,"kind":"A"}""", false },
        { Tagged, """{"v":"x","kind":"A"}""", """{"v":"x","kind":"B"}""", false },
        { Tagged, """{"v":"x","kind":"A"}""", """{"v":"x"}""", false },
        { """{"anyOf":[{"properties":{"a":{"type":"array"}},"required":["a"]},{"required":["b"]}]}""", """{"a":[]}""", """{"a":1,"b":1}""", true },
        { """{"oneOf":[{"properties":{"a":{"type":"array"}}},{"required":["b"]}]}""", """{"a":[]}""", """{"a":1,"b":1}""", true },
        { """{"oneOf":[{"properties":{"a":{"maximum":3}}},{"properties":{"a":{"minimum":5}}}]}""", """{"a":1}""", """{"a":7}""", true },
        { """{"oneOf":[{"properties":{"a":{"maximum":3}}},{"properties":{"a":{"minimum":5}}}]}""", """{"a":1}""", """{"a":4}""", false },
        { """{"anyOf":[{"properties":{"a":{"enum":["x"]}}},{"maxProperties":1}]}""", """{"a":"x"}""", """{"a":"y"}""", true },
        { """{"anyOf":[{"properties":{"a":{"enum":["x"]}}},{"maxProperties":1}]}""", """{"a":"x","b":1}""", """{"a":"y","b":1}""", false },
        // The requirements for a property depend on whether another is present.
        { """{"dependentSchemas":{"b":{"properties":{"a":{"type":"array"}}}}}""", """{"a":[],"b":1}""", """{"a":1,"b":1}""", false },
        { """{"dependentSchemas":{"b":{"properties":{"a":{"type":"array"}}}}}""", """{"b":1,"a":[]}""", """{"c":1,"a":1}""", true },
        { """{"dependentSchemas":{"b":{"required":["c"]}}}""", """{"b":1,"c":1}""", """{"b":1,"d":1}""", false },
        { """{"dependencies":{"b":{"properties":{"a":{"type":"array"}}}}}""", """{"a":[],"b":1}""", """{"a":1}""", true },
        { """{"dependentRequired":{"b":["a"]},"properties":{"a":{"type":"string"}}}""", """{"a":"x","b":1}""", """{"b":1}""", false },
        // Negations: a failure inside makes the whole valid.
        { """{"not":{"properties":{"a":{"type":"array"}},"required":["a"]}}""", """{"a":1}""", """{"a":[]}""", false },
        { """{"not":{"properties":{"a":{"type":"array"}},"required":["a"]}}""", """{"b":1}""", """{"a":[]}""", false },
        { """{"not":{"not":{"properties":{"a":{"type":"array"}}}}}""", """{"a":[]}""", """{"a":1}""", false },
        {
            """{"not":{"anyOf":[{"properties":{"a":{"type":"array"}},"required":["a"]},{"required":["b"]}]}}""",
            """{"a":1}""", """{"a":1,"b":1}""", false
        },
        { """{"not":{"allOf":[{"properties":{"a":{"type":"array"}}},{"required":["b"]}]}}""", """{"a":[]}""", """{"a":[],"b":1}""", false },
        // Conditions.
        { """{"if":{"properties":{"a":{"type":"array"}}},"then":{"required":["c"]}}""", """{"a":[],"c":1}""", """{"a":1}""", true },
        { """{"if":{"properties":{"a":{"type":"array"}}},"else":{"required":["c"]}}""", """{"a":[]}""", """{"a":1}""", false },
        {
            """{"if":{"properties":{"a":{"const":1}}},"then":{"properties":{"b":{"type":"string"}}},"else":{"properties":{"b":{"type":"integer"}}}}""",
            """{"b":"x","a":1}""", """{"b":2,"a":2}""", true
        },
        {
            """{"if":{"properties":{"a":{"const":1}}},"then":{"properties":{"b":{"type":"string"}}},"else":{"properties":{"b":{"type":"integer"}}}}""",
            """{"b":"x","a":1}""", """{"b":2,"a":1}""", false
        },
        { """{"if":{"required":["b"]},"then":{"properties":{"a":{"type":"array"}}}}""", """{"a":[],"b":1}""", """{"a":1,"c":1}""", true },
        // Evaluated properties and items.
        {
            """{"anyOf":[{"properties":{"a":{"type":"array"}}},{"properties":{"b":true}}],"unevaluatedProperties":false}""",
            """{"a":[],"b":1}""", """{"a":1,"b":1}""", false
        },
        {
            """{"oneOf":[{"properties":{"a":{"type":"array"},"b":true}},{"properties":{"a":{"type":"integer"}}}],"unevaluatedProperties":false}""",
            """{"a":[],"b":1}""", """{"a":1,"b":1}""", false
        },
        {
            """{"if":{"properties":{"a":{"type":"array"}},"required":["a"]},"then":{"properties":{"b":true}},"unevaluatedProperties":false}""",
            """{"a":[],"b":1}""", """{"a":1}""", false
        },
        // Names and patterns.
        {
            """{"patternProperties":{"^a":{"type":"array"}},"anyOf":[{"required":["b"]},{"properties":{"a":{"maxItems":1}}}]}""",
            """{"a":[1]}""", """{"a":[1,2],"b":1}""", true
        },
        {
            """{"anyOf":[{"propertyNames":{"maxLength":1},"additionalProperties":{"type":"array"}},{"minProperties":2}]}""",
            """{"a":[]}""", """{"a":1,"b":1}""", true
        },
        // Below a property.
        {
            """{"properties":{"p":{"oneOf":[{"properties":{"v":{"type":"string"},"k":{"const":"A"}}},""" +
            """{"properties":{"v":{"type":"integer"},"k":{"const":"B"}}}]}}}""",
            """{"p":{"v":"x","k":"A"}}""", """{"p":{"v":1,"k":"B"}}""", true
        },
        {
            """{"anyOf":[{"properties":{"p":{"properties":{"a":{"type":"array"}}}}},{"required":["b"]}]}""",
            """{"p":{"a":[]}}""", """{"p":{"a":1},"b":1}""", true
        },
        {
            """{"not":{"oneOf":[{"properties":{"p":{"properties":{"a":{"type":"array"}}}}},{"required":["b"]}]}}""",
            """{"p":{"a":[]}}""", """{"p":{"a":1},"b":1}""", false
        },
        {
            """{"contains":{"anyOf":[{"properties":{"a":{"type":"array"}},"required":["a"]},{"required":["b"]}]}}""",
            """[{"a":[]},{"a":[]},{"a":[]},{"a":[]}]""", """[{"a":1,"b":1}]""", true
        },
        {
            """{"contains":{"properties":{"a":{"type":"array"}},"required":["a"]},"maxContains":1}""",
            """[{"a":1},{"a":1},{"a":1},{"a":1},{"a":[]}]""", """[{"a":[]},{"a":[]}]""", false
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(Neighbors))]
    public void Earlier_payloads_do_not_change_the_result(string schema, string earlier, string later, bool valid) => AssertResult(schema, earlier, later, valid);

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(Neighbors))]
    public void Earlier_payloads_do_not_change_the_result_below_a_property(string schema, string earlier, string later, bool valid) => AssertResult(
        $$"""{"type":"object","required":["p"],"properties":{"p":{{schema}} } }""", $$"""{"n":0,"p":{{earlier}} }""", $$"""{"n":0,"p":{{later}} }""", valid);

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(Neighbors))]
    public void Earlier_payloads_do_not_change_the_result_below_an_element(string schema, string earlier, string later, bool valid) => AssertResult(
        $$"""{"type":"array","items":{{schema}} }""", $"[{earlier}]", $"[{later}]", valid);

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(Neighbors))]
    public void Earlier_payloads_do_not_change_the_result_through_a_composition(string schema, string earlier, string later, bool valid) => AssertResult(
        $$"""{"allOf":[{"required":["p"]},{"properties":{"p":{"$ref":"#/$defs/s"} } }],"$defs":{"s":{{schema}} } }""",
        $$"""{"p":{{earlier}} }""", $$"""{"p":{{later}} }""", valid);

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(Neighbors))]
    public void A_list_has_the_right_result_after_its_first_elements_are_recorded(string schema, string earlier, string later, bool valid)
    {
        var subject = new Subject(JsonNode.Parse($$"""{"type":"array","items":{{schema}} }""")!, Dialect.Draft202012);
        valid &= subject.IsValid(new Payload(Encoding.UTF8.GetBytes($"[{earlier}]")));
        foreach (string end in (string[])["", "," + earlier])
        {
            foreach (int times in (int[])[4, 10])
            {
                var payload = new Payload(Encoding.UTF8.GetBytes("[" + string.Concat(Enumerable.Repeat(earlier + ",", times)) + later + end + "]"));
                foreach (Overload overload in Overload.All.Where(overload => !overload.IsCostly))
                {
                    AssertResult(subject, subject.NewContract(), overload, payload, valid);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(Neighbors))]
    public void Lines_have_the_right_result_after_the_first_ones_are_recorded(string schema, string earlier, string later, bool valid)
    {
        var subject = new Subject(JsonNode.Parse(schema)!, Dialect.Draft202012);
        valid &= subject.IsValid(new Payload(Encoding.UTF8.GetBytes(earlier)));
        foreach (string lineEnd in (string[])["\n", "\r\n", "\r"])
        {
            var payload = new Payload(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(earlier + lineEnd, 10)) + later + lineEnd));
            foreach (Overload overload in Overload.All.Where(overload => overload.OfLines)) AssertResult(subject, subject.NewContract(), overload, payload, valid);
        }
    }

    private static void AssertResult(string schema, string earlier, string later, bool valid)
    {
        var subject = new Subject(JsonNode.Parse(schema)!, Dialect.Draft202012);
        // The shape of a part of the schema may be recorded from an instance that is invalid as a whole.
        var recorded = new Payload(Encoding.UTF8.GetBytes(earlier));
        bool isRecordedValid = subject.IsValid(recorded);
        var payload = new Payload(Encoding.UTF8.GetBytes(later));
        foreach (int times in (int[])[0, 4, 10])
        {
            foreach (Overload overload in Overload.All.Where(overload => !overload.IsCostly || times == 4))
            {
                Contract contract = subject.NewContract();
                for (int i = 0; i < times; i++) AssertResult(subject, contract, Overload.IsValidBytes, recorded, isRecordedValid);
                AssertResult(subject, contract, overload, payload, valid);
                AssertResult(subject, contract, overload, recorded, isRecordedValid);
            }
        }
    }

    /// <summary>The expected result is stated explicitly, so that the reference evaluator is tested together with the engine.</summary>
    private static void AssertResult(Subject subject, Contract contract, Overload overload, Payload payload, bool valid)
    {
        Assert.Equal(valid, subject.IsValid(payload, overload.OfLines));
        if (subject.FindProblem(contract, overload, payload) is { } problem) Assert.Fail($"{overload} of {payload}: {problem}");
    }
}
