using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>Methods with known effects on an object, recognized by name if their bodies are not readable.</summary>
internal static class KnownMethods
{
    private static readonly string[] Storing = ["Add", "AddFirst", "AddLast", "AddOrUpdate", "Append", "Enqueue", "GetOrAdd", "Insert", "Prepend", "Push", "TryAdd", "TryWrite"];

    private static readonly string[] FillingPrefixes = ["Add", "Append", "Enqueue", "Insert", "Prepend", "Push", "Set", "TryAdd", "UnionWith"];

    private static readonly string[] MappingPrefixes =
    [
        "Adapt", "Apply", "Assign", "Bind", "Configure", "Copy", "Fill", "Hydrate", "Initialize", "Inject", "Map", "Merge", "Patch", "Populate", "Project",
    ];

    private static readonly string[] RemovalVerbs =
        ["Delete", "Remove", "Revoke", "Rotate", "Purge", "Destroy", "Invalidate", "Expire", "Deactivate", "Disable", "Regenerate", "Reissue", "Retire"];

    /// <summary>Returns the verb with which the name of a method begins if it may delete, revoke or rotate something, or null.</summary>
    public static string? VerbOfRemoval(string name)
    {
        foreach (string verb in RemovalVerbs)
        {
            if (name.StartsWith(verb, StringComparison.Ordinal)) return verb;
        }

        return null;
    }

    /// <summary>Whether a method is <c>Activator.CreateInstance&lt;T&gt;()</c>.</summary>
    public static bool IsCreateInstance(IMethodSymbol method) => method is
    {
        Name: "CreateInstance",
        TypeArguments.Length: 1,
        Parameters.IsEmpty: true,
        ContainingType: { Name: "Activator", ContainingNamespace.Name: "System" },
    };

    /// <summary>Whether a method inspects its arguments without storing them: null checks, comparisons, locks.</summary>
    public static bool IsHarmless(IMethodSymbol method) => method.ContainingType switch
    {
        { SpecialType: SpecialType.System_Object } => method.IsStatic,
        { SpecialType: SpecialType.System_String } => true,
        { Name: "ArgumentNullException" or "ArgumentException" or "ArgumentOutOfRangeException" or "ObjectDisposedException" } => method.Name.StartsWith("ThrowIf", StringComparison.Ordinal),
        { Name: "Debug", ContainingNamespace.Name: "Diagnostics" } => method.Name == "Assert",
        { Name: "Monitor", ContainingNamespace.Name: "Threading" } => true,
        { Name: "GC", ContainingNamespace.Name: "System" } => true,
        _ => false,
    };

    /// <summary>Whether a call has no side effects, and the same result for the same arguments.</summary>
    public static bool IsPure(IMethodSymbol method) => method.ContainingType switch
    {
        { SpecialType: SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Boolean or >= SpecialType.System_SByte and <= SpecialType.System_Decimal } => true,
        { SpecialType: SpecialType.System_Object } => true,
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => true,
        { Name: "Enumerable", ContainingNamespace.Name: "Linq" } => true,
        { Name: "Math" or "DateTimeOffset" or "DateTime" or "TimeSpan" or "Guid", ContainingNamespace.Name: "System" } => method.Name != "NewGuid",
        _ => method.Name is "Equals" or "GetHashCode" or "Contains" or "ContainsKey" or "TryGetValue" or "get_Item" or "StartsWith" or "EndsWith",
    };

    public static bool IsNullOrEmpty(IMethodSymbol method) =>
        method is { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String };

    /// <summary>Whether a method returns its receiver.</summary>
    public static bool ReturnsReceiver(IMethodSymbol method) => method.Name is "ConfigureAwait"
        || (method.Name == "GetValueOrDefault" && method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && method.Parameters.IsEmpty);

    /// <summary>Whether a method is one that every record has and that only reads the object.</summary>
    public static bool OnlyReadsReceiver(IMethodSymbol method) =>
        method.Name is "ToString" or "Equals" or "GetHashCode" or "GetType" or "Deconstruct" or "PrintMembers";

    /// <summary>Whether a method serializes an object to JSON.</summary>
    public static bool IsSerialization(IMethodSymbol method) =>
        method.ContainingType.Name is "JsonSerializer" or "JsonConvert" or "DataContractJsonSerializer"
        && (method.Name.StartsWith("Serialize", StringComparison.Ordinal) || method.Name == "WriteObject");

    /// <summary>Whether a method of a collection adds its arguments to it.</summary>
    public static bool Stores(IMethodSymbol method) => Array.IndexOf(Storing, method.Name) >= 0;

    /// <summary>Whether a method adds items to the collection on which it is called.</summary>
    public static bool Fills(IMethodSymbol method) => method.Name == "set_Item" || StartsWithAny(method.Name, FillingPrefixes);

    /// <summary>Whether a method of another assembly assigns members of an object it is passed: a mapper, a binder, reflection.</summary>
    public static bool MayFill(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "PropertyInfo" or "FieldInfo" or "PropertyDescriptor" } => method.Name == "SetValue",
        { Name: "MethodBase" or "MethodInfo" or "Delegate" } => method.Name.EndsWith("Invoke", StringComparison.Ordinal),
        _ => method.DeclaringSyntaxReferences.IsEmpty && StartsWithAny(method.Name, MappingPrefixes),
    };

    /// <summary>Whether a member is another name for a default: <c>DateTimeOffset.MinValue</c>, <c>DateTime.MinValue</c> and <c>Guid.Empty</c>.</summary>
    public static bool IsDefaultOfItsType(ISymbol? symbol) => symbol is IFieldSymbol
    {
        IsStatic: true,
        Name: "MinValue" or "Empty",
        ContainingType: { Name: "DateTimeOffset" or "DateTime" or "Guid", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
    };

    private static bool StartsWithAny(string name, string[] prefixes)
    {
        foreach (string prefix in prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
