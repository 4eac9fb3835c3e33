using PatContracts.Schema.Text;

namespace PatContracts.Schema.Documents;

/// <summary>A document that describes an API, and contains schemas without being one itself: OpenAPI, Swagger 2.0 or AsyncAPI.</summary>
/// <param name="Name">Its kind and version, for messages: "OpenAPI 3.1".</param>
/// <param name="Marker">The member that identifies it.</param>
/// <param name="Dialect">The dialect of its schemas; null if documents of this kind are not supported.</param>
internal sealed record ApiDescription(string Name, JsonNode Marker, Dialect? Dialect)
{
    /// <summary>Returns the description that a document contains, or null if it is not an API description.</summary>
    public static ApiDescription? Of(JsonNode root)
    {
        if (!root.IsObject) return null;
        foreach (JsonNode member in root.Children)
        {
            // A version written as a number (YAML without quotation marks) is at least recognizable.
            if (member.Kind is not (JsonKind.String or JsonKind.Number)) continue;
            switch (member.Name)
            {
                case "openapi":
                    string version = Version(member);
                    return new ApiDescription("OpenAPI " + version, member, DialectOf(version));
                case "swagger":
                    return new ApiDescription("Swagger " + Version(member), member, null);
                case "asyncapi":
                    return new ApiDescription("AsyncAPI " + Version(member), member, null);
            }
        }

        return null;
    }

    /// <summary>Returns the error for a document of an unsupported kind.</summary>
    public ContractLoadException Unsupported() => Marker.Error(Marker.Name switch
    {
        "swagger" => $"{Name} documents are not supported; convert the document to OpenAPI 3.0 or later",
        "asyncapi" => $"{Name} documents are not supported; extract the schema of the message",
        _ => $"{Name} documents are not supported; the supported versions are 3.0, 3.1 and 3.2",
    });

    /// <summary>Returns the error for a document that is used as if it were a schema.</summary>
    public ContractLoadException NoSchema(JsonNode root)
    {
        if (Dialect is null) return Unsupported();
        string article = "an " + Name + " document, not a schema";
        string? example = Example(root);
        return Marker.Error($"This is {article}; name a schema in it{(example is null ? "" : $", for example {example}")}");
    }

    private static string? Example(JsonNode root)
    {
        if (root["components"] is { IsObject: true } components && components["schemas"] is { IsObject: true, Children: [var schema, ..] })
        {
            return "#/components/schemas/" + JsonPointer.Escape(schema.Name!);
        }

        if (root["paths"] is not { IsObject: true } paths) return null;
        foreach (JsonNode path in paths.Children)
        {
            if (path.Name is ['/', ..]) return $"GET {path.Name} 200";
        }

        return null;
    }

    private static string Version(JsonNode marker)
    {
        string text = marker.IsString ? marker.String : JsonStrings.Decode(marker.Text);
        string[] parts = text.Split('.');
        // The patch version makes no difference.
        return parts.Length < 2 ? text : parts[0] + "." + parts[1];
    }

    private static Dialect? DialectOf(string version) => version switch
    {
        "3.0" => Schema.Dialect.OpenApi30,
        "3.1" or "3.2" => Schema.Dialect.OpenApi31,
        _ => null,
    };
}
