using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Generation;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>
/// The differences between a class and a contract: properties of the contract that the class doesn't have, and members that cannot represent values that the
/// contract allows. Use it in your own tests: <c>Assert.True(drift.IsEmpty, drift.ToString())</c>.
/// </summary>
/// <remarks>
/// NJsonSchema generates the schema of the class, and <see cref="ContractComparison"/> compares it with the contract. Facts that a class cannot express are not
/// reported: required members, defaults, and formats of members that are strings. A class may also allow more than the contract.
/// </remarks>
public sealed class ContractDrift
{
    private ContractDrift(string model, IReadOnlyList<ContractChange> changes)
    {
        Model = model;
        Changes = changes;
    }

    /// <summary>The class's name.</summary>
    public string Model { get; }

    /// <summary>The differences, in the order of the contract. The contract is the old version of the comparison, and the class is the new one.</summary>
    public IReadOnlyList<ContractChange> Changes { get; }

    /// <summary>Whether the class and the contract agree.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>Compares a class with a contract. The names are those that System.Text.Json writes: camelCase, unless an attribute specifies another name.</summary>
    /// <typeparam name="T">The class; for a list contract, the class of the elements.</typeparam>
    /// <param name="contract">The contract.</param>
    /// <param name="ignoredPointers">Locations that are known to differ, in the form of <see cref="ContractChange.Pointer"/>.</param>
    public static ContractDrift Compare<T>(Contract contract, params string[] ignoredPointers) => Compare(typeof(T), contract, ignoredPointers);

    /// <inheritdoc cref="Compare{T}(Contract, string[])"/>
    /// <param name="model">The class; for a list contract, the class of the elements.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="ignoredPointers">Locations that are known to differ, in the form of <see cref="ContractChange.Pointer"/>.</param>
    public static ContractDrift Compare(Type model, Contract contract, params string[] ignoredPointers)
    {
        var settings = new SystemTextJsonSchemaGeneratorSettings
        {
            SerializerOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web),
            AlwaysAllowAdditionalObjectProperties = true,
            SchemaType = SchemaType.JsonSchema,
        };
        return Compare(model.Name, JsonSchemaGenerator.FromType(model, settings), contract, ignoredPointers);
    }

    /// <summary>Compares the schema of a class, generated with the settings of its serializer, with a contract.</summary>
    /// <param name="model">The class's name, for messages.</param>
    /// <param name="modelSchema">The class's schema.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="ignoredPointers">Locations that are known to differ, in the form of <see cref="ContractChange.Pointer"/>.</param>
    public static ContractDrift Compare(string model, JsonSchema modelSchema, Contract contract, params string[] ignoredPointers)
    {
        SchemaNode actual = modelSchema.ToContract().Root;
        SchemaNode expected = (actual.Types & JsonTypes.Array) == 0 && contract.Root.Items is { } item ? item : contract.Root;
        IReadOnlyList<ContractChange> changes = ContractComparison.Compare(expected, actual);
        return new ContractDrift(model, [.. changes.Where(change => IsDrift(change) && !ignoredPointers.Contains(change.Pointer))]);
    }

    /// <summary>Returns one line for each difference, which can be used as the message of a failing test.</summary>
    public override string ToString() => IsEmpty
        ? $"{Model} conforms to the contract"
        : $"{Model} and the contract differ:{string.Concat(Changes.Select(change => $"\n  {change.Pointer}: {Describe(change)}"))}";

    private static bool IsDrift(ContractChange change) => change.Kind switch
    {
        ContractChangeKind.PropertyRemoved => true,
        ContractChangeKind.PropertyAdded => false,
        ContractChangeKind.EnumChanged => true,
        _ => (change.Impact & ContractImpact.BreaksWriters) != 0,
    };

    // The messages of the comparison refer to two contracts. Here, the second one is a class.
    private static string Describe(ContractChange change) => change.Kind switch
    {
        ContractChangeKind.PropertyRemoved => "the class has no member for this property",
        ContractChangeKind.NullForbidden => "the contract allows null, the member does not",
        ContractChangeKind.BecameRequired => "the class requires a member that is optional in the contract",
        _ => $"from contract to class, {change.Message}",
    };
}
