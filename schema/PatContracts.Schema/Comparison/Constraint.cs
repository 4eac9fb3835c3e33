namespace PatContracts.Schema;

/// <summary>A keyword that restricts values, and the comparison of two values of the keyword.</summary>
internal sealed class Constraint
{
    /// <summary>The direction in which the keyword's value changes when it becomes more restrictive.</summary>
    private enum Direction
    {
        Up,
        Down,
        Either,
    }

    private readonly string _keyword;
    private readonly Direction _narrows;
    private readonly Func<SchemaNode, string?> _value;
    private readonly string? _neutral;

    private Constraint(string keyword, Direction narrows, Func<SchemaNode, string?>? value = null, string? neutral = null)
    {
        _keyword = keyword;
        _narrows = narrows;
        _value = value ?? (node => node.GetKeyword(keyword));
        _neutral = neutral;
    }

    public static IReadOnlyList<Constraint> All { get; } =
    [
        new("multipleOf", Direction.Either),
        new("minLength", Direction.Up, neutral: "0"),
        new("maxLength", Direction.Down),
        new("pattern", Direction.Either),
        new("minItems", Direction.Up, neutral: "0"),
        new("maxItems", Direction.Down),
        new("uniqueItems", Direction.Up, node => node.GetKeyword("uniqueItems") is "true" ? "1" : null),
        new("minProperties", Direction.Up, neutral: "0"),
        new("maxProperties", Direction.Down),
    ];

    /// <summary>Returns whether the keyword does not restrict a schema.</summary>
    public bool IsFree(SchemaNode node) => Value(node) is null;

    public void Compare(SchemaNode old, SchemaNode @new, string pointer, List<ContractChange> changes)
    {
        string? before = Value(old);
        string? after = Value(@new);
        if (JsonTextComparer.Instance.Equals(before, after)) return;
        ContractImpact impact = Impact(before, after);
        string message = before is null ? $"{_keyword} is now {after}"
            : after is null ? $"{_keyword} was removed; it was {before}"
            : $"{_keyword} was {before} and is {after}";
        changes.Add(new ContractChange(ContractChangeKind.ConstraintChanged, impact, pointer, message));
    }

    private string? Value(SchemaNode node) => _value(node) is { } value && !JsonTextComparer.Instance.Equals(value, _neutral) ? value : null;

    private ContractImpact Impact(string? before, string? after)
    {
        if (before is null) return ContractImpact.BreaksWriters;
        if (after is null) return ContractImpact.BreaksReaders;
        if (_narrows == Direction.Either || JsonTextComparer.Order(before, after) is not { } order) return ContractImpact.BreaksReaders | ContractImpact.BreaksWriters;
        return order < 0 == (_narrows == Direction.Up) ? ContractImpact.BreaksWriters : ContractImpact.BreaksReaders;
    }
}
