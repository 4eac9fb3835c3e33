using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Notes where other code may see an object. What is stored (in a field, a collection, an array) is not looked at there and then: what the object lacks at
/// that point, the same body may still assign. Such an object is recorded where it is next handed over, or where the body ends.
/// </summary>
internal sealed class EscapeRecorder(Interpreter run)
{
    public void Escape(FlowValue value, EscapeKind kind, SyntaxNode syntax, string? target)
    {
        foreach (TrackedObject tracked in value.Objects) Escape(tracked, kind, syntax, target);
        if (value.Elements is not { } elements) return;

        foreach (FlowValue element in elements.Items) Escape(element, kind, syntax, target);
    }

    public void Escape(TrackedObject tracked, EscapeKind kind, SyntaxNode syntax, string? target)
    {
        if (run.State[tracked] is not { } members) return;

        Record(tracked, members, new(syntax, kind, target, null));
        run.State[tracked] = members.Escaped(tracked.Model, mayBeChanged: kind is EscapeKind.Passed or EscapeKind.Captured);
        if (members.Seen.Escapes == Certainty.Always) return;

        foreach (BoundMember member in tracked.Model.Members) Escape(members[member].Value, kind, syntax, target);
    }

    /// <summary>Notes that an object was put where other code will find it.</summary>
    /// <param name="value">The object.</param>
    /// <param name="kind">How it was put there.</param>
    /// <param name="syntax">Where.</param>
    /// <param name="target">The name of the field, or of the method that stores it.</param>
    /// <param name="member">The field or property.</param>
    public void Store(FlowValue value, EscapeKind kind, SyntaxNode syntax, string? target, ISymbol? member = null)
    {
        foreach (TrackedObject tracked in value.Objects)
        {
            if (run.State[tracked] is not { } members || members.Seen is { Escapes: Certainty.Always } or { Store: not null }) continue;

            run.State[tracked] = members.Stored(tracked.Model, new(syntax, kind, target, member));
            foreach (BoundMember inner in tracked.Model.Members) Store(members[inner].Value, kind, syntax, target, member);
        }

        if (value.Elements is not { } elements) return;

        foreach (FlowValue element in elements.Items) Store(element, kind, syntax, target, member);
    }

    /// <summary>The last chance of a stored object has passed: the body ends, or creates another one in its place.</summary>
    public void Settle(TrackedObject tracked)
    {
        if (run.State[tracked] is not { Seen.Store: { } store } members) return;

        Record(tracked, members, store);
        run.State[tracked] = members.Escaped(tracked.Model, mayBeChanged: false);
    }

    public void SettleAll()
    {
        foreach (KeyValuePair<int, ObjectState> entry in run.State.Objects)
        {
            if (entry.Value.Seen.Store is not null) Settle(run.Names.ObjectOf(entry.Key));
        }
    }

    /// <summary>Nothing is reported of the objects of a value any more.</summary>
    public void GiveUp(FlowValue value)
    {
        foreach (TrackedObject tracked in value.Objects)
        {
            if (run.State[tracked] is not { IsLost: false } members) continue;

            run.State[tracked] = members.Lost(tracked.Model);
            foreach (BoundMember member in tracked.Model.Members) GiveUp(members[member].Value);
        }

        if (value.Elements is not { } elements) return;

        foreach (FlowValue element in elements.Items) GiveUp(element);
    }

    private void Record(TrackedObject tracked, ObjectState members, PendingStore at)
    {
        if (members.IsLost || members.Seen.Escapes == Certainty.Always) return;

        PendingStore store = members.Seen.Store ?? at;
        run.Record(new Escape(tracked, store.Syntax, store.Kind, store.Target, members, run.State.Copy()) { StoredIn = store.Member });
    }
}
