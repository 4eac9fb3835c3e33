using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Finds nulls and defaults that are assigned to members. Distinguishes those that a member always keeps (PAT1003, reported on the null) from those that it
/// keeps on some paths only (PAT1002, reported on the object).
/// </summary>
internal static class NullAssignments
{
    /// <summary>Calls <paramref name="analyze"/> for each write of a null or default that the member's contract excludes.</summary>
    public static void Register(
        CompilationStartAnalysisContext context,
        ContractContext contracts,
        Action<OperationAnalysisContext, FlowResult, MemberWrite> analyze)
    {
        context.RegisterOperationAction(
            operation =>
            {
                var assignment = (IAssignmentOperation)operation.Operation;
                if (MayBeNull(assignment.Value) && assignment.Target is IMemberReferenceOperation { Member: var symbol })
                {
                    Analyze(operation, contracts, symbol, assignment.Value, analyze);
                }

            },
            OperationKind.SimpleAssignment,
            OperationKind.CoalesceAssignment);
        context.RegisterOperationAction(
            operation =>
            {
                foreach ((ISymbol symbol, IOperation value) in Deconstructions.Members((IDeconstructionAssignmentOperation)operation.Operation))
                {
                    if (MayBeNull(value)) Analyze(operation, contracts, symbol, value, analyze);
                }
            },
            OperationKind.DeconstructionAssignment);
        context.RegisterOperationAction(
            operation =>
            {
                var creation = (IObjectCreationOperation)operation.Operation;
                if (creation.Arguments.IsEmpty || !contracts.Models.TryGet(creation.Type, out _)) return;

                foreach (IArgumentOperation argument in creation.Arguments)
                {
                    if (argument.ArgumentKind == ArgumentKind.Explicit && MayBeNull(argument.Value)) Analyze(operation, contracts, argument.Value, analyze);
                }
            },
            OperationKind.ObjectCreation);
    }

    /// <summary>Whether a write assigns null on every path that reaches it, and is never overwritten before the object is seen.</summary>
    public static bool StaysNull(FlowResult flow, MemberWrite assigned) =>
        IsAlwaysNull(assigned) && !IsOverwritten(flow, assigned) && !flow.IsUnreachable(assigned);

    /// <summary>The first escapes at which a member still holds the null that was assigned here.</summary>
    public static IEnumerable<Escape> EscapesWith(FlowResult flow, MemberWrite assigned) => flow.Escapes.Where(escape =>
        escape.Object.Origin != ObjectOrigin.Foreign
        && IsOrCopies(escape.Object, assigned.Object)
        && IsNullOf(escape.Members[assigned.Member].Value, assigned.Value));

    private static void Analyze(
        OperationAnalysisContext context,
        ContractContext contracts,
        ISymbol symbol,
        IOperation value,
        Action<OperationAnalysisContext, FlowResult, MemberWrite> analyze)
    {
        if (contracts.Models.TryGetMember(symbol, out _, out BoundMember? member) && (ExcludesNull(member) || (member.IsRequired && member.Type.IsValueType)))
        {
            Analyze(context, contracts, value, analyze);
        }
    }

    private static void Analyze(
        OperationAnalysisContext context,
        ContractContext contracts,
        IOperation value,
        Action<OperationAnalysisContext, FlowResult, MemberWrite> analyze)
    {
        FlowResult flow = contracts.Flow.Of(context.Operation, context.ContainingSymbol, context.GetControlFlowGraph, context.CancellationToken);
        if (!flow.IsComplete) return;

        var analyzed = new HashSet<SyntaxNode>();
        foreach (MemberWrite write in flow.WritesOf(value.Syntax))
        {
            if (IsExcluded(write.Member, write.Value) && analyzed.Add(write.Value.Origin ?? write.ValueSyntax))
            {
                analyze(context, flow, write);
            }
        }
    }

    private static bool IsExcluded(BoundMember member, FlowValue value) => value.Kind switch
    {
        FlowValueKind.Null or FlowValueKind.MaybeNull or FlowValueKind.Object => value.CanBeNull && ExcludesNull(member),
        FlowValueKind.Default or FlowValueKind.MaybeDefault => member.IsRequired && !member.Json.OmitsDefault && !member.HasConverter,
        _ => false,
    };

