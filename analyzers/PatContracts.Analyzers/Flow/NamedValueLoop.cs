using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// A loop over the properties of a JSON object, headers, settings, or the entries of a dictionary, that selects its values by name:
/// <c>if (key == "id") …</c>. What it assigns depends on the input, so it is unknown whether a path on which it omits something is intended.
/// </summary>
internal sealed class NamedValueLoop
{
    private readonly HashSet<string> _assignedMembers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _passedVariables = new(StringComparer.Ordinal);
    private readonly List<ISymbol> _assignedVariables = [];
    private readonly bool _callsLocalCode;

    private NamedValueLoop(StatementSyntax body, SemanticModel model)
    {
        foreach (SyntaxNode node in body.DescendantNodes())
        {
            switch (node)
            {
                case IdentifierNameSyntax name when IsVariable(name):
                    if (IsWritten(name) && model.GetSymbolInfo(name).Symbol is (ILocalSymbol or IParameterSymbol) and { } variable)
                    {
                        _assignedVariables.Add(variable);
                    }

                    if (!IsReceiver(name)) _passedVariables.Add(name.Identifier.ValueText);
                    break;
                case SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } member when access.Name == member && IsWritten(access):
                    _assignedMembers.Add(member.Identifier.ValueText);
                    break;
                case InvocationExpressionSyntax { Expression: IdentifierNameSyntax called }:
                    _callsLocalCode |= model.GetSymbolInfo(called).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary };
                    break;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax initialized, Parent: InitializerExpressionSyntax }:
                    _assignedMembers.Add(initialized.Identifier.ValueText);
                    break;
            }
        }
    }

    /// <summary>Returns the loop that a condition continues or ends, or null if it is not a loop that selects values by name.</summary>
    public static NamedValueLoop? Of(IOperation condition, BodyFlow flow) =>
        condition is IInvocationOperation { IsImplicit: true, Instance.Type: { } enumerator }
        && condition.Syntax.FirstAncestorOrSelf<StatementSyntax>() is CommonForEachStatementSyntax loop
        && YieldsNamedValues(enumerator)
        && SelectsByName(loop)
        && flow.SemanticModelOf(loop.SyntaxTree) is { } model
            ? new(loop.Statement, model)
            : null;

    /// <summary>The variables that the loop assigns, so that they depend on the input as well.</summary>
    public IReadOnlyList<ISymbol> AssignedVariables => _assignedVariables;

    /// <summary>Whether the loop may assign the member with which a search is concerned.</summary>
    public bool MayAssign(PathGoal goal, FlowState state) =>
        _callsLocalCode
        || _assignedMembers.Contains(goal.Member.Symbol.Name)
        || state.Variables.Any(variable => (variable.Symbol is not (ILocalSymbol or IParameterSymbol) || _passedVariables.Contains(variable.Symbol.Name))
            && variable.Value.Objects.Any(tracked => tracked.Syntax == goal.Creation));

    /// <summary>Whether the elements have a name or key and a value.</summary>
    private static bool YieldsNamedValues(ITypeSymbol enumerator) => enumerator.AllInterfaces.Prepend(enumerator)
        .SelectMany(static type => type.GetMembers("Current"))
        .Select(static current => (current as IPropertySymbol)?.Type)
        .Any(static element => element is not null
            && HasProperty(element, "Value")
            && (HasProperty(element, "Name") || HasProperty(element, "Key")));

    private static bool HasProperty(ITypeSymbol type, string name) => type.GetMembers(name).Any(static member => member is IPropertySymbol);

    /// <summary>
    /// Whether the body uses the name or key of an element for more than a value: it tests it, looks something up by it, or passes the element to other code.
    /// </summary>
    private static bool SelectsByName(CommonForEachStatementSyntax loop)
    {
        string? element = (loop as ForEachStatementSyntax)?.Identifier.ValueText;
        string? key = loop is ForEachVariableStatementSyntax { Variable: var variable } ? FirstOf(variable) : null;
        if (element is null && key is null) return false;

        foreach (SyntaxNode node in loop.Statement.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax { Identifier.ValueText: var text } name || !IsVariable(name)) continue;
            if (text == key && !IsData(name)) return true;
            if (text != element) continue;
            if (name.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access) return true;
            if (member != "Value" && (member is not ("Name" or "Key") || !IsData(access))) return true;
        }

        return false;

        static string? FirstOf(ExpressionSyntax variable) => variable switch
        {
            DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax { Variables: [SingleVariableDesignationSyntax first, ..] } } =>
                first.Identifier.ValueText,
            TupleExpressionSyntax { Arguments: [{ Expression: DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax first } }, ..] } =>
                first.Identifier.ValueText,
            _ => null,
        };
    }

    /// <summary>Whether a name or key is only stored in a member: <c>Id = pair.Key</c>.</summary>
    private static bool IsData(ExpressionSyntax name)
    {
        for (SyntaxNode part = name; part.Parent is { } parent; part = parent)
        {
            switch (parent)
            {
                case AssignmentExpressionSyntax assignment when assignment.Left is MemberAccessExpressionSyntax || assignment.Parent is InitializerExpressionSyntax:
                    return assignment.Right == part;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression }:
                    break;
                case StatementSyntax or BinaryExpressionSyntax or IsPatternExpressionSyntax or SwitchExpressionSyntax or AnonymousFunctionExpressionSyntax
                    or BracketedArgumentListSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax:
                case ConditionalExpressionSyntax conditional when conditional.Condition == part:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether a name stands for itself, and not for a member of something else.</summary>
    private static bool IsVariable(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        InvocationExpressionSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != name,
        _ => true,
    };

    /// <summary>Whether a variable is only used to read or assign a member of its value.</summary>
    private static bool IsReceiver(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access && access.Expression == name;

    private static bool IsWritten(ExpressionSyntax target) => target.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == target,
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } => true,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } => assignment.Left == tuple,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => true,
        _ => false,
    };
}
