using System.Text;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>Collects the findings of exhaustive evaluation, and the keywords that led to the current schema. Reusable.</summary>
/// <param name="index">The tokens of the evaluated value.</param>
internal sealed class FindingCollector(JsonIndex index)
{
    private readonly List<UnresolvedFinding> _findings = [];
    private string[] _keywords = new string[16];
    private int _keywordCount;
    private int _maxFindings;
    private string _evaluationPath = "";
    private int _lastOffset;
    private bool _hasUndecided;
    private BranchCondition _condition;

    /// <summary>The number of schema violations reported, including those that were dropped.</summary>
    public int Violations { get; private set; }

    /// <summary>Results of schemas on values of the index, in exhaustive evaluation.</summary>
    public EvaluationMemo Memo { get; } = new();

    /// <summary>Whether findings were dropped because there were too many.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Starts collecting the findings of one value.</summary>
    /// <param name="maxFindings">The maximum number of findings.</param>
    /// <param name="evaluationPath">The keywords that lead to the root schema, for the output formats of JSON Schema.</param>
    public void Begin(int maxFindings, string evaluationPath)
    {
        _findings.Clear();
        _keywordCount = 0;
        Memo.Clear();
        _maxFindings = maxFindings;
        _evaluationPath = evaluationPath;
        _lastOffset = int.MaxValue;
        _hasUndecided = false;
        _condition = default;
        Violations = 0;
        IsTruncated = false;
    }

    public void EnterKeyword(string path)
    {
        if (_keywordCount == _keywords.Length) Array.Resize(ref _keywords, _keywordCount * 2);
        _keywords[_keywordCount++] = path;
    }

    public void LeaveKeyword() => _keywordCount--;

    /// <summary>Enters a schema that applies only under a condition. Returns the enclosing condition, for <see cref="LeaveCondition"/>.</summary>
    public BranchCondition EnterCondition(BranchCondition condition)
    {
        BranchCondition outer = _condition;
        _condition = condition;
        return outer;
    }

    public void LeaveCondition(BranchCondition outer) => _condition = outer;

    /// <summary>Adds a violation at a value or a name.</summary>
    public void Add(KeywordLocation location, string message, int position, string? missingProperty = null)
    {
        Violations++;
        if (Accepts(position)) Keep(new UnresolvedFinding(location.Rule, FindingSeverity.Error, message, position, location, EvaluationPath) { MissingProperty = missingProperty, Condition = _condition });
    }

    /// <summary>Adds the violation of <c>type</c>.</summary>
    public void AddType(PlanNode node, JsonTypes found, int position)
    {
        Violations++;
        if (!Accepts(position)) return;
        KeywordLocation location = node.TypeLocation!;
        Keep(new UnresolvedFinding(location.Rule, FindingSeverity.Error, node.TypeMessage(found), position, location, EvaluationPath)
        {
            Condition = _condition,
            ExpectedTypes = node.Types,
            FoundType = found,
        });
    }

    /// <summary>
    /// Adds a member or element that no keyword evaluates. Which schema would have evaluated it is determined later, only for findings that are kept.
    /// </summary>
    /// <param name="location">The keyword that excludes it.</param>
    /// <param name="message">What was expected.</param>
    /// <param name="position">The member's name, or the element.</param>
    /// <param name="node">The schema with the keyword.</param>
    /// <param name="container">The object or array.</param>
    public void AddUnevaluated(KeywordLocation location, string message, int position, PlanNode node, int container)
    {
        Violations++;
        if (!Accepts(position)) return;
        Keep(new UnresolvedFinding(location.Rule, FindingSeverity.Error, message, position, location, EvaluationPath)
        {
            Condition = _condition,
            Unevaluated = new UnevaluatedValue(node, container),
        });
    }

    /// <summary>
    /// Adds the violation of an <c>anyOf</c> or <c>oneOf</c>. Why no alternative matched is determined later, only for findings that are kept.
    /// </summary>
    public void AddUnion(Applicator applicator, string message, int position, bool hasCauses)
    {
        Violations++;
        if (!Accepts(position)) return;
        KeywordLocation location = applicator.Location;
        Keep(new UnresolvedFinding(location.Rule, FindingSeverity.Error, message, position, location, EvaluationPath)
        {
            Condition = _condition,
            FailedUnion = hasCauses ? applicator : null,
        });
    }

    /// <summary>Adds an undecided pattern; only once, because afterwards no pattern that needs backtracking can be decided.</summary>
    public void AddUndecided(KeywordLocation location, int position)
    {
        const string Message = "The pattern could not be decided within the limit for one document";
        if (_hasUndecided) return;
        _hasUndecided = true;
        Violations++;
        // It decides the outcome, so it is always kept.
        Keep(new UnresolvedFinding("schema/pattern", FindingSeverity.Error, Message, position, location, EvaluationPath) { IsRequired = true });
    }

