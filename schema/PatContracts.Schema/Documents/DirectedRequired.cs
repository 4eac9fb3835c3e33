namespace PatContracts.Schema.Documents;

/// <summary>Applies the direction of a contract to the text of a schema: removes names that are not required in that direction from <c>required</c>.</summary>
internal static class DirectedRequired
{
    public static void Edit(JsonNode schema, Func<SchemaLocation, string, bool> isRequired, TextEdits edits)
    {
        if (schema["required"] is not { IsArray: true } required) return;
        var location = new SchemaLocation(schema, schema.Owner);
        JsonNode[] names = [.. required.Children.Where(name => !name.IsString || isRequired(location, name.String))];
        if (names.Length == required.Children.Length) return;
        // Older dialects do not allow an empty list.
        if (names.Length == 0) edits.RemoveMember(required);
        else edits.Replace(required, "[" + string.Join(", ", names.Select(static name => Text.JsonStrings.Decode(name.Text))) + "]");
    }
}
