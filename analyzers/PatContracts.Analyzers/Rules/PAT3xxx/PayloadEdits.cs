using System.Globalization;
using System.Text;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Payloads;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Finds edits that fix a payload without its required members: another name for the member that was probably intended, or else the missing members with the
/// simplest values that their schemas accept. No value is proposed for the flag that only the server sets.
/// </summary>
/// <param name="contract">The contract against which the payload was validated.</param>
/// <param name="payload">The payload.</param>
/// <param name="findings">The findings in the payload.</param>
internal sealed class PayloadEdits(PayloadContract contract, byte[] payload, IReadOnlyList<Finding> findings)
{
    private const int MaxDepth = 8;
    private IReadOnlyList<Finding>? _unknown;

    /// <summary>
    /// Returns the edit for a finding and, for a rename, the finding at the existing name. All members that an object lacks are added by one edit.
    /// </summary>
    public (PayloadEdit Edit, Finding? Name)? Of(Finding finding)
    {
        if (!IsMissing(finding) || NodeAt(finding.InstancePointer) is not { } schema) return null;
        if (Misnamed(finding) is { } name)
        {
            string title = $"Rename '{NameOf(name)}' to '{finding.MissingProperty}'";
            return ConstantJson.Quote(finding.MissingProperty!) is { } json ? (new(title, json, IsRename: true), name) : null;
        }

        var members = new List<(string Name, string Value)>();
        foreach (Finding other in findings)
        {
            bool isSameObject = other.InstancePointer == finding.InstancePointer && other.Offset == finding.Offset;
            if (!isSameObject || !IsMissing(other) || Misnamed(other) is not null) continue;
            if (Value(schema, other.MissingProperty!) is { } value) members.Add((other.MissingProperty!, value));
        }

        return members.Any(member => member.Name == finding.MissingProperty) && Insertion(finding, members) is { } text
            ? (new(members.Count == 1 ? $"Add '{members[0].Name}'" : $"Add the {members.Count} missing members", text, IsRename: false), null)
            : null;
    }

    private static bool IsMissing(Finding finding) => finding is { Rule: "schema/required", MissingProperty: not null };

    /// <summary>The property that differs from the missing one only by case or separators.</summary>
    private Finding? Misnamed(Finding finding)
    {
        string plain = WireNames.Plain(finding.MissingProperty!);
        return (_unknown ??= contract.UnknownProperties(payload)).FirstOrDefault(unknown =>
            unknown.InstancePointer.LastIndexOf('/') is >= 0 and var end
            && unknown.InstancePointer.Substring(0, end) == finding.InstancePointer
            && WireNames.Plain(NameOf(unknown)) == plain);
    }

    private static string NameOf(Finding unknown) => Unescape(unknown.InstancePointer.Substring(unknown.InstancePointer.LastIndexOf('/') + 1));

    /// <summary>The schema of a value of the payload.</summary>
    private SchemaNode? NodeAt(string pointer)
    {
        SchemaNode? node = contract.Root;
        foreach (string segment in pointer.Split('/').Skip(1))
        {
            string name = Unescape(segment);
            node = node?.FindProperty(name)?.Schema ?? (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? node?.Items : null);
        }

        return node;
    }

    private static string? Value(SchemaNode schema, string name) =>
        schema.FindProperty(name) is { } property && Value(property.Schema, name, MaxDepth) is { } value && property.Schema.Validate(value).IsValid
            ? value
            : null;

    private static string? Value(SchemaNode schema, string name, int depth)
    {
        if (depth == 0 || BoundMember.IsManaged(schema)) return null;
        if (schema.AllowsNull) return "null";
        if (schema.Default is { } standard) return standard;
        if (schema.EnumValues is [{ } first, ..]) return first;

        JsonTypes types = schema.Types;
        return (types & JsonTypes.String) != 0 ? schema.Format == "date-time" ? "\"1970-01-01T00:00:00Z\"" : ConstantJson.Quote(Placeholders.TextOf(name))
            : (types & JsonTypes.Object) != 0 ? Object(schema, depth)
            : (types & JsonTypes.Array) != 0 ? "[]"
            : (types & JsonTypes.Integer) != 0 ? schema.Minimum ?? "0"
            : (types & JsonTypes.Boolean) != 0 ? "false"
            : null;
    }

    private static string? Object(SchemaNode schema, int depth)
    {
        var members = new List<string>();
        foreach (SchemaProperty property in schema.Properties)
        {
            if (!property.IsRequired) continue;
            if (Value(property.Schema, property.Name, depth - 1) is not { } value) return null;

            members.Add($"{ConstantJson.Quote(property.Name)}: {value}");
        }

        return members.Count == 0 ? "{}" : "{ " + string.Join(", ", members) + " }";
    }

    /// <summary>The members, spaced like the one that follows them.</summary>
    private string? Insertion(Finding finding, List<(string Name, string Value)> members)
    {
        int start = (int)finding.Offset;
        if (start >= payload.Length || payload[start] != (byte)'{') return null;

        int next = start + 1;
        while (next < payload.Length && payload[next] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') next++;
        if (next == payload.Length) return null;

        string space = Encoding.ASCII.GetString(payload, start + 1, next - start - 1);
        bool isEmpty = payload[next] == (byte)'}';
        string colon = space.Length == 0 && !isEmpty ? ":" : ": ";
        IEnumerable<string> texts = members.Select(member => ConstantJson.Quote(member.Name) + colon + member.Value);
        return isEmpty
            ? $" {string.Join(", ", texts)}{(space.Length == 0 ? " " : "")}"
            : string.Concat(texts.Select(text => $"{space}{text},"));
    }

    private static string Unescape(string segment) => segment.Replace("~1", "/").Replace("~0", "~");
}
