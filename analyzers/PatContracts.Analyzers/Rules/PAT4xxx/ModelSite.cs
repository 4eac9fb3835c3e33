using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>A bound model and where a rule reports it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Foreign">For a type of another assembly, the binding; null for a type declared in this project.</param>
/// <param name="Report">Receives the diagnostics.</param>
internal sealed record ModelSite(BoundModel Model, Location? Foreign, Action<Diagnostic> Report)
{
    /// <summary>The location of the type.</summary>
    public Location Type => Foreign ?? Declaration(Model.Type) ?? Location.None;

    /// <summary>Returns the location of a member, or of the type if the member is declared elsewhere.</summary>
    public Location Of(ISymbol member) => Foreign ?? Declaration(member) ?? Type;

    /// <summary>The members by JSON name, and whether extension data accepts other properties.</summary>
    public Dictionary<string, (ISymbol Symbol, JsonMember Json)> Candidates() => ModelMembers.Candidates(Model.Type);

    private static Location? Declaration(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);
}
