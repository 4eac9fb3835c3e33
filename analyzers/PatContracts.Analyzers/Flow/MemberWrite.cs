using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>A write to a member.</summary>
/// <param name="Object">The object.</param>
/// <param name="Member">The member.</param>
/// <param name="Before">The member before.</param>
/// <param name="Value">Its value afterwards.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Syntax">The assignment.</param>
/// <param name="ValueSyntax">The assigned value.</param>
/// <param name="State">The complete state immediately before.</param>
internal sealed record MemberWrite(
    TrackedObject Object,
    BoundMember Member,
    Slot Before,
    FlowValue Value,
    WriteKind Kind,
    SyntaxNode Syntax,
    SyntaxNode ValueSyntax,
    FlowState State);
