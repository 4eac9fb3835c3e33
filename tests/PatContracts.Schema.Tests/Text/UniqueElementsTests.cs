using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class UniqueElementsTests
{
    [Theory]
    [InlineData("[]", -1)]
    [InlineData("[1]", -1)]
    [InlineData("[1,2,1.0]", 2)]
    [InlineData("[\"a\",\"\\u0061\"]", 1)]
    [InlineData("[1,true,\"1\",null,false,0]", -1)]
    [InlineData("[[1],[1.0],[1]]", 1)]
    [InlineData("[{\"a\":1,\"b\":2},3,{\"b\":2,\"a\":1}]", 2)]
    [InlineData("[1,2,3,4,5,6,7,8,9,10,11,12]", -1)]
    [InlineData("[1,2,3,4,5,6,7,8,9,10,11,12,9e0,2]", 12)]
    [InlineData("[0,1,2,3,4,5,6,7,8,9,{\"b\":[],\"a\":null},{\"a\":null,\"b\":[]},0]", 11)]
    public void The_first_element_that_equals_an_earlier_one_is_found(string array, int expected) => Assert.Equal(expected, FindFirst(array));

    [Fact]
    public void Duplicates_are_found_among_many()
    {
        string[] elements = [.. Enumerable.Range(0, 50_000).Select(i => $"{{\"id\":{i}}}")];
        Assert.Equal(-1, FindFirst("[" + string.Join(',', elements) + "]"));
        elements[49_000] = "{ \"id\" : 12.0 }";
        Assert.Equal(49_000, FindFirst("[" + string.Join(',', elements) + "]"));
        Assert.Equal(1, FindFirst("[" + string.Join(',', Enumerable.Repeat("\"same\"", 50_000)) + "]"));
    }

    [Fact]
    public void Finding_duplicates_agrees_with_trying_every_pair() =>
        RandomJson.Value.Array[0, 30].Sample(values =>
        {
            int expected = -1;
            for (int i = 1; i < values.Length && expected < 0; i++)
            {
                for (int earlier = 0; earlier < i; earlier++)
                {
                    if (JsonEquality.AreEqual(Utf8(Json(values[i])), Utf8(Json(values[earlier])))) expected = i;
                }
            }

            return FindFirst("[" + string.Join(',', values.Select(Json)) + "]") == expected;
        });

    [Fact]
    public void Few_scalars_are_compared_without_allocating()
    {
        byte[] array = "[1,2,\"three\",4.5,null]"u8.ToArray();
        int[] offsets = [1, 2, 3, 4, 5, 12, 13, 16, 17, 21];
        UniqueElements.FindFirst(array, offsets);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int found = UniqueElements.FindFirst(array, offsets);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(-1, found);
    }

    private static int FindFirst(string array)
    {
        byte[] utf8 = Utf8(array);
        var offsets = new List<int>();
        int position = 1;
        while (JsonCursor.MoveNext(utf8, ref position))
        {
            offsets.Add(position);
            position = JsonCursor.ValueEnd(utf8, position);
            offsets.Add(position);
        }

        return UniqueElements.FindFirst(utf8, offsets.ToArray());
    }

    private static string Json(JsonNode? value) => value is null ? "null" : value.ToJsonString();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
