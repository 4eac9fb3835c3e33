using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>
/// Converts the bundle of a contract to one schema resource. NJsonSchema follows only JSON Pointers from the root, so identifiers and anchors are removed,
/// <c>$defs</c> become <c>definitions</c>, and every reference becomes a pointer to its target.
/// </summary>
internal sealed class SchemaFlattener
{
    // NJsonSchema takes class names from this keyword, not from $defs.
    private const string Definitions = "definitions";
    private const string Defs = "$defs";
    // The base of documents without a URI. It is never fetched, and only makes relative references comparable.
    private const string DefaultBase = "json-schema:///";

    private readonly Contract _contract;
    private readonly JObject _root;
    private readonly Dictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly List<JObject> _schemas = [];
    private readonly List<(JObject Schema, string Keyword, Resource From)> _references = [];
    private readonly List<(JObject Schema, Resource From, JToken Target)> _targets = [];

    private SchemaFlattener(Contract contract)
    {
        _contract = contract;
        _root = RootOf(contract);
    }

    /// <summary>Returns the schema as JSON.</summary>
    /// <exception cref="InvalidOperationException">A reference refers to a document that is neither in the bundle nor registered.</exception>
    public static string Flatten(Contract contract)
    {
        var flattener = new SchemaFlattener(contract);
        flattener.Run();
        return flattener._root.ToString(Formatting.Indented);
    }

    private static JObject RootOf(Contract contract)
    {
        string pointer = contract.Root.Pointer;
        if (pointer.Length == 0 || pointer.Contains('#')) return AsObject(SchemaJson.Parse(contract.Bundle()));
        JToken document = SchemaJson.Parse(contract.Document);
        // The bundle of an API description contains the schema and the schemas that it refers to.
        if (document is not JObject whole || whole["openapi"] is not null || whole["swagger"] is not null) return AsObject(SchemaJson.Parse(contract.Bundle()));
        // A part of a schema document can refer to the rest of it, so the whole document is included.
        var root = new JObject { ["$ref"] = "part#" + pointer, [Definitions] = new JObject { ["part"] = whole } };
        if (whole["$schema"] is { } dialect) root.AddFirst(new JProperty("$schema", dialect));
        if (whole["$id"] is null && whole["id"] is null) whole["$id"] = "part";
        else root["$ref"] = (string?)(whole["$id"] ?? whole["id"]) + "#" + pointer;
        return root;
    }

    private static JObject AsObject(JToken schema) => schema switch
    {
        JObject itself => itself,
        JValue { Type: JTokenType.Boolean } value when value.Value<bool>() => [],
        _ => new JObject { ["not"] = new JObject() },
    };

    private void Run()
    {
        AddDocument(_root, DefaultBase, _contract.Dialect is Dialect.Draft4 or Dialect.Draft6 or Dialect.Draft7);
        // The target of a reference can be a document with further references.
        for (int i = 0; i < _references.Count; i++) Resolve(_references[i]);
        // All targets are known from here on, even if they are moved.
        NameEmbeddedByTitle();
        foreach (JObject schema in _schemas) MoveDefs(schema);
        foreach (Resource resource in _resources.Values.Distinct()) RemoveIdentity(resource);
        foreach (JObject schema in _schemas) schema.Remove("$anchor");
        (JObject Schema, JToken Target)[] targets = [.. _targets.Select(found => (MoveAside(found.Schema, found.From), found.Target))];
        foreach ((JObject schema, JToken target) in targets) schema["$ref"] = PointerTo(target);
    }

    private void AddDocument(JObject root, string uri, bool refStandsAlone)
    {
        var resource = new Resource(root, uri, refStandsAlone);
        _resources[uri] = resource;
        var open = new Stack<(JToken Value, Resource Around)>();
        open.Push((root, resource));
        while (open.Count > 0)
        {
            (JToken value, Resource around) = open.Pop();
            if (value is JArray list)
            {
                foreach (JToken item in list) open.Push((item, around));
            }
            else if (value is JObject schema)
            {
                AddSchema(schema, around, open);
            }
        }
    }

    private void AddSchema(JObject schema, Resource around, Stack<(JToken Value, Resource Around)> open)
    {
        _schemas.Add(schema);
        Resource resource = Enter(schema, around);
        foreach (string keyword in new[] { "$anchor", "$dynamicAnchor" })
        {
            if (Text(schema, keyword) is { } name) resource.Anchors[name] = schema;
        }

        foreach (string keyword in new[] { "$ref", "$dynamicRef" })
        {
            if (Text(schema, keyword) is not null) _references.Add((schema, keyword, resource));
        }

        foreach (JProperty member in schema.Properties())
        {
            switch (member.Name)
            {
                // These are data, so their members are not keywords.
                case "const" or "enum" or "default" or "example" or "examples":
                    break;
                case "properties" or "patternProperties" or "dependentSchemas" or "dependencies" or Defs or Definitions when member.Value is JObject map:
                    foreach (JProperty named in map.Properties()) open.Push((named.Value, resource));
                    break;
                default:
                    open.Push((member.Value, resource));
                    break;
            }
        }
    }

