using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>Reads one side of a comparison as the last use of a token or its age, and the other side as a window.</summary>
internal sealed class LastUseAge(BoundModels models, CancellationToken cancellationToken)
{
    /// <summary>The member that was found.</summary>
    public BoundMember? Member { get; private set; }

    /// <summary>
    /// Returns the window that the last use is compared with: <c>lastUsed &lt; now - window</c>, <c>lastUsed + window &lt; now</c>, <c>now - lastUsed &gt;
    /// window</c>, <c>(now - lastUsed).TotalHours &gt; 2</c>. Null if <paramref name="one"/> does not contain the last use, or the window is unknown.
    /// </summary>
    public TimeSpan? Window(IOperation one, IOperation other)
    {
        if (Found(LastUse.Of(models, one, cancellationToken))) return ClockWindow.Before(other, cancellationToken);
        if (Found(Age(one))) return ClockWindow.Constant(other, cancellationToken);
        if (ClockWindow.IsNow(other, cancellationToken)
            && ClockWindow.Later(one, cancellationToken) is var (moment, window)
            && Found(LastUse.Of(models, moment, cancellationToken)))
        {
            return window;
        }

        return Resolve(one) switch
        {
            IPropertyReferenceOperation { Instance: { } span } total => WindowOfTotal(total.Property, span, other),
            IConditionalAccessOperation { WhenNotNull: IPropertyReferenceOperation total } access => WindowOfTotal(total.Property, access.Operation, other),
            _ => null,
        };
    }

    /// <summary>Returns the window in the unit of <c>TotalHours</c> or a similar member.</summary>
    public TimeSpan? WindowOfTotal(IPropertySymbol total, IOperation age, IOperation number) =>
        total.ContainingType.Name == "TimeSpan" && total.Name.StartsWith("Total", StringComparison.Ordinal) && Found(Age(age))
            ? ClockWindow.Span(total.Name.Substring("Total".Length), ClockWindow.Number(number, cancellationToken))
            : null;

    private bool Found(BoundMember? member)
    {
        Member = member ?? Member;
        return member is not null;
    }

    private BoundMember? Age(IOperation difference) => Resolve(difference) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } subtraction when ClockWindow.IsNow(subtraction.LeftOperand, cancellationToken) =>
            LastUse.Of(models, subtraction.RightOperand, cancellationToken),
        IInvocationOperation { TargetMethod.Name: "Subtract", Instance: { } now, Arguments: [{ Value: var moment }] }
            when ClockWindow.IsNow(now, cancellationToken) => LastUse.Of(models, moment, cancellationToken),
        ICoalesceOperation coalesce => Age(coalesce.Value),
        _ => null,
    };

    /// <summary>The value that a name refers to, or the expression itself.</summary>
    private IOperation Resolve(IOperation operation)
    {
        operation = ClockWindow.Strip(operation);
        return operation is ILocalReferenceOperation && ClockWindow.Named(operation, cancellationToken) is { } named ? ClockWindow.Strip(named) : operation;
    }
}
