using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PatContracts.Schema;

namespace PatContracts.Checks;

/// <summary>The facts of a contract that the checks need. All of them are read from the contract itself.</summary>
internal sealed class TokenContract
{
    private static readonly ConditionalWeakTable<Contract, TokenContract> Known = new();

    private readonly byte[][] _names;
    private readonly byte[][] _ownerNames;
    private readonly Dictionary<string, string> _spellings;
    private readonly Dictionary<string, string> _ownerSpellings;
    // For the most recent options. A process rarely uses others, and creates a session for every payload.
    private CheckSelection? _selection;

    private TokenContract(Contract contract)
    {
        SchemaNode token = contract.Root.Items ?? contract.Root;
        IReadOnlyList<SchemaProperty> ownerProperties = token.FindProperty("owner")?.Schema.Properties ?? [];
        _names = Utf8(token.Properties);
        _ownerNames = Utf8(ownerProperties);
        _spellings = Spellings(token.Properties);
        _ownerSpellings = Spellings(ownerProperties);
        HasSecret = token.FindProperty("secret") is not null;
        RecordsNeverExpiring = token.FindProperty("userAwareTokenNeverExpires") is not null
            && token.FindProperty("expirationDate") is { Schema.AllowsNull: true };
    }

    /// <summary>The facts of a contract, computed once, because a service creates a session for every response.</summary>
    public static TokenContract Of(Contract contract) => Known.GetValue(contract, static contract => new TokenContract(contract));

    /// <summary>Whether the payload contains a secret. Only create responses do.</summary>
    public bool HasSecret { get; }

    /// <summary>Whether a null expiration date means never, which has to be confirmed.</summary>
    public bool RecordsNeverExpiring { get; }

    /// <summary>Returns the checks that are enabled and apply to tokens of this contract.</summary>
    public CheckSelection SelectFor(PatCheckOptions options)
    {
        CheckSelection? selection = _selection;
        if (!ReferenceEquals(selection?.Options, options)) _selection = selection = CheckSelection.Of(this, options);
        return selection;
    }

    public bool Knows(ReadOnlySpan<byte> name) => Contains(_names, name);

    /// <summary>Whether the name at the position of the reader is a property of a token.</summary>
    public bool KnowsName(ref Utf8JsonReader reader)
    {
        foreach (byte[] known in _names)
        {
            if (reader.ValueTextEquals(known)) return true;
        }

        return false;
    }

    public bool KnowsOfOwner(ReadOnlySpan<byte> name) => Contains(_ownerNames, name);

    /// <summary>Returns the contract's spelling of a name that is spelled differently, or null.</summary>
    public string? SpellingOf(string name, bool isOfOwner) =>
        (isOfOwner ? _ownerSpellings : _spellings).TryGetValue(NormalizedName.Of(name), out string? spelling) ? spelling : null;

    private static bool Contains(byte[][] names, ReadOnlySpan<byte> name)
    {
        foreach (byte[] known in names)
        {
            if (name.SequenceEqual(known)) return true;
        }

        return false;
    }

    private static byte[][] Utf8(IReadOnlyList<SchemaProperty> properties) => [.. properties.Select(property => Encoding.UTF8.GetBytes(property.Name))];

    private static Dictionary<string, string> Spellings(IReadOnlyList<SchemaProperty> properties)
    {
        var spellings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SchemaProperty property in properties) spellings[NormalizedName.Of(property.Name)] = property.Name;
        return spellings;
    }
}
