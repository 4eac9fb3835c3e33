using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Realistic;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Fuzz;

/// <summary>Generates methods with nested constructs that compile.</summary>
internal sealed class FuzzProject(int seed)
{
    private const string Parameters = "bool a, int n, string? s, GetPat? p, GetPat[] all, AccessToken q, Func<string> f, Dictionary<string, GetPat> map, IAsyncEnumerable<GetPat> stream, DateTimeOffset at";
    private const string Arguments = "a, n, s, p, all, q, f, map, stream, at";

    private const string Support = """
        namespace Acme;

        [ContractModel("v3")]
        public struct ValueToken
        {
            public string Id { get; set; }
            public string Name { get; set; }
            public string[]? Scope { get; set; }
            public PatOwner Owner { get; set; }
            public DateTimeOffset Created { get; set; }
            public bool Managed { get; set; }
        }

        [ContractModel("v3")]
        public sealed class ListToken
        {
            public string Id { get; set; } = null!;
            public string Name { get; set; } = null!;
            public List<string> Scope { get; } = [];
            public Dictionary<string, string> Owner { get; } = [];
            public DateTimeOffset Created { get; set; }
        }

        public sealed class Holder
        {
            public object? Value { get; set; }
            public Holder Inner { get; } = new Holder();
            public Action? Act { get; set; }
        }

        public record Node(object? Value)
        {
            public GetPat? Token { get; init; }
        }

        public abstract class Body
        {
            protected static object? Same(object? value) => value;
            protected static Task Delete(string id) => Task.CompletedTask;
            protected static T Make<T>() where T : GetPat, new() { var made = new T { Id = "1" }; Fill(made); return made; }
            protected static GetPat Fill(GetPat token) { token.Name = token.Id; if (token.Managed) Fill(token); else token.Managed = false; return token; }
            protected static bool Try(out GetPat token) { token = new GetPat { Name = "n" }; return token.Managed; }
        }
        """;

    private readonly Random _random = new(seed);
    private int _numbers;

    /// <summary>Nests each construct directly in every construct that permits it, in methods of all kinds.</summary>
    public IEnumerable<string> Pairs()
    {
        foreach (Construct outer in Construct.Statements)
        {
            foreach (Construct inner in Construct.Statements) yield return Class([outer, inner], [Pick(Construct.Expressions)]);
        }

        foreach (Construct outer in Construct.Expressions)
        {
            foreach (Construct inner in Construct.Expressions) yield return Class([Pick(Construct.Statements)], [outer, inner]);
        }
    }

