namespace PatContracts.CodeFixes;

/// <summary>Copies the managed flag along with the other members (PAT2002); uses <c>with</c> if a method makes the copy.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT2002DroppedFlagCodeFixProvider))]
public sealed class PAT2002DroppedFlagCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.ManagedFlagDroppedInCopy)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (DroppedFlag.Of(target.Diagnostic) is var (name, value, order)
            && target.Node is ExpressionSyntax copy
            && Changes(target, copy, new(name, value), order) is { } changes)
        {
            yield return new Fix($"Copy '{value}'", nameof(PAT2002DroppedFlagCodeFixProvider), changes);
        }
    }

    private static IReadOnlyList<TextChange>? Changes(FixTarget target, ExpressionSyntax copy, MemberValue flag, string[] order)
    {
        if (copy is not InvocationExpressionSyntax) return MemberAssignments.Add(target, copy, [flag], order);
        if (target.Model.GetTypeInfo(copy, target.CancellationToken).Type is not { IsRecord: true } type
            || MemberAssignments.Find(target.Model, copy.SpanStart, type, flag.Name) is null)
        {
            return null;
        }

        string with = $" with {{ {flag} }}";
        bool isOperand = copy.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax
            or PostfixUnaryExpressionSyntax or BinaryExpressionSyntax;
        return isOperand
            ? [new(new TextSpan(copy.SpanStart, 0), "("), new(new TextSpan(copy.Span.End, 0), with + ")")]
            : [new(new TextSpan(copy.Span.End, 0), with)];
    }
}
