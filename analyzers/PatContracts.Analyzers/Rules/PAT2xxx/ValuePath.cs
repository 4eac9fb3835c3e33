using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Identifies a value independently of its name in code: a variable, and the members read from it. Aliases, range variables of queries, parts of tuples and
/// anonymous objects, and pattern variables are replaced by the values they refer to.
/// </summary>
internal sealed class ValuePath : IEquatable<ValuePath>
{
    private const int MaxSteps = 12;

    private static readonly char[] Separators = ['.', '['];

    private ValuePath(ISymbol? root, string text, ISymbol? leaf = null)
    {
        Root = root;
        Text = text;
        Leaf = leaf;
    }

    /// <summary>The object that contains the code.</summary>
    public static ValuePath This { get; } = new(null, "this");

    /// <summary>The variable or static member at the beginning of the path; null if it begins with <c>this</c> or with a call.</summary>
    public ISymbol? Root { get; }

    /// <summary>The members after the root, each preceded by a dot; without a root, the whole path.</summary>
    public string Text { get; }

    /// <summary>The last member of the path, if it is known.</summary>
    public ISymbol? Leaf { get; }

    /// <summary>Whether the path begins with the object that contains the code.</summary>
    private bool IsThis => Root is null && StartsWith(This);

    /// <summary>Returns the path of a variable.</summary>
    public static ValuePath Of(ISymbol root, string members = "") => new(root, members);

    /// <summary>Returns the path of an expression, or null if it has none.</summary>
    public static ValuePath? Of(IOperation? operation, CancellationToken cancellationToken) => Of(operation, MaxSteps, cancellationToken);

    /// <summary>Returns the path of the value that a pattern is matched against.</summary>
    public static ValuePath? OfInput(IPatternOperation pattern, CancellationToken cancellationToken) => OfInput(pattern, MaxSteps, cancellationToken);

    /// <summary>The path of the object that contains the value, or null.</summary>
    public ValuePath? Parent => Text.LastIndexOf('.') is >= 0 and var end ? new(Root, Text.Substring(0, end)) : null;

    /// <summary>The path itself and all its prefixes, longest first.</summary>
    public IEnumerable<ValuePath> Prefixes
    {
        get
        {
            yield return this;
            for (int end = Text.LastIndexOfAny(Separators); end >= 0; end = end == 0 ? -1 : Text.LastIndexOfAny(Separators, end - 1))
            {
                yield return new(Root, Text.Substring(0, end));
            }
        }
    }

    /// <summary>Returns the path of a member of the value.</summary>
    public ValuePath Member(string name) => new(Root, $"{Text}.{name}");

    /// <inheritdoc cref="Member(string)"/>
    public ValuePath Member(ISymbol member) => new(Root, $"{Text}.{member.Name}", member);

    /// <summary>Returns the path of a nested member, specified by its path relative to the value.</summary>
    public ValuePath Below(string members) => new(Root, Text + members);

    /// <summary>Whether the value is the other one, or is reached through it.</summary>
    public bool StartsWith(ValuePath other) =>
        SymbolEqualityComparer.Default.Equals(Root, other.Root)
        && Text.StartsWith(other.Text, StringComparison.Ordinal)
        && (Text.Length == other.Text.Length || Text[other.Text.Length] is '.' or '[');

    /// <summary>Returns the same members relative to another value, if this path begins with <paramref name="from"/>.</summary>
    public ValuePath Rebase(ValuePath from, ValuePath to) => to.Below(Text.Substring(from.Text.Length));

