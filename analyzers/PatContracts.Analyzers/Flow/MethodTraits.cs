using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>The facts that the declaration of a method provides for flow analysis.</summary>
internal sealed class MethodTraits
{
    private MethodTraits(bool neverReturns, bool isHarmless, ImmutableDictionary<int, bool> asserted, ImmutableHashSet<int> notNull)
    {
        NeverReturns = neverReturns;
        IsHarmless = isHarmless;
        Asserted = asserted;
        NotNull = notNull;
    }

    /// <summary>Whether the method never returns: <c>[DoesNotReturn]</c>, and the methods that end the process.</summary>
    public bool NeverReturns { get; }

    /// <inheritdoc cref="KnownMethods.IsHarmless"/>
    public bool IsHarmless { get; }

    /// <summary>By ordinal, the values that parameters have if the method returns: <c>[DoesNotReturnIf]</c>.</summary>
    public ImmutableDictionary<int, bool> Asserted { get; }

    /// <summary>The ordinals of the parameters that are not null when the method returns: <c>[NotNull]</c>.</summary>
    public ImmutableHashSet<int> NotNull { get; }

    public static MethodTraits Of(IMethodSymbol method)
    {
        bool neverReturns = Has(method.GetAttributes(), "DoesNotReturnAttribute")
            || method is { Name: "Exit" or "FailFast", ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" } }
            || method is { Name: "Throw", ContainingType.Name: "ExceptionDispatchInfo" };
        ImmutableDictionary<int, bool>.Builder asserted = ImmutableDictionary.CreateBuilder<int, bool>();
        ImmutableHashSet<int>.Builder notNull = ImmutableHashSet.CreateBuilder<int>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            foreach (AttributeData attribute in parameter.GetAttributes())
            {
                switch (attribute.AttributeClass?.Name)
                {
                    case "DoesNotReturnIfAttribute" when attribute.ConstructorArguments is [{ Value: bool value }]:
                        asserted[parameter.Ordinal] = !value;
                        break;
                    case "NotNullAttribute" when parameter.RefKind != RefKind.Out:
                        notNull.Add(parameter.Ordinal);
                        break;
                }
            }
        }

        if (method is { Name: "Assert", ContainingType: { Name: "Debug", ContainingNamespace.Name: "Diagnostics" }, Parameters: [{ Type.SpecialType: SpecialType.System_Boolean }, ..] }) asserted[0] = true;
        if (method.Name.StartsWith("ThrowIfNull", StringComparison.Ordinal)) notNull.Add(0);
        return new(neverReturns, KnownMethods.IsHarmless(method), asserted.ToImmutable(), notNull.ToImmutable());
    }

    private static bool Has(ImmutableArray<AttributeData> attributes, string name)
    {
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.AttributeClass?.Name == name) return true;
        }

        return false;
    }
}
