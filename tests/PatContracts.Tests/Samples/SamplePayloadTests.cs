using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Samples;

/// <summary>
/// Valid samples have no findings. Broken samples violate the contract. Suspicious samples conform to it, but a check fires. Each has only the finding that its
/// name refers to.
/// </summary>
public sealed class SamplePayloadTests
{
    // The rule and the location for each file. The part of a name after a dot is the contract; default: v3.
    private static readonly Dictionary<string, string> ExpectedFindings = new(StringComparer.Ordinal)
    {
        ["broken/missing-id"] = "schema/required ",
        ["broken/missing-name"] = "schema/required ",
        ["broken/missing-scope"] = "schema/required ",
        ["broken/missing-owner"] = "schema/required ",
        ["broken/missing-created"] = "schema/required ",
        ["broken/null-id"] = "schema/type /id",
        ["broken/null-name"] = "schema/type /name",
        ["broken/null-owner"] = "schema/type /owner",
        ["broken/null-created"] = "schema/type /created",
        ["broken/null-managed"] = "schema/type /managed",
        ["broken/null-expiration-date"] = "schema/type /expirationDate",
        ["broken/id-is-a-number"] = "schema/type /id",
        ["broken/scope-is-a-string"] = "schema/type /scope",
        ["broken/scope-element-is-a-number"] = "schema/type /scope/1",
        ["broken/owner-is-a-string"] = "schema/type /owner",
        ["broken/owner-type-unknown"] = "schema/enum /owner/type",
        ["broken/owner-type-lower-case"] = "schema/enum /owner/type",
        ["broken/managed-is-a-string"] = "schema/type /managed",
        ["broken/managed-is-a-number"] = "schema/type /managed",
        ["broken/created-is-no-date-time"] = "schema/format /created",
        ["broken/created-is-a-date-only"] = "schema/format /created",
        ["broken/created-without-seconds"] = "schema/format /created",
        ["broken/created-without-offset"] = "schema/format /created",
        ["broken/created-on-the-thirtieth-of-february"] = "schema/format /created",
        ["broken/created-at-hour-24"] = "schema/format /created",
        ["broken/created-is-a-number"] = "schema/type /created",
        ["broken/last-used-is-empty"] = "schema/format /lastUsed",
        ["broken/last-used-without-offset"] = "schema/format /lastUsed",
        ["broken/validity-is-a-string"] = "schema/type /accessTokenValiditySeconds",
        ["broken/validity-is-a-fraction"] = "schema/type /accessTokenValiditySeconds",
        ["broken/validity-too-large"] = "schema/format /accessTokenValiditySeconds",
        ["broken/payload-is-a-string"] = "schema/type ",
        ["broken/list-second-is-null"] = "schema/type /1",
        ["broken/list-second-lacks-scope"] = "schema/required /1",
        ["broken/list-second-name-is-a-number"] = "schema/type /1/name",
        ["broken/truncated"] = "json/truncated /created",
        ["broken/trailing-comma"] = "json/syntax ",
        ["broken/trailing-text"] = "json/trailing-data ",
        ["broken/single-quotes"] = "json/syntax ",
        ["broken/duplicate-name"] = "json/duplicate-name /name",
        ["encodings/byte-order-mark"] = "json/byte-order-mark ",
        ["broken/control-character"] = "json/control-character /name",
        ["broken/not-utf-8"] = "json/utf-8 /name",
        ["encodings/utf-16"] = "json/syntax ",
        ["broken/leading-zero"] = "json/number /accessTokenValiditySeconds",
        ["broken/literal-in-capitals"] = "json/syntax /managed",
        ["broken/lone-surrogate"] = "json/surrogate /name",
        ["broken/empty"] = "json/empty ",
        ["suspicious/duplicate-id"] = "pat/duplicate-id /1/id",
        ["suspicious/duplicate-name"] = "pat/duplicate-name /1/name",
        // A conflict requires two tokens with the same id.
        ["suspicious/managed-conflict"] = "pat/duplicate-id /1/id, pat/managed-conflict /1/managed",
        ["suspicious/secret-in-response"] = "pat/secret-in-response /secret",
        ["suspicious/last-used-before-created"] = "pat/last-used-before-created /lastUsed",
        ["suspicious/created-in-future"] = "pat/timestamp-in-future /created",
        ["suspicious/last-used-in-future"] = "pat/timestamp-in-future /lastUsed",
        ["suspicious/never-expires-unconfirmed.v2025"] = "pat/never-expires-mismatch /expirationDate",
        ["suspicious/wire-name-last-used"] = "pat/wire-name /last_used",
        ["suspicious/id-empty"] = "pat/empty-credential /id",
        ["suspicious/name-empty"] = "pat/empty-credential /name",
        ["suspicious/expired"] = "pat/expired /expirationDate",
        ["suspicious/owner-without-type"] = "pat/owner-incomplete /owner",
    };

    public static TheoryData<string> Faulty => [.. ExpectedFindings.Keys];

    public static TheoryData<string> Valid => [.. Files("valid")];

    public static TheoryData<string> Versions => [.. Files("versions")];

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(Path.Combine(Repository.File("samples/payloads"), folder), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.File("samples/payloads"), file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Valid))]
    public void Valid_payload_has_no_finding(string file) => Assert.Empty(Check(file, "v3"));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Payload_of_a_version_conforms_to_it(string file) => Assert.Empty(Check(file, file.Split('/')[1]));

    [Theory]
    [MemberData(nameof(Faulty))]
    public void An_invalid_or_suspicious_payload_has_the_finding_in_its_name(string name)
    {
        string contract = name.Contains('.', StringComparison.Ordinal) ? name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] : "v3";
        Assert.Equal(ExpectedFindings[name], string.Join(", ", Check($"{name}.json", contract)));
    }

    [Fact]
    public void Every_invalid_or_suspicious_payload_is_in_the_table() =>
        Assert.Equal(ExpectedFindings.Keys.Select(name => $"{name}.json").Order(StringComparer.Ordinal), Files("broken").Concat(Files("encodings")).Concat(Files("suspicious")));

    private static string[] Check(string file, string contract)
    {
        byte[] payload = File.ReadAllBytes(Path.Combine(Repository.File("samples/payloads"), file));
        IEnumerable<byte[]> documents = file.EndsWith(".ndjson", StringComparison.Ordinal)
            ? File.ReadAllLines(Path.Combine(Repository.File("samples/payloads"), file)).Where(line => line.Length > 0).Select(Payloads.Utf8)
            : [payload];
        return [.. documents.SelectMany(document => Payloads.Validate(contract, document, Payloads.Checks).Findings).Select(Describe)];
    }

    private static string Describe(Finding finding) => $"{finding.Rule} {finding.InstancePointer}";
}
