using PatContracts.Schema.Documents;

namespace PatContracts.Schema;

/// <summary>
/// Compares contracts by their introspected schemas, so that equal contracts written differently (with <c>$ref</c>, with <c>allOf</c>, in two dialects) have no
/// changes. Conditions (<c>if</c>, <c>not</c>, <c>dependentSchemas</c> and so on) are compared only for equality: a changed condition is considered breaking
/// for both sides, whether or not it is.
/// </summary>
public static class ContractComparison
{
    /// <summary>
    /// Returns the changes from one contract to another, in the order of the old contract. Added properties follow the other properties of their object.
    /// </summary>
    public static IReadOnlyList<ContractChange> Compare(Contract old, Contract @new) => Compare(old.Root, @new.Root);

    /// <inheritdoc cref="Compare(Contract, Contract)"/>
    public static IReadOnlyList<ContractChange> Compare(SchemaNode old, SchemaNode @new)
    {
        var comparer = new Comparer();
        comparer.Compare(old, @new, "");
        return comparer.Changes;
    }

    private sealed class Comparer
    {
        // Recursive schemas lead to a pair whose comparison has not ended.
        private readonly HashSet<(string Old, string New)> _open = [];
        private readonly HashSet<(string Old, string New)> _same = [];

        public List<ContractChange> Changes { get; } = [];

        public void Compare(SchemaNode old, SchemaNode @new, string pointer)
        {
            (string, string) pair = (old.Identity, @new.Identity);
            if (_same.Contains(pair) || !_open.Add(pair)) return;
            int before = Changes.Count;
            CompareNull(old, @new, pointer);
            CompareAccess(old, @new, pointer);
            CompareDiscriminator(old, @new, pointer);
            CompareValues(WithoutNull(old), WithoutNull(@new), pointer);
            _open.Remove(pair);
            if (Changes.Count == before) _same.Add(pair);
        }

        private void CompareValues(SchemaNode old, SchemaNode @new, string pointer)
        {
            CompareTypes(old, @new, pointer);
            CompareEnum(old, @new, pointer);
            CompareFormat(old, @new, pointer);
            Bound.Compare(old, @new, pointer, Changes);
            foreach (Constraint constraint in Constraint.All) constraint.Compare(old, @new, pointer, Changes);
            CompareDefault(old, @new, pointer);
            CompareProperties(old, @new, pointer);
            CompareUndeclared(old, @new, pointer);
            CompareItems(old, @new, pointer);
            CompareAlternatives(old, @new, pointer);
            CompareConditions(old, @new, pointer);
        }

        private void Add(ContractChangeKind kind, ContractImpact impact, string pointer, string message) =>
            Changes.Add(new ContractChange(kind, impact, pointer, message));

        private void CompareNull(SchemaNode old, SchemaNode @new, string pointer)
        {
            if (@new.AllowsNull && !old.AllowsNull) Add(ContractChangeKind.NullAllowed, ContractImpact.BreaksReaders, pointer, "null is now allowed");
            if (old.AllowsNull && !@new.AllowsNull) Add(ContractChangeKind.NullForbidden, ContractImpact.BreaksWriters, pointer, "null is no longer allowed");
        }

        private void CompareAccess(SchemaNode old, SchemaNode @new, string pointer)
        {
            // Payloads that were valid still are, but clients may no longer send the property, or no longer receive it.
            CompareFlag("readOnly", "clients may no longer send", "clients may now send", ContractImpact.BreaksWriters);
            CompareFlag("writeOnly", "responses no longer contain", "responses may now contain", ContractImpact.BreaksReaders);

            void CompareFlag(string keyword, string set, string unset, ContractImpact impact)
            {
                bool before = old.GetKeyword(keyword) is "true";
                bool after = @new.GetKeyword(keyword) is "true";
                if (after && !before) Add(ContractChangeKind.AccessChanged, impact, pointer, $"{keyword} was added: {set} the value");
                if (before && !after) Add(ContractChangeKind.AccessChanged, ContractImpact.Safe, pointer, $"{keyword} was removed: {unset} the value");
            }
        }

