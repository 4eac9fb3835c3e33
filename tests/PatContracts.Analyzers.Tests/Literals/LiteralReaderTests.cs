using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Literals;

namespace PatContracts.Analyzers.Tests.Literals;

public sealed class LiteralReaderTests
{
    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public void Every_range_of_every_form_is_located_at_its_characters()
    {
        Gen.Select(Json(3), Gen.UInt).Sample(
            (json, seed) =>
            {
                var random = new Random(unchecked((int)seed));
                var forms = new LiteralForms(random);
                string source = forms.Write(json);
                (LiteralText? text, string? constant) = Read(source);
                if (text is null) throw new InvalidOperationException("Not read:\n" + source);
                Assert.Equal(json, text.Value);
                if (constant is not null) Assert.Equal(json, constant);
                Assert.Equal(Encoding.UTF8.GetBytes(json), text.Utf8);

                for (int trial = 0; trial < 8; trial++)
                {
                    (int start, int end) = Fault(json, random);
                    int offset = Encoding.UTF8.GetByteCount(json.AsSpan(0, start));
                    int length = Encoding.UTF8.GetByteCount(json.AsSpan(start, end - start));
                    Assert.Equal(forms.Slice(source, start, end), Located(text, source, offset, length));
                }
            },
            iter: LongRun.Count(80, full: 400));
    }

    [Theory]
    [InlineData("\"ab\\u0063d\"", 2, 1, "\\u0063")]
    [InlineData("\"\\x41g\"", 0, 1, "\\x41")]
    [InlineData("\"\\x0041BC\"", 1, 1, "B")]
    [InlineData("\"\\U0001F600!\"", 0, 4, "\\U0001F600")]
    [InlineData("\"\\U0001F600!\"", 2, 1, "\\U0001F600")]
    [InlineData("\"\\ud83d\\ude00!\"", 0, 4, "\\ud83d\\ude00")]
    [InlineData("@\"a\"\"b\"\"c\"", 1, 3, "\"\"b\"\"")]
    [InlineData("$\"{{1}}\"", 0, 1, "{{")]
    [InlineData("$@\"{{\"\"a\"\"}}\"", 1, 3, "\"\"a\"\"")]
    [InlineData("$\"\"\"{\"x\"}y\"\"\"", 0, 2, "{\"x\"}y")]
    [InlineData("$$\"\"\"{ \"n\": {{12}} }\"\"\"", 7, 2, "12")]
    [InlineData("\"abc\" + \"def\"", 2, 2, "c|d")]
    [InlineData("\"n: \" + 12 + ';'", 3, 2, "12")]
    [InlineData("\"\"", 0, 0, "")]
    [InlineData("nameof(Holder)", 0, 6, "nameof(Holder)")]
    public void A_range_is_located_at(string expression, int offset, int length, string expected)
    {
        string source = $"static class Holder {{ public static string Payload => {expression}; }}";
        LiteralText text = Read(source).Text!;
        Assert.Equal(expected, string.Join('|', text.Locate(offset, length).Select(location => Slice(source, location))));
    }

    [Fact]
    public void Indentation_is_not_part_of_a_raw_literal()
    {
        const string Source = """"
            static class Holder
            {
                public static string Payload => $$"""
                    {
                      "type": "{{Type}}",

                      "id": 7
                    }
                    """;
                private const string Type = "USER";
            }
            """";
        LiteralText text = Read(Source).Text!;
        Assert.Equal("{\n  \"type\": \"USER\",\n\n  \"id\": 7\n}", text.Value);
        Assert.Equal("\"{{Type}}\"", Slice(Source, Assert.Single(text.Locate(text.Value.IndexOf("\"USER", StringComparison.Ordinal), 6))));
        Assert.Equal("USER", Slice(Source, Assert.Single(text.Locate(text.Value.IndexOf("USER", StringComparison.Ordinal), 4))));
        Assert.Equal("7", Slice(Source, Assert.Single(text.Locate(text.Value.IndexOf('7', StringComparison.Ordinal), 1))));
    }

    [Fact]
    public void The_end_of_the_text_is_the_end_of_the_last_literal()
    {
        const string Source = "static class Holder { public static string Payload => \"[1\" + \"2\"; }";
        Location end = Assert.Single(Read(Source).Text!.Locate(3, 0));
        Assert.Equal(Source.LastIndexOf('"'), end.SourceSpan.Start);
        Assert.Equal(0, end.SourceSpan.Length);
    }

