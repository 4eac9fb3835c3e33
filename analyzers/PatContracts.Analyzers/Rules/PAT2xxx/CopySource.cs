using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>The source of a copied token: another token, or a row that represents one, from which its id and at least one more member are taken.</summary>
/// <param name="Token">The token or row.</param>
/// <param name="Flag">Its managed flag.</param>
/// <param name="BoundFlag">The same as the flag of a bound model, if its type is one.</param>
/// <param name="Code">The token as written in the code.</param>
internal sealed record CopySource(ValuePath Token, ISymbol Flag, BoundMember? BoundFlag, string Code)
{
    private const string IdName = "id";

    /// <summary>Number of further members that make a copy if the source was looked up by the id.</summary>
    private const int MembersNextToLookup = 3;

    /// <summary>Returns the source of a new token, or null.</summary>
    public static CopySource? Of(BoundModels models, IObjectCreationOperation creation, BoundModel model, CancellationToken cancellationToken) =>
        AssignedMembers.Of(models, creation, model, cancellationToken) is { } assigned ? Of(models, assigned, cancellationToken) : null;

    /// <summary>Returns the source of the values assigned to a token, or null.</summary>
    public static CopySource? Of(BoundModels models, IReadOnlyList<(BoundMember Member, IOperation Value)> assigned, CancellationToken cancellationToken)
    {
        if (assigned.FirstOrDefault(static one => TokenCopies.IsId(one.Member)) is not { Value: { } id }) return null;

        if (ReadIn(id, cancellationToken) is { Leaf: { } leaf, Parent: { } token }
            && IdSource(models, leaf, OwnerIn(id, cancellationToken)) is var (flag, bound))
        {
            return assigned.Count(one => IsReadFrom(models, token, bound is not null ? one.Member : null, one.Value, cancellationToken)) >= 2
                ? new(token, flag, bound, CodeOf(id, token))
                : null;
        }

        return OfLookup(models, assigned, id, cancellationToken);
    }

    /// <summary>Returns code that reads the flag of the source where the copy is made; null if no expression reaches the source there.</summary>
    /// <param name="copy">The creation of the copy.</param>
    /// <param name="target">The flag of the copy.</param>
    /// <param name="absent">What an absent flag means.</param>
    public string? CodeOfFlag(IOperation copy, BoundMember target, bool absent)
    {
        if (Token.Root is not { } root || !IsInScope(root, copy) || Token.Text.IndexOf('[') >= 0) return null;

        string read = $"{root.Name}{Token.Text}.{Flag.Name}";
        ITypeSymbol type = Flag is IPropertySymbol property ? property.Type : ((IFieldSymbol)Flag).Type;
        return type.SpecialType != SpecialType.System_Boolean && !ManagedFlag.IsNullable(target) ? $"{read} ?? {DiagnosticFormatting.Boolean(absent)}" : read;
    }

    private static bool IsInScope(ISymbol root, IOperation copy) => copy.SemanticModel?.LookupSymbols(copy.Syntax.SpanStart, name: root.Name)
        .Any(symbol => symbol is IRangeVariableSymbol || SymbolEqualityComparer.Default.Equals(symbol, root)) == true;

    /// <summary>A token that was looked up by the id and from which the other members are taken: <c>var found = store.Find(id)</c>.</summary>
    private static CopySource? OfLookup(
        BoundModels models,
        IReadOnlyList<(BoundMember Member, IOperation Value)> assigned,
        IOperation id,
        CancellationToken cancellationToken)
    {
        if (Sequences.Strip(id) is not (ILocalReferenceOperation or IParameterReferenceOperation)) return null;

        foreach ((_, IOperation value) in assigned)
        {
            if (!MayReadMember(value)
                || ReadIn(value, cancellationToken) is not { Leaf: { } leaf, Parent: { Root: ILocalSymbol local, Text: "" } token }
                || !models.TryGetMember(leaf, out BoundModel? model, out _)
                || model.ManagedFlag is not { } flag
                || Locals.Initial(local, value.SemanticModel, cancellationToken) is not { } initial)
            {
                continue;
            }

            bool isLookup = ValuePath.Of(id, cancellationToken) is { } path && initial.DescendantsAndSelf().OfType<IInvocationOperation>()
                .Any(call => call.Arguments.Any(argument => path.Equals(ValuePath.Of(argument.Value, cancellationToken))));
            return isLookup && assigned.Count(one => IsReadFrom(models, token, one.Member, one.Value, cancellationToken)) >= MembersNextToLookup
                ? new(token, flag.Symbol, flag, local.Name)
                : null;
        }

        return null;
    }

