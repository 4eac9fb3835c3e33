using PatContracts.Schema;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>The contract that an input is checked against, in the forms that its payloads can have.</summary>
internal abstract class ContractChoice
{
    /// <summary>The form that fits a payload.</summary>
    /// <param name="payload">The payload's bytes.</param>
    /// <param name="isCreation">Whether the payload is known to answer the creation of a token.</param>
    public abstract ChosenContract For(ReadOnlySpan<byte> payload, bool isCreation);

    /// <summary>What the inputs are checked against, for reports.</summary>
    public abstract string Name { get; }
}

/// <summary>One contract under the name that reports show.</summary>
internal sealed class ChosenContract
{
    private readonly Lazy<IReadOnlySet<string>> _memberNames;

    public ChosenContract(string name, Contract contract)
    {
        Name = name;
        Contract = contract;
        _memberNames = new Lazy<IReadOnlySet<string>>(() => MemberNames(contract.Root));
    }

    public string Name { get; }

    public Contract Contract { get; }

    /// <summary>Every member name that the contract gives, at any depth. Such a name says nothing about a payload.</summary>
    public IReadOnlySet<string> KnownNames => _memberNames.Value;

    private static HashSet<string> MemberNames(SchemaNode root)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<SchemaNode>([root]);
        while (open.TryPop(out SchemaNode? node))
        {
            if (!seen.Add(node.Pointer)) continue;
            foreach (SchemaProperty property in node.Properties)
            {
                names.Add(property.Name);
                open.Push(property.Schema);
            }

            if (node.Items is not null) open.Push(node.Items);
            if (node.AdditionalProperties is not null) open.Push(node.AdditionalProperties);
            foreach (SchemaNode alternative in node.Alternatives) open.Push(alternative);
        }

        return names;
    }
}

/// <summary>A schema of the user's own: every payload is checked against it as it is.</summary>
internal sealed class SchemaFileChoice(string path, Contract contract) : ContractChoice
{
    private readonly ChosenContract _chosen = new(path, contract);

    public override string Name => path;

    public override ChosenContract For(ReadOnlySpan<byte> payload, bool isCreation) => _chosen;
}

/// <summary>A built-in contract: a list is checked against its list form, and the answer to a creation against its create form.</summary>
internal sealed class BuiltInChoice : ContractChoice
{
    private readonly ChosenContract _single;
    private readonly Lazy<ChosenContract?> _list;
    private readonly Lazy<ChosenContract?> _creation;

    public BuiltInChoice(string name, ContractCatalog catalog)
    {
        Name = name;
        _single = new ChosenContract(name, catalog.Get(name));
        _list = new Lazy<ChosenContract?>(() => Form(catalog, name + "-list"));
        _creation = new Lazy<ChosenContract?>(() => Form(catalog, name + "-create"));
    }

    public override string Name { get; }

    public override ChosenContract For(ReadOnlySpan<byte> payload, bool isCreation) =>
        (ContentShape.IsArray(payload) ? _list.Value : isCreation ? _creation.Value : null) ?? _single;

    private static ChosenContract? Form(ContractCatalog catalog, string name) =>
        catalog.TryGet(name, out Contract? contract) ? new ChosenContract(name, contract) : null;
}