        private void CompareDiscriminator(SchemaNode old, SchemaNode @new, string pointer)
        {
            var before = DiscriminatorValues.Of(old);
            var after = DiscriminatorValues.Of(@new);
            if (before.Property == after.Property)
            {
                CompareDiscriminatorValues(before, after, pointer);
                return;
            }

            // A discriminator asserts nothing: only code that selects an alternative by it is affected.
            ContractImpact impact = before.Property is null ? ContractImpact.Safe
                : after.Property is null ? ContractImpact.BreaksReaders
                : ContractImpact.BreaksReaders | ContractImpact.BreaksWriters;
            Add(ContractChangeKind.DiscriminatorChanged, impact, pointer, Replacement("discriminator", before.Property, after.Property));
        }

        private void CompareDiscriminatorValues(DiscriminatorValues before, DiscriminatorValues after, string pointer)
        {
            string[] gained = [.. after.Alternatives.Keys.Where(value => !before.Alternatives.ContainsKey(value))];
            string[] lost = [.. before.Alternatives.Keys.Where(value => !after.Alternatives.ContainsKey(value))];
            if (gained.Length > 0) Add(ContractChangeKind.DiscriminatorChanged, ContractImpact.BreaksReaders, pointer, $"new values of the discriminator {after.Property}: {List(gained)}");
            if (lost.Length > 0) Add(ContractChangeKind.DiscriminatorChanged, ContractImpact.BreaksWriters, pointer, $"removed values of the discriminator {after.Property}: {List(lost)}");

            // Changes inside an alternative are reported there; these values name a different one of the old alternatives.
            string[] moved = [.. before.Alternatives
                .Where(entry => entry.Value is { } old && after.Alternatives.TryGetValue(entry.Key, out SchemaNode? @new) && @new is not null && !IsSame(old, @new)
                    && before.Alternatives.Values.Any(other => other is not null && IsSame(other, @new)))
                .Select(static entry => entry.Key)];
            if (moved.Length > 0)
            {
                Add(
                    ContractChangeKind.DiscriminatorChanged,
                    ContractImpact.BreaksReaders | ContractImpact.BreaksWriters,
                    pointer,
                    $"values of the discriminator {after.Property} that name another alternative: {List(moved)}");
            }
        }

        private void CompareTypes(SchemaNode old, SchemaNode @new, string pointer)
        {
            JsonTypes before = old.Types & ~JsonTypes.Null;
            JsonTypes after = @new.Types & ~JsonTypes.Null;
            if (before == after) return;
            Add(
                ContractChangeKind.TypesChanged,
                Impact(gained: after & ~before, lost: before & ~after),
                pointer,
                $"the type was {Name(before)} and is {Name(after)}");
        }

        private static ContractImpact Impact(JsonTypes gained, JsonTypes lost) =>
            (gained == 0 ? 0 : ContractImpact.BreaksReaders) | (lost == 0 ? 0 : ContractImpact.BreaksWriters);

        private void CompareEnum(SchemaNode old, SchemaNode @new, string pointer)
        {
            if (old.EnumValues is null && @new.EnumValues is null) return;
            if (old.EnumValues is null)
            {
                Add(ContractChangeKind.EnumAdded, ContractImpact.BreaksWriters, pointer, $"the values are now limited to {Values(@new.EnumValues!)}");
                return;
            }

            if (@new.EnumValues is null)
            {
                Add(ContractChangeKind.EnumRemoved, ContractImpact.BreaksReaders, pointer, $"the values are no longer limited to {Values(old.EnumValues)}");
                return;
            }

            // Whether null is allowed is a separate change.
            string[] gained = [.. @new.EnumValues.Except(old.EnumValues, JsonTextComparer.Instance).Where(value => value != "null")];
            string[] lost = [.. old.EnumValues.Except(@new.EnumValues, JsonTextComparer.Instance).Where(value => value != "null")];
            if (gained.Length > 0) Add(ContractChangeKind.EnumChanged, ContractImpact.BreaksReaders, pointer, $"new allowed values: {Values(gained)}");
            if (lost.Length > 0) Add(ContractChangeKind.EnumChanged, ContractImpact.BreaksWriters, pointer, $"values no longer allowed: {Values(lost)}");
        }