    /// <summary>Nests three random constructs.</summary>
    public IEnumerable<string> Random(int count) => Enumerable.Range(0, count).Select(_ => Class(
        [Pick(Construct.Statements), Pick(Construct.Statements), Pick(Construct.Statements)],
        [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Pick(Construct.Expressions))]));

    /// <summary>Compiles classes together with the types that they use.</summary>
    public static CSharpCompilation Compile(IEnumerable<string> classes) => RealisticProject
        .Of([], variants: 0)
        .Compile()
        .AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(Support, TestProject.ParseOptions, "Support.cs"),
            CSharpSyntaxTree.ParseText("namespace Acme;\n\n" + string.Join('\n', classes), TestProject.ParseOptions, "Classes.cs"));

    private string Class(Construct[] statements, Construct[] expressions)
    {
        _numbers++;
        string name = string.Create(CultureInfo.InvariantCulture, $"C{_numbers}");
        return _random.Next(9) switch
        {
            0 => $"public class {name} : Body {{ public async Task<object?> M({Parameters}) {{ await Task.Yield(); {Body(statements, expressions, Permissions.Return | Permissions.Await)} return t; }} }}",
            1 => $"public class {name} : Body {{ public IEnumerable<object?> M({Parameters}) {{ {Body(statements, expressions, Permissions.Yield)} yield return t; }} }}",
            2 => $"public class {name} : Body {{ public async IAsyncEnumerable<object?> M({Parameters}) {{ await Task.Yield(); {Body(statements, expressions, Permissions.Yield | Permissions.Await)} yield return t; }} }}",
            3 => $"public class {name} : Body {{ private readonly GetPat _t; public {name}({Parameters}) {{ {Body(statements, expressions, Permissions.None)} _t = t; }} public GetPat T => _t; }}",
            4 => $"public class {name}({Parameters}) : Body {{ private int _n; public object? T {{ get {{ {Body(statements, expressions, Permissions.Return)} return t; }} set {{ p = value as GetPat; _n = n; }} }} }}",
            5 => $"public class {name} : Body {{ public static readonly Func<bool, int, string?, GetPat?, GetPat[], AccessToken, Func<string>, Dictionary<string, GetPat>, IAsyncEnumerable<GetPat>, DateTimeOffset, object?> F = ({Arguments}) => {{ {Body(statements, expressions, Permissions.Return)} return t; }}; }}",
            6 => $"public class {name} : Body {{ public object? M({Parameters}) {{ return Inner({Arguments}); object? Inner({Parameters}) {{ {Body(statements, expressions, Permissions.Return)} return t; }} }} }}",
            7 => $"public record {name}({Parameters}) {{ public Func<GetPat, object?> Of => t => {Expression(expressions, Permissions.None)}; private static object? Same(object? value) => value; private static Task Delete(string id) => Task.CompletedTask; private static T Make<T>() where T : GetPat, new() => new(); private static GetPat Fill(GetPat token) => token; private static bool Try(out GetPat token) {{ token = new(); return true; }} }}",
            _ => $"public class {name} : Body {{ public object? M({Parameters}) {{ {Body(statements, expressions, Permissions.Return)} return t; }} }}",
        };
    }

    private string Body(Construct[] statements, Construct[] expressions, Permissions permissions)
    {
        string creation = _random.Next(4) switch
        {
            0 => "new GetPat()",
            1 => "p ?? new GetPat { Id = \"0\" }",
            2 => "new GetPat { Id = \"0\", Name = \"n\", Scope = null, Owner = new PatOwner(), Managed = false }",
            _ => "Make<GetPat>()",
        };
        return $"var t = {creation}; {Statement(statements, expressions, permissions)}";
    }

    private string Statement(ReadOnlySpan<Construct> statements, Construct[] expressions, Permissions permissions)
    {
        if (statements is [var construct, .. var rest])
        {
            if (!construct.Fits(permissions)) return Statement(rest, expressions, permissions);
            return Numbered(construct.Text).Replace("@", Statement(rest, expressions, construct.Inside(permissions)), StringComparison.Ordinal);
        }

        string value = Expression(expressions, permissions);
        return _random.Next(5) switch
        {
            0 when permissions.HasFlag(Permissions.Return) => $"if (n > 7) return {value};",
            1 when permissions.HasFlag(Permissions.Yield) => $"yield return {value};",
            2 => $"_ = {value}; t.Managed = a; t.Name = \"n\";",
            3 => $"Same({value}); if (t.Managed) t.Managed = false;",
            _ => $"Same({value});",
        };
    }

    private string Expression(ReadOnlySpan<Construct> expressions, Permissions permissions)
    {
        if (expressions is not [var construct, .. var rest]) return Numbered(Pick(Construct.Leaves).Text);
        if (!construct.Fits(permissions)) return Expression(rest, permissions);
        Permissions inside = construct.Text.Contains("=>", StringComparison.Ordinal) || construct.Text.Contains("from ", StringComparison.Ordinal)
            ? Permissions.None
            : permissions;
        return Numbered(construct.Text).Replace("@", Expression(rest, inside), StringComparison.Ordinal);
    }

    private string Numbered(string text) => text.Replace("#", (++_numbers).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private Construct Pick(IReadOnlyList<Construct> constructs) => constructs[_random.Next(constructs.Count)];
}