    /// <summary>Adds a property that the schema allows but does not declare.</summary>
    public void AddUndeclared(FindingSeverity severity, int name)
    {
        if (Accepts(name)) Keep(new UnresolvedFinding("schema/unknown", severity, "The contract does not declare this property", name, null, ""));
    }

    /// <summary>Adds a name that occurs earlier in its object.</summary>
    public void AddDuplicateName(FindingSeverity severity, int name)
    {
        if (Accepts(name)) Keep(new UnresolvedFinding(JsonProblems.DuplicateNameRule, severity, JsonProblems.DuplicateNameMessage, name, null, ""));
    }

    /// <summary>Counts violations that were reported when the same schema evaluated the same value before.</summary>
    public void CountReported() => Violations++;

    /// <summary>Returns the findings in document order, those at the same offset in the order in which they were added; at most the maximum number.</summary>
    public List<UnresolvedFinding> Finish()
    {
        if (_findings.Count > _maxFindings) Truncate();
        else if (!IsOrdered()) Sort();
        return _findings;
    }

    private string EvaluationPath
    {
        get
        {
            if (_keywordCount == 0) return _evaluationPath;
            var path = new StringBuilder(_evaluationPath);
            for (int i = 0; i < _keywordCount; i++) path.Append(_keywords[i]);
            return path.ToString();
        }
    }

    // Findings arrive almost in document order. Twice the limit is kept before the later half is dropped, so that the first ones are exact.
    private bool Accepts(int position)
    {
        if (index.Tokens[position].Start <= _lastOffset) return true;
        IsTruncated = true;
        return false;
    }

    private void Keep(UnresolvedFinding finding)
    {
        _findings.Add(finding);
        if (_findings.Count >= 2L * _maxFindings) Truncate();
    }

    private void Truncate()
    {
        Sort();
        if (_findings.Count <= _maxFindings) return;
        int required = _findings.FindIndex(_maxFindings, finding => finding.IsRequired);
        if (required >= 0) _findings[_maxFindings - 1] = _findings[required];
        _findings.RemoveRange(_maxFindings, _findings.Count - _maxFindings);
        IsTruncated = true;
        _lastOffset = Offset(_findings[_maxFindings - 1]);
    }

    private void Sort()
    {
        UnresolvedFinding[] ordered = [.. _findings.OrderBy(Offset)];
        _findings.Clear();
        _findings.AddRange(ordered);
    }

    private bool IsOrdered()
    {
        for (int i = 1; i < _findings.Count; i++)
        {
            if (Offset(_findings[i]) < Offset(_findings[i - 1])) return false;
        }

        return true;
    }

    private int Offset(UnresolvedFinding finding) => index.Tokens[finding.Position].Start;
}

/// <summary>A finding whose location in the text has not been determined yet.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Message">What was expected.</param>
/// <param name="Position">The index of the token that the finding is about: a value or a name.</param>
/// <param name="Keyword">The violated keyword, if any.</param>
/// <param name="EvaluationPath">The keywords that lead to the keyword's schema.</param>
internal readonly record struct UnresolvedFinding(
    string Rule,
    FindingSeverity Severity,
    string Message,
    int Position,
    KeywordLocation? Keyword,
    string EvaluationPath)
{
    /// <summary>For a missing property: its name.</summary>
    public string? MissingProperty { get; init; }

    /// <summary>The condition under which the violated schema applies.</summary>
    public BranchCondition Condition { get; init; }

    /// <summary>For a violation of <c>type</c>: the allowed types.</summary>
    public JsonTypes ExpectedTypes { get; init; }

    /// <summary>For a violation of <c>type</c>: the value's type.</summary>
    public JsonTypes FoundType { get; init; }

    /// <summary>For a cause of another finding: the violated alternative.</summary>
    public SchemaAlternative? Alternative { get; init; }

    /// <summary>For a value that no keyword evaluates: the value.</summary>
    public UnevaluatedValue? Unevaluated { get; init; }

    /// <summary>For a union without a matching alternative: the <c>anyOf</c> or <c>oneOf</c>.</summary>
    public Applicator? FailedUnion { get; init; }

    /// <summary>Whether the finding may have causes.</summary>
    public bool HasCauses => FailedUnion is not null || Unevaluated is not null;

    /// <summary>Whether the finding is kept even if others have to be dropped.</summary>
    public bool IsRequired { get; init; }
}
