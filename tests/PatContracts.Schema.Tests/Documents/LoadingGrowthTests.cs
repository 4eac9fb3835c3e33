using System.Globalization;
using Xunit;

namespace PatContracts.Schema.Tests.Documents;

/// <summary>Loading takes work proportional to the document. Work is measured by allocation, which does not depend on the machine.</summary>
public sealed class LoadingGrowthTests
{
    private const int Smallest = 2_000;

    private static readonly Dictionary<string, Func<int, string>> Schemas = new(StringComparer.Ordinal)
    {
        ["references into one object"] = n => $$"""{"$defs":{{Members(n, i => $"\"d{i}\":{{\"type\":\"integer\"}}")}},"properties":{{Members(n, i => $"\"p{i}\":{{\"$ref\":\"#/$defs/d{i}\"}}")}}}""",
        ["references from an array"] = n => $$"""{"$defs":{{Members(n, i => $"\"d{i}\":{{\"type\":\"integer\"}}")}},"allOf":[{{Elements(n, i => $"{{\"$ref\":\"#/$defs/d{i}\"}}")}}]}""",
        ["references to anchors"] = n => $$"""{"$defs":{{Members(n, i => $"\"d{i}\":{{\"$anchor\":\"a{i}\"}}")}},"properties":{{Members(n, i => $"\"p{i}\":{{\"$ref\":\"#a{i}\"}}")}}}""",
        ["references to resources"] = n => $$"""{"$id":"http://h/","$defs":{{Members(n, i => $"\"d{i}\":{{\"$id\":\"r{i}\"}}")}},"properties":{{Members(n, i => $"\"p{i}\":{{\"$ref\":\"r{i}\"}}")}}}""",
        ["references to one large schema"] = n => $$"""{"$defs":{"d":{{Members(n, i => $"\"x-{i}\":1")}}},"properties":{{Members(n, i => $"\"p{i}\":{{\"$ref\":\"#/$defs/d\"}}")}}}""",
        ["dynamic references"] = n => $$"""{"$id":"http://h/","$defs":{{Members(n, i => $"\"d{i}\":{{\"$dynamicAnchor\":\"a{i}\"}}")}},"properties":{{Members(n, i => $"\"p{i}\":{{\"$dynamicRef\":\"#a{i}\"}}")}}}""",
        ["unused definitions"] = n => $$"""{"not":{},"$defs":{{Members(n, i => $"\"d{i}\":{{\"$ref\":\"#/not\",\"title\":\"t\"}}")}}}""",
        ["references chained through allOf"] = n => $$$"""{"$defs":{{{{Elements(n, i => $"\"d{i}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/d{i + 1}\"}}]}}")}}},"d{{{n}}}":{}},"$ref":"#/$defs/d0"}""",
        ["required names"] = n => $$"""{"required":[{{Elements(n, i => $"\"p{i}\"")}}]}""",
        ["required names, all the same"] = n => $$"""{"not":{ "required":[{{Elements(n, _ => "\"p\"")}}]} }""",
        ["unknown keywords"] = n => Members(n, i => $"\"x-{i}\":1"),
        ["constants"] = n => $$"""{"enum":[{{Elements(n, i => $"{{\"a\":{i}}}")}}]}""",
        ["dependent names"] = n => $$"""{"dependentRequired":{{Members(n, i => $"\"p{i}\":[\"q\"]")}}}""",
        ["patterns"] = n => $$"""{"patternProperties":{{Members(n, i => $"\"^p{i}$\":{{\"pattern\":\"^a[bc]$\"}}")}}}""",
    };

    public static TheoryData<string> Names => [.. Schemas.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loading_is_linear_in_the_document(string name)
    {
        // The metaschema requires distinct names, so these are measured without it.
        bool check = !name.EndsWith("all the same", StringComparison.Ordinal);
        Allocated(Schemas[name](Smallest), check);
        double[] work = [.. ((int[])[1, 2, 4]).Select(times => (double)Allocated(Schemas[name](times * Smallest), check))];
        // Tables double their size, so a step may cost slightly more than twice the previous one. Quadratic work would cost four times as much.
        Assert.True(work[1] / work[0] < 2.8 && work[2] / work[1] < 2.8, string.Join(" ", work.Select(bytes => bytes.ToString("N0", CultureInfo.InvariantCulture))));
    }

    // Allocation does not show the cost of searching. A linear search among ten thousand names for each of ten thousand references would take a minute.
    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public void Very_many_references_load()
    {
        foreach (string name in (string[])["references into one object", "references to one large schema", "dynamic references", "required names"])
        {
            Assert.True(Contract.Load(Schemas[name](LongRun.Count(30_000, full: 100_000)), new ContractLoadOptions { CheckMetaschema = false }).IsValid("1"));
        }
    }

    [Fact]
    public void References_to_references_end_or_are_rejected()
    {
        Assert.False(Contract.Load(Chain(256)).IsValid("true"));
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(Chain(100_000)));
        Assert.Contains("longer than 256", exception.Reason, StringComparison.Ordinal);
        Assert.StartsWith("/$defs/d", exception.Pointer, StringComparison.Ordinal);

        static string Chain(int n) =>
            $$$"""{"$defs":{{{{Elements(n - 1, i => $"\"d{i}\":{{\"$ref\":\"#/$defs/d{i + 1}\"}}")}}},"d{{{n - 1}}}":{"type":"integer"}},"$ref":"#/$defs/d0"}""";
    }

    [Fact]
    public void Multiplying_dynamic_scopes_are_rejected()
    {
        // Each of n resources has an anchor and leads to the next: n scopes of up to n anchors.
        const int Count = 5_000;
        string schema = $$"""{"$defs":{{Members(Count, i => $"\"d{i}\":{{\"$id\":\"http://h/{i}\",\"$dynamicAnchor\":\"a{i}\",\"properties\":{{\"x\":{{\"$ref\":\"http://h/{(i + 1) % Count}\"}}}}}}")}},"$ref":"http://h/0"}""";
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(schema));
        Assert.Contains("expands", exception.Reason, StringComparison.Ordinal);
    }

    private static long Allocated(string schema, bool check)
    {
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(schema);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Contract.Load(utf8, new ContractLoadOptions { CheckMetaschema = check });
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Members(int count, Func<int, string> member) => "{" + Elements(count, member) + "}";

    private static string Elements(int count, Func<int, string> element) => string.Join(",", Enumerable.Range(0, count).Select(element));
}
