namespace PatContracts.CodeFixes.Editing;

/// <summary>An object without an initializer whose members are assigned by the statements that follow its creation, one member each.</summary>
internal sealed class PiecemealEdit
{
    private readonly string _variable;
    private readonly StatementSyntax[] _statements;

    private PiecemealEdit(SyntaxNode block, string variable, StatementSyntax[] statements)
    {
        Block = block;
        _variable = variable;
        _statements = statements;
    }

    /// <summary>The node that contains the statements.</summary>
    public SyntaxNode Block { get; }

    /// <summary>Returns the object of a creation expression, or null if no statement assigns a member of it.</summary>
    public static PiecemealEdit? Of(ExpressionSyntax creation)
    {
        if (creation is not BaseObjectCreationExpressionSyntax { Initializer: null }) return null;

        (StatementSyntax? statement, SyntaxToken variable) = creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } declarator } =>
                (declaration.Parent as LocalDeclarationStatementSyntax, declarator.Identifier),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Parent: ExpressionStatementSyntax assignment } assigned
                when assigned.IsKind(SyntaxKind.SimpleAssignmentExpression) => ((StatementSyntax?)assignment, name.Identifier),
            _ => default,
        };
        if (statement is null) return null;

        StatementSyntax[] following = [.. Following(statement).TakeWhile(next => Assigned(next, variable.ValueText).Count > 0)];
        SyntaxNode block = statement.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : statement.Parent!;
        return following.Length == 0 ? null : new(block, variable.Text, [statement, .. following]);
    }

    /// <summary>Returns a statement for each member, inserted after the last statement that assigns a member preceding it in contract order.</summary>
    public IReadOnlyList<TextChange> Add(SourceStyle style, IReadOnlyList<MemberValue> members, string[] order)
    {
        var changes = new List<TextChange>();
        foreach (IGrouping<int, MemberValue> group in members.GroupBy(member => After(member.Name, order)))
        {
            SyntaxToken end = _statements[group.Key].GetLastToken();
            bool isLast = !style.IsOneLine(end.Span.End, end.GetNextToken().SpanStart);
            string start = isLast ? style.LineBreak + style.IndentAt(_statements[group.Key].SpanStart) : " ";
            int position = isLast ? SourceStyle.EndOfLineAfter(end) : end.Span.End;
            changes.Add(new(new TextSpan(position, 0), string.Concat(group.Select(member => $"{start}{_variable}.{member};"))));
        }

        return changes;
    }

    private int After(string name, string[] order)
    {
        int position = Array.IndexOf(order, name);
        int after = 0;
        for (int i = 1; i < _statements.Length; i++)
        {
            if (Assigned(_statements[i], _variable.TrimStart('@')).Any(other => Array.IndexOf(order, other) < position)) after = i;
        }

        while (after > 0 && Directives.IsConditional(Block, _statements[0].SpanStart, _statements[after].Span.End)) after--;
        return after;
    }

    private static IEnumerable<StatementSyntax> Following(StatementSyntax statement)
    {
        IEnumerable<StatementSyntax> all = statement.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement),
            _ => [],
        };
        return all.SkipWhile(other => other != statement).Skip(1);
    }

    /// <summary>The members of a variable that a statement assigns, as in <c>t.Id = t.Name = "n";</c>.</summary>
    private static List<string> Assigned(StatementSyntax statement, string variable)
    {
        var names = new List<string>();
        ExpressionSyntax? expression = (statement as ExpressionStatementSyntax)?.Expression;
        while (expression is AssignmentExpressionSyntax assignment
            && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            && assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } access
            && name.Identifier.ValueText == variable)
        {
            names.Add(access.Name.Identifier.ValueText);
            expression = assignment.Right;
        }

        return names;
    }
}
