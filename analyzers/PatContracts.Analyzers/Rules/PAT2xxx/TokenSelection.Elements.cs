using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary><content>The tests that the elements of sequences, lists, queues and groups have passed.</content></summary>
internal abstract partial class TokenSelection<T>
{
    private const string GroupKey = ".Key";

    /// <summary>Whether only some of the elements are taken, so that their order selects them.</summary>
    private bool _isCut;

    /// <summary>Returns the tests that the elements of a sequence have passed.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="members">The path from an element to the value in question.</param>
    public T OfElement(IOperation sequence, string members)
    {
        if (_steps == 0) return Unrestricted;

        _steps--;
        CancellationToken.ThrowIfCancellationRequested();
        switch (Sequences.Strip(sequence))
        {
            case IInvocationOperation call:
                return OfCall(call, members);
            case ILocalReferenceOperation local:
                return OfVariable(local, local.Local, members);
            case IParameterReferenceOperation parameter:
                return OfVariable(parameter, parameter.Parameter, members);
            case IPropertyReferenceOperation { Arguments: [{ Value: var key }], Instance: { } groups }
                when Resolved(groups) is IInvocationOperation { TargetMethod.Name: "ToLookup" } lookup:
                return Both(OfReceiver(lookup, members), OfFunction(lookup, members, (selector, value) => HasKey(selector, value, key)));
            case IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } pairs }:
                return OfElement(pairs, members);
            case IMemberReferenceOperation { Member.ContainingType: { IsTupleType: true } or { IsAnonymousType: true } } part
                when Components.Of(part, CancellationToken) is { } made:
                return OfElement(made, members);
            case { Syntax: CollectionExpressionSyntax } collection:
                return OfCollection(collection, members);
            case IObjectCreationOperation { Arguments: [{ Value: var source }, ..] } when IsSequence(source.Type):
                return OfElement(source, members);
            case ICoalesceOperation coalesce:
                return OfElement(coalesce.Value, members);
            case IConditionalAccessOperation { WhenNotNull: IInvocationOperation call }:
                return OfCall(call, members);
            default:
                return Unrestricted;
        }
    }

    private T OfCall(IInvocationOperation call, string members)
    {
        bool wasCut = _isCut;
        _isCut |= TakesSome(call.TargetMethod.Name);
        T result = OfSequence(call, members);
        _isCut = wasCut;
        return result;
    }

    private static bool TakesSome(string name) => name is "Take" or "Skip" or "TakeLast" or "SkipLast" or "ElementAt"
        or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "Dequeue" or "Pop";

    private T OfSequence(IInvocationOperation call, string members)
    {
        switch (call.TargetMethod.Name)
        {
            case "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" when call.Type?.Name == "IGrouping":
                return OfInner(call, null, null, members, []);
            case "Where" or "TakeWhile" or "FindAll" or "Find" or "FindLast"
                or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault":
                return Both(OfReceiver(call, members), OfPredicate(call, members, outcome: true));
            case "SkipWhile":
                return Both(OfReceiver(call, members), OfPredicate(call, members, outcome: null));
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending":
                T received = OfReceiver(call, members);
                return _isCut ? Both(received, OfFunction(call, members, IsFirstBy)) : received;
            case "MinBy" or "MaxBy":
                return Both(OfReceiver(call, members), OfFunction(call, members, IsFirstBy));
            case "SelectMany" when FlattenedBy(call) is { } groups:
                return OfInner(groups, null, null, members, []);
            case "Select" or "ConvertAll" or "SelectMany":
                return OfProjection(call, members);
            case "Except" or "ExceptBy"
                when call.Arguments.FirstOrDefault(argument => IsSequence(argument.Value.Type) && argument.Parameter?.Ordinal == 1) is { } excluded:
                return Both(OfReceiver(call, members), Without(excluded.Value));
            case "Concat" or "Union" or "UnionBy" when call.Arguments.LastOrDefault(argument => IsSequence(argument.Value.Type)) is { } other:
                return Either(OfReceiver(call, members), OfElement(other.Value, members));
            case "Except" or "ExceptBy" or "Intersect" or "IntersectBy" or "Append" or "Prepend" or "DefaultIfEmpty":
                return OfReceiver(call, members);
            default:
                return Sequences.KeepsElements(call) ? OfReceiver(call, members) : OfResult(call, members);
        }
    }

    /// <summary>The sequence of groups that <c>SelectMany(group => group)</c> flattens, or null.</summary>
    private IOperation? FlattenedBy(IInvocationOperation call) =>
        DelegatesOf(call).ToArray() is [{ Parameters: [var group, ..], Result: { } result }]
        && Sequences.Strip(result) is IParameterReferenceOperation { Parameter: var returned }
        && SymbolEqualityComparer.Default.Equals(returned, group)
            ? Sequences.ReceiverOf(call)
            : null;

    /// <summary>The elements of <c>[a, .. more]</c>. Older compilers have no operation for it, so its parts are found by syntax.</summary>
    private T OfCollection(IOperation collection, string members)
    {
        T? result = default;
        bool found = false;
        foreach (IOperation part in collection.ChildOperations)
        {
            T one = part.Syntax is not SpreadElementSyntax ? OfValue(part, members)
                : part.ChildOperations.FirstOrDefault() is { } spread ? OfElement(spread, members)
                : Unrestricted;
            result = found ? Either(result!, one) : one;
            found = true;
        }

        return found ? result! : Unrestricted;
    }

    private T OfReceiver(IInvocationOperation call, string members)
    {
        if (Sequences.ReceiverOf(call) is not { } receiver) return Unrestricted;

        return Sequences.Strip(receiver) is IInvocationOperation inner ? OfCall(inner, members) : OfElement(receiver, members);
    }

    private T OfPredicate(IInvocationOperation call, string members, bool? outcome)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Type.TypeKind != TypeKind.Delegate && !IsExpression(argument.Parameter?.Type)) continue;
            if (FunctionBody.OfDelegate(argument.Value, CancellationToken) is not { Parameters: [var element, ..] } function) return Unrestricted;

            // A predicate of elements to skip concerns only the first element that is not skipped, but still counts as a test.
            IOperation condition = function.Result ?? function.Body;
            IOperation site = argument.Value.Syntax.Span.Contains(condition.Syntax.Span) ? condition : Sequences.Strip(argument.Value);
            return Holds(condition, outcome ?? false, ValuePath.Of(element, members), site);
        }

        return Unrestricted;
    }

    /// <summary>The functions passed to a call.</summary>
    private IEnumerable<FunctionBody> DelegatesOf(IInvocationOperation call) =>
        call.Arguments.Select(argument => FunctionBody.OfDelegate(argument.Value, CancellationToken)).OfType<FunctionBody>();

    private T OfFunction(IInvocationOperation call, string members, Func<IOperation, ValuePath, T> test)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (FunctionBody.OfDelegate(argument.Value, CancellationToken) is { Parameters: [var element, ..] } function)
            {
                return test(function.Result ?? function.Body, ValuePath.Of(element, members));
            }
        }

        return Unrestricted;
    }

    /// <summary>The elements of a projection: elements of an anonymous object or tuple that holds the token, and members of the token, are followed.</summary>
    private T OfProjection(IInvocationOperation call, string members)
    {
        if (DelegatesOf(call).LastOrDefault() is not { Result: { } result }) return Unrestricted;

        IOperation made = Sequences.Strip(result);
        string first = FirstOf(members, out string rest);
        IOperation? part = made switch
        {
            IAnonymousObjectCreationOperation creation => creation.Initializers
                .OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(initializer =>
                    initializer.Target is IPropertyReferenceOperation { Property.Name: var name } && (first.Length == 0 || name == first))
                ?.Value,
            ITupleOperation { Type: INamedTypeSymbol tuple } elements =>
                elements.Elements.Where((_, i) => first.Length == 0 || tuple.TupleElements[i].Name == first || $"Item{i + 1}" == first).FirstOrDefault(),
            _ => null,
        };
        return part is not null ? OfValue(part, rest) : OfValue(made, members);
    }

    private static string FirstOf(string members, out string rest)
    {
        int end = members.Length > 1 ? members.IndexOf('.', 1) : -1;
        rest = end < 0 ? "" : members.Substring(end);
        return members.Length == 0 ? "" : members.Substring(1, (end < 0 ? members.Length : end) - 1);
    }

    /// <summary>Returns the tests that the value of an expression has passed.</summary>
    protected T OfValue(IOperation expression, string members)
    {
        IOperation value = Sequences.Strip(expression);
        switch (value)
        {
            case IInvocationOperation { TargetMethod.Name: "Dequeue" or "Pop" or "Take" or "ElementAt" or "ElementAtOrDefault" } taken
                when Sequences.ReceiverOf(taken) is { } source:
                return OfElement(source, members);
            case IInvocationOperation call:
                return OfCall(call, members);
            case IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } list }:
                return OfElement(list, members);
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return OfElement(array, members);
            case ICoalesceOperation coalesce:
                return OfValue(coalesce.Value, members);
            default:
                return ValuePath.Of(value, CancellationToken) is { } path ? At(value, path.Below(members)) : Unrestricted;
        }
    }

    /// <summary>The sequence returned by a function of the project.</summary>
    private T OfResult(IInvocationOperation call, string members)
    {
        if (!_active.Add(call.TargetMethod.OriginalDefinition)) return Unrestricted;

        try
        {
            if (FunctionBody.OfMethod(call.TargetMethod, call.SemanticModel, CancellationToken) is not { } function) return Unrestricted;

            T? result = default;
            bool found = false;
            foreach (IReturnOperation statement in function.Returns)
            {
                T one = statement.Kind == OperationKind.YieldReturn ? OfValue(statement.ReturnedValue!, members) : OfElement(statement.ReturnedValue!, members);
                result = found ? Either(result!, one) : one;
                found = true;
            }

            return found ? result! : Unrestricted;
        }
        finally
        {
            _active.Remove(call.TargetMethod.OriginalDefinition);
        }
    }

    /// <summary>The elements of a variable: those of its assigned value, and those added to it.</summary>
    private T OfVariable(IOperation reference, ISymbol variable, string members)
    {
        if (!_active.Add(variable)) return Unrestricted;

        try
        {
            if (InnerSequence(reference, variable) is { } outer) return OfInner(outer, variable, reference, members, []);

            T? result = default;
            bool found = false;
            T removed = Unrestricted;
            foreach (IOperation part in VariableUses.Around(reference, CancellationToken).ChangesOf(variable))
            {
                CancellationToken.ThrowIfCancellationRequested();
                switch (part)
                {
                    case IVariableDeclaratorOperation { Symbol: var symbol, Initializer.Value: { } initial } when Is(symbol) && !IsEmpty(initial):
                        Add(OfElement(initial, members));
                        break;
                    case ISimpleAssignmentOperation { Target: var target, Value: var value }
                        when IsVariable(target) && !IsEmpty(value) && !Mentions(value, variable):
                        Add(OfElement(value, members));
                        break;
                    case ISimpleAssignmentOperation { Target: var target, Value: var value } when IsVariable(target) && !IsEmpty(value):
                        removed = Both(removed, OfElement(value, members));
                        break;
                    case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } entries } } entry
                        when IsVariable(entries):
                        Add(OfValue(entry.Value, members));
                        break;
                    case IInvocationOperation { Instance: { } list, TargetMethod.Name: var name, Arguments: [{ Value: var element }] }
                        when name is "Add" or "Enqueue" or "Push" or "AddLast" or "AddFirst" && IsVariable(list):
                        Add(OfValue(element, members));
                        break;
                    case IInvocationOperation { Instance: { } list, TargetMethod.Name: "Add" or "TryAdd", Arguments: [_, { Value: var element }] }
                        when IsVariable(list):
                        Add(OfValue(element, FirstOf(members, out string rest) is "Value" ? rest : members));
                        break;
                    case IInvocationOperation { Instance: { } list, TargetMethod.Name: var name, Arguments: [.., { Value: var elements }] }
                        when name is "AddRange" or "InsertRange" or "UnionWith" && IsVariable(list):
                        Add(OfElement(elements, members));
                        break;
                    case IInvocationOperation { Instance: { } list, TargetMethod.Name: "RemoveAll" or "RemoveWhere" } call when IsVariable(list):
                        removed = Both(removed, OfPredicate(call, members, outcome: false));
                        break;
                }
            }

            if (!found && Deconstructed(variable, reference) is { } component) Add(OfElement(component, members));
            if (!found && variable is IParameterSymbol { ContainingSymbol: IMethodSymbol function, Ordinal: var ordinal })
            {
                Add(OfArguments(function, ordinal, reference, argument => OfElement(argument, members)));
            }

            return found ? Both(result!, removed) : removed;

            void Add(T one)
            {
                result = found ? Either(result!, one) : one;
                found = true;
            }

            bool Is(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol, variable);

            bool IsVariable(IOperation target) => VariableUses.VariableIn(target) is { } symbol && Is(symbol);
        }
        finally
        {
            _active.Remove(variable);
        }
    }

    /// <summary>The filters of a sequence whose elements contain the value: a range variable before <c>let</c>, a part of an anonymous object.</summary>
    private T OfFilters(IOperation sequence, ValuePath value)
    {
        T result = Unrestricted;
        IOperation? current = Sequences.Strip(sequence);
        for (int links = 0; links < MaxSteps && current is IInvocationOperation call; links++)
        {
            if (call.TargetMethod.Name == "Where"
                && Sequences.LambdasOf(call).FirstOrDefault() is { } predicate
                && Sequences.ResultOf(predicate) is { } condition)
            {
                result = Both(result, Holds(condition, true, value, condition));
            }

            current = Sequences.ReceiverOf(call);
        }

        return result;
    }

    private static bool Mentions(IOperation value, ISymbol variable) => value.DescendantsAndSelf().Any(part =>
        part is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable)
        || part is IParameterReferenceOperation parameter && SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable));

    /// <summary>Whether a collection is created without elements.</summary>
    private static bool IsEmpty(IOperation value) => Sequences.Strip(value) switch
    {
        IObjectCreationOperation { Initializer: null } creation => !creation.Arguments.Any(argument => IsSequence(argument.Value.Type)),
        IInvocationOperation { TargetMethod.Name: "Empty" } => true,
        { Syntax: CollectionExpressionSyntax { Elements.Count: 0 } } => true,
        { ConstantValue: { HasValue: true, Value: null } } => true,
        _ => false,
    };

    private static bool IsSequence(ITypeSymbol? type) =>
        type is IArrayTypeSymbol or { SpecialType: SpecialType.None }
        && (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            || type.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable));

    private static bool IsExpression(ITypeSymbol? type) => type is { Name: "Expression", ContainingNamespace.Name: "Expressions" };

    /// <summary>The sequence of groups of which a group is an element.</summary>
    private static IOperation? InnerSequence(IOperation reference, ISymbol variable)
    {
        for (IOperation? around = reference; around is not null; around = around.Parent)
        {
            if (around is IForEachLoopOperation loop && loop.Locals.Contains(variable, SymbolEqualityComparer.Default)) return loop.Collection;
            if (around is IAnonymousFunctionOperation lambda
                && SymbolEqualityComparer.Default.Equals(lambda.Symbol, variable.ContainingSymbol))
            {
                return SequenceRun(lambda);
            }
        }

        return null;
    }

    /// <summary>The elements of the groups or chunks in a sequence.</summary>
    private T OfInner(IOperation sequence, ISymbol? group, IOperation? use, string members, List<(IOperation Condition, ValuePath Key)> tests)
    {
        if (_steps == 0) return Unrestricted;

        _steps--;
        switch (Resolved(sequence))
        {
            case IInvocationOperation { TargetMethod.Name: "GroupBy" or "ToLookup" } call:
                return Both(OfReceiver(call, members), OfFunction(call, members, (selector, value) => OfKey(selector, value)));
            case IInvocationOperation { TargetMethod.Name: "Chunk" } call:
                return OfReceiver(call, members);
            case IInvocationOperation call
                when (Sequences.KeepsElements(call) || TakesSome(call.TargetMethod.Name)) && Sequences.ReceiverOf(call) is { } receiver:
                if (DelegatesOf(call).FirstOrDefault() is { Parameters: [var tested, ..], Result: { } condition }
                    && call.TargetMethod.Name is not ("OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending"))
                {
                    tests.Add((condition, ValuePath.Of(tested, GroupKey)));
                }

                return OfInner(receiver, group, use, members, tests);
            default:
                return Unrestricted;
        }

        T OfKey(IOperation selector, ValuePath value)
        {
            T result = group is null || use is null ? Unrestricted : HasKey(selector, value, use, ValuePath.Of(group, GroupKey));
            foreach ((IOperation condition, ValuePath key) in tests) result = Both(result, HasKeyWhere(selector, value, condition, key));
            return result;
        }
    }

    /// <summary>The expression assigned to a variable in <c>var (a, b) = …</c>, or null.</summary>
    private IOperation? Deconstructed(ISymbol variable, IOperation reference) =>
        variable is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
        && reference.SemanticModel is { } model
        && model.SyntaxTree == declaration.SyntaxTree
        && declaration.GetSyntax(CancellationToken) is SingleVariableDesignationSyntax designation
            ? Components.OfDeconstructed(designation, model, CancellationToken)
            : null;

    private IOperation Resolved(IOperation operation)
    {
        operation = Sequences.Strip(operation);
        return Locals.Declared(operation, CancellationToken) is { } value ? Sequences.Strip(value) : operation;
    }
}
