using NJsonSchema.CodeGeneration.CSharp;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>C# classes from a contract, by NJsonSchema's generator.</summary>
public static class ContractCodeExtensions
{
    /// <summary>
    /// Settings that fit contracts: System.Text.Json, nullable reference types, optional members nullable, <see cref="DateTimeOffset"/> for
    /// date-times. A new object every time; change it at will.
    /// </summary>
    /// <param name="namespace">The namespace of the classes.</param>
    public static CSharpGeneratorSettings DefaultSettings(string @namespace) => new()
    {
        Namespace = @namespace,
        JsonLibrary = CSharpJsonLibrary.SystemTextJson,
        ClassStyle = CSharpClassStyle.Poco,
        GenerateNullableReferenceTypes = true,
        GenerateOptionalPropertiesAsNullable = true,
        GenerateDataAnnotations = false,
        DateTimeType = "System.DateTimeOffset",
        ArrayType = "System.Collections.Generic.IReadOnlyList",
        ArrayInstanceType = "System.Collections.Generic.List",
        ArrayBaseType = "System.Collections.Generic.List",
    };

    /// <summary>Generates classes, bound to the contract, so that the analyzer holds code that uses them to it.</summary>
    /// <param name="contract">The contract of an object. For lists, generate the class of their elements from the elements'
    /// contract.</param>
    /// <param name="contractName">The contract's name, as bindings name it: <c>v3</c>, or that of a schema file of the project.</param>
    /// <param name="className">The name of the class of the payload itself.</param>
    /// <param name="settings">The generator's settings, <see cref="DefaultSettings"/> for example.</param>
    /// <returns>A C# file.</returns>
    /// <exception cref="ArgumentException">The contract allows no object, so there is nothing to make a class of.</exception>
    public static string GenerateCSharp(this Contract contract, string contractName, string className, CSharpGeneratorSettings settings)
    {
        if ((contract.Root.Types & JsonTypes.Object) == 0)
        {
            const string Message = "The contract allows no object. For a list, generate the class of its elements from their contract.";
            throw new ArgumentException(Message, nameof(contract));
        }

        string file = new CSharpGenerator(contract.ToNJsonSchema(), settings).GenerateFile(className);
        // Attributes of the assembly stand before the first declaration.
        int declaration = file.IndexOf($"namespace {settings.Namespace}", StringComparison.Ordinal);
        string model = settings.Namespace.Length == 0 ? className : $"{settings.Namespace}.{className}";
        string binding = $"[assembly: global::PatContracts.ContractModel(typeof(global::{model}), \"{contractName}\")]\n\n";
        return declaration < 0 ? binding + file : file.Insert(declaration, binding);
    }
}
