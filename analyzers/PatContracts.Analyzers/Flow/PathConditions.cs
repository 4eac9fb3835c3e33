using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// The conditions that a path has passed, in a comparable form: <c>x is null</c>, <c>x == null</c> and <c>!(x != null)</c> are equal. A path is feasible if any
/// two of its conditions are unrelated, or compare one value with constants. For other conditions it is unknown whether they exclude each other.
/// </summary>
internal sealed class PathConditions
{
    /// <summary>Maximum number of conditions about one variable. With more, no path is proved.</summary>
    private const int MaxFactsOnOneRoot = 1024;

    private const string UndecidableRoot = "?";

    private readonly Dictionary<object, Term> _variables = new(VariableComparer.Instance);
    private readonly Dictionary<string, Fact> _facts = [];
    private readonly Dictionary<string, List<Fact>> _factsByRoot = [];
    private readonly Dictionary<string, int> _versions = [];

    private int _calls;
    private int _unique;

    /// <summary>The intermediate results of the graph that is being run.</summary>
    public Dictionary<CaptureId, Term> Captures { get; set; } = [];

    /// <summary>The results of calls whose bodies were run in place.</summary>
    public Dictionary<IOperation, Term> Results { get; } = [];

    public void Assign(object variable, Term value) => _variables[variable] = value;

    /// <summary>Returns a value that is unrelated to any other.</summary>
    public Term Fresh() => Unique("?", ImmutableHashSet<string>.Empty);

    /// <summary>Returns a value on which no condition can be decided.</summary>
    public Term Undecidable() => Unique("?", ImmutableHashSet.Create(UndecidableRoot));

    /// <summary>Returns the condition that a value is null.</summary>
    public static Term IsNull(Term value) => Equality(value, Constant(null), null);

    /// <summary>Records that a call assigned a variable, which is then related to every argument of the call.</summary>
    public void AssignFrom(object variable, IOperation? source) =>
        Assign(variable, source is null ? Fresh() : Of(source));

    public void Written(ISymbol member) => _versions[member.Name] = _versions.TryGetValue(member.Name, out int version) ? version + 1 : 1;

    public void Called() => _calls++;

    /// <summary>Returns the value of a condition if previous ones determine it.</summary>
    public bool? Known(Term term)
    {
        if (_facts.TryGetValue(term.Text, out Fact? same)) return same.Outcome != term.IsNegated;
        if (term.Subject is null) return null;

        foreach (Fact fact in FactsOn(term))
        {
            if (fact.Outcome && fact.Term.Subject == term.Subject) return term.IsNegated;
        }

        return null;
    }

    /// <summary>Records the outcome of a condition. Returns false if it is unknown whether the path is still feasible.</summary>
    /// <param name="term">The condition.</param>
    /// <param name="outcome">Its outcome.</param>
    /// <param name="enumerator">
    /// If it is the condition of a <c>foreach</c>, the root of the enumerator: whether an element has a value does not depend on the number of elements.
    /// </param>
    public bool Assume(Term term, bool outcome, string? enumerator = null)
    {
        bool isTrue = outcome != term.IsNegated;
        if (_facts.TryGetValue(term.Text, out Fact? same)) return same.Outcome == isTrue;

        int excluded = 1;
        foreach (Fact other in FactsOn(term))
        {
            if (enumerator is not null && other.Term.Roots.Contains(enumerator)) continue;
            if (other is { Enumerator: { } entered, Outcome: true } && term.IsPresence && term.Roots.Contains(entered)) continue;
            if (term.Subject is null || other.Term.Subject != term.Subject || (isTrue && other.Outcome)) return false;
            if (!other.Outcome) excluded++;
        }

        if (excluded > MaxFactsOnOneRoot || (!isTrue && term.Values is { } values && excluded >= values)) return false;

        var fact = new Fact(term, isTrue, enumerator);
        _facts.Add(term.Text, fact);
        foreach (string root in term.Roots)
        {
            if (!_factsByRoot.TryGetValue(root, out List<Fact>? facts)) _factsByRoot.Add(root, facts = []);
            facts.Add(fact);
        }

        return true;
    }

    /// <summary>
    /// Whether the outcomes of a condition cannot be chosen freely: a loop over a reader is known neither to begin nor to end, and a condition may depend on
    /// <see cref="Undecidable"/>.
    /// </summary>
    public static bool IsUndecidable(IOperation condition, Term term)
    {
        if (term.Roots.Contains(UndecidableRoot)) return true;

        ExpressionSyntax? loop = condition.Syntax.FirstAncestorOrSelf<StatementSyntax>() switch
        {
            WhileStatementSyntax syntax => syntax.Condition,
            DoStatementSyntax syntax => syntax.Condition,
            ForStatementSyntax syntax => syntax.Condition,
            _ => null,
        };
        return loop is not null
            && loop.Span.Contains(condition.Syntax.Span)
            && loop.DescendantNodesAndSelf().Any(static node => node is InvocationExpressionSyntax or AwaitExpressionSyntax);
    }

