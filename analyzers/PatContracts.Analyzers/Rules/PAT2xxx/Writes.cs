using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// The positions in one body at which it assigns values or passes them to other code. Many tokens may be looked up in a body; the body is analyzed once.
/// </summary>
internal sealed class Writes
{
    private readonly PathPositions _assigned = new();
    private readonly PathPositions _passed = new();

    private Writes(IOperation body, CancellationToken cancellationToken)
    {
        foreach (IOperation part in body.DescendantsAndSelf())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (part)
            {
                case IAssignmentOperation { Target: var target }:
                    AddTarget(target, part, cancellationToken);
                    break;
                case IIncrementOrDecrementOperation { Target: var target }:
                    AddTarget(target, part, cancellationToken);
                    break;
                case IArgumentOperation argument:
                    if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out) AddTarget(argument.Value, part, cancellationToken);
                    AddPassed(argument.Value, part, cancellationToken);
                    break;
                case IInvocationOperation { Instance: { } instance }:
                    AddPassed(instance, part, cancellationToken);
                    break;
            }
        }
    }

    /// <summary>Returns the writes in the body that holds an operation.</summary>
    public static Writes Around(IOperation operation, CancellationToken cancellationToken) =>
        Locals.DeriveFromBody(operation, body => new Writes(body, cancellationToken));

    /// <summary>Whether an operation, or one inside it, assigns a value, or an object through which it is reached, or passes it by reference.</summary>
    public static bool To(IOperation operation, ValuePath value, CancellationToken cancellationToken) =>
        Around(operation, cancellationToken).LastTo(value, operation.Syntax.Span) >= 0;

    /// <summary>Whether an operation, or one inside it, passes the token itself to other code.</summary>
    public static bool Passes(IOperation operation, ValuePath token, CancellationToken cancellationToken) =>
        Around(operation, cancellationToken).LastPassOf(token, operation.Syntax.Span) >= 0;

    /// <summary>Returns the last position in a span at which a value, or an object through which it is reached, is assigned; or −1.</summary>
    public int LastTo(ValuePath value, TextSpan span) => value.Prefixes.Max(reached => _assigned.LastIn(span, reached));

    /// <summary>Returns the last position in a span at which a token itself is passed to other code, or −1.</summary>
    public int LastPassOf(ValuePath token, TextSpan span) => _passed.LastIn(span, token);

    /// <summary>Adds a token that is passed to other code, unless it is the result of a call: the path of such a token is as long as the code of the call.</summary>
    private void AddPassed(IOperation passed, IOperation part, CancellationToken cancellationToken)
    {
        IOperation? origin = passed;
        while (origin is not (null or IInvocationOperation or IObjectCreationOperation))
        {
            origin = origin switch
            {
                IConversionOperation conversion => conversion.Operand,
                IParenthesizedOperation parenthesized => parenthesized.Operand,
                IAwaitOperation awaited => awaited.Operation,
                IMemberReferenceOperation member => member.Instance,
                IArrayElementReferenceOperation element => element.ArrayReference,
                _ => null,
            };
        }

        if (origin is null && ValuePath.Of(passed, cancellationToken) is { } path) _passed.Add(path, part);
    }

    private void AddTarget(IOperation target, IOperation part, CancellationToken cancellationToken)
    {
        if (target is ITupleOperation tuple)
        {
            foreach (IOperation element in tuple.Elements) AddTarget(element, part, cancellationToken);
            return;
        }

        IOperation stripped = Sequences.Strip(target);
        if (stripped is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IArrayElementReferenceOperation
            && ValuePath.Of(stripped, cancellationToken) is { } path)
        {
            _assigned.Add(path, part);
        }
    }
}
