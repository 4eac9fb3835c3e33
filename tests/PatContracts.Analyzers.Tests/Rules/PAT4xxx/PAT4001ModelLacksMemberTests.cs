using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public sealed class PAT4001ModelLacksMemberTests
{
    [Fact]
    public Task A_required_property_without_a_member_is_reported_at_the_type() => DriftProject.Create().Run<PAT4001ModelLacksMember>("""
        [ContractModel("x")]
        public class {|PAT4001:Model|} { public string? Id { get; set; } }
        """);

    [Fact]
    public Task An_ignored_member_does_not_count() => DriftProject.Create().Run<PAT4001ModelLacksMember>("""
        using System.Text.Json.Serialization;

        [ContractModel("x")]
        public class {|PAT4001:Model|}
        {
            public string? Id { get; set; }

            [JsonIgnore]
            public string? LastUsed { get; set; }
        }
        """);

    [Fact]
    public Task Members_are_found_by_attributes_policies_and_inheritance() => DriftProject.Create().Run<PAT4001ModelLacksMember>("""
        using System.Runtime.Serialization;
        using System.Text.Json.Serialization;
        using Newtonsoft.Json;
        using Newtonsoft.Json.Serialization;

        public class Base { public string? Id { get; set; } }

        [ContractModel("x")]
        public class Derived : Base { [JsonPropertyName("lastUsed")] public DateTime? Used { get; set; } }

        [ContractModel("x")]
        public class Newton { [JsonProperty("id")] public string? A { get; set; } [JsonProperty(PropertyName = "lastUsed")] public DateTime? B { get; set; } }

        [ContractModel("x")]
        public class Data { [DataMember(Name = "id")] public string? A; [DataMember(Name = "lastUsed")] public DateTime? B; }

        [JsonObject(NamingStrategyType = typeof(CamelCaseNamingStrategy))]
        [ContractModel("x")]
        public record Camel(string Id, DateTime? LastUsed);
        """);

    [Fact]
    public Task Extension_data_holds_properties_without_a_member() => DriftProject.Create().Run<PAT4001ModelLacksMember>("""
        using System.Text.Json;
        using System.Text.Json.Serialization;

        [ContractModel("x")]
        public class Model
        {
            [JsonExtensionData]
            public Dictionary<string, JsonElement>? Rest { get; set; }
        }
        """);

    [Fact]
    public Task A_member_with_a_similar_name_is_reported_by_another_rule() => DriftProject.Create().Run<PAT4001ModelLacksMember>("""
        using System.Text.Json.Serialization;

        [ContractModel("x")]
        public class Model
        {
            public string? Id { get; set; }

            [JsonPropertyName("last_used")]
            public string? LastUsed { get; set; }
        }
        """);

    [Fact]
    public Task A_type_of_another_assembly_is_reported_at_the_binding() => DriftProject.Create().Run<PAT4001ModelLacksMember>("""
        [assembly: {|PAT4001:{|PAT4001:ContractModel(typeof(System.Version), "x")|}|}]
        """);

    [Fact]
    public Task A_type_bound_in_the_configuration_is_reported() => DriftProject.Create()
        .Configure("patcontracts.bindings = Acme.Model = x")
        .Run<PAT4001ModelLacksMember>("""
            namespace Acme
            {
                public class {|PAT4001:Model|} { public string? Id { get; set; } }
            }

            public class Model { }
            """);

    [Fact]
    public Task The_shipped_models_conform_to_every_version() => new ProjectFiles()
        .Configure("build_property.PatContractVersion = v2026")
        .Run<PAT4001ModelLacksMember>("public class Own { public GetPersonalAccessTokenResponse? Token { get; set; } }");
}
