namespace PatContracts;

/// <summary>
/// Binds a type to a contract, so that the analyzers check code that builds, copies and reads objects of the type against the contract. On a type, the
/// attribute binds that type. On an assembly, it binds a type of any assembly: <c>[assembly: ContractModel(typeof(Acme.Token), "v3")]</c>.
/// </summary>
/// <remarks>
/// The contract is a built-in one (<see cref="PatContract.Catalog"/>) or a schema file of the project. An attribute on the assembly takes precedence over one
/// on the type, so that a project can choose another version for types that it cannot change.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly,
    AllowMultiple = true,
    Inherited = false)]
public sealed class ContractModelAttribute : Attribute
{
    /// <summary>Binds the type that has the attribute.</summary>
    /// <param name="contract">The contract's name, <c>v3</c> for example.</param>
    public ContractModelAttribute(string contract)
    {
        Contract = contract;
    }

    /// <summary>Binds any type, for an attribute on an assembly.</summary>
    /// <param name="model">The type to bind.</param>
    /// <param name="contract">The contract's name, <c>v3</c> for example.</param>
    public ContractModelAttribute(Type model, string contract)
    {
        Model = model;
        Contract = contract;
    }

    /// <summary>The contract's name.</summary>
    public string Contract { get; }

    /// <summary>The type to bind, or null for the type that has the attribute.</summary>
    public Type? Model { get; }
}
