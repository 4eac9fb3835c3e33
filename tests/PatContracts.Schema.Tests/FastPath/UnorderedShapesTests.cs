using System.Text;
using System.Text.Json.Nodes;
using PatContracts.Schema.FastPath;
using Xunit;

namespace PatContracts.Schema.Tests.FastPath;

public sealed class UnorderedShapesTests
{
    private static readonly byte[] Interesting = [.. "\"\\{}[]:, \n0e"u8, 0x01, 0x80];

    // The same on every run.
    private readonly Random _random = new(11);

    public static TheoryData<string> Texts =>
    [
        RecordedContract.Token,
        RecordedContract.Pretty(RecordedContract.Token),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Members_in_any_order_are_recorded_once_and_confirmed(string text)
    {
        RecordedContract recorded = Recorded(text);
        ShapeProgram? program = recorded.Program;

        for (int i = 0; i < 300; i++) Assert.True(recorded.IsValid(Utf8(RecordedContract.Reordered(text, _random))));

        Assert.Same(program, recorded.Program);
    }

    [Fact]
    public void A_few_orders_are_recorded_as_such()
    {
        string other = RecordedContract.Reordered(RecordedContract.Token, _random);

        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token, other);

        Assert.IsType<OrderedShapes>(recorded.Program);
    }

