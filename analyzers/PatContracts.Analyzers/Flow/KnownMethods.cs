using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>Methods of other assemblies of which it is known what they do to an object.</summary>
internal static class KnownMethods
{
    /// <summary><c>Activator.CreateInstance&lt;T&gt;()</c>.</summary>
    public static bool IsCreateInstance(IMethodSymbol method) => method is
    {
        Name: "CreateInstance",
        TypeArguments.Length: 1,
        Parameters.IsEmpty: true,
        ContainingType: { Name: "Activator", ContainingNamespace.Name: "System" },
    };

    /// <summary>A look at the arguments that keeps none of them: null checks, comparisons.</summary>
    public static bool IsHarmless(IMethodSymbol method) => method.ContainingType switch
    {
        { SpecialType: SpecialType.System_Object } => method.IsStatic,
        { Name: "ArgumentNullException" or "ArgumentException" } => method.Name.StartsWith("ThrowIf", StringComparison.Ordinal),
        { Name: "Debug", ContainingNamespace.Name: "Diagnostics" } => method.Name == "Assert",
        { Name: "GC", ContainingNamespace.Name: "System" } => true,
        _ => false,
    };

    /// <summary>Methods that hand their receiver on.</summary>
    public static bool GivesItsReceiver(IMethodSymbol method) => method.Name is "ConfigureAwait"
        || (method.Name == "GetValueOrDefault" && method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && method.Parameters.IsEmpty);

    /// <summary>Methods that every record has, and that read the object only.</summary>
    public static bool LeavesItsReceiver(IMethodSymbol method) =>
        method.Name is "ToString" or "Equals" or "GetHashCode" or "GetType" or "Deconstruct" or "PrintMembers";

    /// <summary>Whether the method writes an object out as JSON.</summary>
    public static bool IsSerialization(IMethodSymbol method) =>
        method.ContainingType.Name is "JsonSerializer" or "JsonConvert" or "DataContractJsonSerializer"
        && (method.Name.StartsWith("Serialize", StringComparison.Ordinal) || method.Name == "WriteObject");
}
