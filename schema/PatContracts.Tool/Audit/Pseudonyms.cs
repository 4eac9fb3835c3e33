using System.Security.Cryptography;
using System.Text;

namespace PatContracts.Tool.Audit;

/// <summary>
/// Replaces tokens and owners with pseudonyms: digests of their ids under a secret key. An id has the same pseudonym in all reports that use the same key.
/// Without the key, the id cannot be recovered from the pseudonym, not even by trying all ids.
/// </summary>
internal sealed class Pseudonyms(PseudonymKey key)
{
    // 48 bits: the probability that two of 100,000 tokens have the same pseudonym is 1 in 56,000.
    private const int DigestBytes = 6;

    /// <summary>The source of the key.</summary>
    public PseudonymKeySource Source => key.Source;

    /// <summary>The public name of the key. Reports with the same name use the same pseudonyms.</summary>
    public string KeyName { get; } = Digest(key.Bytes, "key", "");

    /// <summary>Returns the pseudonym of a token, or null if its id is unknown.</summary>
    public string? OfToken(string? id) => string.IsNullOrEmpty(id) ? null : "t-" + Digest(key.Bytes, "token", id);

    /// <summary>Returns the pseudonym of an owner, or null if the owner is unknown.</summary>
    public string? OfOwner(string? id) => string.IsNullOrEmpty(id) ? null : "o-" + Digest(key.Bytes, "owner", id);

    private static string Digest(ReadOnlySpan<byte> key, string kind, string id)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\0{id}"), digest);
        return Convert.ToHexStringLower(digest[..DigestBytes]);
    }
}
