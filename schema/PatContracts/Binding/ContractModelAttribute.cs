namespace PatContracts;

/// <summary>
/// Binds a type to a contract, so that the analyzer holds code that builds, copies and reads the type to it. On a type, it binds that type;
/// on an assembly, a type of any assembly: <c>[assembly: ContractModel(typeof(Acme.Token), "v3")]</c>.
/// </summary>
/// <remarks>
/// The name is that of a built-in contract (<see cref="PatContract.Catalog"/>) or of a schema file of the project. A binding of an assembly
/// goes before one of the type, which lets a project choose another version for types it cannot change.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly,
    AllowMultiple = true,
    Inherited = false)]
public sealed class ContractModelAttribute : Attribute
{
    /// <summary>Binds the type that carries the attribute.</summary>
    /// <param name="contract">The contract's name, <c>v3</c> for example.</param>
    public ContractModelAttribute(string contract)
    {
        Contract = contract;
    }

    /// <summary>Binds any type; for an attribute on an assembly.</summary>
    /// <param name="model">The type to bind.</param>
    /// <param name="contract">The contract's name, <c>v3</c> for example.</param>
    public ContractModelAttribute(Type model, string contract)
    {
        Model = model;
        Contract = contract;
    }

    /// <summary>The contract's name.</summary>
    public string Contract { get; }

    /// <summary>The type that is bound, or null where it is the one that carries the attribute.</summary>
    public Type? Model { get; }
}
