using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Formatting shared by the messages. Contains no payload values; code is quoted as written.</summary>
internal static class DiagnosticFormatting
{
    /// <summary>Replaces the rest of truncated code.</summary>
    public const string Ellipsis = "…";

    private const int MaxQuote = 60;

    /// <summary>Formats JSON names as <c>`id`, `name` and `scope`</c>.</summary>
    public static string Names(IReadOnlyList<BoundMember> members)
    {
        var result = new StringBuilder();
        for (int i = 0; i < members.Count; i++)
        {
            if (i > 0) result.Append(i == members.Count - 1 ? " and " : ", ");
            result.Append('`').Append(members[i].WireName).Append('`');
        }

        return result.ToString();
    }

    /// <summary>The variable that holds the object, or else its type.</summary>
    public static string Noun(Escape escape) => escape.Variable ?? escape.Object.Model.Type.Name;

    /// <summary>A boolean as written in C# and JSON.</summary>
    public static string Boolean(bool value) => value ? "true" : "false";

    /// <summary>What happens to an object where it escapes, as a past participle.</summary>
    public static string Verb(Escape escape) => (escape.Kind, escape.Target) switch
    {
        (EscapeKind.Returned, _) => "returned",
        (EscapeKind.Passed, { } method) => $"passed to `{method}`",
        (EscapeKind.Passed, null) => "passed on",
        (EscapeKind.Stored, { } target) => $"stored in `{target}`",
        (EscapeKind.Stored, null) => "stored",
        (EscapeKind.Captured, _) => "captured",
        _ => "serialized",
    };

    /// <summary>Describes where the path without a member diverges from the one with it, and returns the branch.</summary>
    public static (string Text, SyntaxNode? Branch) Path(Escape incomplete, Escape? complete, string state)
    {
        var taken = new List<BranchTaken>();
        for (BranchTaken? branch = incomplete.State.BranchTaken; branch is not null; branch = branch.Previous) taken.Insert(0, branch);
        var other = new Dictionary<SyntaxNode, bool?>();
        for (BranchTaken? branch = complete?.State.BranchTaken; branch is not null; branch = branch.Previous) other[branch.Condition] = branch.Outcome;

        BranchTaken? fork = taken.FirstOrDefault(branch => other.TryGetValue(branch.Condition, out bool? outcome) && outcome != branch.Outcome)
            ?? taken.FirstOrDefault(branch => !other.ContainsKey(branch.Condition) && branch.Outcome is null)
            ?? (complete is null || taken.Count == 0 ? null : taken[taken.Count - 1]);
        if (fork is null) return ($"it is {state} on some path", null);
        string where = fork.Method is null ? "" : $" in `{fork.Method}`";
        if (fork.Outcome is not { } held) return ($"it is {state} when an exception is thrown before{where}", ((TryStatementSyntax)fork.Condition).TryKeyword.Parent);

        if (Switched(fork.Condition) is { } switched)
        {
            return ($"it is {state} when `{Quote(switched)}` is {(held ? "" : "not ")}`{Quote(fork.Condition)}`{where}", fork.Condition);
        }

        string outcome = fork.IsNullTest ? held ? "null" : "not null" : Boolean(held);
        return ($"it is {state} when `{Quote(fork.Condition)}` is {outcome}{where}", fork.Condition);
    }

    /// <summary>The value that a <c>switch</c> compares with the value or pattern of a case.</summary>
    private static ExpressionSyntax? Switched(SyntaxNode condition) => condition.Parent switch
    {
        CaseSwitchLabelSyntax or CasePatternSwitchLabelSyntax => condition.FirstAncestorOrSelf<SwitchStatementSyntax>()?.Expression,
        SwitchExpressionArmSyntax arm when arm.Pattern == condition => (arm.Parent as SwitchExpressionSyntax)?.GoverningExpression,
        _ => null,
    };

    /// <summary>Code on a single line, truncated if long.</summary>
    public static string Quote(SyntaxNode syntax)
    {
        string text = string.Join(" ", syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MaxQuote ? text : text.Substring(0, MaxQuote) + Ellipsis;
    }
}
