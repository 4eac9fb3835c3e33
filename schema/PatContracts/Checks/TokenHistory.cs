using System.IO.Hashing;
using System.Security.Cryptography;
using PatContracts.Schema.Text;

namespace PatContracts.Checks;

/// <summary>
/// The data of earlier tokens that the duplicate checks need. It contains no text, only seeded 64-bit fingerprints. Every history has a new seed, so that
/// an attacker cannot create a payload with collisions. By chance, two of a million different ids collide once in 30 million payloads.
/// </summary>
internal sealed class TokenHistory
{
    private readonly long _seed = NewSeed();
    private readonly FingerprintTable _ids = new();
    private readonly FingerprintTable _names = new();
    private byte[] _ownerAndName = [];
    private int _count;

    /// <summary>Adds a token, and returns the earlier tokens that it has an id, or an owner and name, in common with.</summary>
    public EarlierTokens Add(in TokenView token)
    {
        var earlier = new EarlierTokens();
        int ordinal = _count++;
        if (token.Id.IsString) AddId(token, ordinal, ref earlier);
        // A repeated id is the same token, not a second one with the same name.
        if (earlier.SameId < 0 && token.Name.IsString && token.OwnerId.IsString) AddName(token, ordinal, ref earlier);
        return earlier;
    }

    private void AddId(in TokenView token, int ordinal, ref EarlierTokens earlier)
    {
        ref FingerprintTable.Mark mark = ref _ids.Find(Fingerprint(new JsonString(token.Id.Content(token.Json)).Unescape()));
        if (mark.IsSet)
        {
            earlier.SameId = mark.Ordinal;
            earlier.WasManaged = mark.Has(FingerprintTable.Managed);
            earlier.WasUnmanaged = mark.Has(FingerprintTable.Unmanaged);
        }
        else
        {
            mark.Set(ordinal);
        }

        if (token.Managed.Kind == JsonKind.True) mark.Add(FingerprintTable.Managed);
        else if (token.Managed.Kind is JsonKind.False or JsonKind.None) mark.Add(FingerprintTable.Unmanaged);
    }

    private void AddName(in TokenView token, int ordinal, ref EarlierTokens earlier)
    {
        ReadOnlySpan<byte> owner = new JsonString(token.OwnerId.Content(token.Json)).Unescape();
        ReadOnlySpan<byte> name = new JsonString(token.Name.Content(token.Json)).Unescape();
        int length = owner.Length + 1 + name.Length;
        if (_ownerAndName.Length < length) _ownerAndName = new byte[Math.Max(length, 256)];
        // UTF-8 text never contains 0xFF, so owner "a" with name "bc" differs from owner "ab" with name "c".
        const byte Separator = 0xFF;
        owner.CopyTo(_ownerAndName);
        _ownerAndName[owner.Length] = Separator;
        name.CopyTo(_ownerAndName.AsSpan(owner.Length + 1));
        ref FingerprintTable.Mark mark = ref _names.Find(Fingerprint(_ownerAndName.AsSpan(0, length)));
        if (mark.IsSet) earlier.SameName = mark.Ordinal;
        else mark.Set(ordinal);
    }

    private ulong Fingerprint(ReadOnlySpan<byte> text) => XxHash3.HashToUInt64(text, _seed);

    private static long NewSeed()
    {
        byte[] seed = new byte[sizeof(long)];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(seed);
        return BitConverter.ToInt64(seed, 0);
    }
}
