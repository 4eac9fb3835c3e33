using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>A contract that nobody wrote: an array of what a schema of another contract says.</summary>
internal static class ListContract
{
    /// <summary>Loads it; null where that schema refers to what the registry does not know.</summary>
    /// <param name="uri">The URI of the document, under which the options' registry has it.</param>
    /// <param name="pointer">JSON Pointer of the schema in it.</param>
    /// <param name="options">How the other contract was loaded.</param>
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
