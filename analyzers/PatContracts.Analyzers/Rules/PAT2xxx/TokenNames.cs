using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>What a token is called in the code around a point.</summary>
internal static class TokenNames
{
    /// <summary>The variable that names an object, or null. Of several the first in the text, so that a report does not depend on chance.</summary>
    public static ISymbol? VariableOf(FlowState state, TrackedObject tracked)
    {
        ISymbol? found = null;
        foreach (Variable variable in state.Variables)
        {
            if (variable.Value.Object == tracked && (found is null || PositionOf(variable.Symbol) < PositionOf(found))) found = variable.Symbol;
        }

        return found;
    }

    /// <summary>Code that reads the flag of a token at a position, for a member of a given type; null where the token has no name there.</summary>
    public static string? FlagOf(FlowResult flow, FlowState state, TrackedObject token, BoundMember target, int position)
    {
        if (token.Model.ManagedFlag is not { } flag) return null;

        string? read = VariableOf(state, token) is { } variable
            ? PositionOf(variable) <= position && variable.CanBeReferencedByName ? $"{Identifier(variable)}.{Identifier(flag.Symbol)}" : null
            : token == flow.Summary.This ? Identifier(flag.Symbol)
            : null;
        return read is not null && ManagedFlag.IsNullable(flag) && !ManagedFlag.IsNullable(target)
            ? $"{read} ?? {DiagnosticFormatting.Boolean(ManagedFlag.Default(flag) ?? false)}"
            : read;
    }

    /// <summary>The name of a token for a message, else that of its type.</summary>
    public static string Of(FlowState state, TrackedObject token) => VariableOf(state, token)?.Name ?? token.Model.Type.Name;

    /// <summary>A name as code spells it: as it is declared, where it is declared with an <c>@</c>; a reserved word needs that.</summary>
    public static string Identifier(ISymbol symbol)
    {
        bool isVerbatim = symbol.Locations is [{ SourceTree: { } tree, SourceSpan: var span }, ..] && tree.GetText()[span.Start] == '@';
        return isVerbatim || SyntaxFacts.GetKeywordKind(symbol.Name) != SyntaxKind.None ? "@" + symbol.Name : symbol.Name;
    }

    private static int PositionOf(ISymbol symbol) => symbol.Locations is [{ } location, ..] ? location.SourceSpan.Start : int.MaxValue;
}