        private void CompareFormat(SchemaNode old, SchemaNode @new, string pointer)
        {
            if (old.Format == @new.Format) return;
            ContractImpact impact = IsNumeric(old.Format) && IsNumeric(@new.Format) ? ImpactOfWidth(Width(old.Format), Width(@new.Format))
                : old.Format is null ? ContractImpact.BreaksWriters
                : @new.Format is null ? ContractImpact.BreaksReaders
                : ContractImpact.BreaksReaders | ContractImpact.BreaksWriters;
            Add(ContractChangeKind.FormatChanged, impact, pointer, Replacement("format", old.Format, @new.Format));
        }

        private static ContractImpact ImpactOfWidth(int before, int after) =>
            before == after ? ContractImpact.Safe : before < after ? ContractImpact.BreaksReaders : ContractImpact.BreaksWriters;

        private void CompareDefault(SchemaNode old, SchemaNode @new, string pointer)
        {
            if (JsonTextComparer.Instance.Equals(old.Default, @new.Default)) return;
            // Adding or removing a default does not change the meaning of any payload.
            ContractImpact impact = old.Default is null || @new.Default is null ? ContractImpact.Safe : ContractImpact.BreaksReaders;
            Add(ContractChangeKind.DefaultChanged, impact, pointer, Replacement("default", Compact(old.Default), Compact(@new.Default)));
        }

        private void CompareProperties(SchemaNode old, SchemaNode @new, string pointer)
        {
            foreach (SchemaProperty before in old.Properties)
            {
                string property = Child(pointer, before.Name);
                if (@new.FindProperty(before.Name) is not { } after)
                {
                    string kind = before.IsRequired ? "required" : "optional";
                    Add(ContractChangeKind.PropertyRemoved, RemovalImpact(@new), property, $"the {kind} property was removed");
                    continue;
                }

                CompareRequired(before.IsRequired, after.IsRequired, property);
                Compare(before.Schema, after.Schema, property);
            }

            foreach (SchemaProperty after in @new.Properties)
            {
                if (old.FindProperty(after.Name) is not null) continue;
                string property = Child(pointer, after.Name);
                ContractImpact impact = (after.IsRequired ? ContractImpact.BreaksWriters : 0) | (ForbidsUndeclared(old) ? ContractImpact.BreaksReaders : 0);
                Add(ContractChangeKind.PropertyAdded, impact, property, $"a new {(after.IsRequired ? "required" : "optional")} property");
            }

            CompareUndeclaredRequired(old, @new, pointer);
        }

        // Names that are required without being declared.
        private void CompareUndeclaredRequired(SchemaNode old, SchemaNode @new, string pointer)
        {
            foreach (string name in old.Required.Union(@new.Required, StringComparer.Ordinal))
            {
                if (old.FindProperty(name) is not null || @new.FindProperty(name) is not null) continue;
                CompareRequired(old.Required.Contains(name), @new.Required.Contains(name), Child(pointer, name));
            }
        }

        private void CompareRequired(bool before, bool after, string pointer)
        {
            if (after && !before) Add(ContractChangeKind.BecameRequired, ContractImpact.BreaksWriters, pointer, "the property is now required");
            if (before && !after) Add(ContractChangeKind.BecameOptional, ContractImpact.BreaksReaders, pointer, "the property is no longer required");
        }

