using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the member that holds the last use of a token.</summary>
internal static class LastUse
{
    private const string WireName = "lastUsed";

    public static bool Is(BoundMember member) => member.WireName == WireName && member.Format == "date-time";

    /// <summary>Returns the member that an expression reads, through conversions, <c>?.</c>, <c>??</c>, the value of a nullable, and aliases.</summary>
    public static BoundMember? Of(BoundModels models, IOperation operation, CancellationToken cancellationToken) => ClockWindow.Strip(operation) switch
    {
        IMemberReferenceOperation { Member: var symbol } => Of(models, symbol),
        IConditionalAccessOperation access => Of(models, access.WhenNotNull, cancellationToken),
        ICoalesceOperation coalesce => Of(models, coalesce.Value, cancellationToken),
        IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Instance: { } instance } => Of(models, instance, cancellationToken),
        ILocalReferenceOperation local => ClockWindow.Named(local, cancellationToken) is { } named ? Of(models, named, cancellationToken) : null,
        _ => null,
    };

    /// <summary>Returns the member for a symbol, if it is the last use in some model.</summary>
    public static BoundMember? Of(BoundModels models, ISymbol? symbol) =>
        models.TryGetMember(symbol, out _, out BoundMember? member) && Is(member) ? member : null;
}
