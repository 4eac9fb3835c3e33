namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>Makes methods that build tokens.</summary>
internal interface IConstructions
{
    /// <summary>The model, as a file of its own.</summary>
    string Model { get; }

    /// <summary>A class of one method <c>M</c>, with five parameters of type <see cref="bool"/>, and its helpers.</summary>
    string Group(int number);
}