        private static ContractImpact RemovalImpact(SchemaNode @new) =>
            ContractImpact.BreaksReaders | (ForbidsUndeclared(@new) ? ContractImpact.BreaksWriters : 0);

        private void CompareUndeclared(SchemaNode old, SchemaNode @new, string pointer)
        {
            bool before = ForbidsUndeclared(old);
            bool after = ForbidsUndeclared(@new);
            if (after && !before)
            {
                Add(ContractChangeKind.UndeclaredPropertiesChanged, ContractImpact.BreaksWriters, pointer, "undeclared properties are now forbidden");
            }

            if (before && !after)
            {
                Add(ContractChangeKind.UndeclaredPropertiesChanged, ContractImpact.BreaksReaders, pointer, "undeclared properties are now allowed");
            }

            if (before || after) return;
            CompareOptional(
                old.AdditionalProperties,
                @new.AdditionalProperties,
                $"{pointer}/*",
                ContractChangeKind.UndeclaredPropertiesChanged,
                "undeclared properties");
        }

        private void CompareItems(SchemaNode old, SchemaNode @new, string pointer)
        {
            // Schemas of elements matter only if the value can be an array.
            if ((old.Types & @new.Types & JsonTypes.Array) == 0) return;
            CompareOptional(old.Items, @new.Items, $"{pointer}/*", ContractChangeKind.TypesChanged, "elements");
        }

        private void CompareOptional(SchemaNode? old, SchemaNode? @new, string pointer, ContractChangeKind kind, string what)
        {
            if (old is not null && @new is not null) Compare(old, @new, pointer);
            else if (@new is not null && !AllowsAll(@new)) Add(kind, ContractImpact.BreaksWriters, pointer, $"{what} are now limited");
            else if (old is not null && !AllowsAll(old)) Add(kind, ContractImpact.BreaksReaders, pointer, $"{what} are no longer limited");
        }

        private void CompareAlternatives(SchemaNode old, SchemaNode @new, string pointer)
        {
            if (old.Alternatives.Count == 0 && @new.Alternatives.Count == 0) return;
            if (old.Alternatives.Count == 0)
            {
                Add(ContractChangeKind.AlternativesChanged, ContractImpact.BreaksWriters, pointer, "the value must now match one of several alternatives");
                return;
            }

            if (@new.Alternatives.Count == 0)
            {
                Add(ContractChangeKind.AlternativesChanged, ContractImpact.BreaksReaders, pointer, "the value no longer has to match one of the alternatives");
                return;
            }

            SchemaNode[] gained = [.. @new.Alternatives.Where(after => !old.Alternatives.Any(before => IsSame(before, after)))];
            SchemaNode[] lost = [.. old.Alternatives.Where(before => !@new.Alternatives.Any(after => IsSame(before, after)))];
            // If one alternative changed, its own changes are more informative than a removal and an addition.
            if (gained.Length == 1 && lost.Length == 1)
            {
                Compare(lost[0], gained[0], pointer);
                return;
            }

            if (gained.Length > 0) Add(ContractChangeKind.AlternativesChanged, ContractImpact.BreaksReaders, pointer, $"new alternatives: {gained.Length}");
            if (lost.Length > 0)
            {
                Add(ContractChangeKind.AlternativesChanged, ContractImpact.BreaksWriters, pointer, $"removed alternatives: {lost.Length}");
            }
        }

