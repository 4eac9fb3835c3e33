using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>What a token's flag, <see cref="BoundModel.ManagedFlag"/>, is in code, and what it means where it is absent.</summary>
internal static class ManagedFlag
{
    private const string DefaultKey = "default";

    /// <summary>Whether the flag is a <c>bool?</c>, and null where the payload has none.</summary>
    public static bool IsNullable(BoundMember member) => member.Type.IsNullableBoolean();

    /// <summary>The states that the type of a flag allows.</summary>
    public static FlagStates StatesOf(BoundMember member) => IsNullable(member) ? FlagStates.Any : FlagStates.False | FlagStates.True;

    /// <summary>What flags are called in code. A look at the name spares nearly every assignment the comparison of symbols.</summary>
    public static string[] NamesIn(BoundModels models) =>
        [.. models.All.Select(model => model.ManagedFlag?.Symbol.Name).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The flag that a property or field is, if it is one.</summary>
    public static BoundMember? Of(BoundModels models, ISymbol? symbol) =>
        models.TryGetMember(symbol, out BoundModel? model, out BoundMember? member) && model.ManagedFlag == member ? member : null;

    /// <summary>The flag that an expression reads: by itself, behind <c>?.</c>, or by way of a local that has no other value.</summary>
    public static BoundMember? ReadBy(BoundModels models, IOperation read, CancellationToken cancellationToken)
    {
        switch (Unconverted(read))
        {
            case IMemberReferenceOperation { Member: var symbol }:
                return Of(models, symbol);
            case ILocalReferenceOperation local when local.Local.DeclaringSyntaxReferences is [var declaration] && local.SemanticModel is { } model:
                if (Locals.Declared(local, cancellationToken) is { } value) return ReadBy(models, value, cancellationToken);

                return declaration.GetSyntax(cancellationToken) is { Parent: PatternSyntax pattern }
                    && model.GetOperation(pattern, cancellationToken)?.Parent
                        is IPropertySubpatternOperation { Member: IMemberReferenceOperation { Member: var member } }
                        ? Of(models, member)
                        : null;
            default:
                return null;
        }
    }

    /// <summary>Without conversions, parentheses and the receiver of <c>?.</c>.</summary>
    public static IOperation Unconverted(IOperation read)
    {
        while (true)
        {
            switch (read)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    read = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    read = parenthesized.Operand;
                    break;
                case IConditionalAccessOperation access:
                    read = access.WhenNotNull;
                    break;
                default:
                    return read;
            }
        }
    }

    /// <summary>What an absent flag means, or null where the contract does not say.</summary>
    public static bool? Default(BoundMember member) => member.Schema.Default switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    /// <summary>What a report tells the fix that writes the contract's default.</summary>
    public static ImmutableDictionary<string, string?> Properties(bool expected) =>
        ImmutableDictionary<string, string?>.Empty.Add(DefaultKey, expected ? "true" : "false");

    /// <summary>The contract's default, as C#, from a report.</summary>
    public static string? DefaultOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(DefaultKey, out string? value) ? value : null;
}
