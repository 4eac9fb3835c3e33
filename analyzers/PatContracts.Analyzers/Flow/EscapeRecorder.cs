using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Records where other code may see an object. An object that is stored (in a field, a collection, an array) is not recorded immediately: the same body may
/// still assign its missing members. It is recorded at its next escape, or where the body ends.
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

    /// <summary>Records that an object was stored where other code can find it.</summary>
    /// <param name="value">The object.</param>
    /// <param name="kind">How it was stored.</param>
    /// <param name="syntax">The storing code.</param>
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

    /// <summary>Records the escape of a stored object that can no longer be completed: the body ends, or the same expression creates another object.</summary>
    public void RecordStored(TrackedObject tracked)
    {
        if (run.State[tracked] is not { Seen.Store: { } store } members) return;

        Record(tracked, members, store);
        run.State[tracked] = members.Escaped(tracked.Model, mayBeChanged: false);
    }

    /// <summary>Records the stored objects at the end of a body.</summary>
    /// <param name="returned">The objects that the body returns to callers that can still complete them; null if there are none.</param>
    public void RecordAllStored(FlowValue? returned)
    {
        foreach (KeyValuePair<int, MemberStates> entry in run.State.Objects)
        {
            if (entry.Value.Seen.Store is null) continue;

            TrackedObject tracked = run.Names.ObjectOf(entry.Key);
            if (returned?.Names(tracked) != true) RecordStored(tracked);
        }
    }

    /// <summary>Excludes the objects of a value from all reports.</summary>
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

    private void Record(TrackedObject tracked, MemberStates members, PendingStore at)
    {
        if (members.IsLost || members.Seen.Escapes == Certainty.Always) return;

        if (members.Seen.Store is { } store)
        {
            run.Record(new Escape(tracked, store.Syntax, store.Kind, store.Target, members.WhereStored(), run.State.Copy()) { StoredIn = store.Member });
            if (!store.IsPartial || at == store) return;
        }

        run.Record(new Escape(tracked, at.Syntax, at.Kind, at.Target, members, run.State.Copy()) { StoredIn = at.Member });
    }
}