        private void CompareConditions(SchemaNode old, SchemaNode @new, string pointer)
        {
            foreach (Condition condition in Condition.All)
            {
                IReadOnlyList<Condition.Part> before = condition.Of(old);
                IReadOnlyList<Condition.Part> after = condition.Of(@new);
                if (before.Count == after.Count && before.All(part => after.Any(other => IsSame(part, other)))) continue;
                bool widens = condition.WidensNames && (old.AdditionalProperties is not null || @new.AdditionalProperties is not null);
                (ContractImpact impact, string how) = (before.Count, after.Count) switch
                {
                    (0, _) when !widens => (ContractImpact.BreaksWriters, "was added"),
                    (_, 0) when !widens => (ContractImpact.BreaksReaders, "was removed"),
                    (0, _) => (ContractImpact.BreaksReaders | ContractImpact.BreaksWriters, "was added"),
                    (_, 0) => (ContractImpact.BreaksReaders | ContractImpact.BreaksWriters, "was removed"),
                    _ => (ContractImpact.BreaksReaders | ContractImpact.BreaksWriters, "changed"),
                };
                Add(ContractChangeKind.ConditionChanged, impact, pointer, $"the condition {condition.Name} {how}");
            }
        }

        private bool IsSame(Condition.Part old, Condition.Part @new) =>
            old.Name == @new.Name && JsonTextComparer.Instance.Equals(old.Value, @new.Value) && (old.Schema is null) == (@new.Schema is null) && (old.Schema is null || IsSame(old.Schema, @new.Schema!));

        private bool IsSame(SchemaNode old, SchemaNode @new)
        {
            var comparer = new Comparer();
            comparer._open.UnionWith(_open);
            comparer.Compare(old, @new, "");
            return comparer.Changes.Count == 0;
        }
    }

    // In some dialects, "T or null" has to be written as two alternatives, and T with its own description as one.
    private static SchemaNode WithoutNull(SchemaNode node)
    {
        if (node.Alternatives.Count == 0 || node.Properties.Count > 0) return node;
        SchemaNode[] others = [.. node.Alternatives.Where(alternative => alternative.Types != JsonTypes.Null)];
        return others.Length == 1 ? WithoutNull(others[0]) : node;
    }

    private static bool IsNumeric(string? format) => format is null or "int32" or "int64" or "float" or "double" or "decimal";

    // Only the integer formats limit the allowed values.
    private static int Width(string? format) => format switch
    {
        "int32" => 32,
        "int64" => 64,
        _ => int.MaxValue,
    };

    private static bool ForbidsUndeclared(SchemaNode node) => node.AdditionalProperties is { Types: JsonTypes.None };

    private static bool AllowsAll(SchemaNode node) =>
        node.Types == JsonTypes.Any && node.Properties.Count == 0 && node.Required.Count == 0 && node.Alternatives.Count == 0 && node.EnumValues is null
        && node.Format is null && node.Items is null && node.AdditionalProperties is null
        && Bound.IsFree(node) && Constraint.All.All(constraint => constraint.IsFree(node)) && Condition.All.All(condition => condition.Of(node).Count == 0);

    private static string Child(string pointer, string name) => $"{pointer}/{JsonPointer.Escape(name)}";

    private static string List(IEnumerable<string> values) => string.Join(", ", values);

    private static string Values(IEnumerable<string> values) => List(values.Select(JsonTextComparer.Compact));

    private static string Replacement(string keyword, string? before, string? after) =>
        before is null ? $"the {keyword} is now {after}"
        : after is null ? $"the {keyword} was removed; it was {before}"
        : $"the {keyword} was {before} and is {after}";

    private static string? Compact(string? json) => json is null ? null : JsonTextComparer.Compact(json);

    private static string Name(JsonTypes types)
    {
        if (types == JsonTypes.None) return "nothing";
        if (types == (JsonTypes.Any & ~JsonTypes.Null)) return "anything";
        var names = new List<string>();
        if ((types & JsonTypes.Boolean) != 0) names.Add("boolean");
        if ((types & JsonTypes.Number) == JsonTypes.Number) names.Add("number");
        else if ((types & JsonTypes.Integer) != 0) names.Add("integer");
        if ((types & JsonTypes.String) != 0) names.Add("string");
        if ((types & JsonTypes.Array) != 0) names.Add("array");
        if ((types & JsonTypes.Object) != 0) names.Add("object");
        return string.Join(" or ", names);
    }
}