    /// <summary>Whether the contract excludes null, unless the serializer omits it.</summary>
    private static bool ExcludesNull(BoundMember member) => !member.Schema.AllowsNull && !member.Json.OmitsNull && !member.HasConverter;

    /// <summary>Whether the null is written in the assigned expression itself, even if only in one branch of a conditional.</summary>
    private static bool IsAlwaysNull(MemberWrite assigned) =>
        assigned.Value.Kind is FlowValueKind.Null or FlowValueKind.Default
        || (assigned.Value.Origin is { } origin && assigned.ValueSyntax.Span.Contains(origin.Span));

    private static bool IsOverwritten(FlowResult flow, MemberWrite assigned)
    {
        if (assigned.Value.Origin is not { } origin) return false;

        return flow.WritesOver(origin).Any(write => write.Member == assigned.Member
            && write.Syntax != assigned.Syntax
            && write.Before is { Kind: SlotKind.Set or SlotKind.Maybe, IsSeen: false }
            && IsNullOf(write.Before.Value, assigned.Value)
            && IsOrCopies(write.Object, assigned.Object));
    }

    /// <summary>Whether a value may be the null or default that another value is.</summary>
    private static bool IsNullOf(FlowValue value, FlowValue assigned) =>
        (value.CanBeNull == assigned.CanBeNull || value.Kind == assigned.Kind)
        && (assigned.Origin is null ? value.Origin is null : value.Origins.Contains(assigned.Origin));

    /// <summary>Whether an object is another one, or a copy of it.</summary>
    private static bool IsOrCopies(TrackedObject tracked, TrackedObject original)
    {
        for (TrackedObject? current = tracked; current is not null; current = current.Source)
        {
            if (current == original) return true;
        }

        // The surrounding code tracks an object written in a local function as a different object.
        return original.Origin == ObjectOrigin.Foreign;
    }

    /// <summary>A fast check that excludes almost all assignments: whether the value can be a known null or default.</summary>
    private static bool MayBeNull(IOperation value)
    {
        switch (value.Kind)
        {
            case OperationKind.ParameterReference or OperationKind.PropertyReference or OperationKind.Invocation:
                return false;
            case OperationKind.DefaultValue:
                return true;
        }

        if (value.ConstantValue is { HasValue: true, Value: var constant }) return constant is null;

        return value switch
        {
            IConversionOperation conversion => MayBeNull(conversion.Operand),
            IConditionalOperation conditional => MayBeNull(conditional.WhenTrue) || (conditional.WhenFalse is { } otherwise && MayBeNull(otherwise)),
            ICoalesceOperation coalesce => MayBeNull(coalesce.WhenNull),
            ISwitchExpressionOperation choice => choice.Arms.Any(arm => MayBeNull(arm.Value)),
            IObjectCreationOperation creation => creation is { Arguments.IsEmpty: true, Type.IsValueType: true },
            IFieldReferenceOperation field => KnownMethods.IsDefaultOfItsType(field.Field),
            ILocalReferenceOperation local => BeginsAsNull(local.Local),
            _ => false,
        };
    }

    /// <summary>
    /// Whether a local is declared nullable or initialized with null, and is not written in a lambda or local function, which may run at any time.
    /// </summary>
    private static bool BeginsAsNull(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [{ } reference, ..]
        && reference.GetSyntax() is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator
        && (declaration.Type is NullableTypeSyntax || declarator.Initializer?.Value is LiteralExpressionSyntax or DefaultExpressionSyntax)
        && !IsWrittenByFunction(local.Name, declarator);

    private static bool IsWrittenByFunction(string name, VariableDeclaratorSyntax declarator)
    {
        SyntaxNode? scope = declarator.FirstAncestorOrSelf<StatementSyntax>()?.Parent;
        if (scope is GlobalStatementSyntax) scope = scope.Parent;
        return scope is not null && scope.DescendantNodes()
            .Where(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            .Any(function => function.DescendantNodes().Any(node => IsWrite(node, name)));
    }

    private static bool IsWrite(SyntaxNode node, string name) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left.DescendantNodesAndSelf().Any(target => IsName(target, name)),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => IsName(argument.Expression, name),
        _ => false,
    };

    private static bool IsName(SyntaxNode node, string name) => node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name;
}