    private Resource Enter(JObject schema, Resource around)
    {
        bool refStandsAlone = Text(schema, "$schema") is { } dialect
            ? dialect.Contains("/draft-04/") || dialect.Contains("/draft-06/") || dialect.Contains("/draft-07/")
            : around.RefStandsAlone;
        string? id = Text(schema, "$id") ?? (refStandsAlone ? Text(schema, "id") : null);
        if (id is null || (refStandsAlone && schema["$ref"] is not null)) return around;
        (string uri, string fragment) = Split(id);
        if (uri.Length == 0)
        {
            // Dialects without $anchor write an anchor like this.
            if (fragment.Length > 0) around.Anchors[fragment] = schema;
            if (fragment.Length > 0 && schema != around.Root) schema.Remove(schema["$id"] is null ? "id" : "$id");
            return around;
        }

        string absolute = Absolute(around.Uri, uri);
        var resource = new Resource(schema, absolute, refStandsAlone);
        if (schema == around.Root) _resources[around.Uri] = resource;
        _resources[absolute] = resource;
        return resource;
    }

    private void Resolve((JObject Schema, string Keyword, Resource From) reference)
    {
        (JObject schema, string keyword, Resource from) = reference;
        string text = (string)schema[keyword]!;
        (string uri, string fragment) = Split(text);
        Resource? resource = uri.Length == 0 ? from : Find(Absolute(from.Uri, uri), from.RefStandsAlone);
        JToken? target = resource?.Find(fragment);
        // NJsonSchema doesn't evaluate dynamic references. As anchors, they still have a target if the schema is converted back to a contract.
        if (keyword == "$dynamicRef")
        {
            if (fragment.Length > 0 && fragment[0] != '/') schema[keyword] = "#" + fragment;
            return;
        }

        if (target is null) throw new InvalidOperationException($"The contract refers to \"{text}\", which is not in its registry.");
        _targets.Add((schema, from, target));
    }

    // A bundle contains neither metaschemas nor the targets of references from a part of a document.
    private Resource? Find(string uri, bool refStandsAlone)
    {
        if (_resources.TryGetValue(uri, out Resource? known)) return known;
        if (!_contract.TryGetDocument(uri, out ReadOnlyMemory<byte> document)) return null;
        JObject schema = AsObject(SchemaJson.Parse(document));
        DefinitionsOf(_root)[uri] = schema;
        schema["$id"] ??= uri;
        AddDocument(schema, uri, refStandsAlone);
        return _resources[uri];
    }

    private static JObject DefinitionsOf(JObject schema)
    {
        if (schema[Definitions] is not JObject definitions) schema[Definitions] = definitions = [];
        return definitions;
    }

