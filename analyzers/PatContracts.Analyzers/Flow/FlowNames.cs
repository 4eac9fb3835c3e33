using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>Assigns dense numbers to what one run follows: variables, intermediate results, objects.</summary>
internal sealed class FlowNames
{
    private readonly Dictionary<object, int> _variables = new(VariableComparer.Instance);
    private readonly List<object> _byId = [];
    private readonly Dictionary<CaptureId, int> _captures = [];
    private readonly List<TrackedObject> _objects = [];
    private readonly Dictionary<(SyntaxNode Syntax, object? Detail), TrackedObject> _objectsBySyntax = [];

    public object this[int variable] => _byId[variable];

    public int? Find(object variable) => _variables.TryGetValue(variable, out int id) ? id : null;

    public int Of(object variable)
    {
        if (_variables.TryGetValue(variable, out int id)) return id;

        _variables.Add(variable, id = _byId.Count);
        _byId.Add(variable);
        return id;
    }

    public int Of(CaptureId capture)
    {
        if (!_captures.TryGetValue(capture, out int id)) _captures.Add(capture, id = _captures.Count);
        return id;
    }

    public TrackedObject ObjectOf(int id) => _objects[id];

    public TrackedObject? FindObject(SyntaxNode syntax, object? detail) =>
        _objectsBySyntax.TryGetValue((syntax, detail), out TrackedObject? known) ? known : null;

    /// <summary>
    /// Returns the object that an expression creates or returns. If an expression returns several, a detail distinguishes them: the variable, the object read
    /// from, the call.
    /// </summary>
    public TrackedObject Track(SyntaxNode syntax, Binding.BoundModel model, ObjectOrigin origin, TrackedObject? source = null, object? detail = null)
    {
        if (_objectsBySyntax.TryGetValue((syntax, detail), out TrackedObject? known)) return known;

        var tracked = new TrackedObject(syntax, model, origin, source, _objects.Count);
        _objects.Add(tracked);
        _objectsBySyntax.Add((syntax, detail), tracked);
        return tracked;
    }
}
