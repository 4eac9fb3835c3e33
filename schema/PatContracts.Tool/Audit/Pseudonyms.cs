using System.Security.Cryptography;
using System.Text;

namespace PatContracts.Tool.Audit;

/// <summary>
/// Names that stand for tokens and owners: digests of their ids under a secret key. The same id has the same pseudonym in every report with the same key;
/// without the key, the id of a pseudonym cannot be found, not even by trying all ids.
/// </summary>
internal sealed class Pseudonyms(PseudonymKey key)
{
    // 48 bits: of 100,000 tokens, two have the same pseudonym in one report of 56,000.
    private const int DigestBytes = 6;

    /// <summary>Where the key comes from.</summary>
    public PseudonymKeySource Source => key.Source;

    /// <summary>A public name of the key: reports with the same name have the same pseudonyms.</summary>
    public string KeyName { get; } = Digest(key.Bytes, "key", "");

    /// <summary>The pseudonym of a token, or null if its id is unknown.</summary>
    public string? OfToken(string? id) => string.IsNullOrEmpty(id) ? null : "t-" + Digest(key.Bytes, "token", id);

    /// <summary>The pseudonym of an owner, or null if the owner is unknown.</summary>
    public string? OfOwner(string? id) => string.IsNullOrEmpty(id) ? null : "o-" + Digest(key.Bytes, "owner", id);

    private static string Digest(ReadOnlySpan<byte> key, string kind, string id)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\0{id}"), digest);
        return Convert.ToHexStringLower(digest[..DigestBytes]);
    }
}
