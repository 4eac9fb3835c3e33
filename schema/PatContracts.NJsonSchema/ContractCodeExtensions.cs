using NJsonSchema.CodeGeneration.CSharp;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>Generates C# classes from a contract, with NJsonSchema's generator.</summary>
public static class ContractCodeExtensions
{
    /// <summary>
    /// Returns settings that are suitable for contracts: System.Text.Json, nullable reference types, nullable optional members, and
    /// <see cref="DateTimeOffset"/> for date-times. The object is new for each call, so you can change it.
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

    /// <summary>Generates classes that are bound to the contract, so that the analyzers check code that uses them.</summary>
    /// <param name="contract">The contract of an object. For lists, generate the class of the elements from the contract of the
    /// elements.</param>
    /// <param name="contractName">The name of the contract for bindings: <c>v3</c>, or the name of a schema file of the project.</param>
    /// <param name="className">The name of the class for the whole payload.</param>
    /// <param name="settings">The settings of the generator, for example <see cref="DefaultSettings"/>.</param>
    /// <returns>The text of a C# file.</returns>
    /// <exception cref="ArgumentException">The contract doesn't allow objects, so no class can be generated.</exception>
    public static string GenerateCSharp(this Contract contract, string contractName, string className, CSharpGeneratorSettings settings)
    {
        if ((contract.Root.Types & JsonTypes.Object) == 0)
        {
            const string Message = "The contract allows no object. For a list, generate the class of its elements from their contract.";
            throw new ArgumentException(Message, nameof(contract));
        }

        string file = new CSharpGenerator(contract.ToNJsonSchema(), settings).GenerateFile(className);
        // Assembly attributes must be before the first declaration.
        int declaration = file.IndexOf($"namespace {settings.Namespace}", StringComparison.Ordinal);
        string model = settings.Namespace.Length == 0 ? className : $"{settings.Namespace}.{className}";
        string binding = $"[assembly: global::PatContracts.ContractModel(typeof(global::{model}), \"{contractName}\")]\n\n";
        return declaration < 0 ? binding + file : file.Insert(declaration, binding);
    }
}