    [Fact]
    public void Members_in_the_same_order_again_are_recorded_in_this_order()
    {
        RecordedContract recorded = Recorded(RecordedContract.Token);
        for (int length = 2; length < 30; length++)
        {
            string text = RecordedContract.Token.Replace("Nightly export", new string('n', length), StringComparison.Ordinal);
            for (int i = 0; i < 40; i++) Assert.True(recorded.IsValid(Utf8(text)));
        }

        Assert.IsType<OrderedShapes>(recorded.Program);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_changed_byte_has_the_result_of_full_evaluation(string text)
    {
        RecordedContract recorded = Recorded(text);
        for (int round = 0; round < 3; round++)
        {
            byte[] json = Utf8(RecordedContract.Reordered(text, _random));
            for (int i = 0; i < json.Length; i++)
            {
                byte kept = json[i];
                foreach (byte changed in Interesting)
                {
                    json[i] = changed;
                    recorded.AssertSame(json);
                }

                json[i] = kept;
            }
        }

        Assert.IsType<UnorderedShapes>(recorded.Program);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_inserted_or_deleted_part_has_the_result_of_full_evaluation(string text)
    {
        RecordedContract recorded = Recorded(text);
        byte[] json = Utf8(RecordedContract.Reordered(text, _random));
        for (int i = 0; i <= json.Length; i++)
        {
            foreach (byte inserted in Interesting) recorded.AssertSame([.. json[..i], inserted, .. json[i..]]);
            foreach (int length in new[] { 1, 2, 8, 40 }) recorded.AssertSame([.. json[..i], .. json[Math.Min(i + length, json.Length)..]]);
        }

        Assert.IsType<UnorderedShapes>(recorded.Program);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_truncation_is_rejected_whatever_follows_in_memory(string text)
    {
        RecordedContract recorded = Recorded(text);
        byte[] json = Utf8(RecordedContract.Reordered(text, _random));
        byte[] buffer = new byte[json.Length + 64];
        for (int shift = 0; shift < 64; shift += 9)
        {
            json.CopyTo(buffer, shift);
            for (int length = 0; length < json.Length; length++)
            {
                Assert.False(recorded.IsValid(buffer.AsSpan(shift, length)));
                for (int i = 0; i < 4; i++) Assert.True(recorded.IsValid(buffer.AsSpan(shift, json.Length)));
            }
        }

        Assert.IsType<UnorderedShapes>(recorded.Program);
    }

    [Fact]
    public void Other_members_have_the_result_of_full_evaluation()
    {
        RecordedContract recorded = Recorded(RecordedContract.Token);
        string[] members = [.. JsonNode.Parse(RecordedContract.Token)!.AsObject().Select(pair => $"\"{pair.Key}\":{pair.Value?.ToJsonString() ?? "null"}")];
        for (int i = 0; i < members.Length; i++)
        {
            Check([.. members[..i], .. members[(i + 1)..]]);
            Check([.. members, members[i]]);
            Check([.. members[..i], .. members[(i + 1)..], "\"other\":1"]);
            for (int j = 0; j < members.Length; j++)
            {
                // A name twice, instead of another one; and the value of another member.
                Check([.. members[..j], members[i], .. members[(j + 1)..]]);
                string name = members[i][..members[i].IndexOf(':', StringComparison.Ordinal)];
                Check([.. members[..i], name + members[j][members[j].IndexOf(':', StringComparison.Ordinal)..], .. members[(i + 1)..]]);
            }
        }

        Assert.IsType<UnorderedShapes>(recorded.Program);

        void Check(string[] other)
        {
            _random.Shuffle(other);
            recorded.AssertSame(Utf8("{" + string.Join(',', other) + "}"));
            recorded.AssertSame(Utf8("{" + string.Join(',', other) + "}"), new ValidationOptions { DuplicateNames = RuleSeverity.Error });
        }
    }

    [Fact]
    public void Several_sets_of_members_are_recorded()
    {
        string shorter = RecordedContract.Token.Replace(",\"extra\":\"x\"", "", StringComparison.Ordinal);
        string longer = RecordedContract.Token.Replace("\"extra\":\"x\"", "\"extra\":\"x\",\"more\":[1]", StringComparison.Ordinal);
        string[] texts = [shorter, longer, RecordedContract.Token];
        RecordedContract recorded = RecordedContract.FromReordered(RecordedContract.TokenSchema, _random, includesNested: false, texts);
        ShapeProgram program = Assert.IsType<UnorderedShapes>(recorded.Program);

        for (int i = 0; i < 100; i++)
        {
            foreach (string text in texts) Assert.True(recorded.IsValid(Utf8(RecordedContract.Reordered(text, _random))));
        }

        // A set that was not recorded is evaluated.
        Assert.Same(program, recorded.Program);
        Assert.False(recorded.IsValid(Utf8(longer.Replace("\"id\"", "\"extra2\"", StringComparison.Ordinal))));
        Assert.True(recorded.IsValid(Utf8(longer.Replace("\"extra\":\"x\",", "", StringComparison.Ordinal))));
    }

    [Fact]
    public void Members_of_nested_objects_are_in_any_order_too()
    {
        RecordedContract recorded = RecordedContract.FromReordered(RecordedContract.TokenSchema, _random, includesNested: true, RecordedContract.Token);
        ShapeProgram program = Assert.IsType<UnorderedShapes>(recorded.Program);
        for (int i = 0; i < 300; i++)
        {
            string text = RecordedContract.Reordered(RecordedContract.Token, _random, includesNested: true);
            Assert.True(recorded.IsValid(Utf8(text)));
            recorded.AssertSame(Utf8(text.Replace("IDENTITY", "NOBODY", StringComparison.Ordinal)));
            recorded.AssertSame(Utf8(text.Replace("\"bc\"", "4", StringComparison.Ordinal)));
        }

        Assert.Same(program, recorded.Program);
    }

    [Theory]
    [InlineData("{'x':'}'")]
    [InlineData("}'")]
    [InlineData("{'")]
    [InlineData("'id':")]
    [InlineData("':")]
    [InlineData(",'")]
    public void Text_that_looks_like_structure_has_the_result_of_full_evaluation(string name)
    {
        string text = RecordedContract.Token.Replace("Nightly export", name.Replace("'", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
        RecordedContract recorded = Recorded(RecordedContract.Token);
        for (int i = 0; i < 100; i++) recorded.AssertSame(Utf8(RecordedContract.Reordered(text, _random)));

        Assert.IsType<UnorderedShapes>(recorded.Program);
    }

    [Fact]
    public void Constants_and_the_members_that_depend_on_them_have_the_result_of_full_evaluation()
    {
        const string Schema = """
            {
              "oneOf": [
                {"properties": {"kind": {"const": "A"}, "value": {"type": "string"}}, "required": ["kind", "value"]},
                {"properties": {"kind": {"const": "B"}, "value": {"type": "integer"}}, "required": ["kind", "value"]}
              ]
            }
            """;
        const string Rest = "\"first\":\"0123456789012345678901234567890123456789\",\"second\":2,\"third\":3,\"fourth\":4";
        string a = "{\"kind\":\"A\",\"value\":\"x\"," + Rest + "}";
        string b = "{\"kind\":\"B\",\"value\":1," + Rest + "}";
        foreach (string[] payloads in new[] { new[] { a }, [b], [a, b] })
        {
            RecordedContract recorded = RecordedContract.FromReordered(Schema, _random, includesNested: false, payloads);
            for (int i = 0; i < 100; i++)
            {
                string[] texts =
                [
                    a, b, a.Replace("\"x\"", "1", StringComparison.Ordinal), b.Replace(":1,", ":\"x\",", StringComparison.Ordinal),
                    b.Replace("\"B\"", "\"C\"", StringComparison.Ordinal),
                ];
                foreach (string text in texts)
                {
                    recorded.AssertSame(Utf8(RecordedContract.Reordered(text, _random)));
                }
            }

            if (payloads.Length == 1) Assert.IsType<UnorderedShapes>(recorded.Program);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_nesting_of_members_counts_toward_the_depth(int maxDepth)
    {
        RecordedContract recorded = Recorded(RecordedContract.Token);

        for (int i = 0; i < 20; i++)
        {
            recorded.AssertSame(
                Utf8(RecordedContract.Reordered(RecordedContract.Token, _random)), new ValidationOptions { MaxDepth = maxDepth, DuplicateNames = RuleSeverity.Warning });
        }
    }

    [Fact]
    public void An_object_on_several_lines_is_not_a_line()
    {
        string pretty = RecordedContract.Pretty("""{"first":"0123456789012345678901234567890123456789","second":2,"third":3,"fourth":4,"fifth":5}""");
        Contract contract = Contract.Load("""{"additionalProperties":{"type":["string","integer"]}}""");
        for (int i = 0; i < 200; i++)
        {
            string text = RecordedContract.Reordered(pretty, _random);
            Assert.True(contract.IsValid(Utf8(text)));
            // Once it is recorded, a line is rarely tried in vain, so that the shapes are not suspended.
            if (i % 8 == 0) Assert.False(contract.AreLinesValid(Utf8(text)));
        }
    }

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(70)]
    public void Many_members_have_the_result_of_full_evaluation(int count)
    {
        string text = "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"member{i}\":{i}")) + "}";
        const string Schema = """{"required":["member1"],"additionalProperties":{"type":"integer"}}""";
        RecordedContract recorded = RecordedContract.FromReordered(Schema, _random, includesNested: false, text);

        for (int i = 0; i < 50; i++)
        {
            recorded.AssertSame(Utf8(RecordedContract.Reordered(text, _random)));
            recorded.AssertSame(Utf8(RecordedContract.Reordered(text, _random).Replace("\"member1\"", "\"member999\"", StringComparison.Ordinal)));
        }

        Assert.Equal(count <= MemberLocator.MaxMembers, recorded.Program is UnorderedShapes);
    }

    [Fact]
    public void Names_that_end_alike_are_distinguished()
    {
        const string Schema = """{"required":["name"],"additionalProperties":{"type":"string"}}""";
        const string Text = """{"id":"1","name":"2","displayName":"3","firstName":"4","createdBy":"5","modifiedBy":"6","filler":"0123456789012345678901234567890123456789"}""";
        RecordedContract recorded = RecordedContract.FromReordered(Schema, _random, includesNested: false, Text);

        Assert.IsType<UnorderedShapes>(recorded.Program);
        for (int i = 0; i < 50; i++)
        {
            recorded.AssertSame(Utf8(RecordedContract.Reordered(Text, _random)));
            recorded.AssertSame(Utf8(RecordedContract.Reordered(Text, _random).Replace("\"name\"", "\"lastName\"", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("""{"billingAddress":"x","shippingAddress":"y","filler":"0123456789012345678901234567890123456789","more":1}""")]
    [InlineData("""{"first":{"second":{"third":"x"}},"filler":"0123456789012345678901234567890123456789","more":1,"last":2}""")]
    [InlineData("""{"brace":"a}a","filler":"0123456789012345678901234567890123456789","more":1,"last":2}""")]
    [InlineData("""{"id":"a","name":"b","created":"c","last":2}""")]
    public void Ordered_shapes_stay_in_use_if_members_in_any_order_cannot_be_found(string text)
    {
        var recorded = RecordedContract.FromReordered("""{"type":"object","properties":{"last":{"type":"integer"}}}""", _random, includesNested: false, text);
        for (int i = 0; i < 200; i++) Assert.True(recorded.IsValid(Utf8(RecordedContract.Reordered(text, _random))));

        Assert.IsType<OrderedShapes>(recorded.Program);
    }

    [Fact]
    public void Objects_of_which_most_have_the_same_order_do_not_change_the_program_often()
    {
        RecordedContract recorded = Recorded(RecordedContract.Token);
        ShapeProgram? last = null;
        int changes = 0;
        for (int i = 0; i < 50_000; i++)
        {
            string text = RecordedContract.Token.Replace("Nightly export", new string('n', 2 + (i % 28)), StringComparison.Ordinal);
            if (i % 10 == 0) text = RecordedContract.Reordered(text, _random);
            Assert.True(recorded.IsValid(Utf8(text)));
            if (recorded.Program == last) continue;
            last = recorded.Program;
            changes++;
        }

        Assert.InRange(changes, 1, 400);
    }

    [Fact]
    public void Other_spacing_does_not_change_the_program()
    {
        RecordedContract recorded = Recorded(RecordedContract.Token);
        ShapeProgram? program = recorded.Program;
        for (int i = 0; i < 20; i++) recorded.AssertSame(Utf8(RecordedContract.Reordered(RecordedContract.Pretty(RecordedContract.Token), _random)));

        Assert.Same(program, recorded.Program);
    }

    private RecordedContract Recorded(string text)
    {
        RecordedContract recorded = RecordedContract.FromReordered(RecordedContract.TokenSchema, _random, includesNested: false, text);
        Assert.IsType<UnorderedShapes>(recorded.Program);
        return recorded;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
