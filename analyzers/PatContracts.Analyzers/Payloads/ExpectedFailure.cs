using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PatContracts.Analyzers.Payloads;

/// <summary>
/// Recognizes code that is expected to fail, as in tests of error paths: a call inside an assertion that an exception is thrown, or whose result is asserted to
/// be negative. Relies on syntax and on the names used by xUnit, NUnit, MSTest, TUnit, FluentAssertions and Shouldly.
/// </summary>
internal static class ExpectedFailure
{
    private const string Violation = "ContractViolationException";

    /// <summary>Whether the failure of a call, creation or assignment is expected.</summary>
    public static bool Covers(SyntaxNode call) => IsNegated(call) || IsInside(call);

    private static bool IsInside(SyntaxNode node)
    {
        for (SyntaxNode? current = node; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case AnonymousFunctionExpressionSyntax function when IsExpectedToThrow(function):
                case LocalFunctionStatementSyntax local when IsUsed(local.Identifier.ValueText, local.Parent, IsAssertedToThrow):
                case TryStatementSyntax attempt when attempt.Block.Span.Contains(node.Span) && ExpectsException(attempt):
                case MemberDeclarationSyntax member when HasExpectedException(member):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a lambda, or the variable that holds it, is passed to an assertion that it throws.</summary>
    private static bool IsExpectedToThrow(AnonymousFunctionExpressionSyntax function) => IsAssertedToThrow(function) || Outermost(function).Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } =>
            IsUsed(variable.Identifier.ValueText, variable.FirstAncestorOrSelf<StatementSyntax>()?.Parent, IsAssertedToThrow),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } assignment =>
            IsUsed(variable.Identifier.ValueText, assignment.FirstAncestorOrSelf<MemberDeclarationSyntax>(), IsAssertedToThrow),
        _ => false,
    };

    /// <summary><c>Assert.Throws&lt;T&gt;(act)</c>, <c>act.Should().Throw&lt;T&gt;()</c>, <c>act.ShouldThrow&lt;T&gt;()</c>.</summary>
    private static bool IsAssertedToThrow(ExpressionSyntax function)
    {
        ExpressionSyntax whole = Outermost(function);
        return whole.Parent switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => AssertsThrow(call),
            // new Action(() => …)
            ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } => IsAssertedToThrow(creation),
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == whole => AssertsThrow(call),
            _ => false,
        };
    }

    /// <summary>Whether a call, or one chained to it, asserts that its delegate throws or records the exception.</summary>
    private static bool AssertsThrow(InvocationExpressionSyntax call)
    {
        foreach (string name in Chain(call))
        {
            if (name.StartsWith("Throw", StringComparison.Ordinal) || name.StartsWith("ShouldThrow", StringComparison.Ordinal)) return true;
        }

        return (Receiver(call), NameOf(call)) is ("Assert", "Catch" or "CatchAsync") or ("Record", "Exception" or "ExceptionAsync")
            || (NameOf(call) == "That" && call.ArgumentList.Arguments.Skip(1).Any(static argument => IsConstraint(argument.Expression, "Throws")));
    }

    private static bool ExpectsException(TryStatementSyntax attempt) =>
        attempt.Catches.Any(static caught => caught.Declaration is { } declared && declared.Type.ToString().EndsWith(Violation, StringComparison.Ordinal))
        || (attempt.Catches.Count > 0 && attempt.Block.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call => NameOf(call) == "Fail"));

    private static bool HasExpectedException(MemberDeclarationSyntax member) =>
        member.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString().Contains("ExpectedException"));

    /// <summary>Whether the result of a call is asserted to be false or to have findings, directly or through the variable that holds it.</summary>
    private static bool IsNegated(SyntaxNode call)
    {
        if (call is not ExpressionSyntax expression) return false;
        if (IsNegativeAssertion(expression)) return true;

        ExpressionSyntax whole = Outermost(expression);
        if (whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            && IsUsed(variable.Identifier.ValueText, variable.FirstAncestorOrSelf<StatementSyntax>()?.Parent, IsNegativeAssertion))
        {
            return true;
        }

        // PatContract.TryRead(json, out _, out var result)
        return call is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments }
            && arguments.Any(argument => argument.Expression is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax result }
                && IsUsed(result.Identifier.ValueText, call.FirstAncestorOrSelf<StatementSyntax>()?.Parent, IsNegativeAssertion));
    }

    private static bool IsNegativeAssertion(ExpressionSyntax result)
    {
        bool isNegated = false;
        bool isFindings = false;
        ExpressionSyntax current = Outermost(result);
        while (current.Parent is MemberAccessExpressionSyntax access && access.Expression == current)
        {
            string name = access.Name.Identifier.ValueText;
            isFindings |= name == "Findings";
            if (access.Parent is InvocationExpressionSyntax call && call.Expression == access)
            {
                if (IsNegative(name, isFindings)) return true;
                current = Outermost(call);
            }
            else
            {
                current = Outermost(access);
            }
        }

        // if (PatContract.IsValid(json)) throw …;
        if (current.Parent is IfStatementSyntax test && test.Condition == current) return Fails(test.Statement);

        if (current.Parent is PrefixUnaryExpressionSyntax negation && negation.IsKind(SyntaxKind.LogicalNotExpression))
        {
            isNegated = true;
            current = Outermost(negation);
        }

        if (current.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax assertion }) return false;

        SeparatedSyntaxList<ArgumentSyntax> arguments = assertion.ArgumentList.Arguments;
        return (NameOf(assertion), isNegated) switch
        {
            ("True" or "IsTrue" or "That" or "Assert", true) => !arguments.Any(static argument => IsConstraint(argument.Expression, "Is.False")),
            ("That", false) => arguments.Skip(1).Any(argument => IsNegativeConstraint(argument.Expression, isFindings)),
            ("Equal" or "AreEqual", false) => arguments.Any(static argument => argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression))
                || (isFindings && !arguments.Any(static argument => argument.Expression.ToString() is "0" or "[]")),
            (var name, false) => IsNegative(name, isFindings),
            _ => false,
        };
    }

    private static bool Fails(StatementSyntax statement) => statement switch
    {
        BlockSyntax { Statements: [var only] } => Fails(only),
        ThrowStatementSyntax => true,
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => NameOf(call) == "Fail",
        _ => false,
    };

    private static bool IsNegative(string assertion, bool isOfFindings) =>
        assertion is "False" or "IsFalse" or "BeFalse" or "ShouldBeFalse"
        || (isOfFindings && assertion
            is "NotEmpty" or "IsNotEmpty" or "NotBeEmpty" or "ShouldNotBeEmpty" or "Single" or "ContainSingle" or "ShouldHaveSingleItem"
            or "Contains" or "Contain" or "ShouldContain" or "Collection" or "All" or "HaveCount" or "HaveCountGreaterThan" or "OnlyContain");

    private static bool IsNegativeConstraint(ExpressionSyntax constraint, bool isOfFindings) =>
        IsConstraint(constraint, "Is.False") || (isOfFindings && !IsConstraint(constraint, "Is.Empty") && !IsConstraint(constraint, "Has.Count.EqualTo(0)"));

    private static bool IsConstraint(ExpressionSyntax expression, string prefix) => expression.ToString().StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>Whether a name is used in a scope as a certain kind of expression.</summary>
    private static bool IsUsed(string name, SyntaxNode? scope, Func<ExpressionSyntax, bool> isSo)
    {
        // Top-level statements are sibling members.
        if (scope is GlobalStatementSyntax) scope = scope.Parent;
        return scope is not null
            && scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.ValueText == name && isSo(identifier));
    }

    /// <summary>The names of a call and of the calls chained to it: <c>Invoking</c>, <c>Should</c>, <c>Throw</c>.</summary>
    private static IEnumerable<string> Chain(InvocationExpressionSyntax call)
    {
        yield return NameOf(call);
        for (SyntaxNode current = call; current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next }; current = next)
        {
            yield return NameOf(next);
        }
    }

    /// <summary>The expression with the parentheses, <c>!</c>, casts and <c>await</c> around it.</summary>
    private static ExpressionSyntax Outermost(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax)
        {
            expression = (ExpressionSyntax)expression.Parent;
        }

        return expression;
    }

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    private static string Receiver(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } => name.Identifier.ValueText,
        _ => "",
    };
}
