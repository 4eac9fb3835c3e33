using System.Globalization;
using System.Text;

namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>
/// Generates methods that construct a token as developers do. Every method has the parameters <c>a</c>, <c>b</c>, <c>c</c>, which it may test any number
/// of times, and <c>d</c>, <c>e</c>, which it passes to helpers and loops at most once, because the analyzer does not relate a test in a called method to a
/// test in the caller.
/// </summary>
internal sealed class Constructions(int seed) : IConstructions
{
    /// <summary>The model, with a comment where further setters can be inserted.</summary>
    public const string TokenModel = """
        #nullable enable
        namespace Generated;

        public sealed class Assigned : System.Collections.Generic.Dictionary<string, object?>
        {
            public Assigned() { }
            public Assigned(Assigned other) : base(other) { }
        }

        [PatContracts.ContractModel("v3")]
        public record Token : PatContracts.Analyzers.Tests.Agreement.IRecorded
        {
            private readonly Assigned _assigned = new();
            private string? _id, _name;
            private string[]? _scope;
            private Owner? _owner;
            private System.DateTimeOffset _created;
            private bool _managed;
            public Token() { }
            public Token(string id, string name) { Id = id; Name = name; }
            protected Token(Token other)
            {
                _assigned = new(other._assigned);
                (_id, _name, _scope, _owner, _created, _managed) = (other._id, other._name, other._scope, other._owner, other._created, other._managed);
            }

            System.Collections.Generic.IReadOnlyDictionary<string, object?> PatContracts.Analyzers.Tests.Agreement.IRecorded.Assigned => _assigned;
            public string Id { get => _id!; set { _assigned["id"] = _id = value; } }
            public string Name { get => _name!; set { _assigned["name"] = _name = value; } }
            public string[]? Scope { get => _scope; set { _assigned["scope"] = _scope = value; } }
            public Owner Owner { get => _owner!; set { _assigned["owner"] = _owner = value; } }
            public System.DateTimeOffset Created { get => _created; set { _assigned["created"] = _created = value; } }
            public bool Managed { get => _managed; set { _assigned["managed"] = _managed = value; } }
            /* setters */
        }

        public record Owner : PatContracts.Analyzers.Tests.Agreement.IRecorded
        {
            private readonly Assigned _assigned = new();
            private string? _name;
            public Owner() { }
            protected Owner(Owner other) { _assigned = new(other._assigned); _name = other._name; }
            System.Collections.Generic.IReadOnlyDictionary<string, object?> PatContracts.Analyzers.Tests.Agreement.IRecorded.Assigned => _assigned;
            public string? Name { get => _name; set { _assigned["name"] = _name = value; } }
        }
        """;

    private static readonly string[] Members = ["Id", "Name", "Scope", "Owner", "Created"];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _helpers = new();
    private int _names;
    private bool _dUsed;
    private bool _eUsed;

    public string Model => TokenModel;

    public string Group(int number)
    {
        (_names, _dUsed, _eUsed) = (0, false, false);
        _helpers.Clear();
        string body = Body();
        return string.Create(CultureInfo.InvariantCulture, $$"""
            public static class G{{number}}
            {
                public static object? M(bool a, bool b, bool c, bool d, bool e)
                {
            {{body}}
                }

            {{_helpers}}
            }

            """);
    }

    private string Body()
    {
        string creation = Creation(out bool isFactory);
        var lines = new StringBuilder();
        if (Chance(12) && !isFactory)
        {
            lines.AppendLine(CultureInfo.InvariantCulture, $"        {Show(creation)}");
            return lines.ToString();
        }

        lines.AppendLine(CultureInfo.InvariantCulture, $"        Token t = {creation};");
        string[] missing = [.. Members.Where(_ => Chance(55))];
        bool hasAlias = Chance(15);
        if (hasAlias) lines.AppendLine("        Token u = t;");
        foreach (string member in missing) Assign(lines, member, hasAlias && Chance(40) ? "u" : "t", 2);
        if (Chance(15)) Assign(lines, Pick(Members), "t", 2);
        bool isShownEarly = Chance(12);
        if (isShownEarly) lines.AppendLine(CultureInfo.InvariantCulture, $"        if ({Test()}) {Show("t")}");
        if (Chance(25)) Assign(lines, Pick(Members), "t", 2);
        if (!isShownEarly && Chance(20))
        {
            // Only one object of a method escapes: the copy or its source.
            lines.AppendLine(CultureInfo.InvariantCulture, $"        return t with {{ {Assignments(Subset(30))} }};");
        }
        else
        {
            lines.AppendLine(CultureInfo.InvariantCulture, $"        {Show("t")}");
        }

        return lines.ToString();
    }

