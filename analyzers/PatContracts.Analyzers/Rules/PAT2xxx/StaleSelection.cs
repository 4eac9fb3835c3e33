using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the tests of age by which tokens are selected.</summary>
internal sealed class StaleSelection : TokenSelection<StaleTests>
{
    private const int MaxSteps = 3;
    private const string ExpiryName = "expirationDate";

    private static readonly StaleTests None = new([], LooksAtFlag: false);

    private readonly BoundModels _models;

    private StaleSelection(BoundModels models, CancellationToken cancellationToken)
        : base(cancellationToken) =>
        _models = models;

    /// <summary>Returns the tests of age that select the arguments of a call, if no test reads the flag of the same tokens.</summary>
    public static IEnumerable<StaleTest> Of(IInvocationOperation call, BoundModels models, CancellationToken cancellationToken)
    {
        IEnumerable<IOperation> passed = call.Arguments.Select(static argument => argument.Value);
        if (call.Instance is not null) passed = passed.Prepend(call.Instance);

        foreach (IOperation value in passed)
        {
            if (IsSequence(value.Type))
            {
                foreach (StaleTest test in new StaleSelection(models, cancellationToken).OfElement(value, "").OfAge) yield return test;
                continue;
            }

            foreach (IOperation part in value.DescendantsAndSelf())
            {
                if (part is IInvocationOperation)
                {
                    foreach (StaleTest test in new StaleSelection(models, cancellationToken).OfValue(part, "").OfAge) yield return test;
                }

                if (part is not (ILocalReferenceOperation or IParameterReferenceOperation) || ValuePath.Of(part, cancellationToken) is not { } path) continue;

                foreach (StaleTest test in new StaleSelection(models, cancellationToken).At(part, path).OfAge) yield return test;
            }
        }
    }

    protected override StaleTests Unrestricted => None;

    protected override StaleTests Both(StaleTests left, StaleTests right) => left.LooksAtFlag || right.LooksAtFlag ? new([], LooksAtFlag: true)
        : left.OfAge.Count == 0 ? right
        : right.OfAge.Count == 0 ? left
        : new([.. left.OfAge, .. right.OfAge], LooksAtFlag: false);

    protected override StaleTests Either(StaleTests left, StaleTests right) =>
        new([.. left.OfAge, .. right.OfAge], left.LooksAtFlag && right.LooksAtFlag);

    protected override StaleTests Holds(IOperation condition, bool outcome, ValuePath value, IOperation site) =>
        TestsIn([condition], value, site, site == condition ? condition : null, outcome);

    protected override StaleTests Matches(IOperation switched, IReadOnlyList<Case> chosen, IReadOnlyList<Case> earlier, ValuePath value) => TestsIn(
        chosen.Concat(earlier).SelectMany(static one => new IOperation?[] { one.Pattern, one.Constant, one.Guard }).OfType<IOperation>().Prepend(switched),
        value,
        chosen.Concat(earlier).Select(static one => one.Guard ?? one.Pattern ?? one.Constant).FirstOrDefault(static part => part is not null) ?? switched,
        null,
        outcome: true);

    protected override StaleTests IsFirstBy(IOperation key, ValuePath value) => TestsIn([key], value, key, null, outcome: true);

    protected override StaleTests HasKey(IOperation key, ValuePath value, IOperation group, ValuePath groupKey) =>
        TestsIn([key], value, key, null, outcome: true);

    protected override StaleTests HasKey(IOperation key, ValuePath value, IOperation expected) => TestsIn([key], value, key, null, outcome: true);

    protected override StaleTests HasKeyWhere(IOperation key, ValuePath value, IOperation condition, ValuePath groupKey) =>
        TestsIn([key], value, key, null, outcome: true);

    protected override StaleTests Without(IOperation excluded) => FlagReadsIn(excluded).Any() ? new([], LooksAtFlag: true) : None;

