namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>Generates methods that construct tokens.</summary>
internal interface IConstructions
{
    /// <summary>The source file of the model.</summary>
    string Model { get; }

    /// <summary>Generates a class with a method <c>M</c>, which has five parameters of type <see cref="bool"/>, and its helpers.</summary>
    string Group(int number);
}
