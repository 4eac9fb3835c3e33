using System.Text;
using CsCheck;
using Xunit;

namespace PatContracts.Schema.Tests.FastPath;

public sealed class ShapeCacheTests
{
    private static readonly byte[] Interesting = [.. "\"\\{}[]:, \n\t0159-+.eEtfnuZzTxIA\u0001\u001f\u007f"u8, 0x80, 0xC3, 0xED, 0xFF];

    private static string Spaced => RecordedContract.Token.Replace("[\"sp:scopes:all\",\"a:b\"]", "[ \"sp:scopes:all\", \"a:b\" ]", StringComparison.Ordinal);

    public static TheoryData<string> Texts =>
    [
        RecordedContract.Token,
        RecordedContract.Pretty(RecordedContract.Token),
        RecordedContract.Token.Replace("\"lastUsed\":\"2018-02-28T23:59:59.999Z\"", "\"lastUsed\":null", StringComparison.Ordinal),
        Spaced,
    ];

    [Fact]
    public void Objects_are_recorded_and_replayed()
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token);

        Assert.True(recorded.Instructions > 10);
        Assert.True(recorded.IsValid(Encoding.UTF8.GetBytes(RecordedContract.Token)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_replayed_array_counts_toward_the_depth(int maxDepth)
    {
        var recorded = RecordedContract.From("""{"properties": {"scope": {"type": "array", "items": {"type": "string"}}}}""", """{"scope":["a","b"]}""");

        recorded.AssertSame("""{"scope":["a","b"]}"""u8, new ValidationOptions { MaxDepth = maxDepth, DuplicateNames = RuleSeverity.Warning });
        Assert.Equal(maxDepth > 1, recorded.IsValid("""{"scope":["a","b"]}"""u8, new ValidationOptions { MaxDepth = maxDepth }));
    }

    [Fact]
    public void Nothing_is_recorded_of_an_invalid_payload()
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token.Replace("IDENTITY", "NOBODY", StringComparison.Ordinal));

        Assert.Equal(0, recorded.Instructions);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_changed_byte_has_the_result_of_full_evaluation(string text)
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, text);
        byte[] json = Encoding.UTF8.GetBytes(text);
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

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_inserted_byte_has_the_result_of_full_evaluation(string text)
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, text);
        byte[] json = Encoding.UTF8.GetBytes(text);
        byte[] longer = new byte[json.Length + 1];
        for (int i = 0; i <= json.Length; i++)
        {
            json.AsSpan(0, i).CopyTo(longer);
            json.AsSpan(i).CopyTo(longer.AsSpan(i + 1));
            foreach (byte inserted in Interesting)
            {
                longer[i] = inserted;
                recorded.AssertSame(longer);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_deleted_range_has_the_result_of_full_evaluation(string text)
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, text);
        byte[] json = Encoding.UTF8.GetBytes(text);
        foreach (int length in new[] { 1, 2, 5, 16 })
        {
            for (int i = 0; i + length <= json.Length; i++)
            {
                recorded.AssertSame([.. json[..i], .. json[(i + length)..]]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_truncation_is_rejected_whatever_follows_in_memory(string text)
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, text);
        byte[] json = Encoding.UTF8.GetBytes(text);
        byte[] buffer = new byte[json.Length + 64];
        for (int shift = 0; shift < 64; shift += 7)
        {
            json.CopyTo(buffer, shift);
            for (int length = 0; length < json.Length; length++)
            {
                // The rest of the text directly follows the span and must not be read as part of it.
                Assert.False(recorded.IsValid(buffer.AsSpan(shift, length)));
            }

            Assert.True(recorded.IsValid(buffer.AsSpan(shift, json.Length)));
        }
    }

    [Fact]
    public void Arrays_with_other_spacing_than_the_recorded_array_have_the_result_of_full_evaluation()
    {
        string[] arrays =
        [
            "[ \"a\", \"b\" ]", "[\"a\",\"b\"]", "[ ]", "[ \"a\" ]", "[ \"a\",\"b\"]", "[\n\"a\",\n\"b\"\n]", "[ \"a\", ]",
            "[ , \"a\" ]", "[ \"a\" \"b\" ]", "[ \"\\n\", \"\u00e9\" ]", "[ \"a\", 1 ]", "null",
        ];
        string Payload(string array) => RecordedContract.Token.Replace("[\"sp:scopes:all\",\"a:b\"]", array, StringComparison.Ordinal);
        foreach (string recordedArray in arrays)
        {
            var recorded = RecordedContract.From(RecordedContract.TokenSchema, Payload(recordedArray));
            foreach (string array in arrays) recorded.AssertSame(Encoding.UTF8.GetBytes(Payload(array)));
        }
    }

    [Fact]
    public void A_recorded_array_is_confirmed_on_a_line_only_without_line_ends()
    {
        byte[] onLines = Encoding.UTF8.GetBytes(Spaced + "\n" + Spaced + "\r\n" + Spaced);
        byte[] acrossLines = Encoding.UTF8.GetBytes(RecordedContract.Token.Replace(",\"a:b\"]", ",\n\"a:b\"\n]", StringComparison.Ordinal));
        Contract contract = Contract.Load(RecordedContract.TokenSchema);
        for (int i = 0; i < 6; i++)
        {
            Assert.True(contract.AreLinesValid(onLines));
            Assert.True(contract.IsValid(acrossLines));
            Assert.False(contract.AreLinesValid(acrossLines));
        }
    }

    [Fact]
    public void Values_whose_lengths_vary_are_still_confirmed()
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token);
        int instructions = recorded.Instructions;
        byte[] Payload(int length)
        {
            string named = RecordedContract.Token.Replace("Nightly export", new string('n', length), StringComparison.Ordinal);
            return Encoding.UTF8.GetBytes(named.Replace("a:b", new string('s', length), StringComparison.Ordinal));
        }

        for (int i = 0; i < 200; i++) Assert.True(recorded.IsValid(Payload(2 + (i % 29))));

        Assert.Equal(instructions, recorded.Instructions);
        Assert.False(recorded.IsValid(Payload(1)));
        Assert.False(recorded.IsValid(Payload(31)));
    }

    [Fact]
    public void Two_alternating_shapes_are_both_recorded()
    {
        string other = RecordedContract.Token.Replace(",\"extra\":\"x\"", "", StringComparison.Ordinal);
        int one = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token).Instructions;

        var both = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token, other);

        Assert.InRange(both.Instructions, one + 1, 2 * one);
        both.AssertSame(Encoding.UTF8.GetBytes(other));
    }

    [Fact]
    public void A_changed_shape_is_recorded_anew()
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token);
        for (int i = 0; i < 40; i++)
        {
            string strange = RecordedContract.Token.Replace("\"extra\"", $"\"extra{i}\"", StringComparison.Ordinal);
            Assert.True(recorded.IsValid(Encoding.UTF8.GetBytes(strange)));
        }

        byte[] pretty = Encoding.UTF8.GetBytes(RecordedContract.Pretty(RecordedContract.Token));
        for (int i = 0; i < 1000; i++) Assert.True(recorded.IsValid(pretty));

        Assert.True(recorded.Instructions > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_depth_limit_applies_to_recorded_shapes(int depth)
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token);
        var options = new ValidationOptions { MaxDepth = depth, DuplicateNames = RuleSeverity.Warning };

        recorded.AssertSame(Encoding.UTF8.GetBytes(RecordedContract.Token), options);
        Assert.Equal(depth >= 3, recorded.IsValid(Encoding.UTF8.GetBytes(RecordedContract.Token), options));
    }

    [Fact]
    public void Unknown_members_in_recorded_shapes_are_rejected_if_they_are_errors()
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token);
        byte[] json = Encoding.UTF8.GetBytes(RecordedContract.Token);

        Assert.True(recorded.IsValid(json));
        Assert.False(recorded.IsValid(json, new ValidationOptions { UnknownProperties = RuleSeverity.Error }));
        Assert.True(recorded.IsValid(json, new ValidationOptions { UnknownProperties = RuleSeverity.Warning }));
    }

    [Fact]
    public void An_object_with_a_duplicate_name_is_not_recorded()
    {
        string twice = RecordedContract.Token.Replace("\"extra\"", "\"\\u0069d\"", StringComparison.Ordinal);

        var recorded = RecordedContract.From(RecordedContract.TokenSchema, twice);

        Assert.Equal(0, recorded.Instructions);
        Assert.False(recorded.IsValid(Encoding.UTF8.GetBytes(twice), ValidationOptions.Default));
    }

    [Theory]
    [InlineData("2020-02-29T00:00:00.000Z")]
    [InlineData("2021-02-29T00:00:00.000Z")]
    [InlineData("2021-04-31T00:00:00.000Z")]
    [InlineData("2021-00-10T00:00:00.000Z")]
    [InlineData("2021-13-10T00:00:00.000Z")]
    [InlineData("2021-12-00T00:00:00.000Z")]
    [InlineData("2021-12-31T24:00:00.000Z")]
    [InlineData("2021-12-31T23:60:00.000Z")]
    [InlineData("2021-12-31T23:59:60.000Z")]
    [InlineData("2021-12-31T23:58:60.000Z")]
    [InlineData("2021-12-31t23:59:59.000z")]
    [InlineData("2021-12-31T23:59:59.0000Z")]
    [InlineData("2021-12-31T23:59:59+01:00")]
    [InlineData("2021-12-31T23:59:59.000+01:00")]
    public void Dates_in_other_forms_or_not_in_the_calendar_have_the_result_of_full_evaluation(string date)
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token);

        recorded.AssertSame(Encoding.UTF8.GetBytes(RecordedContract.Token.Replace("2017-07-11T18:45:37.098Z", date, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_day_of_some_years_is_in_the_calendar_or_not()
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token);
        foreach (int year in new[] { 1900, 2000, 2023, 2024 })
        {
            for (int month = 0; month <= 19; month++)
            {
                for (int day = 0; day <= 39; day++)
                {
                    string json = RecordedContract.Token.Replace("2017-07-11", $"{year:D4}-{month:D2}-{day:D2}", StringComparison.Ordinal);
                    bool exists = month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
                    Assert.Equal(exists, recorded.IsValid(Encoding.UTF8.GetBytes(json)));
                }
            }
        }
    }

    [Fact]
    public void Any_order_of_members_and_any_values_have_the_result_of_full_evaluation()
    {
        var recorded = RecordedContract.From(RecordedContract.TokenSchema, RecordedContract.Token);
        string[] members =
        [
            "\"id\":\"x\"", "\"name\":\"ab\"", "\"scope\":[\"a\",\"b\"]", "\"owner\":{\"type\":\"IDENTITY\"}", "\"created\":\"2017-07-11T18:45:37.098Z\"",
            "\"lastUsed\":null", "\"managed\":true", "\"seconds\":2147483647", "\"share\":-1e3", "\"parts\":[{\"n\":3}]",
        ];
        string[] odd =
        [
            "", "null", "1", "01", "1.0", "-0", "2147483648", "1e1", "\"\"", "\"é\"", "\"\\n\"", "\"IDENTITY\"", "\"2024-02-29T01:02:03Z\"", "[]", "[1]", "{}", "tru", "[\"a\",]",
        ];
        Gen<string[]> values = Gen.Int[0, odd.Length - 1].Select(i => odd[i]).Array[0, 3];
        Gen.Shuffle(members).Select(values).Sample((order, replaced) =>
        {
            string[] text = [.. order];
            for (int i = 0; i < replaced.Length; i++)
            {
                if (replaced[i].Length > 0) text[i] = text[i][..(text[i].IndexOf(':', StringComparison.Ordinal) + 1)] + replaced[i];
            }

            recorded.AssertSame(Encoding.UTF8.GetBytes("{" + string.Join(',', text) + "}"));
        });
    }

    [Fact]
    public void Alternatives_and_additional_members_have_the_result_of_full_evaluation()
    {
        const string Schema = """
            {
              "type": "object",
              "properties": {"a": {"type": "object", "properties": {"x": {"type": "integer", "minimum": 3}}, "additionalProperties": {"type": "boolean"}}},
              "patternProperties": {"^p": {"type": "string", "maxLength": 3}},
              "additionalProperties": {"oneOf": [{"type": "number"}, {"type": "object", "properties": {"k": {"const": "v"}}, "required": ["k"]}]},
              "minProperties": 2, "maxProperties": 4, "propertyNames": {"maxLength": 4}, "dependentRequired": {"p1": ["a"]}
            }
            """;
        const string Text = """{"a":{"x":30},"p1":"abc","o":{"k":"v"},"n":12.5}""";
        var recorded = RecordedContract.From(Schema, Text);
        Assert.True(recorded.Instructions > 0);
        byte[] json = Encoding.UTF8.GetBytes(Text);
        for (int i = 0; i < json.Length; i++)
        {
            foreach (byte changed in Interesting) recorded.AssertSame([.. json[..i], changed, .. json[(i + 1)..]]);
            for (int j = i + 1; j <= json.Length; j++) recorded.AssertSame([.. json[..i], .. json[j..]]);
        }
    }
}
