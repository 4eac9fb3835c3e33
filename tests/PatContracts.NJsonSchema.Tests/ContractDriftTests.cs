using System.Text.Json.Serialization;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.NJsonSchema.Tests;

public sealed class ContractDriftTests
{
    public static TheoryData<string> TokenContracts => [.. PatContract.Catalog.Names.Where(name => !name.EndsWith("-create", StringComparison.Ordinal) && !name.EndsWith("-request", StringComparison.Ordinal))];

    public static TheoryData<string> CreateContracts => [.. PatContract.Catalog.Names.Where(name => name.EndsWith("-create", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(TokenContracts))]
    public void Shipped_model_matches_every_version(string name)
    {
        ContractDrift drift = ContractDrift.Compare<GetPersonalAccessTokenResponse>(PatContract.Catalog.Get(name));
        Assert.True(drift.IsEmpty, drift.ToString());
    }

    [Theory]
    [MemberData(nameof(CreateContracts))]
    public void Shipped_create_model_matches_every_version(string name)
    {
        ContractDrift drift = ContractDrift.Compare<CreatePersonalAccessTokenResponse>(PatContract.Catalog.Get(name));
        Assert.True(drift.IsEmpty, drift.ToString());
    }

    [Fact]
    public void A_value_that_a_class_cannot_represent_is_reported_with_its_location()
    {
        ContractDrift drift = ContractDrift.Compare<DriftedToken>(PatContract.Catalog.Get("v3"));
        Assert.Equal(
            """
            DriftedToken and the contract differ:
              /scope: from contract to class, the type was array and is string
              /owner/id: the class has no member for this property
              /owner/name: the class has no member for this property
              /lastUsed: the contract allows null, the member does not
              /managed: the class requires a member that is optional in the contract
              /accessTokenValiditySeconds: from contract to class, the format was int32 and is byte
              /expirationDate: the class has no member for this property
            """.ReplaceLineEndings("\n"),
            drift.ToString());
        Assert.Equal("DriftedToken", drift.Model);
    }

    [Fact]
    public void Locations_that_are_known_to_differ_can_be_ignored()
    {
        ContractDrift drift = ContractDrift.Compare<DriftedToken>(
            PatContract.Catalog.Get("v3"), "/scope", "/owner/id", "/owner/name", "/lastUsed", "/managed", "/accessTokenValiditySeconds");
        Assert.Equal(ContractChangeKind.PropertyRemoved, Assert.Single(drift.Changes).Kind);
    }

    private sealed class DriftedToken
    {
        public string Id { get; set; } = "";

        public string? Name { get; set; }

        public string? Scope { get; set; }

        public DriftedOwner? Owner { get; set; }

        public string Created { get; set; } = "";

        public DateTimeOffset LastUsed { get; set; }

        public required bool Managed { get; set; }

        [JsonPropertyName("accessTokenValiditySeconds")]
        public byte Validity { get; set; }

        public object? NotInTheContract { get; set; }
    }

    private sealed class DriftedOwner
    {
        public OwnerKind Type { get; set; }
    }

    [JsonConverter(typeof(JsonStringEnumConverter<OwnerKind>))]
    private enum OwnerKind
    {
        IDENTITY,
    }
}
