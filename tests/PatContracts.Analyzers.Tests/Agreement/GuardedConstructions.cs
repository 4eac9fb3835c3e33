using System.Globalization;
using System.Text;

namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>
/// Generates methods that construct a token after guards, with exception filters, and with setters that assign another member. A parameter is tested again
/// only after a guard that determines its value, so that the second test has one outcome.
/// </summary>
internal sealed class GuardedConstructions(int seed) : IConstructions
{
    private const string Helpers = """
            [System.Diagnostics.CodeAnalysis.DoesNotReturn]
            private static void Fail() => throw new System.InvalidOperationException();
            private static void Ensure([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool condition) { if (!condition) throw new System.InvalidOperationException(); }
            private static T Required<T>([System.Diagnostics.CodeAnalysis.NotNull] T? value) where T : class => value ?? throw new System.ArgumentNullException();
            private static void Throw(bool condition) { if (condition) throw new System.IO.IOException(); }
            private static string? Text(bool isThere) => isThere ? "x" : null;
        """;

    private static readonly string[] Members = ["Id", "Name", "Scope", "Owner", "Created"];

    private readonly Random _random = new(seed);
    private readonly Queue<string> _untested = [];
    private readonly List<string> _true = [];
    private bool _isTextTested;

    /// <summary>The model of <see cref="Constructions"/>, with additional properties that set other members.</summary>
    public string Model => Constructions.TokenModel.Replace(
        "/* setters */",
        """
        [System.Text.Json.Serialization.JsonIgnore] public string Title { get => Name; set => Name = value; }
            [System.Text.Json.Serialization.JsonIgnore] public string Key { set { Id = value; } }
            [System.Text.Json.Serialization.JsonIgnore] public (string Id, string Name) Naming { set => (Id, Name) = value; }
            [System.Text.Json.Serialization.JsonIgnore] public string OwnerName { get => Owner.Name!; set => Owner = new Owner { Name = value }; }
        """,
        StringComparison.Ordinal);

    public string Group(int number)
    {
        _isTextTested = false;
        _true.Clear();
        _untested.Clear();
        string[] parameters = ["a", "b", "c", "d", "e"];
        _random.Shuffle(parameters);
        foreach (string parameter in parameters) _untested.Enqueue(parameter);

        var lines = new StringBuilder();
        if (Chance(40)) Guard(lines);
        lines.AppendLine(CultureInfo.InvariantCulture, $"        Token t = new Token {{ {string.Join(", ", Members.Where(_ => Chance(45)).Select(Initial))} }};");
        if (Chance(50)) Guard(lines);
        foreach (string member in Members.Where(_ => Chance(60))) Assign(lines, member);
        if (Chance(20)) Guard(lines);
        if (Chance(40)) Assign(lines, Pick(Members));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            public static class G{{number}}
            {
                public static object? M(bool a, bool b, bool c, bool d, bool e)
                {
            {{lines}}        return t;
                }

            {{Helpers}}
            }

            """);
    }

    /// <summary>Adds a guard after which the value of a parameter is known.</summary>
    private void Guard(StringBuilder lines)
    {
        if (!_untested.TryDequeue(out string? parameter)) return;
        _true.Add(parameter);
        lines.AppendLine("        " + Pick(
            $"if (!{parameter}) return null;",
            $"if ({parameter} == false) {{ return null; }}",
            $"if (!{parameter}) throw new System.InvalidOperationException();",
            $"if (!{parameter}) Fail();",
            $"Ensure({parameter});",
            $"if ({parameter}) {{ }} else {{ return null; }}"));
    }

    private void Assign(StringBuilder lines, string member)
    {
        string assignment = Assignment(member);
        switch (_random.Next(9))
        {
            case 0 when _untested.TryDequeue(out string? parameter):
                lines.AppendLine(CultureInfo.InvariantCulture, $"        if ({Pick("", "!")}{parameter}) {assignment}");
                break;
            case 1 when _true.Count > 0:
                lines.AppendLine(CultureInfo.InvariantCulture, $"        if ({Pick([.. _true])}) {assignment}");
                break;
            case 2 when _true.Count > 0:
                lines.AppendLine(CultureInfo.InvariantCulture, $"        if (!{Pick([.. _true])}) {assignment}");
                break;
            case 3 when _untested.Count > 1:
                lines.AppendLine(CultureInfo.InvariantCulture, $"        try {{ Throw({_untested.Dequeue()}); {assignment} }} catch (System.IO.IOException) when ({_untested.Dequeue()}) {{ {Pick(assignment, "")} }}");
                break;
            case 4 when _untested.TryDequeue(out string? parameter):
                lines.AppendLine(CultureInfo.InvariantCulture, $"        try {{ Throw({parameter}); {assignment} }} catch (System.IO.IOException) {{ {Pick("throw;", "Fail();", "return null;", assignment)} }}");
                break;
            case 5 when !_isTextTested && _untested.TryDequeue(out string? parameter):
                // Only once in a method: the analyzer must assume that the results of two calls of one helper are related.
                _isTextTested = true;
                lines.AppendLine(CultureInfo.InvariantCulture, $"        string? text = Text({parameter});");
                lines.AppendLine("        " + Pick(
                    "if (text is null) return null;",
                    "System.ArgumentNullException.ThrowIfNull(text);",
                    "System.ArgumentException.ThrowIfNullOrEmpty(text);",
                    "Required(text);",
                    ""));
                lines.AppendLine(CultureInfo.InvariantCulture, $"        if (text {Pick("is not null", "!= null", "is { }")}) {assignment}");
                break;
            case 6:
                lines.AppendLine("        " + (member switch
                {
                    "Created" => "if (t.Created == default) t.Created = System.DateTimeOffset.UnixEpoch;",
                    "Id" or "Name" => Pick($"if (string.IsNullOrEmpty(t.{member})) t.{member} = \"x\";", $"t.{member} ??= \"x\";", $"if (t.{member} is null) t.{member} = \"x\";"),
                    "Owner" => "t.Owner ??= new Owner();",
                    _ => "t.Scope ??= [];",
                }));
                break;
            default:
                lines.AppendLine("        " + assignment);
                break;
        }
    }

    private string Assignment(string member) => member switch
    {
        "Id" => Pick("t.Id = \"x\";", "t.Key = \"x\";", "t.Naming = (\"x\", \"y\");"),
        "Name" => Pick("t.Name = \"x\";", "t.Title = \"x\";", "t.Naming = (\"x\", \"y\");"),
        "Owner" => Pick("t.Owner = new Owner();", "t.OwnerName = \"x\";"),
        _ => $"t.{Initial(member)};",
    };

    private string Initial(string member) => member switch
    {
        "Id" => Pick("Id = \"x\"", "Key = \"x\""),
        "Name" => Pick("Name = \"x\"", "Title = \"x\""),
        "Scope" => Pick("Scope = null", "Scope = [\"s\"]"),
        "Owner" => Pick("Owner = new Owner()", "OwnerName = \"x\""),
        _ => "Created = System.DateTimeOffset.UnixEpoch",
    };

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
