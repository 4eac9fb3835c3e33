using PatContracts.Schema.Tests.Findings;
using Xunit;

namespace PatContracts.Schema.Tests.Documents;

/// <summary>
/// The locations of JSON errors in schema documents. An error in a value, or in place of one, has that value's pointer; an error in or around a name, or
/// between values, has the pointer of the object or array.
/// </summary>
public sealed class SchemaSyntaxTests
{
    [Theory]
    [InlineData("«»", "")]
    [InlineData(" \n\t«»", "")]
    [InlineData("\uFEFF«»", "")]
    [InlineData("«x»", "")]
    [InlineData("«,»", "")]
    [InlineData("{«»", "")]
    [InlineData("{«x»", "")]
    [InlineData("{«,»", "")]
    [InlineData("{'a«»", "")]
    [InlineData("{'a'«»", "")]
    [InlineData("{'a' «1»}", "")]
    [InlineData("{'a':«»", "/a")]
    [InlineData("{'a': «}»", "/a")]
    [InlineData("{'a': «,»}", "/a")]
    [InlineData("{'a': «x»}", "/a")]
    [InlineData("{'a': true«1»}", "")]
    [InlineData("{'a': 1, 'b': tru«»", "/b")]
    [InlineData("{'a': 1«»", "")]
    [InlineData("{'a': 1 «'»b': 2}", "")]
    [InlineData("{'a': 1 «]»", "")]
    [InlineData("{'a': 1, «}»", "")]
    [InlineData("{'a': 1,«»", "")]
    [InlineData("{'a': 1, «2»: 3}", "")]
    [InlineData("{'a': 1, 'b': -«»", "/b")]
    [InlineData("[«»", "/0")]
    [InlineData("[«,»1]", "/0")]
    [InlineData("[1, «]»", "")]
    [InlineData("[1, «,»]", "/1")]
    [InlineData("[1,«»", "/1")]
    [InlineData("[1«»", "")]
    [InlineData("[1 «2»]", "")]
    [InlineData("[1 «}»", "")]
    [InlineData("[«0»1]", "/0")]
    [InlineData("[1, 2, «t»rve]", "/2")]
    [InlineData("[[], {}, [0, -«x»]]", "/2/1")]
    [InlineData("{'a/b': {'c~d': [{'': «x»}]}}", "/a~1b/c~0d/0/")]
    [InlineData("{'a': {'b': 1}, 'c': [1, 2], 'd': {'e': [3, {'f': 1.«,»}]}}", "/d/e/1/f")]
    [InlineData("{'a': {'b': 1}, 'c': [1, 2], 'd': {'e': [3] «:»}}", "/d")]
    [InlineData("{'a': 'x«\n»y'}", "/a")]
    [InlineData("{'a': 'x«\\»q'}", "/a")]
    [InlineData("{'a': '«\\»ud800'}", "/a")]
    [InlineData("{'x«\n»y': 1}", "")]
    [InlineData("{'x«\\»q': 1}", "")]
    [InlineData("{'\\u0061': «x»}", "/a")]
    [InlineData("{'a': 'abc«»", "/a")]
    [InlineData("{} «{»}", "")]
    [InlineData("{'a': 1}«}»", "")]
    [InlineData("null«\u0000»", "")]
    [InlineData("{\n  'a': [\n    1,\n    «y»\n  ]\n}", "/a/1")]
    [InlineData("{\r\n\t'ä😀': { 'b': «+»1 }}", "/ä😀/b")]
    public void A_document_that_is_not_JSON_is_rejected_at_the_value_or_container_with_the_error(string schema, string pointer)
    {
        Marked marked = Marked.Parse(schema);

        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(marked.Utf8));

        Assert.Equal(
            (pointer, marked.Offset, marked.Length, marked.Line, marked.Column),
            (exception.Pointer, exception.Offset, exception.Length, exception.Line, exception.Column));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void A_value_one_level_too_deep_has_its_own_pointer(string open, string close)
    {
        string schema = string.Concat(Enumerable.Repeat(open, 300)) + "1" + string.Concat(Enumerable.Repeat(close, 300));
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(schema));
        Assert.Equal((257 * open.Length, 257), ((int)exception.Offset, exception.Pointer.Count(c => c == '/')));
    }

    // The same convention for pointers as for payloads, compared with the engine.
    [Fact]
    public void Schemas_and_payloads_with_the_same_wrong_byte_are_rejected_at_the_same_location()
    {
        Contract anything = Contract.Load("{}");
        byte[] text = "{\"a\":[1,{\"b\":null},\"x\\n\"],\"c\":{},\"d\":-1.5e3}"u8.ToArray();
        int rejected = 0;
        for (int i = 0; i < text.Length; i++)
        {
            foreach (byte b in "\"{}[]:,0x\\ \n"u8)
            {
                byte[] mutant = [.. text];
                mutant[i] = b;
                ContractValidationResult result = anything.Validate(mutant, new ValidationOptions { DuplicateNames = RuleSeverity.Off });
                if (result.IsWellFormed) continue;
                rejected++;
                Finding finding = result.Findings[0];
                ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(mutant));
                Assert.Equal(
                    (finding.InstancePointer, finding.Offset, finding.Line, finding.Column, finding.Message),
                    (exception.Pointer, exception.Offset, exception.Line, exception.Column, exception.Reason));
            }
        }

        Assert.True(rejected > 100);
    }

    [Fact]
    public void The_cost_of_the_pointer_of_a_deep_error_is_linear_in_its_length()
    {
        long Allocated(int nameLength)
        {
            string schema = string.Concat(Enumerable.Repeat("{\"" + new string('n', nameLength) + "\":", 200)) + "x";
            Assert.Throws<ContractLoadException>(() => Contract.Load(schema));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<ContractLoadException>(() => Contract.Load(schema));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The pointer has 200 names; composing it level by level would write 20,000.
        Assert.InRange(Allocated(10_000), 1, 40 * 200 * 10_000L);
    }
}
