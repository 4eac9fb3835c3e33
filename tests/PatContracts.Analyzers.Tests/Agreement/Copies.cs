using System.Globalization;

namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>Generates methods that copy tokens after filters and guards that test the managed flag or another member.</summary>
internal sealed class Copies(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>The tokens that pass a filter or guard.</summary>
    private enum Passing
    {
        All,
        Managed,
        Unmanaged,
    }

    /// <summary>Generates a class with a method <c>M</c> that returns copies of some of its tokens.</summary>
    public string Class(int number)
    {
        Passing passing = (Passing)_random.Next(3);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            public static class G{{number}}
            {
                public static IEnumerable<GetPat> M(IEnumerable<GetPat> all)
                {
                    {{Body(passing)}}
                }

                private static bool IsManaged(GetPat token) => token.Managed;
                private static bool IsPersonal(GetPat token) => !token.Managed;
                private static bool HasName(GetPat token) => token.Name != "";
            }

            """);
    }

    private string Body(Passing passing)
    {
        switch (_random.Next(8))
        {
            case 0:
                return $"return all{Where(passing)}.Select(t => {Copy(passing)});";
            case 1:
                return $"return from t in all where {Test(passing)} {Pick("", "let name = t.Name ", "orderby t.Created ")}select {Copy(passing)};";
            case 2:
                return $"foreach (var t in all{Where(passing)}{Pick("", ".ToList()", ".OrderBy(o => o.Name)")}) {{ {Return(passing)} }}";
            case 3:
                return $"foreach (var t in all) {{ if (!({Test(passing)})) continue; {Return(passing)} }}";
            case 4:
                return $"foreach (var t in all) {{ if ({Test(passing)}) {{ {Return(passing)} }} }}";
            case 5:
                return $"foreach (var t in all) {{ if (!({Test(passing)})) throw new InvalidOperationException(); {Return(passing)} }}";
            case 6:
                return $"var chosen = all{Where(passing)}; foreach (var t in chosen) {{ {Return(passing)} }}";
            default:
                return $"var list = new List<GetPat>(); foreach (var t in all{Where(passing)}) {{ list.Add({Copy(passing)}); }} return list;";
        }
    }

    private string Where(Passing passing) => passing switch
    {
        Passing.All => Pick("", ".Where(w => w.Name != \"\")", ".Where(HasName)"),
        Passing.Managed => Pick(".Where(w => w.Managed)", ".Where(IsManaged)", ".Where(w => w.Managed && w.Name != \"\")", ".Where(w => w is { Managed: true })"),
        _ => Pick(".Where(w => !w.Managed)", ".Where(IsPersonal)", ".Where(w => !w.Managed && w.Name != \"\")", ".Where(w => w.Managed == false)", ".Where(w => w.Name != \"\").Where(w => !w.Managed)"),
    };

    private string Test(Passing passing) => passing switch
    {
        Passing.All => Pick("t.Name != \"\"", "t.Created.Year > 0", "HasName(t)"),
        Passing.Managed => Pick("t.Managed", "t.Managed == true", "t is { Managed: true }", "t.Managed && t.Name != \"\"", "IsManaged(t)"),
        _ => Pick("!t.Managed", "t.Managed == false", "t is { Managed: false }", "t.Managed != true", "!t.Managed && t.Name != \"\"", "IsPersonal(t)"),
    };

    private string Return(Passing passing)
    {
        if (_random.Next(3) > 0) return $"yield return {Copy(passing)};";
        string flag = Flag(passing);
        return "var copy = new GetPat { Id = t.Id, Name = t.Name }; copy.Scope = t.Scope; copy.Owner = t.Owner; copy.Created = t.Created; "
            + (flag.Length == 0 ? "" : $"copy.Managed = {flag}; ") + "yield return copy;";
    }

    private string Copy(Passing passing)
    {
        if (_random.Next(8) == 0) return "t with { Name = \"copy\" }";
        string flag = Flag(passing);
        return "new GetPat { Id = t.Id, Name = t.Name, Scope = t.Scope, Owner = t.Owner, Created = t.Created" + (flag.Length == 0 ? "" : $", Managed = {flag}") + " }";
    }

    /// <summary>The value of the copy's flag; empty to omit it. A constant may be intended unless all tokens that pass have the other value.</summary>
    private string Flag(Passing passing) => passing == Passing.All
        ? Pick("", "t.Managed", "!t.Managed", "t.Managed == false", "t.Managed ? false : true", "t.Managed == true")
        : Pick("", "", "t.Managed", "!t.Managed", "true", "false");

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
