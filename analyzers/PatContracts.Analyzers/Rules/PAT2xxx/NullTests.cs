using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// The values that a body compares with null or replaces when null, the calls that may do so for it, and its comparisons of values with anything. The body is
/// analyzed once for all tests of flags.
/// </summary>
internal sealed class NullTests
{
    private readonly HashSet<ValuePath> _tested = [];
    private readonly HashSet<ISymbol> _filled = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ValuePath, List<IInvocationOperation>> _calls = [];
    private readonly PathPositions _compared = new();
    private readonly CancellationToken _cancellationToken;

    private NullTests(IOperation body, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        foreach (IOperation part in body.Descendants())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(part);
        }
    }

    /// <summary>Returns the null tests of a body.</summary>
    public static NullTests In(IOperation body, CancellationToken cancellationToken) => body.SemanticModel is { } model
        ? ContractContext.BodiesOf(model.Compilation).Derive(body, body => new NullTests(body, cancellationToken))
        : new(body, cancellationToken);

    /// <summary>Whether the body compares a value with null, or replaces null in it or in the same member of any object.</summary>
    public bool Include(ValuePath value) => _tested.Contains(value) || (value.Leaf is { } member && _filled.Contains(member));

    /// <summary>
    /// Returns the calls, as statements, of methods of the project that are passed a value or an object that contains it: <c>Normalize(token);</c>.
    /// </summary>
    public IEnumerable<IInvocationOperation> CallsWith(ValuePath value)
    {
        foreach (ValuePath passed in value.Prefixes)
        {
            if (!_calls.TryGetValue(passed, out List<IInvocationOperation>? calls)) continue;
            foreach (IInvocationOperation call in calls) yield return call;
        }
    }

    /// <summary>Whether a part of the body compares a value, with an operator or a constant pattern.</summary>
    public bool AreIn(IOperation region, ValuePath value) => AreIn(region.Syntax.Span, value);

    /// <inheritdoc cref="AreIn(IOperation, ValuePath)"/>
    public bool AreIn(TextSpan region, ValuePath value) => _compared.LastIn(region, value) >= 0;

    private void Add(IOperation part)
    {
        switch (part)
        {
            case IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } instance }:
                AddTested(instance);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                AddCompared(binary.LeftOperand);
                AddCompared(binary.RightOperand);
                if (IsNull(binary.RightOperand)) AddTested(binary.LeftOperand);
                else if (IsNull(binary.LeftOperand)) AddTested(binary.RightOperand);
                break;
            case ICoalesceAssignmentOperation assignment:
                if (assignment.Target is IMemberReferenceOperation { Member: var filled }) _filled.Add(filled);
                AddTested(assignment.Target);
                break;
            case IConstantPatternOperation { Value: var constant } pattern:
                if (ValuePath.OfInput(pattern, _cancellationToken) is not { } matched) break;

                _compared.Add(matched, pattern);
                if (IsNull(constant)) _tested.Add(matched);
                break;
            case IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } present:
                AddTested(present);
                break;
            case IDeclarationPatternOperation { MatchesNull: false } declared:
                AddTested(declared);
                break;
            case ITypePatternOperation typed:
                AddTested(typed);
                break;
            case ISingleValueCaseClauseOperation { Value: var value, Parent.Parent: ISwitchOperation { Value: var switched } } when IsNull(value):
                AddTested(switched);
                break;
            case IInvocationOperation call:
                Add(call);
                break;
        }
    }

    private void Add(IInvocationOperation call)
    {
        if (call.TargetMethod.Name.Contains("Null"))
        {
            foreach (IArgumentOperation argument in call.Arguments) AddTested(argument.Value);
        }

        if (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || call.Parent is not IExpressionStatementOperation) return;

        if (call.Instance is { } instance) AddCall(instance, call);
        foreach (IArgumentOperation argument in call.Arguments) AddCall(argument.Value, call);
    }

    private void AddCall(IOperation passed, IInvocationOperation call)
    {
        if (ValuePath.Of(passed, _cancellationToken) is not { } path) return;
        if (!_calls.TryGetValue(path, out List<IInvocationOperation>? calls)) _calls.Add(path, calls = []);
        if (calls.Count == 0 || calls[calls.Count - 1] != call) calls.Add(call);
    }

    private void AddCompared(IOperation operand)
    {
        if (ValuePath.Of(operand, _cancellationToken) is { } path) _compared.Add(path, operand);
    }

    private void AddTested(IOperation tested)
    {
        if (ValuePath.Of(tested, _cancellationToken) is { } path) _tested.Add(path);
    }

    private void AddTested(IPatternOperation pattern)
    {
        if (ValuePath.OfInput(pattern, _cancellationToken) is { } path) _tested.Add(path);
    }

    private static bool IsNull(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: null } } => true,
        IConversionOperation { OperatorMethod: null } conversion => IsNull(conversion.Operand),
        IDefaultValueOperation { Type: { } type } => !type.IsValueType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
        _ => false,
    };
}
