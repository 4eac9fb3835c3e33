using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// The uses of variables in one body, by variable and in source order. Several rules look up many variables of a body; the body is analyzed once.
/// </summary>
internal sealed class VariableUses
{
    private static readonly IReadOnlyList<IOperation> None = [];

    private readonly Dictionary<ISymbol, List<IOperation>> _references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _changes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IAnonymousFunctionOperation> _lambdas = new(SymbolEqualityComparer.Default);

    private VariableUses(IOperation body, CancellationToken cancellationToken)
    {
        foreach (IOperation part in body.Descendants())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (part)
            {
                case ILocalReferenceOperation or IParameterReferenceOperation:
                    Add(_references, part, part);
                    break;
                case IVariableDeclaratorOperation declarator:
                    Add(_changes, declarator.Symbol, part);
                    break;
                case ISimpleAssignmentOperation assignment:
                    IOperation target = Sequences.Strip(assignment.Target);
                    Add(_changes, target is IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } indexed } ? indexed : target, part);
                    break;
                case IInvocationOperation { Instance: { } receiver }:
                    Add(_changes, receiver, part);
                    break;
                case IAnonymousFunctionOperation lambda:
                    _lambdas[lambda.Symbol] = lambda;
                    break;
            }
        }
    }

    /// <summary>Returns the uses in the body that holds an operation.</summary>
    public static VariableUses Around(IOperation operation, CancellationToken cancellationToken) =>
        Locals.DeriveFromBody(operation, body => new VariableUses(body, cancellationToken));

    /// <summary>The references to a local or a parameter.</summary>
    public IReadOnlyList<IOperation> ReferencesTo(ISymbol variable) => _references.TryGetValue(variable, out List<IOperation>? found) ? found : None;

    /// <summary>Returns the declaration of a variable, the assignments to it and to its elements, and the calls on it.</summary>
    public IReadOnlyList<IOperation> ChangesOf(ISymbol variable) => _changes.TryGetValue(variable, out List<IOperation>? found) ? found : None;

    /// <summary>The lambda that declares a parameter, or null.</summary>
    public IAnonymousFunctionOperation? LambdaOf(IMethodSymbol function) =>
        _lambdas.TryGetValue(function, out IAnonymousFunctionOperation? found) ? found : null;

    /// <summary>Returns the local or parameter that an expression refers to, or null.</summary>
    public static ISymbol? VariableIn(IOperation expression) => Sequences.Strip(expression) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static void Add(Dictionary<ISymbol, List<IOperation>> uses, IOperation variable, IOperation use)
    {
        if (VariableIn(variable) is { } symbol) Add(uses, symbol, use);
    }

    private static void Add(Dictionary<ISymbol, List<IOperation>> uses, ISymbol variable, IOperation use)
    {
        if (!uses.TryGetValue(variable, out List<IOperation>? known)) uses.Add(variable, known = []);
        known.Add(use);
    }
}