    private static bool IsSequence(ITypeSymbol? type) => type is not { SpecialType: SpecialType.System_String }
        && (type is IArrayTypeSymbol
            || type?.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable) == true);

    private StaleTests TestsIn(IEnumerable<IOperation> expressions, ValuePath value, IOperation site, IOperation? condition, bool outcome)
    {
        StaleTest? found = null;
        foreach (IOperation expression in expressions)
        {
            foreach ((IMemberReferenceOperation read, BoundModel model, BoundMember member) in ReadsOf(expression, value, MaxSteps))
            {
                if (member == model.ManagedFlag) return new([], LooksAtFlag: true);
                if (model.ManagedFlag is { } flag && IsAge(member)) found ??= new(site, condition, outcome, read, member, flag);
            }
        }

        return found is null ? None : new([found], LooksAtFlag: false);
    }

    private static bool IsAge(BoundMember member) => LastUse.Is(member) || (member.WireName == ExpiryName && member.Format == "date-time");

    /// <summary>The reads of members of a token in an expression, including through locals and functions of the project.</summary>
    private IEnumerable<(IMemberReferenceOperation Read, BoundModel Model, BoundMember Member)> ReadsOf(IOperation expression, ValuePath value, int steps)
    {
        foreach (IOperation part in expression.DescendantsAndSelf())
        {
            CancellationToken.ThrowIfCancellationRequested();
            switch (part)
            {
                case IMemberReferenceOperation read when _models.TryGetMember(read.Member, out BoundModel? model, out BoundMember? member):
                    if (ValuePath.Of(read, CancellationToken) is { } path && IsOfToken(path, value)) yield return (read, model, member);
                    break;
                case IMemberReferenceOperation { Member.ContainingType: { IsAnonymousType: true } or { IsTupleType: true } } member
                    when steps > 0 && Components.Of(member, CancellationToken) is { } made:
                    foreach (var inner in ReadsOf(made, value, steps - 1)) yield return inner;
                    break;
                case IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsKey", Instance: { } set } lookup
                    when steps > 0
                    && lookup.Arguments.Any(argument => ValuePath.Of(argument.Value, CancellationToken) is { } looked && IsOfToken(looked, value)):
                    foreach (var inner in FlagReadsIn(Locals.Declared(set, CancellationToken))) yield return inner;
                    break;
                case ILocalReferenceOperation local when steps > 0 && Locals.Declared(local, CancellationToken) is { } declared:
                    foreach (var inner in ReadsOf(declared, value, steps - 1)) yield return inner;
                    break;
                case IInvocationOperation call when steps > 0:
                    foreach (var inner in ReadsIn(call.TargetMethod, call, call.Instance, call, value, steps)) yield return inner;
                    break;
                case IPropertyReferenceOperation { Property.GetMethod: { DeclaringSyntaxReferences.IsEmpty: false } getter, Instance: { } instance } property
                    when steps > 0:
                    foreach (var inner in ReadsIn(getter, null, instance, property, value, steps)) yield return inner;
                    break;
            }
        }
    }

    /// <summary>The reads of any token's flag: the criterion by which a set of tokens was selected.</summary>
    private IEnumerable<(IMemberReferenceOperation Read, BoundModel Model, BoundMember Member)> FlagReadsIn(IOperation? set)
    {
        if (set is null) yield break;

        foreach (IOperation part in set.DescendantsAndSelf())
        {
            if (part is IMemberReferenceOperation read
                && _models.TryGetMember(read.Member, out BoundModel? model, out BoundMember? member)
                && model.ManagedFlag == member)
            {
                yield return (read, model, member);
            }
        }
    }

    private IEnumerable<(IMemberReferenceOperation Read, BoundModel Model, BoundMember Member)> ReadsIn(
        IMethodSymbol method,
        IInvocationOperation? call,
        IOperation? instance,
        IOperation site,
        ValuePath value,
        int steps)
    {
        FunctionBody? function = method.MethodKind == MethodKind.DelegateInvoke && instance is not null
            ? FunctionBody.OfDelegate(instance, CancellationToken)
            : FunctionBody.OfMethod(method, site.SemanticModel, CancellationToken);
        if (function is null || value.Root is not { } root) return [];

        // The variable identifies the passed token: the token itself, not the member in question.
        ValuePath token = ValuePath.Of(root);
        if (call is not null)
        {
            foreach (IArgumentOperation argument in call.Arguments)
            {
                if (argument.Parameter is { Ordinal: var ordinal }
                    && ordinal < function.Parameters.Length
                    && ValuePath.Of(argument.Value, CancellationToken) is { } passed
                    && passed.StartsWith(token))
                {
                    return ReadsOf(function.Body, ValuePath.Of(function.Parameters[ordinal]), steps - 1);
                }
            }
        }

        return instance is not null && ValuePath.Of(instance, CancellationToken) is { } receiver && receiver.StartsWith(token)
            ? ReadsOf(function.Body, ValuePath.This, steps - 1)
            : method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke ? ReadsOf(function.Body, value, steps - 1)
            : [];
    }

    private static bool IsOfToken(ValuePath read, ValuePath value) =>
        value.Root is not null ? SymbolEqualityComparer.Default.Equals(read.Root, value.Root) : read.StartsWith(value);
}
