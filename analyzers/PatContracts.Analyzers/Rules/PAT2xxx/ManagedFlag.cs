using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>Recognizes the flag of a token, <see cref="BoundModel.ManagedFlag"/>, in code, and determines its meaning when it is absent.</summary>
internal static class ManagedFlag
{
    private const string DefaultKey = "default";

    /// <summary>Whether the flag is a <c>bool?</c>, which is null if the payload has no flag.</summary>
    public static bool IsNullable(BoundMember member) => member.Type.IsNullableBoolean();

    /// <summary>Returns the states that the type of a flag allows.</summary>
    public static FlagStates StatesOf(BoundMember member) => IsNullable(member) ? FlagStates.Any : FlagStates.False | FlagStates.True;

    /// <summary>Returns the flag for a property or field, if it is one.</summary>
    public static BoundMember? Of(BoundModels models, ISymbol? symbol) =>
        models.TryGetMember(symbol, out BoundModel? model, out BoundMember? member) && model.ManagedFlag == member ? member : null;

    /// <summary>Returns the flag that an expression reads: directly, through <c>?.</c>, or through a local that has no other value.</summary>
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

    /// <summary>Removes conversions, parentheses and the receiver of <c>?.</c>.</summary>
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

    /// <summary>What an absent flag means, or null if the contract has no default.</summary>
    public static bool? Default(BoundMember member) => member.Schema.Default switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    /// <summary>The diagnostic properties with which a rule passes the contract's default to its fix.</summary>
    public static ImmutableDictionary<string, string?> Properties(bool expected) =>
        ImmutableDictionary<string, string?>.Empty.Add(DefaultKey, expected ? "true" : "false");

    /// <summary>Returns the contract's default, as C#, from a diagnostic.</summary>
    public static string? DefaultOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(DefaultKey, out string? value) ? value : null;
}