    /// <summary>Renames embedded documents from their URI to their title, if they have one. It becomes the class name in generated code.</summary>
    private void NameEmbeddedByTitle()
    {
        foreach (Resource resource in _resources.Values.Distinct().ToArray())
        {
            if (resource.Root.Parent is not JProperty { Parent: { Parent: JProperty { Name: Defs or Definitions } container } } member) continue;
            if (container.Parent != _root || Absolute(DefaultBase, member.Name) != resource.Uri) continue;
            string name = Text(resource.Root, "title") is { Length: > 0 } title ? title : member.Name;
            string key = new([.. name.Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
            string free = key;
            for (int number = 2; IsTaken(free, member); number++) free = key + number.ToString(CultureInfo.InvariantCulture);
            member.Value = JValue.CreateNull();
            member.Replace(new JProperty(free, resource.Root));
        }
    }

    private bool IsTaken(string key, JProperty except) =>
        new[] { Defs, Definitions }.Any(keyword => (_root[keyword] as JObject)?.Property(key) is { } taken && taken != except);

    private static void MoveDefs(JObject schema)
    {
        if (schema.Property(Defs) is { Value: JObject defs } property)
        {
            Detach(property);
            if (schema[Definitions] is JObject existing) Move(defs, existing, _ => true);
            else schema[Definitions] = defs;
        }

        // NJsonSchema does not escape these characters in the pointers that it writes.
        if (schema[Definitions] is JObject definitions) Move(definitions, definitions, name => name.IndexOfAny(['/', '~', '%', '#']) >= 0);
    }

    private static void Move(JObject from, JObject to, Func<string, bool> isMoved)
    {
        foreach (JProperty member in from.Properties().Where(member => isMoved(member.Name)).ToArray())
        {
            JToken value = Detach(member);
            string name = new([.. member.Name.Select(c => c is '/' or '~' or '%' or '#' ? '_' : c)]);
            string free = name;
            for (int number = 2; to[free] is not null; number++) free = name + number.ToString(CultureInfo.InvariantCulture);
            to[free] = value;
        }
    }

    /// <summary>
    /// Removes a member and returns its value without a parent. Newtonsoft.Json would copy a token that has a parent, but references refer to this instance.
    /// </summary>
    private static JToken Detach(JProperty member)
    {
        JToken value = member.Value;
        member.Value = JValue.CreateNull();
        member.Remove();
        return value;
    }

    // NJsonSchema would resolve references against an identifier, and one resource has one dialect.
    private void RemoveIdentity(Resource resource)
    {
        resource.Root.Remove("$id");
        if (resource.Root == _root) return;
        if (Text(resource.Root, "id") is not null) resource.Root.Remove("id");
        resource.Root.Remove("$schema");
    }

    /// <summary>
    /// NJsonSchema replaces a schema with a reference by the target, and discards its definitions. If there are definitions, the reference is moved to another
    /// schema.
    /// </summary>
    /// <returns>The schema that contains the reference.</returns>
    private JObject MoveAside(JObject schema, Resource from)
    {
        if (schema != _root && schema[Definitions] is null) return schema;
        if (from.RefStandsAlone)
        {
            // Keywords that the dialect ignores next to $ref would apply next to allOf.
            foreach (JProperty member in schema.Properties().ToArray())
            {
                if (member.Name is not ("$schema" or Definitions or "$ref" or "title" or "description")) Detach(member);
            }
        }

        var aside = new JObject { ["$ref"] = Detach(schema.Property("$ref")!) };
        JToken others = schema.Property("allOf") is { } allOf ? Detach(allOf) : new JArray(new JObject());
        schema["allOf"] = new JArray(aside, new JObject { ["allOf"] = others });
        return aside;
    }

    private string PointerTo(JToken target)
    {
        var segments = new Stack<string>();
        for (JToken token = target; token != _root; token = token.Parent!)
        {
            if (token is JProperty member) segments.Push(member.Name.Replace("~", "~0").Replace("/", "~1").Replace("%", "%25"));
            else if (token.Parent is JArray list) segments.Push(list.IndexOf(token).ToString(CultureInfo.InvariantCulture));
        }

        return "#" + string.Concat(segments.Select(segment => "/" + segment));
    }

    private static string? Text(JObject schema, string keyword) => schema[keyword] is JValue { Type: JTokenType.String } value ? (string?)value.Value : null;

    private static (string Uri, string Fragment) Split(string reference)
    {
        int hash = reference.IndexOf('#');
        if (hash < 0) return (reference, "");
        string fragment = reference.Substring(hash + 1);
        return (reference.Substring(0, hash), Uri.UnescapeDataString(fragment));
    }

    // On some systems, .NET treats a rooted path as a file. It is a relative reference.
    private static string Absolute(string baseUri, string reference)
    {
        bool isRooted = reference.Length > 0 && reference[0] == '/';
        if (!isRooted && Uri.TryCreate(reference, UriKind.Absolute, out Uri? absolute)) return absolute.AbsoluteUri;
        return Uri.TryCreate(baseUri, UriKind.Absolute, out Uri? root) && Uri.TryCreate(root, reference, out Uri? resolved) ? resolved.AbsoluteUri : reference;
    }

    private sealed class Resource(JObject root, string uri, bool refStandsAlone)
    {
        public JObject Root => root;

        public string Uri => uri;

        /// <summary>Whether the dialect ignores keywords next to <c>$ref</c>.</summary>
        public bool RefStandsAlone => refStandsAlone;

        public Dictionary<string, JObject> Anchors { get; } = new(StringComparer.Ordinal);

        public JToken? Find(string fragment)
        {
            if (fragment.Length > 0 && fragment[0] != '/') return Anchors.TryGetValue(fragment, out JObject? schema) ? schema : null;
            JToken? token = root;
            foreach (string segment in fragment.Split('/').Skip(1))
            {
                string name = segment.Replace("~1", "/").Replace("~0", "~");
                token = token switch
                {
                    JObject container => container[name],
                    JArray list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Count => list[index],
                    _ => null,
                };
            }

            return token;
        }
    }
}
