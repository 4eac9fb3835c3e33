using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class ForeignSyntaxTests
{
    private static readonly Contract Anything = Contract.Load("true");

    [Theory]
    [InlineData("{\"a\":1, // c\n\"b\":2}", "1:9 Expected a member name in quotation marks; JSON has no comments")]
    [InlineData("// c\n{\"a\":1}", "1:1 Expected a value; JSON has no comments")]
    [InlineData("{\"a\":1 /* c */}", "1:8 Expected ',' or '}' after the member; JSON has no comments")]
    [InlineData("[1 # c\n]", "1:4 Expected ',' or ']' after the element; JSON has no comments")]
    [InlineData("{\"a\" /* c */:1}", "1:6 Expected ':' after the member name; JSON has no comments")]
    [InlineData("{\"a\":1} // c", "1:9 Nothing may follow the value; JSON has no comments")]
    [InlineData("{\"a\":NaN}", "1:6 Expected a value; JSON has no NaN or Infinity")]
    [InlineData("{\"a\":nan}", "1:6 Expected true, false or null; JSON has no NaN or Infinity")]
    [InlineData("[Infinity]", "1:2 Expected a value; JSON has no NaN or Infinity")]
    [InlineData("[-Infinity]", "1:3 Expected a digit; JSON has no NaN or Infinity")]
    [InlineData("{\"a\":True}", "1:6 Expected a value; true, false and null are in lower case")]
    [InlineData("[FALSE]", "1:2 Expected a value; true, false and null are in lower case")]
    [InlineData("[nULL]", "1:2 Expected true, false or null; true, false and null are in lower case")]
    [InlineData("{\"a\":None}", "1:6 Expected a value; JSON uses null for a missing value")]
    [InlineData("[undefined]", "1:2 Expected a value; JSON uses null for a missing value")]
    [InlineData("{'a':1}", "1:2 Expected a member name in quotation marks; JSON uses double quotation marks only")]
    [InlineData("{\"a\":'x'}", "1:6 Expected a value; JSON uses double quotation marks only")]
    [InlineData("id: 1\nname: x\n", "1:1 Expected a value; this looks like YAML")]
    [InlineData("name: x\nid: 1\n", "1:1 Expected true, false or null; this looks like YAML")]
    [InlineData("---\nid: 1\n", "1:2 Expected a digit; this looks like YAML")]
    [InlineData("- id: 1\n", "1:2 Expected a digit; this looks like YAML")]
    [InlineData("\"id\": 1\n", "1:5 Nothing may follow the value; this looks like YAML")]
    [InlineData("%YAML 1.2\n---\na: 1\n", "1:1 Expected a value; this looks like YAML")]
    [InlineData("<?xml version=\"1.0\"?>\n<a/>", "1:1 Expected a value; this looks like XML or HTML")]
    [InlineData("\n<!DOCTYPE html>", "2:1 Expected a value; this looks like XML or HTML")]
    [InlineData("hello world", "1:1 Expected a value; strings must be in double quotation marks")]
    [InlineData("[+1]", "1:2 Expected a value")]
    [InlineData("[1. ]", "1:4 Expected a digit")]
    [InlineData("[1e- ]", "1:5 Expected a digit")]
    [InlineData("[1 2]", "1:4 Expected ',' or ']' after the element")]
    public void Messages_name_the_syntax_of_text_that_is_not_JSON(string text, string expected)
    {
        Finding finding = Assert.Single(Anything.Validate(text).Findings);
        Assert.Equal(expected, $"{finding.Line}:{finding.Column} {finding.Message}");
    }

    [Fact]
    public void The_same_applies_to_schemas() =>
        Assert.Equal("Expected a member name in quotation marks; JSON has no comments", Assert.Throws<ContractLoadException>(() => Contract.Load("{ // c\n\"type\":\"null\"}")).Reason);
}
