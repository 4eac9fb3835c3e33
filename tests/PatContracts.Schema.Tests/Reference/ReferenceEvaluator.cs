using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>
/// JSON Schema, keyword by keyword as specified, without regard to speed: an independent implementation to compare the engine with. Formats and content
/// keywords are annotations. Patterns are .NET patterns that have the same meaning in ECMA-262.
/// </summary>
internal sealed class ReferenceEvaluator
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();
    private static readonly Regex UnescapedDollar = new(@"(?<!\\)\$");

    private readonly ReferenceDocuments _documents;
    private readonly ReferenceLocation _root;

    private ReferenceEvaluator(ReferenceDocuments documents, ReferenceLocation root)
    {
        _documents = documents;
        _root = root;
    }

    /// <param name="utf8Schema">The schema.</param>
    /// <param name="dialect">Its dialect if it does not name one.</param>
    /// <param name="find">Returns another document by its URI, or null.</param>
    public static ReferenceEvaluator Load(ReadOnlySpan<byte> utf8Schema, Dialect dialect, Func<Uri, PlainValue?>? find = null)
    {
        var documents = new ReferenceDocuments(find);
        return new ReferenceEvaluator(documents, documents.Add(PlainValue.Parse(utf8Schema), dialect));
    }

    public bool IsValid(PlainValue instance) => Apply(_root, instance, null) is not null;

    /// <summary>Returns the members and elements that a schema has evaluated, or null if the value is invalid.</summary>
    private Evaluated? Apply(ReferenceLocation location, PlainValue instance, DynamicScope? outer)
    {
        (PlainValue schema, ReferenceResource resource) = location;
        if (schema.IsBoolean) return schema.Kind == JsonValueKind.True ? new Evaluated() : null;
        if (!schema.IsObject) throw new InvalidOperationException($"a schema is {schema.Kind}");
        DynamicScope scope = outer?.Resource == resource ? outer : new DynamicScope(resource, outer);
        var evaluation = new Evaluation(this, schema, resource, instance, scope);
        return evaluation.Run();
    }

    private static bool Matches(string pattern, string text)
    {
        // Without RegexOptions.Multiline, $ in .NET also matches before a final line feed; in ECMA-262 it does not.
        Regex regex = Patterns.GetOrAdd(pattern, text => new Regex(UnescapedDollar.Replace(text, @"(?!\n)$$"), RegexOptions.ECMAScript));
        return regex.IsMatch(text);
    }

    private sealed record DynamicScope(ReferenceResource Resource, DynamicScope? Outer);

    /// <summary>The evaluated names and positions, which represent the annotations of the specification.</summary>
    private sealed class Evaluated
    {
        public HashSet<string> Names { get; } = [];

        public HashSet<int> Indices { get; } = [];

        public void Add(Evaluated other)
        {
            Names.UnionWith(other.Names);
            Indices.UnionWith(other.Indices);
        }
    }

    /// <summary>The application of one schema object to one value.</summary>
    private sealed class Evaluation(ReferenceEvaluator evaluator, PlainValue schema, ReferenceResource resource, PlainValue instance, DynamicScope scope)
    {
        private readonly Evaluated _evaluated = new();

        private Dialect Dialect => resource.Dialect;

        public Evaluated? Run()
        {
            if (Dialect.RefStandsAlone() && Keyword("$ref") is { } reference)
            {
                return InPlace(evaluator._documents.Resolve(resource, reference.Text)) ? _evaluated : null;
            }

            bool isValid = References() && Logic() && AnyValue()
                && (!instance.IsNumber || Number())
                && (!instance.IsString || String())
                && (!instance.IsArray || Array())
                && (!instance.IsObject || Object())
                && Unevaluated();
            return isValid ? _evaluated : null;
        }

        /// <summary>Returns the value of a keyword, if it is present and defined by the dialect.</summary>
        private PlainValue? Keyword(string name) => Dialect.Defines(name) ? schema[name] : null;

        private ReferenceLocation Locate(PlainValue subschema) => new(subschema, evaluator._documents.OwnerOf(subschema, resource));

        /// <summary>Applies a schema to the value itself and includes what it evaluated.</summary>
        private bool InPlace(PlainValue subschema) => InPlace(Locate(subschema));

        private bool InPlace(ReferenceLocation location)
        {
            if (evaluator.Apply(location, instance, scope) is not { } evaluated) return false;
            _evaluated.Add(evaluated);
            return true;
        }

        private int CountInPlace(PlainValue alternatives) => alternatives.Items.Count(InPlace);

        /// <summary>Applies a schema to an element or a property of the value.</summary>
        private bool IsValid(PlainValue subschema, PlainValue child) => evaluator.Apply(Locate(subschema), child, scope) is not null;

        private bool References()
        {
            if (Keyword("$ref") is { } reference && !InPlace(evaluator._documents.Resolve(resource, reference.Text))) return false;
            if (Keyword("$dynamicRef") is { } dynamicReference && !InPlace(ResolveDynamic(dynamicReference.Text))) return false;
            return Keyword("$recursiveRef") is null || InPlace(ResolveRecursive());
        }

        private ReferenceLocation ResolveDynamic(string reference)
        {
            if (Dialect == Dialect.V1)
            {
                // The name of an anchor, which may follow a number sign as in 2020-12. It is resolved in the dynamic scope only.
                string name = reference.TrimStart('#');
                return OutermostDynamic(name) ?? throw new KeyNotFoundException(reference);
            }

            ReferenceLocation target = evaluator._documents.Resolve(resource, reference);
            if (ReferenceDocuments.AnchorOf(reference) is not { } anchor || !target.Resource.DynamicAnchors.ContainsKey(anchor)) return target;
            return OutermostDynamic(anchor) ?? target;
        }

        private ReferenceLocation? OutermostDynamic(string anchor)
        {
            ReferenceLocation? outermost = null;
            for (DynamicScope? at = scope; at is not null; at = at.Outer)
            {
                if (at.Resource.DynamicAnchors.TryGetValue(anchor, out PlainValue? schema)) outermost = new ReferenceLocation(schema, at.Resource);
            }

            return outermost;
        }

        private ReferenceLocation ResolveRecursive()
        {
            ReferenceResource target = resource;
            if (!target.IsRecursiveAnchor) return new ReferenceLocation(target.Root, target);
            for (DynamicScope? at = scope; at is not null; at = at.Outer)
            {
                if (at.Resource.IsRecursiveAnchor) target = at.Resource;
            }

            return new ReferenceLocation(target.Root, target);
        }

        private bool Logic()
        {
            if (Keyword("allOf") is { } all && !all.Items.All(InPlace)) return false;
            // Every alternative is applied, not only the first valid one, because each affects what is evaluated.
            if (Keyword("anyOf") is { } any && CountInPlace(any) < 1) return false;
            if (Keyword("oneOf") is { } one && CountInPlace(one) != 1) return false;
            if (Keyword("not") is { } not && evaluator.Apply(Locate(not), instance, scope) is not null) return false;
            if (Keyword("if") is not { } condition) return true;
            PlainValue? consequence = Keyword(InPlace(condition) ? "then" : "else");
            return consequence is null || InPlace(consequence);
        }

        private bool AnyValue()
        {
            if (Keyword("type") is { } type)
            {
                bool hasType = type.IsArray ? type.Items.Any(name => IsOfType(name.Text)) : IsOfType(type.Text);
                bool isNullable = Keyword("nullable") is { Kind: JsonValueKind.True };
                if (!hasType && !(isNullable && instance.Kind == JsonValueKind.Null)) return false;
            }

            if (Keyword("enum") is { } values && !values.Items.Any(instance.IsEqualTo)) return false;
            return Keyword("const") is not { } constant || instance.IsEqualTo(constant);
        }

        private bool IsOfType(string type) => type switch
        {
            "null" => instance.Kind == JsonValueKind.Null,
            "boolean" => instance.IsBoolean,
            "string" => instance.IsString,
            "array" => instance.IsArray,
            "object" => instance.IsObject,
            "number" => instance.IsNumber,
            // In draft-04 an integer is defined by its spelling, in later drafts by its value.
            "integer" when Dialect == Dialect.Draft4 => instance.IsNumber && instance.Text.IndexOfAny(['.', 'e', 'E']) < 0,
            "integer" => instance.IsNumber && ExactNumber.Parse(instance.Text).IsInteger,
            _ => throw new InvalidOperationException("unknown type " + type),
        };

        private bool Number()
        {
            ExactNumber number = ExactNumber.Parse(instance.Text);
            bool booleans = Dialect.HasBooleanExclusiveBounds();
            if (Keyword("minimum") is { } minimum)
            {
                int order = number.CompareTo(ExactNumber.Parse(minimum.Text));
                if (order < 0 || (order == 0 && booleans && Keyword("exclusiveMinimum") is { Kind: JsonValueKind.True })) return false;
            }

            if (Keyword("maximum") is { } maximum)
            {
                int order = number.CompareTo(ExactNumber.Parse(maximum.Text));
                if (order > 0 || (order == 0 && booleans && Keyword("exclusiveMaximum") is { Kind: JsonValueKind.True })) return false;
            }

            if (!booleans && Keyword("exclusiveMinimum") is { } lower && number.CompareTo(ExactNumber.Parse(lower.Text)) <= 0) return false;
            if (!booleans && Keyword("exclusiveMaximum") is { } upper && number.CompareTo(ExactNumber.Parse(upper.Text)) >= 0) return false;
            return Keyword("multipleOf") is not { } divisor || number.IsMultipleOf(ExactNumber.Parse(divisor.Text));
        }

        private bool String()
        {
            int length = instance.Text.EnumerateRunes().Count();
            return IsWithin(length, "minLength", "maxLength") && (Keyword("pattern") is not { } pattern || Matches(pattern.Text, instance.Text));
        }

        /// <summary>Returns whether a count is within two bounds, which may be written as <c>2.0</c>.</summary>
        private bool IsWithin(int count, string lower, string upper)
        {
            var number = new ExactNumber(count, 0);
            if (count != 0) number = ExactNumber.Parse(count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return (Keyword(lower) is not { } minimum || number.CompareTo(ExactNumber.Parse(minimum.Text)) >= 0)
                && (Keyword(upper) is not { } maximum || number.CompareTo(ExactNumber.Parse(maximum.Text)) <= 0);
        }

        private bool Array()
        {
            IReadOnlyList<PlainValue> items = instance.Items;
            if (!IsWithin(items.Count, "minItems", "maxItems")) return false;
            bool hasEqualItems = items.Index().Any(item => items.Skip(item.Index + 1).Any(item.Item.IsEqualTo));
            if (Keyword("uniqueItems") is { Kind: JsonValueKind.True } && hasEqualItems) return false;
            return Items(items) && Contains(items);
        }

        private bool Items(IReadOnlyList<PlainValue> items)
        {
            PlainValue? list = Keyword("prefixItems");
            PlainValue? rest = Keyword("items");
            if (rest is { IsArray: true } && Dialect.Defines("additionalItems"))
            {
                list = rest;
                rest = Keyword("additionalItems");
            }

            int first = list?.Items.Count ?? 0;
            for (int i = 0; i < items.Count; i++)
            {
                PlainValue? subschema = i < first ? list!.Items[i] : rest;
                if (subschema is null) continue;
                if (!IsValid(subschema, items[i])) return false;
                _evaluated.Indices.Add(i);
            }

            return true;
        }

        private bool Contains(IReadOnlyList<PlainValue> items)
        {
            if (Keyword("contains") is not { } contains) return true;
            int[] found = [.. items.Index().Where(item => IsValid(contains, item.Item)).Select(item => item.Index)];
            if (Dialect.ContainsEvaluates()) _evaluated.Indices.UnionWith(found);
            return Keyword("minContains") is null && found.Length == 0 ? false : IsWithin(found.Length, "minContains", "maxContains");
        }

        private bool Object()
        {
            HashSet<string> names = [.. instance.Properties.Select(property => property.Key)];
            if (!IsWithin(names.Count, "minProperties", "maxProperties")) return false;
            if (Keyword("required") is { } required && !required.Items.All(name => names.Contains(name.Text))) return false;
            if (Keyword("propertyNames") is { } propertyNames && !names.All(name => IsValid(propertyNames, NameValue(name)))) return false;
            return Properties() && Dependencies("dependentRequired", names) && Dependencies("dependentSchemas", names) && Dependencies("dependencies", names)
                && PropertyDependencies();
        }

        private static PlainValue NameValue(string name) => PlainValue.Parse(JsonSerializer.SerializeToUtf8Bytes(name));

        private bool Properties()
        {
            PlainValue? properties = Keyword("properties");
            PlainValue? patterns = Keyword("patternProperties");
            PlainValue? additional = Keyword("additionalProperties");
            foreach ((string name, PlainValue value) in instance.Properties)
            {
                var subschemas = new List<PlainValue>();
                if (properties?[name] is { } named) subschemas.Add(named);
                subschemas.AddRange(patterns?.Properties.Where(pattern => Matches(pattern.Key, name)).Select(pattern => pattern.Value) ?? []);
                if (subschemas.Count == 0 && additional is not null) subschemas.Add(additional);
                if (subschemas.Count > 0) _evaluated.Names.Add(name);
                if (!subschemas.All(subschema => IsValid(subschema, value))) return false;
            }

            return true;
        }

        private bool Dependencies(string keyword, HashSet<string> names)
        {
            if (Keyword(keyword) is not { } dependencies) return true;
            foreach ((string name, PlainValue dependency) in dependencies.Properties)
            {
                if (!names.Contains(name)) continue;
                if (!(dependency.IsArray ? dependency.Items.All(other => names.Contains(other.Text)) : InPlace(dependency))) return false;
            }

            return true;
        }

        /// <summary>Applies the schema for the value of each property, if that is a string.</summary>
        private bool PropertyDependencies()
        {
            if (Keyword("propertyDependencies") is not { } dependencies) return true;
            foreach ((string name, PlainValue alternatives) in dependencies.Properties)
            {
                if (instance[name] is { IsString: true } value && alternatives[value.Text] is { } subschema && !InPlace(subschema)) return false;
            }

            return true;
        }

        /// <summary>Evaluated last, because it depends on what all other keywords of the schema have evaluated.</summary>
        private bool Unevaluated()
        {
            if (instance.IsArray && Keyword("unevaluatedItems") is { } ofItems)
            {
                foreach ((int index, PlainValue item) in instance.Items.Index().Where(item => !_evaluated.Indices.Contains(item.Index)))
                {
                    if (!IsValid(ofItems, item)) return false;
                    _evaluated.Indices.Add(index);
                }
            }

            if (instance.IsObject && Keyword("unevaluatedProperties") is { } ofProperties)
            {
                foreach ((string name, PlainValue value) in instance.Properties.Where(property => !_evaluated.Names.Contains(property.Key)))
                {
                    if (!IsValid(ofProperties, value)) return false;
                    _evaluated.Names.Add(name);
                }
            }

            return true;
        }
    }
}
