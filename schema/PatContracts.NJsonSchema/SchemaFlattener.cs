using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>
/// Makes one resource of a contract's bundle. NJsonSchema follows JSON Pointers from the root alone, so identifiers and anchors go, <c>$defs</c> become
/// <c>definitions</c>, and every reference becomes the pointer to what it led to.
/// </summary>
internal sealed class SchemaFlattener
{
    // NJsonSchema takes class names from here, and not from $defs.
    private const string Definitions = "definitions";
    private const string Defs = "$defs";
    // The base of documents whose URI is not known. Never fetched; it only makes relative references comparable.
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

    /// <summary>The schema as JSON.</summary>
    /// <exception cref="InvalidOperationException">A reference leads to a document that is neither in the bundle nor registered.</exception>
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
        // Of an API description, a bundle holds the schema and those it refers to.
        if (document is not JObject whole || whole["openapi"] is not null || whole["swagger"] is not null) return AsObject(SchemaJson.Parse(contract.Bundle()));
        // A part of a schema document refers to the rest of it, so all of it comes along.
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
        // What a reference leads to can be a document with references of its own.
        for (int i = 0; i < _references.Count; i++) Resolve(_references[i]);
        // From here on the targets are known, wherever they move.
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
                // Data: its members are not keywords, whatever their names.
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
            // An anchor, as it was written before there was $anchor.
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
        // NJsonSchema does not evaluate dynamic references; as anchors, they still lead somewhere when the contract comes back.
        if (keyword == "$dynamicRef")
        {
            if (fragment.Length > 0 && fragment[0] != '/') schema[keyword] = "#" + fragment;
            return;
        }

        if (target is null) throw new InvalidOperationException($"The contract refers to \"{text}\", which is not in its registry.");
        _targets.Add((schema, from, target));
    }

    // Metaschemas are not embedded in a bundle, nor is what a part of a document refers to.
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

    /// <summary>Embedded documents are definitions under their URI. Their title, where they have one, is the name of the class in generated code.</summary>
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

        // NJsonSchema does not escape them in the pointers that it writes.
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
    /// Removes a member. Its value can be added elsewhere as it is; Newtonsoft.Json copies what has a parent, and references are to this very token.
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
    /// NJsonSchema replaces a schema that refers to another by that one, and its definitions with it. The reference moves aside where there are definitions.
    /// </summary>
    /// <returns>The schema that holds the reference.</returns>
    private JObject MoveAside(JObject schema, Resource from)
    {
        if (schema != _root && schema[Definitions] is null) return schema;
        if (from.RefStandsAlone)
        {
            // What the dialect ignores would count beside allOf.
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

    // A rooted path is a file to .NET on some systems, and a relative reference to everybody else.
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

        /// <summary>Whether its dialect ignores what stands beside <c>$ref</c>.</summary>
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