    private string Show(string value) => Chance(30) ? $"{{ Recorder.Take({value}); return null; }}" : $"return {value};";

    private string Creation(out bool isFactory)
    {
        isFactory = false;
        switch (_random.Next(10))
        {
            case 0:
                return "System.Activator.CreateInstance<Token>()";
            case 1:
                isFactory = true;
                return Factory() + "()";
            case 2:
                isFactory = true;
                return $"{Factory()}() with {{ {Assignments(Subset(50))} }}";
            case 3:
                return $"new Token({Value("Id")}, {Value("Name")}) {{ {Assignments(Subset(60))} }}";
            case 4:
                return "new Token()";
            default:
                return $"new Token {{ {Assignments(Subset(75))} }}";
        }
    }

    private string Factory()
    {
        string name = "Make" + _names++;
        _helpers.AppendLine(CultureInfo.InvariantCulture, $"    private static Token {name}() => new() {{ {Assignments(Subset(60), canBeNull: false)} }};");
        return name;
    }

    /// <summary>Assigns a member in one of many forms, on at least one path.</summary>
    private void Assign(StringBuilder lines, string member, string target, int depth)
    {
        string pad = new(' ', 8);
        string assignment = $"{target}.{member} = {Value(member)};";
        switch (_random.Next(depth > 0 ? 17 : 3))
        {
            case 3:
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}if ({Test()}) {assignment}");
                break;
            case 4 or 5:
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}if ({Test()}) {{");
                Assign(lines, member, target, depth - 1);
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}}} else {{");
                Assign(lines, Chance(70) ? member : Pick(Members), target, depth - 1);
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}}}");
                break;
            case 6:
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}switch (b) {{ case true: {assignment} break; default: {(Chance(50) ? assignment : "")} break; }}");
                break;
            case 7:
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}try {{ {(_eUsed ? "" : "Throw(e); ")}{assignment} }} catch (System.InvalidOperationException) {{ {(Chance(50) ? assignment : "")} }}");
                if (!_eUsed) _helpers.AppendLine("    private static void Throw(bool e) { if (e) throw new System.InvalidOperationException(); }");
                _eUsed = true;
                break;
            case 8:
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}try {{ if ({Test()}) System.GC.KeepAlive(null); }} finally {{ {assignment} }}");
                break;
            case 9 when !_dUsed:
                _dUsed = true;
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}for (bool again = d; again; again = false) {{ {assignment} }}");
                break;
            case 10 when !_eUsed:
                _eUsed = true;
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}{Helper(member, isConditional: true)}({target}, e);");
                break;
            case 11 or 12:
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}{Helper(member, isConditional: false)}({target}, e);");
                break;
            case 13:
                string local = "Local" + _names++;
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}void {local}() {{ {(Chance(30) ? $"if ({Test()}) " : "")}{assignment} }}");
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}{local}();");
                break;
            case 14:
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}({target}.{member}, {target}.Managed) = ({Value(member)}, {Test()});");
                break;
            case 15 when member is "Id" or "Name":
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}{target}.{member} ??= {Value(member)};");
                break;
            case 16:
                lines.AppendLine(CultureInfo.InvariantCulture, $"{pad}{target}.{member} = {Test()} ? {Value(member)} : {Value(member)};");
                break;
            default:
                lines.AppendLine(pad + assignment);
                break;
        }
    }

    private string Helper(string member, bool isConditional)
    {
        string name = "Fill" + _names++;
        string condition = isConditional ? "if (e) " : "";
        _helpers.AppendLine(CultureInfo.InvariantCulture, $"    private static void {name}(Token token, bool e) {{ {condition}token.{member} = {Value(member, canBeNull: false)}; }}");
        return name;
    }

    private string Test() => Pick(["a", "b", "c", "!a", "!b", "!c", "a && b", "b || c", "a == false", "!(a && c)"]);

    private string Value(string member, bool canBeNull = true)
    {
        bool isNull = canBeNull && Chance(12);
        return member switch
        {
            "Id" or "Name" => isNull ? "null!" : "\"x\"",
            "Scope" => Chance(40) ? "null" : "new[] { \"s\" }",
            "Owner" => isNull ? "null!" : Chance(50) ? "new Owner()" : "new Owner { Name = \"o\" }",
            _ => "System.DateTimeOffset.UnixEpoch",
        };
    }

    private string Assignments(string[] members, bool canBeNull = true) =>
        string.Join(", ", members.Select(member => $"{member} = {Value(member, canBeNull)}"));

    private string[] Subset(int percent) => [.. Members.Where(_ => Chance(percent))];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
