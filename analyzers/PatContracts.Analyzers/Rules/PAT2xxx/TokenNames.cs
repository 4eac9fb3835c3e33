using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds names and code for a token at a point.</summary>
internal static class TokenNames
{
    /// <summary>
    /// Returns the variable that refers to an object, or null. If there are several, the first in the text, so that reports are deterministic.
    /// </summary>
    public static ISymbol? VariableOf(FlowState state, TrackedObject tracked)
    {
        ISymbol? found = null;
        foreach (Variable variable in state.Variables)
        {
            if (variable.Value.Object == tracked && (found is null || PositionOf(variable.Symbol) < PositionOf(found))) found = variable.Symbol;
        }

        return found;
    }

    /// <summary>
    /// Returns code that reads the flag of a token at a position, for a member of the specified type; null if no variable refers to the token there.
    /// </summary>
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

    /// <summary>Returns the name of a token for a message, or else that of its type.</summary>
    public static string Of(FlowState state, TrackedObject token) => VariableOf(state, token)?.Name ?? token.Model.Type.Name;

    /// <summary>Returns a name as spelled in code: as declared if it is declared with <c>@</c>, which a reserved word requires.</summary>
    public static string Identifier(ISymbol symbol)
    {
        bool isVerbatim = symbol.Locations is [{ SourceTree: { } tree, SourceSpan: var span }, ..] && tree.GetText()[span.Start] == '@';
        return isVerbatim || SyntaxFacts.GetKeywordKind(symbol.Name) != SyntaxKind.None ? "@" + symbol.Name : symbol.Name;
    }

    private static int PositionOf(ISymbol symbol) => symbol.Locations is [{ } location, ..] ? location.SourceSpan.Start : int.MaxValue;
}
