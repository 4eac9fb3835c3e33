using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PatContracts.Tool.Checking;

/// <summary>
/// Identifies findings across runs. A fingerprint is a digest of the file, the rule, the locations in payload and schema without array indexes, and the number
/// of equal findings before it. It does not change when lines move or elements are added to a list, and reveals no payload value.
/// </summary>
internal sealed class Fingerprints(string path)
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>Returns the fingerprint of the file's next finding: 32 hexadecimal digits.</summary>
    public string Next(ReportedFinding finding)
    {
        string identity = string.Join('\n', path, finding.Rule, WithoutIndexes(finding.Instance), finding.Schema);
        int before = _seen.GetValueOrDefault(identity);
        _seen[identity] = before + 1;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(identity + "\n" + before.ToString(CultureInfo.InvariantCulture)));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }

    private static string WithoutIndexes(string pointer)
    {
        string[] parts = pointer.Split('/');
        for (int i = 1; i < parts.Length; i++)
        {
            if (parts[i].Length > 0 && !parts[i].AsSpan().ContainsAnyExceptInRange('0', '9')) parts[i] = "*";
        }

        return string.Join('/', parts);
    }
}
