using System.Text.Json.Nodes;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Contracts;

/// <summary>Compares the documents with the published facts, member by member and version by version.</summary>
public sealed class ContractDocumentTests
{
    private static readonly string[] Versions = ["v3", "v3-2024-02-20", "beta", "v2024", "v2025", "v2026"];

    // A row contains only the members that its version has.
    private sealed record Member(string Name, JsonTypes Types, bool IsRequired, string? Format = null, string? Default = null, bool IsServerOwned = false);

    private static List<Member> MembersOf(string version)
    {
        const JsonTypes OrNull = JsonTypes.Null;
        List<Member> members =
        [
            new("id", JsonTypes.String, IsRequired: true, IsServerOwned: true),
            new("name", JsonTypes.String, IsRequired: true),
            new("scope", JsonTypes.Array | OrNull, IsRequired: true),
            new("owner", JsonTypes.Object, IsRequired: true, IsServerOwned: true),
            new("created", JsonTypes.String, IsRequired: true, "date-time", IsServerOwned: true),
            new("lastUsed", JsonTypes.String | OrNull, IsRequired: false, "date-time", IsServerOwned: true),
            new("managed", JsonTypes.Boolean, IsRequired: false, Default: "false", IsServerOwned: true),
        ];
        if (version == "v3-2024-02-20") return members;
        members.Add(new("accessTokenValiditySeconds", JsonTypes.Integer, IsRequired: false, "int32", "43200"));
        bool isNullable = version is "beta" or "v2025" or "v2026";
        members.Add(new("expirationDate", isNullable ? JsonTypes.String | OrNull : JsonTypes.String, IsRequired: false, "date-time"));
        if (version is "v2025" or "v2026") members.Add(new("userAwareTokenNeverExpires", JsonTypes.Boolean, IsRequired: false, Default: "false"));
        return members;
    }

    public static TheoryData<string> AllVersions => [.. Versions];