    /// <inheritdoc/>
    public bool Equals(ValuePath? other) => other is not null && Text == other.Text && SymbolEqualityComparer.Default.Equals(Root, other.Root);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValuePath);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Text.GetHashCode() * 397) ^ SymbolEqualityComparer.Default.GetHashCode(Root));

    private static ValuePath? Of(IOperation? operation, int steps, CancellationToken cancellationToken)
    {
        if (steps == 0) return null;

        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Of(conversion.Operand, steps, cancellationToken);
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand, steps, cancellationToken);
            case IAwaitOperation awaited:
                return Of(awaited.Operation, steps, cancellationToken);
            case ILocalReferenceOperation local:
                return OfAlias(local, steps - 1, cancellationToken) ?? new(local.Local, "");
            case IParameterReferenceOperation parameter:
                return new(parameter.Parameter, "");
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return This;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput }:
                return OfPatternInput(operation, steps, cancellationToken);
            case IConditionalAccessOperation access:
                return IsCall(access.WhenNotNull) ? new(null, TextOf(access)) : Of(access.WhenNotNull, steps, cancellationToken);
            case IConditionalAccessInstanceOperation:
                return Of(AccessAround(operation)?.Operation, steps, cancellationToken);
            case IPropertyReferenceOperation
            {
                Instance: { } nullable,
                Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T },
            }:
                return Of(nullable, steps, cancellationToken);
            case IPropertyReferenceOperation { Instance: { } receiver, Arguments: { IsEmpty: false } arguments }:
                return Of(receiver, steps, cancellationToken) is { } indexed
                    ? indexed.Below($"[{string.Join(",", arguments.Select(argument => argument.Value.Syntax.ToString()))}]")
                    : new(null, TextOf(operation));
            case IArrayElementReferenceOperation element:
                return Of(element.ArrayReference, steps, cancellationToken)
                    ?.Below($"[{string.Join(",", element.Indices.Select(index => index.Syntax.ToString()))}]");
            case IPropertyReferenceOperation or IFieldReferenceOperation:
                var member = (IMemberReferenceOperation)operation;
                if (member.Instance is null) return new(member.Member, "");
                if (Components.Of(member, cancellationToken) is { } part) return Of(part, steps - 1, cancellationToken);

                return Of(member.Instance, steps, cancellationToken)?.Member(member.Member);
            case IInvocationOperation:
                return new(null, TextOf(operation));
            default:
                return null;
        }
    }

    /// <summary>
    /// The path of a value that patterns are matched against. A value without a name, as in <c>(a ?? b) switch { … }</c>, is identified by its code.
    /// </summary>
    private static ValuePath OfMatched(IOperation value, int steps, CancellationToken cancellationToken) =>
        Of(value, steps, cancellationToken) ?? new(null, TextOf(value));

    private static string TextOf(IOperation operation) =>
        string.Join(" ", operation.Syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsCall(IOperation operation) => operation switch
    {
        IInvocationOperation => true,
        IMemberReferenceOperation { Instance: { } instance } => IsCall(instance),
        IConditionalAccessOperation access => IsCall(access.WhenNotNull),
        _ => false,
    };

    private static IConditionalAccessOperation? AccessAround(IOperation instance)
    {
        for (IOperation current = instance; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == current) return access;
        }

        return null;
    }

    private static ValuePath? OfPatternInput(IOperation instance, int steps, CancellationToken cancellationToken)
    {
        for (IOperation? parent = instance.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IPropertySubpatternOperation { Parent: IRecursivePatternOperation around }) return OfInput(around, steps - 1, cancellationToken);
        }

        return null;
    }

    private static ValuePath? OfInput(IPatternOperation pattern, int steps, CancellationToken cancellationToken)
    {
        if (steps == 0) return null;

        switch (pattern.Parent)
        {
            case IIsPatternOperation test:
                return OfMatched(test.Value, steps, cancellationToken);
            case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation { Value: var value } }:
                return OfMatched(value, steps, cancellationToken);
            case IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation { Value: var value } }:
                return OfMatched(value, steps, cancellationToken);
            case IPropertySubpatternOperation { Member: IMemberReferenceOperation { Member: var member }, Parent: IRecursivePatternOperation around }:
                return OfInput(around, steps - 1, cancellationToken)?.Member(member);
            case IRecursivePatternOperation around:
                int position = around.DeconstructionSubpatterns.IndexOf(pattern);
                if (Components.OfInput(around) is ITupleOperation tuple && position < tuple.Elements.Length)
                {
                    return Of(tuple.Elements[position], steps - 1, cancellationToken);
                }

                return Components.PositionalMember(around, position) is { } name && around.MatchedType.GetMembers(name) is [var positional, ..]
                    ? OfInput(around, steps - 1, cancellationToken)?.Member(positional)
                    : null;
            case IPatternOperation around:
                return OfInput(around, steps - 1, cancellationToken);
            default:
                return null;
        }
    }

    /// <summary>The path of the only value assigned to a local, if that value has a path.</summary>
    private static ValuePath? OfAlias(ILocalReferenceOperation reference, int steps, CancellationToken cancellationToken)
    {
        if (reference.SemanticModel is not { } model || reference.Local.DeclaringSyntaxReferences is not [var declaration]) return null;

        SyntaxNode syntax = declaration.GetSyntax(cancellationToken);
        if (syntax is VariableDeclaratorSyntax)
        {
            return Locals.Declared(reference, cancellationToken) is { } value && IsAlias(value) ? Of(value, steps, cancellationToken) : null;
        }

        if (syntax is not SingleVariableDesignationSyntax) return null;
        if (syntax.Parent is PatternSyntax && model.GetOperation(syntax.Parent, cancellationToken) is IPatternOperation pattern)
        {
            // A token returned by a call is identified by its variable; a simple value has no members to distinguish.
            return OfInput(pattern, steps, cancellationToken) is { } input && (input.Root is not null || input.IsThis || reference.Local.Type.IsValueType)
                ? input
                : null;
        }

        return Components.OfDeconstructed(syntax, model, cancellationToken) is { } component ? Of(component, steps, cancellationToken) : null;
    }

    private static bool IsAlias(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null } conversion => IsAlias(conversion.Operand),
        IParenthesizedOperation parenthesized => IsAlias(parenthesized.Operand),
        IConditionalAccessOperation access => !IsCall(access.WhenNotNull),
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation => true,
        IPropertyReferenceOperation { Arguments.IsEmpty: false } => false,
        IPropertyReferenceOperation { Property.Name: "Current" } => false,
        IPropertyReferenceOperation or IFieldReferenceOperation => true,
        _ => false,
    };
}
