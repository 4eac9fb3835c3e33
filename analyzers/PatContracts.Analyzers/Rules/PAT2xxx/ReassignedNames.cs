using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PatContracts.Analyzers.Rules;

/// <summary>The names of variables that a body assigns after their declaration, determined by syntax: all other variables keep their initial value.</summary>
internal sealed class ReassignedNames
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private ReassignedNames(SyntaxNode body)
    {
        foreach (SyntaxNode node in body.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax target }:
                    _names.Add(target.Identifier.ValueText);
                    break;
                case AssignmentExpressionSyntax { Left: TupleExpressionSyntax tuple }:
                    foreach (ArgumentSyntax element in tuple.Arguments) Add(element);
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument:
                    Add(argument);
                    break;
                case RefExpressionSyntax { Expression: IdentifierNameSyntax lent }:
                    _names.Add(lent.Identifier.ValueText);
                    break;
            }
        }

        void Add(ArgumentSyntax argument)
        {
            if (argument.Expression is IdentifierNameSyntax name) _names.Add(name.Identifier.ValueText);
        }
    }

    /// <summary>Returns the names in the body that holds an operation.</summary>
    public static ReassignedNames Around(IOperation operation) => Locals.DeriveFromBody(operation, static body => new ReassignedNames(body.Syntax));

    public bool Contains(string name) => _names.Contains(name);
}
