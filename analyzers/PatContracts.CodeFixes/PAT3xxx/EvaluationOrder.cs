namespace PatContracts.CodeFixes;

/// <summary>Determines whether code inserted before a statement, or before the body of a member, runs exactly when an expression inside it does.</summary>
internal static class EvaluationOrder
{
    /// <summary>
    /// The statement or expression body that always evaluates the expression first; null if the expression is evaluated later, repeatedly or conditionally.
    /// </summary>
    public static SyntaxNode? ContainerThatBeginsWith(ExpressionSyntax expression)
    {
        for (SyntaxNode node = expression; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or LocalFunctionStatementSyntax:
                    return null;
                case StatementSyntax statement:
                    return HasPureBefore(statement, node) ? statement : null;
                case ArrowExpressionClauseSyntax body:
                    return body;
            }

            bool isConditional = parent switch
            {
                ConditionalExpressionSyntax conditional => conditional.Condition != node,
                BinaryExpressionSyntax binary => binary.Right == node
                    && binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression,
                ConditionalAccessExpressionSyntax access => access.Expression != node,
                AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression),
                SwitchExpressionArmSyntax or WhenClauseSyntax or CatchFilterClauseSyntax => true,
                AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or QueryClauseSyntax => true,
                MemberDeclarationSyntax or ParameterSyntax or ConstructorInitializerSyntax or AttributeSyntax => true,
                _ => false,
            };
            if (isConditional || !HasPureBefore(parent, node)) return null;
        }

        return null;
    }

    private static bool HasPureBefore(SyntaxNode parent, SyntaxNode node) =>
        parent.ChildNodes().TakeWhile(child => child != node).All(IsPure);

    /// <summary>Whether evaluation order is unobservable: names, constants and expressions made of them.</summary>
    private static bool IsPure(SyntaxNode node) =>
        node is AttributeListSyntax or TypeSyntax or TypeArgumentListSyntax or BracketedArgumentListSyntax
        || !node.DescendantNodesAndSelf().Any(part => part
            is InvocationExpressionSyntax
            or BaseObjectCreationExpressionSyntax
            or AwaitExpressionSyntax
            or AssignmentExpressionSyntax
            or ElementAccessExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression }
            or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }
            or ThrowExpressionSyntax
            or StatementSyntax);
}
