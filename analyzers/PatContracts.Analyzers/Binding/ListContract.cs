using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>A synthesized contract: an array of a schema of another contract.</summary>
internal static class ListContract
{
    /// <summary>Loads the contract; null if the schema has a reference that the registry cannot resolve.</summary>
    /// <param name="uri">The URI of the document in the registry of the options.</param>
    /// <param name="pointer">JSON Pointer of the schema in it.</param>
    /// <param name="options">The options with which the other contract was loaded.</param>
    public static Contract? Load(string uri, string pointer, ContractLoadOptions options)
    {
        string fragment = Uri.EscapeUriString(pointer).Replace("#", "%23");
        try
        {
            return Contract.Load($$"""{ "type": "array", "items": { "$ref": "{{uri}}#{{fragment}}" } }""", options);
        }
        catch (ContractLoadException)
        {
            return null;
        }
    }
}
