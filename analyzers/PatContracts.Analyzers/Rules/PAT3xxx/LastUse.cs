using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>Which member says when a token was last used.</summary>
internal static class LastUse
{
    private const string WireName = "lastUsed";

    public static bool Is(BoundMember member) => member.WireName == WireName && member.Format == "date-time";

    /// <summary>The member that an expression reads, seen through conversions, <c>?.</c>, <c>??</c> and the value of a nullable.</summary>
    public static BoundMember? Of(BoundModels models, IOperation operation) => ClockWindow.Strip(operation) switch
    {
        IMemberReferenceOperation { Member: var symbol } => Of(models, symbol),
        IConditionalAccessOperation access => Of(models, access.WhenNotNull),
        ICoalesceOperation coalesce => Of(models, coalesce.Value),
        IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Instance: { } instance } => Of(models, instance),
        _ => null,
    };

    /// <summary>Whether a symbol is that member of some model.</summary>
    public static BoundMember? Of(BoundModels models, ISymbol? symbol) =>
        models.TryGetMember(symbol, out _, out BoundMember? member) && Is(member) ? member : null;
}