    [Fact]
    public void Every_version_has_the_contracts_of_its_responses_and_requests() =>
        Assert.Equal(
            Versions.SelectMany(version => new[] { version, $"{version}-list", $"{version}-create", $"{version}-create-request", $"{version}-patch-request" }).Order(StringComparer.Ordinal),
            PatContract.Catalog.Names);

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Token_has_the_published_members(string version)
    {
        SchemaNode token = PatContract.Catalog.Get(version).Root;
        List<Member> expected = MembersOf(version);

        Assert.Equal(JsonTypes.Object, token.Types);
        Assert.Equal(expected.Select(member => member.Name), token.Properties.Select(property => property.Name));
        Assert.Equal(expected.Where(member => member.IsRequired).Select(member => member.Name), token.Required);
        Assert.Null(token.AdditionalProperties);
        foreach (Member member in expected)
        {
            SchemaNode schema = token.FindProperty(member.Name)!.Schema;
            Assert.Equal((member.Name, member.Types), (member.Name, schema.Types));
            Assert.Equal((member.Name, member.Format), (member.Name, schema.Format));
            Assert.Equal((member.Name, member.Default), (member.Name, schema.Default));
            Assert.Equal((member.Name, member.IsServerOwned ? "true" : null), (member.Name, schema.GetKeyword("readOnly")));
            Assert.Equal((member.Name, member.Name == "managed" ? "true" : null), (member.Name, schema.GetKeyword("x-pat-managed-flag")));
        }
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Owner_is_required_but_none_of_its_members_is(string version)
    {
        SchemaNode owner = PatContract.Catalog.Get(version).Root.FindProperty("owner")!.Schema;

        Assert.Equal(["type", "id", "name"], owner.Properties.Select(property => property.Name));
        Assert.Empty(owner.Required);
        Assert.All(owner.Properties, property => Assert.Equal(JsonTypes.String, property.Schema.Types));
        Assert.Equal(["\"IDENTITY\""], owner.FindProperty("type")!.Schema.EnumValues);
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Absent_and_null_are_validated_member_by_member(string version)
    {
        Contract contract = PatContract.Catalog.Get(version);
        Assert.True(contract.IsValid(Payloads.Of(version).ToJsonString()));
        foreach (Member member in MembersOf(version))
        {
            JsonObject absent = Payloads.Of(version);
            Assert.True(absent.Remove(member.Name));
            Assert.Equal((member.Name, !member.IsRequired), (member.Name, contract.IsValid(absent.ToJsonString())));

            JsonObject isNull = Payloads.Of(version);
            isNull[member.Name] = null;
            Assert.Equal((member.Name, (member.Types & JsonTypes.Null) != 0), (member.Name, contract.IsValid(isNull.ToJsonString())));
        }
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void List_contains_tokens_of_its_version(string version)
    {
        Contract list = PatContract.Catalog.Get($"{version}-list");
        JsonObject broken = Payloads.Of(version);
        broken.Remove("scope");

        Assert.Equal(JsonTypes.Array, list.Root.Types);
        Assert.True(list.IsValid($"[{Payloads.Of(version).ToJsonString()}]"));
        Assert.True(list.IsValid("[]"));
        Finding finding = Assert.Single(list.Validate($"[{Payloads.Of(version).ToJsonString()},{broken.ToJsonString()}]").Findings);
        Assert.Equal(("schema/required", "/1"), (finding.Rule, finding.InstancePointer));
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Create_response_requires_all_its_members(string version)
    {
        SchemaNode created = PatContract.Catalog.Get($"{version}-create").Root;
        string[] expected = ["id", "secret", "scope", "name", "owner", "created"];
        if (version != "v3-2024-02-20") expected = [.. expected, "accessTokenValiditySeconds", "expirationDate"];

        string[] nullable = version is "v2025" or "v2026" ? ["scope", "expirationDate"] : ["scope"];

        Assert.Equal(expected, created.Properties.Select(property => property.Name));
        Assert.Equal(expected, created.Required);
        Assert.All(created.Properties, property => Assert.Equal(nullable.Contains(property.Name), property.Schema.AllowsNull));
        Assert.True(PatContract.Catalog.Get($"{version}-create").IsValid(Payloads.Of($"{version}-create").ToJsonString()));
    }

    [Fact]
    public void Documents_have_the_declared_identifiers()
    {
        foreach (string name in PatContract.Catalog.Names)
        {
            Contract contract = PatContract.Catalog.Get(name);
            JsonObject document = JsonNode.Parse(contract.Document.Span)!.AsObject();
            string version = Versions.Where(version => name == version || name.StartsWith(version + "-", StringComparison.Ordinal)).MaxBy(version => version.Length)!;
            string what = name[version.Length..] switch
            {
                "" => "get-personal-access-token-response",
                "-list" => "get-personal-access-token-response-list",
                "-create" => "create-personal-access-token-response",
                "-create-request" => "create-personal-access-token-request",
                _ => "patch-personal-access-token-request",
            };

            Assert.Equal(Dialect.Draft202012, contract.Dialect);
            Assert.Equal($"urn:pat-contracts:{version}:{what}", contract.Id);
            Assert.Matches(@"^API version (3|beta|20\d\d), specification of 20\d\d-\d\d-\d\d", document["$comment"]!.GetValue<string>());
        }
    }

    [Fact]
    public void Documents_keep_their_metaschema()
    {
        KeyValuePair<string, ReadOnlyMemory<byte>>[] documents = [.. PatContract.Catalog.Names.Select(name => KeyValuePair.Create(name, PatContract.Catalog.Get(name).Document))];
        ContractCatalog checkedCatalog = ContractCatalog.FromDocuments(documents);

        Assert.All(PatContract.Catalog.Names, name => Assert.NotNull(checkedCatalog.Get(name).Root));
    }
}