    /// <summary>Whether a value is written as a read of a member, or of a local that may hold one. Avoids computing the path of most values.</summary>
    private static bool MayReadMember(IOperation value) => Sequences.Strip(value) switch
    {
        ICoalesceOperation coalesce => MayReadMember(coalesce.Value),
        var read => read is IMemberReferenceOperation or ILocalReferenceOperation or IConditionalAccessOperation,
    };

    /// <summary>The member from which a value is read, even if null is replaced in it.</summary>
    private static ValuePath? ReadIn(IOperation value, CancellationToken cancellationToken) => Sequences.Strip(value) switch
    {
        ICoalesceOperation coalesce => ReadIn(coalesce.Value, cancellationToken),
        var read => ValuePath.Of(read, cancellationToken),
    };

    /// <summary>The type of the object from which a value is read, which may inherit the member; null if it is unknown.</summary>
    private static ITypeSymbol? OwnerIn(IOperation value, CancellationToken cancellationToken) => Sequences.Strip(value) switch
    {
        ICoalesceOperation coalesce => OwnerIn(coalesce.Value, cancellationToken),
        IMemberReferenceOperation { Instance.Type: var type } => type,
        ILocalReferenceOperation local when Locals.Declared(local, cancellationToken) is IMemberReferenceOperation { Instance.Type: var type } => type,
        _ => null,
    };

    /// <summary>The flag of the type whose id a member is, if it has one.</summary>
    private static (ISymbol Flag, BoundMember? Bound)? IdSource(BoundModels models, ISymbol member, ITypeSymbol? owner)
    {
        if (models.TryGetMember(member, out BoundModel? model, out BoundMember? bound))
        {
            return TokenCopies.IsId(bound) && model.ManagedFlag is { } flag ? (flag.Symbol, flag) : null;
        }

        if (!string.Equals(member.Name, IdName, StringComparison.OrdinalIgnoreCase)
            || !SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, models.Compilation.Assembly)
            || models.TryGet(member.ContainingType, out _))
        {
            return null;
        }

        for (ITypeSymbol? type = owner ?? member.ContainingType; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            ISymbol? named = type.GetMembers().FirstOrDefault(other => FlagSources.IsProjectFlag(models, other) && other.CanBeReferencedByName);
            if (named is not null) return (named, null);
        }

        return null;
    }

    /// <summary>Whether a value is read from a member of the token: the same member, if both are bound.</summary>
    private static bool IsReadFrom(BoundModels models, ValuePath token, BoundMember? target, IOperation value, CancellationToken cancellationToken) =>
        value.DescendantsAndSelf().Any(part =>
            part is IMemberReferenceOperation or ILocalReferenceOperation
            && ValuePath.Of(part, cancellationToken) is { Leaf: { } leaf, Parent: { } parent }
            && parent.Equals(token)
            && (target is null || (models.TryGetMember(leaf, out _, out BoundMember? member) && member.WireName == target.WireName)));

    private static string CodeOf(IOperation id, ValuePath token) =>
        Sequences.Strip(id) is IMemberReferenceOperation { Instance: { IsImplicit: false } instance }
        && token.Text is not ("this" or { Length: 0 }) ? Sequences.CodeOf(instance)
        : token.Root is { } root ? root.Name + token.Text
        : token.Text;
}