    public Term Of(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion && !operation.ConstantValue.HasValue) operation = conversion.Operand;
        if (operation.ConstantValue is { HasValue: true, Value: var constant }) return Constant(constant);

        switch (operation)
        {
            case IDefaultValueOperation:
                return Constant("default");
            case ILocalReferenceOperation local:
                return OfVariable(local.Local);
            case IParameterReferenceOperation parameter:
                return OfVariable(parameter.Parameter);
            case IFlowCaptureReferenceOperation capture:
                return Captures.TryGetValue(capture.Id, out Term? captured) ? captured : Fresh();
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return Of(not.Operand).Negated();
            case IBinaryOperation binary:
                return OfBinary(binary);
            case IIsNullOperation isNull:
                return Equality(Of(isNull.Operand), Constant(null), null);
            case IIsPatternOperation pattern:
                return OfPattern(Of(pattern.Value), pattern.Pattern, pattern.Value.Type);
            case IIsTypeOperation type:
                Term tested = Of(type.ValueOperand);
                return new Term($"({tested.Text} is {type.TypeOperand})", tested.Roots, type.IsNegated);
            case IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable }:
                return Equality(Of(nullable), Constant(null), null).Negated();
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable }:
                return Of(nullable);
            case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member when member is IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                return new($"{member.Member.ContainingType}.{VersionOf(member.Member)}", ImmutableHashSet.Create($"{member.Member.ContainingType}.{member.Member.Name}"));
            case IMemberReferenceOperation { Instance: { } instance } member when member is IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                Term owner = Of(instance);
                return new($"{owner.Signed}.{VersionOf(member.Member)}", owner.Roots) { IsPresence = member.Type?.SpecialType == SpecialType.System_Boolean };
            case IInvocationOperation { Arguments.IsEmpty: true, TargetMethod.Name: "GetValueOrDefault", Instance: { } nullable }:
                return Of(nullable);
            case IInvocationOperation when Results.TryGetValue(operation, out Term? result):
                return result;
            case IInvocationOperation invocation:
                return OfCall(invocation);
            default:
                return Unique(operation.Kind.ToString(), RootsOf(operation));
        }
    }

    /// <summary>
    /// Returns the root that identifies the enumerator of a <c>foreach</c> in its condition; null for other conditions, and for a sequence that is filtered.
    /// </summary>
    public string? EnumeratorOf(IOperation condition) =>
        condition is IInvocationOperation { IsImplicit: true, TargetMethod.Name: "MoveNext", Instance: { } enumerator }
        && condition.Syntax.FirstAncestorOrSelf<CommonForEachStatementSyntax>()?.Expression.DescendantNodesAndSelf().Any(IsFilter) == false
        && Of(enumerator) is { Roots: var roots } term
        && roots.Contains(term.Text)
            ? term.Text
            : null;

    private static bool IsFilter(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or QueryExpressionSyntax;

    private IEnumerable<Fact> FactsOn(Term term)
    {
        foreach (string root in term.Roots)
        {
            if (!_factsByRoot.TryGetValue(root, out List<Fact>? facts)) continue;

            foreach (Fact fact in facts) yield return fact;
        }
    }

    private Term OfVariable(ISymbol variable)
    {
        if (_variables.TryGetValue(variable, out Term? term)) return term;

        string text = $"{variable.Name}@{(variable.Locations is [{ } location, ..] ? location.SourceSpan.Start : 0)}";
        return new(text, ImmutableHashSet.Create(text));
    }

    private Term OfBinary(IBinaryOperation binary)
    {
        Term left = Of(binary.LeftOperand);
        Term right = Of(binary.RightOperand);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Equals:
                return Compared(binary, left, right);
            case BinaryOperatorKind.NotEquals:
                return Compared(binary, left, right).Negated();
            case BinaryOperatorKind.GreaterThanOrEqual when IsExact(binary):
                return Combine(left, "<", right).Negated();
            case BinaryOperatorKind.LessThanOrEqual when IsExact(binary):
                return Combine(left, ">", right).Negated();
            case BinaryOperatorKind.LessThan:
                return Combine(left, "<", right);
            case BinaryOperatorKind.GreaterThan:
                return Combine(left, ">", right);
            default:
                return Combine(left, binary.OperatorKind.ToString(), right);
        }
    }

    private static Term Compared(IBinaryOperation binary, Term left, Term right)
    {
        // `x == false` is `!x`, unless x may be null.
        if (!binary.IsLifted && right.Value is bool expected) return expected ? left : left.Negated();
        if (!binary.IsLifted && left.Value is bool mirrored) return mirrored ? right : right.Negated();
        if (right.IsConstant) return Equality(left, right, binary.LeftOperand.Type);
        return left.IsConstant ? Equality(right, left, binary.RightOperand.Type) : Combine(left, "==", right);
    }

    /// <summary>
    /// Whether a comparison is the exact opposite of its negation. For NaN, neither <c>a &lt; b</c> nor <c>a &gt;= b</c> holds; the same applies to lifted
    /// operators.
    /// </summary>
    private static bool IsExact(IBinaryOperation binary) =>
        !binary.IsLifted && binary.LeftOperand.Type?.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_Decimal;

    private Term OfPattern(Term value, IPatternOperation pattern, ITypeSymbol? type)
    {
        switch (pattern)
        {
            case INegatedPatternOperation negated:
                return OfPattern(value, negated.Pattern, type).Negated();
            case IConstantPatternOperation { Value: { } constant }:
                Term compared = Of(constant);
                if (compared.Value is bool expected && type?.SpecialType == SpecialType.System_Boolean) return expected ? value : value.Negated();
                return Equality(value, compared, type);
            case IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true }:
                return Equality(value, Constant(null), null).Negated();
            default:
                return new($"({value.Signed} is {pattern.Syntax})", value.Roots);
        }
    }

    private Term OfCall(IInvocationOperation invocation)
    {
        var text = new System.Text.StringBuilder(invocation.TargetMethod.ContainingType.Name).Append('.').Append(invocation.TargetMethod.Name).Append('(');
        ImmutableHashSet<string> roots = ImmutableHashSet<string>.Empty;
        if (invocation.Instance is { } instance) Add(instance);
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter?.RefKind != RefKind.Out) Add(argument.Value);
        }

        if (invocation is { Instance: null or IInstanceReferenceOperation } && !KnownMethods.IsPure(invocation.TargetMethod))
        {
            roots = roots.Add($"{invocation.TargetMethod.ContainingType}.{invocation.TargetMethod.Name}()");
        }

        return KnownMethods.IsPure(invocation.TargetMethod)
            ? new(text.Append(')').ToString(), roots) { IsPresence = KnownMethods.IsNullOrEmpty(invocation.TargetMethod) }
            : Unique(text.ToString(), roots);

        void Add(IOperation operand)
        {
            Term term = Of(operand);
            text.Append(term.Signed).Append(',');
            roots = roots.Union(term.Roots);
        }
    }

    private static Term Equality(Term subject, Term constant, ITypeSymbol? type) => subject.IsConstant
        ? new($"({subject.Text}=={constant.Text})", subject.Roots.Union(constant.Roots))
        : new($"({subject.Signed}=={constant.Text})", subject.Roots)
        {
            Subject = subject.Signed,
            IsPresence = constant.Value is null,
            Values = type is INamedTypeSymbol { TypeKind: TypeKind.Enum } choices ? choices.GetMembers().OfType<IFieldSymbol>().Count() : null,
        };

    private static Term Combine(Term left, string sign, Term right) => new($"({left.Signed}{sign}{right.Signed})", left.Roots.Union(right.Roots));

    private static Term Constant(object? value)
    {
        string text = value switch
        {
            null => "null",
            string quoted => $"\"{quoted}\"",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return new(text, ImmutableHashSet<string>.Empty) { Value = value, IsConstant = true };
    }

    private Term Unique(string text, ImmutableHashSet<string> roots)
    {
        string own = $"{text}#{_unique++}";
        return new(own, roots.Add(own));
    }

    private ImmutableHashSet<string> RootsOf(IOperation operation)
    {
        ImmutableHashSet<string> roots = ImmutableHashSet<string>.Empty;
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (part is ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation
                or IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol })
            {
                if (part is not IPropertyReferenceOperation { Arguments.IsEmpty: false }) roots = roots.Union(Of(part).Roots);
            }
        }

        return roots;
    }

    private string VersionOf(ISymbol member) => $"{member.Name}@{_calls}.{(_versions.TryGetValue(member.Name, out int version) ? version : 0)}";

    /// <summary>A value as a text that is the same for equal values.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="Roots">The variables, fields and calls from which it is computed.</param>
    /// <param name="IsNegated">Whether the value is the negation of the text's.</param>
    internal sealed record Term(string Text, ImmutableHashSet<string> Roots, bool IsNegated = false)
    {
        /// <summary>For a comparison with a constant: the compared value.</summary>
        public string? Subject { get; init; }

        /// <summary>Number of values the subject can have; null if practically unlimited.</summary>
        public int? Values { get; init; }

        /// <summary>
        /// Whether the condition tests that a value is present or a flag is set. Other tests of an element may select it by name: <c>row.Field == "id"</c>.
        /// </summary>
        public bool IsPresence { get; init; }

        public object? Value { get; init; }

        public bool IsConstant { get; init; }

        public string Signed => IsNegated ? "!" + Text : Text;

        public Term Negated() => this with { IsNegated = !IsNegated };
    }

    private sealed record Fact(Term Term, bool Outcome, string? Enumerator);
}
