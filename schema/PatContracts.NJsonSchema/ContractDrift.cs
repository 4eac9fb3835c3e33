using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Generation;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>
/// Where a class and a contract differ: members that the contract names and the class lacks, and members that cannot hold what the
/// contract allows. For a team's own tests: <c>Assert.True(drift.IsEmpty, drift.ToString())</c>.
/// </summary>
/// <remarks>
/// NJsonSchema generates the schema of the class, and <see cref="ContractComparison"/> compares it with the contract. What a class cannot
/// express is not reported: that a member is required, a default, a format that it holds as text. Neither is a class that allows more than
/// the contract.
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

    /// <summary>The differences, in contract order. The contract is the old side, the class the new one.</summary>
    public IReadOnlyList<ContractChange> Changes { get; }

    /// <summary>Whether class and contract agree.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>Compares a class, as System.Text.Json writes it (camelCase where no attribute names a member), with a contract.</summary>
    /// <typeparam name="T">The class; for a list contract, the class of the elements.</typeparam>
    /// <param name="contract">The contract.</param>
    /// <param name="ignoredPointers">Locations that are known to differ, as <see cref="ContractChange.Pointer"/> names them.</param>
    public static ContractDrift Compare<T>(Contract contract, params string[] ignoredPointers) => Compare(typeof(T), contract, ignoredPointers);

    /// <inheritdoc cref="Compare{T}(Contract, string[])"/>
    /// <param name="model">The class; for a list contract, the class of the elements.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="ignoredPointers">Locations that are known to differ, as <see cref="ContractChange.Pointer"/> names them.</param>
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
    /// <param name="ignoredPointers">Locations that are known to differ, as <see cref="ContractChange.Pointer"/> names them.</param>
    public static ContractDrift Compare(string model, JsonSchema modelSchema, Contract contract, params string[] ignoredPointers)
    {
        SchemaNode held = modelSchema.ToContract().Root;
        SchemaNode promised = (held.Types & JsonTypes.Array) == 0 && contract.Root.Items is { } item ? item : contract.Root;
        IReadOnlyList<ContractChange> changes = ContractComparison.Compare(promised, held);
        return new ContractDrift(model, [.. changes.Where(change => IsDrift(change) && !ignoredPointers.Contains(change.Pointer))]);
    }

    /// <summary>One line a difference, ready to be a failing test's message.</summary>
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

    // The comparison speaks of a contract and its successor; here it is a contract and a class.
    private static string Describe(ContractChange change) => change.Kind switch
    {
        ContractChangeKind.PropertyRemoved => "the class has no member for this property",
        ContractChangeKind.NullForbidden => "the contract allows null, the member does not",
        ContractChangeKind.BecameRequired => "the class requires a member that the contract leaves out at times",
        _ => $"from contract to class, {change.Message}",
    };
}
