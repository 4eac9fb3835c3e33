using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Rules;
using PatContracts.CodeFixes.Editing;

namespace PatContracts.CodeFixes;

/// <summary>Removes one of two assignments that contradict each other (PAT2001): which one is to be chosen.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2001ContradictionCodeFixProvider))]
public sealed class PAT2001ContradictionCodeFixProvider : ContractCodeFixProvider
{
    private const string EarlierKey = "RemoveEarlier";
    private const string ThisKey = "RemoveThis";

    /// <summary>Creates the fix.</summary>
    public PAT2001ContradictionCodeFixProvider()
        : base(RuleCatalog.ManagedFlagContradiction)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not AssignmentExpressionSyntax later || Variable(later) is not { } variable) yield break;

        var earlier = new List<AssignmentExpressionSyntax>();
        foreach (Location location in target.Diagnostic.AdditionalLocations)
        {
            // Two tokens of one id are not one token: none of the assignments is superfluous.
            if (location.SourceTree != target.Root.SyntaxTree
                || target.Root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is not AssignmentExpressionSyntax assignment
                || Variable(assignment) != variable)
            {
                yield break;
            }

            earlier.Add(assignment);
        }

        if (earlier.Count == 0) yield break;

        // What a later assignment in the same block overwrites can go; one that is overwritten on some paths only has to stay for the others.
        TextChange?[] removals = [.. earlier.Select(assignment => AssignmentRemoval.Of(target.Style, assignment))];
        if (earlier.All(assignment => Block(assignment) == Block(later)) && Array.IndexOf(removals, null) < 0)
        {
            yield return Fix.OfText(
                $"Remove '{earlier[0]}', which this assignment overwrites",
                EarlierKey,
                removals.Select(removal => removal!.Value));
        }

        if (AssignmentRemoval.Of(target.Style, later) is { } change) yield return Fix.OfText($"Remove '{later}', and keep the earlier value", ThisKey, [change]);
    }

    /// <summary>The code of the token whose flag is assigned: a variable, also where the initializer of its creation assigns the flag.</summary>
    private static string? Variable(AssignmentExpressionSyntax assignment) => assignment switch
    {
        { Left: MemberAccessExpressionSyntax access } => access.Expression.ToString(),
        { Parent: InitializerExpressionSyntax { Parent: ExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } } } } =>
            declarator.Identifier.Text,
        { Parent: InitializerExpressionSyntax { Parent: ExpressionSyntax { Parent: AssignmentExpressionSyntax outer } } } => outer.Left.ToString(),
        { Parent: not InitializerExpressionSyntax } => "this",
        _ => null,
    };

    private static SyntaxNode? Block(AssignmentExpressionSyntax assignment)
    {
        SyntaxNode? statement = assignment.FirstAncestorOrSelf<StatementSyntax>();
        return statement?.Parent is GlobalStatementSyntax ? statement.Parent.Parent : statement?.Parent;
    }
}
