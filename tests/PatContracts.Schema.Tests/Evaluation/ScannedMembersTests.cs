using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Evaluation;

/// <summary>
/// Members in any order, as the evaluator reads them: the same result whatever order objects had before, and whichever names and lengths of values were expected.
/// </summary>
public sealed class ScannedMembersTests
{
    /// <summary>Unknown properties are errors, so that no recorded shape replaces the evaluator.</summary>
    private static readonly ValidationOptions Evaluated = new() { UnknownProperties = RuleSeverity.Error };

    private static readonly Contract Contract = Contract.Load("""
        {"type":"object","required":["id","name","flag"],
         "properties":{"id":{"type":"string"},"name":{"type":"string"},"at":{"type":["string","null"],"format":"date-time"},"flag":{"type":"boolean"},
                       "tags":{"type":"array","items":{"type":"string"}},"kind":{"enum":["one","two"]},"size":{"type":"integer","minimum":1},
                       "inner":{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"number"}}}}}
        """);

    private static readonly (string Name, string[] Valid, string[] Invalid)[] Members =
    [
        ("id", ["\"0123456789abcdef0123456789abcdef\"", "\"x\"", "\"\\u0041\"", "\"é\"", $"\"{new string('y', 70)}\""], ["1", "null", "[]"]),
        ("name", ["\"\"", "\"a name\""], ["true", "{}"]),
        ("at", ["\"2017-07-11T18:45:37.098Z\"", "null", "\"2017-07-11T18:45:37Z\"", "\"2016-02-29T18:45:37.098Z\""], ["\"2017-02-30T18:45:37.098Z\"", "\"2017-07-11T24:45:37.098Z\"", "\"a text of just 24 letters\"", "7"]),
        ("flag", ["true", "false"], ["\"true\"", "null"]),
        ("tags", ["[]", "[\"a\"]", "[ \"a\" , \"b\" ]"], ["[1]", "\"a\"", "{}"]),
        ("kind", ["\"one\"", "\"\\u0074wo\""], ["\"three\"", "1"]),
        ("size", ["1", "12345678901"], ["0", "1.5", "\"1\""]),
        ("inner", ["{\"a\":\"x\"}", "{ \"b\" : 1.5 , \"a\" : \"y\" }"], ["{}", "{\"a\":1}", "{\"a\":\"x\",\"a\":\"x\"}", "[]"]),
    ];

    public static TheoryData<int> Seeds => new(Enumerable.Range(0, 4));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Members_in_any_order_are_valid_exactly_where_each_of_them_is(int seed)
    {
        var random = new Random(seed);
        int valid = 0;
        for (int i = 0; i < 3000; i++)
        {
            // Now and then many objects in the order of the schema, so that names are expected again.
            bool isInOrder = i / 300 % 2 == 1;
            (string text, bool isValid) = Payload(random, isInOrder);

            Assert.True(isValid == Contract.IsValid(text, Evaluated), text);
            Assert.True(isValid == Contract.IsValid(text), text);
            valid += isValid ? 1 : 0;
        }

        Assert.InRange(valid, 300, 2700);
    }

    [Fact]
    public void A_text_that_ends_anywhere_inside_an_object_is_not_valid()
    {
        var random = new Random(7);
        for (int i = 0; i < 40; i++)
        {
            byte[] text;
            bool isValid;
            do
            {
                (string made, isValid) = Payload(random, isInOrder: i % 2 == 0);
                text = Encoding.UTF8.GetBytes(made);
            }
            while (!isValid);

            Assert.True(Contract.IsValid(text, Evaluated));
            for (int length = 0; length < text.Length; length++) Assert.False(Contract.IsValid(text.AsSpan(0, length), Evaluated));
        }
    }

    [Theory]
    [InlineData("""{"id":"a","name":"b","flag":true,"id":"a"}""")]
    [InlineData("""{"id":"a","name":"b","flag":true,"\u0069d":"a"}""")]
    [InlineData("""{"id":"a","name":"b","flag":true,}""")]
    [InlineData("""{"id":"a","name":"b","flag":true,,"size":1}""")]
    [InlineData("""{"id":"a","name":"b" "flag":true}""")]
    [InlineData("""{"id":"a","name":"b","flag":true]""")]
    [InlineData("""{"id":"a","name":"b","flag":truefalse}""")]
    [InlineData("""{"id":"a","name":"b","flag":true,"other":1}""")]
    public void What_is_wrong_between_usual_members_is_found(string text)
    {
        for (int i = 0; i < 10; i++) Assert.True(Contract.IsValid("""{"id":"a","name":"b","flag":true}""", Evaluated));

        Assert.False(Contract.IsValid(text, Evaluated));
        Assert.False(Contract.IsValid(text + new string(' ', 100), Evaluated));
    }

    private static (string Text, bool IsValid) Payload(Random random, bool isInOrder)
    {
        bool isValid = true;
        var parts = new List<string>();
        string Blank() => random.Next(30) == 0 ? " \n" : "";
        foreach ((string name, string[] good, string[] bad) in Members)
        {
            bool isRequired = name is "id" or "name" or "flag";
            if (random.Next(isRequired ? 40 : 4) == 0)
            {
                isValid &= !isRequired;
                continue;
            }

            bool isGood = random.Next(24) != 0;
            isValid &= isGood;
            string[] values = isGood ? good : bad;
            // Mostly the first: values of one length are expected.
            string value = isGood && random.Next(3) > 0 ? values[0] : values[random.Next(values.Length)];
            parts.Add($"{Blank()}\"{name}\"{Blank()}:{Blank()}{value}{Blank()}");
        }

        if (!isInOrder)
        {
            string[] shuffled = [.. parts];
            random.Shuffle(shuffled);
            parts = [.. shuffled];
        }

        return ("{" + string.Join(',', parts) + "}", isValid);
    }
}
