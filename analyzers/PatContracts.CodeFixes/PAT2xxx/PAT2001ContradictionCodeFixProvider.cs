namespace PatContracts.CodeFixes;

/// <summary>Removes one of two contradictory assignments (PAT2001); the user chooses which.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2001ContradictionCodeFixProvider))]
public sealed class PAT2001ContradictionCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.ManagedFlagContradiction)
{
    private const string EarlierKey = "RemoveEarlier";
    private const string ThisKey = "RemoveThis";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not AssignmentExpressionSyntax later || Variable(later) is not { } variable) yield break;

        var earlier = new List<AssignmentExpressionSyntax>();
        foreach (Location location in target.Diagnostic.AdditionalLocations)
        {
            // Two tokens with the same id are separate objects: neither assignment is redundant.
            if (location.SourceTree != target.Root.SyntaxTree
                || target.Root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is not AssignmentExpressionSyntax assignment
                || Variable(assignment) != variable)
            {
                yield break;
            }

            earlier.Add(assignment);
        }

        if (earlier.Count == 0) yield break;

        // An assignment that a later one in the same block overwrites can be removed; one that is overwritten on some paths only is needed on the others.
        TextChange?[] removals = [.. earlier.Select(assignment => AssignmentRemoval.Of(target.Style, assignment))];
        if (earlier.All(assignment => Block(assignment) == Block(later)) && Array.IndexOf(removals, null) < 0)
        {
            yield return new Fix(
                $"Remove the earlier assignment '{earlier[0]}'",
                EarlierKey,
                [.. removals.Select(removal => removal!.Value)]);
        }

        if (AssignmentRemoval.Of(target.Style, later) is not { } change) yield break;

        yield return new Fix($"Remove '{later}' and keep the earlier value", ThisKey, [change]);
    }

    /// <summary>The code of the token whose flag is assigned: a variable, even if the flag is assigned in the initializer of its creation.</summary>
    private static string? Variable(AssignmentExpressionSyntax assignment) => assignment switch
    {
        { Left: MemberAccessExpressionSyntax access } => access.Expression.ToString(),
        { Parent: InitializerExpressionSyntax { Parent: ExpressionSyntax creation } } => creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.Text,
            AssignmentExpressionSyntax outer => outer.Left.ToString(),
            _ => null,
        },
        _ => "this",
    };

    private static SyntaxNode? Block(AssignmentExpressionSyntax assignment)
    {
        SyntaxNode? statement = assignment.FirstAncestorOrSelf<StatementSyntax>();
        return statement?.Parent is GlobalStatementSyntax ? statement.Parent.Parent : statement?.Parent;
    }
}
