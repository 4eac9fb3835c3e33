using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>The effects of a method on the objects it is passed, and its return value.</summary>
internal sealed class FlowSummary
{
    /// <summary>The summary of an unknown method: arguments escape.</summary>
    public static readonly FlowSummary Unknown = new(FlowInterface.None, null, ImmutableArray<Escape>.Empty, isKnown: false);

    private readonly FlowState? _exit;
    private readonly ImmutableDictionary<TrackedObject, MemberStates> _shown;

    public FlowSummary(FlowInterface face, FlowState? exit, ImmutableArray<Escape> escapes, bool isKnown)
    {
        Interface = face;
        _exit = exit;
        IsKnown = isKnown;
        var shown = new Dictionary<TrackedObject, MemberStates>();
        foreach (Escape escape in escapes)
        {
            if (escape.Object.Origin != ObjectOrigin.Foreign) continue;

            shown[escape.Object] = shown.TryGetValue(escape.Object, out MemberStates? other) ? MemberStates.Join(other, escape.Members) : escape.Members;
        }

        _shown = shown.ToImmutableDictionary();
    }

    /// <summary>The initial summary of a method in a recursive component: it never returns.</summary>
    public static FlowSummary NeverReturns(FlowInterface face) => new(face, null, ImmutableArray<Escape>.Empty, isKnown: true);

    /// <summary>The objects and variables that exist when the method begins.</summary>
    public FlowInterface Interface { get; }

    /// <summary>The object on which the method is called, if its type is bound.</summary>
    public TrackedObject? This => Interface.This;

    public bool IsKnown { get; }

    /// <summary>Whether the method ever returns.</summary>
    public bool Returns => _exit is not null;

    /// <summary>Its return value; a returned object that has not escaped is left to the caller to report.</summary>
    public FlowValue Result => _exit?.Returned ?? FlowValue.Unknown;

    /// <summary>Returns the value of a variable, such as an <c>out</c> parameter, when the method returns.</summary>
    public FlowValue ValueOf(ISymbol variable) => _exit?[variable] ?? FlowValue.Unknown;

    /// <summary>Returns the members of an object when the method returns, or null.</summary>
    public MemberStates? StateOf(TrackedObject tracked) => _exit?[tracked];

    /// <summary>Returns the members of an object where the method makes it visible to other code, or null if it does not.</summary>
    public MemberStates? StateAtEscape(TrackedObject tracked) => _shown.TryGetValue(tracked, out MemberStates? members) ? members : null;

    /// <summary>Whether callers cannot distinguish the two summaries.</summary>
    public bool IsSame(FlowSummary other)
    {
        if (Returns != other.Returns || Result != other.Result || _shown.Count != other._shown.Count) return false;

        foreach (TrackedObject tracked in Interface.Objects.Concat(Result.Objects))
        {
            if (!Equals(StateOf(tracked), other.StateOf(tracked)) || !Equals(StateAtEscape(tracked), other.StateAtEscape(tracked))) return false;
        }

        foreach (ISymbol variable in Interface.Variables)
        {
            if (ValueOf(variable) != other.ValueOf(variable)) return false;
        }

        return true;
    }
}