    [Fact]
    public void An_unpaired_surrogate_is_not_valid_UTF8()
    {
        LiteralText text = Read("static class Holder { public static string Payload => \"a\\ud800b\"; }").Text!;
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text.Utf8));
        Assert.Equal(5, text.Utf8.Length);
    }

    [Theory]
    [InlineData("Constant")]
    [InlineData("Once")]
    [InlineData("Getter")]
    [InlineData("Holder.Constant")]
    [InlineData("(Constant)")]
    public void A_name_is_resolved_to_its_declaration(string expression)
    {
        string source = $$"""
            static class Holder
            {
                private const string Constant = "[12]";
                private static readonly string Once = "[12]";
                private static string Getter => "[12]";
                public static string Payload => {{expression}};
            }
            """;
        Location location = Assert.Single(Read(source).Text!.Locate(1, 2));
        Assert.Equal("12", Slice(source, location));
        Assert.True(location.SourceSpan.Start < source.IndexOf("Payload", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Changed")]
    [InlineData("Field")]
    [InlineData("Set")]
    [InlineData("string.Concat(Once, Once)")]
    [InlineData("Once.Trim()")]
    [InlineData("$\"{Once,9}\"")]
    [InlineData("$\"{-1}\"")]
    [InlineData("(System.Environment.NewLine == \"\" ? Once : Once)")]
    [InlineData("Cycle")]
    public void Text_that_can_change_is_not_read(string expression)
    {
        string source = $$"""
            static class Holder
            {
                static Holder() => Changed = "[2]";
                private static readonly string Once = "[1]";
                private static readonly string Changed = "[1]";
                private static readonly string Cycle = Cycle;
                private static string Field = "[1]";
                private static string Set { get; set; } = "[1]";
                public static string Payload => {{expression}};
            }
            """;
        Assert.Null(Read(source).Text);
    }

    [Fact]
    public void A_constant_of_another_file_is_located_at_its_use_first()
    {
        const string Use = "static class Holder { public static string Payload => Texts.Json; }";
        const string Declaration = "static class Texts { public const string Json = \"[\" + \"12]\"; }";
        ImmutableArray<Location> locations = Read(Use, Declaration).Text!.Locate(1, 2);
        Assert.Equal(2, locations.Length);
        Assert.Equal("Texts.Json", Slice(Use, locations[0]));
        Assert.Equal("12", Slice(Declaration, locations[1]));
    }

    [Theory]
    [InlineData("\"abc")]
    [InlineData("\"a\\qb\"")]
    [InlineData("\"\"\"abc")]
    [InlineData("\"\\u12\"")]
    [InlineData("@\"abc")]
    [InlineData("$\"{\"")]
    [InlineData("\"\"\"\n   a\n  b\n   \"\"\"")]
    public void Incomplete_literals_are_not_read(string expression)
    {
        string source = $"static class Holder {{ public static string Payload => {expression}; }}";
        Assert.Null(Read(source).Text);
    }

    private static (LiteralText? Text, string? Constant) Read(params string[] sources)
    {
        SyntaxTree[] trees = [.. sources.Select(source => CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken))];
        var compilation = CSharpCompilation.Create(
            "Literals",
            trees,
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        SemanticModel model = compilation.GetSemanticModel(trees[0]);
        PropertyDeclarationSyntax property = trees[0].GetRoot(TestContext.Current.CancellationToken).DescendantNodes()
            .OfType<PropertyDeclarationSyntax>().Single(candidate => candidate.Identifier.ValueText == "Payload");
        ExpressionSyntax expression = property.ExpressionBody!.Expression;
        while (expression is ParenthesizedExpressionSyntax parenthesized) expression = parenthesized.Expression;
        IOperation operation = model.GetOperation(expression, TestContext.Current.CancellationToken)!;
        return (new LiteralReader(null, TestContext.Current.CancellationToken).Read(operation), model.GetConstantValue(expression, TestContext.Current.CancellationToken).Value as string);
    }

    /// <summary>Returns the range of a fault: one character, an empty range or an arbitrary range.</summary>
    private static (int Start, int End) Fault(string json, Random random)
    {
        int start = random.Next(json.Length);
        int end = random.Next(4) switch
        {
            0 => start + 1,
            1 => start,
            _ => start + random.Next(json.Length - start + 1),
        };
        if (start > 0 && char.IsLowSurrogate(json[start])) start--;
        if (end < json.Length && char.IsLowSurrogate(json[end])) end++;
        return (start, Math.Max(start, end));
    }

    private static string Located(LiteralText text, string source, int offset, int length)
    {
        ImmutableArray<Location> locations = text.Locate(offset, length);
        return length == 0
            ? $"{locations[0].SourceSpan.Start}-"
            : string.Concat(locations.Select(location => Slice(source, location)));
    }

    private static string Slice(string source, Location location) => source.Substring(location.SourceSpan.Start, location.SourceSpan.Length);

    internal static Gen<string> Json(int depth)
    {
        Gen<string> text = Gen.OneOf(Gen.Char['a', 'f'], Gen.Char['0', '9'], Gen.OneOf(' ', '{', '}', 'é', '€', '\u2028', '\u0085', '\''))
            .Array[0, 6]
            .Select(characters => new string(characters));
        Gen<string> name = Gen.Select(text, Gen.OneOf("", "", "\\n", "\\\"", "\\u00e9", "\U0001F600", "\\\\"))
            .Select((start, end) => $"\"{start}{end}\"");
        Gen<string> scalar = Gen.OneOf(name, Gen.Int[-99, 99].Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)), Gen.OneOf("true", "null", "1.5e-3"));
        if (depth == 0) return scalar;
        Gen<string> space = Gen.OneOf("", " ", "\n", "\n  ", "\t", "\r\n");
        Gen<string> inner = Json(depth - 1);
        Gen<string> array = Gen.Select(inner.Array[0, 3], space).Select((items, blank) => $"[{blank}{string.Join("," + blank, items)}{blank}]");
        Gen<string> map = Gen.Select(Gen.Select(name, inner).Array[0, 3], space)
            .Select((members, blank) => $"{{{blank}{string.Join("," + blank, members.DistinctBy(member => System.Text.Json.JsonSerializer.Deserialize<string>(member.Item1)).Select(member => $"{member.Item1}:{blank}{member.Item2}"))}{blank}}}");
        return Gen.OneOf(scalar, array, map);
    }
}
