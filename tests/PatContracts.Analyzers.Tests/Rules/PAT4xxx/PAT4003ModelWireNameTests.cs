using PatContracts.Analyzers.Rules;

namespace PatContracts.Analyzers.Tests.Rules;

public sealed class PAT4003ModelWireNameTests
{
    [Theory]
    [InlineData("[System.Text.Json.Serialization.JsonPropertyName(\"last_used\")] public string? Used { get; set; }", "Used")]
    [InlineData("[Newtonsoft.Json.JsonProperty(\"LastUsed\")] public string? Used { get; set; }", "Used")]
    [InlineData("[System.Runtime.Serialization.DataMember(Name = \"last-used\")] public string? Used;", "Used")]
    [InlineData("public string? Last_Used { get; set; }", "Last_Used")]
    [InlineData("public string? Lastused { get; set; }", "Lastused")]
    public Task A_name_that_differs_by_case_or_separators_is_reported(string member, string name) => DriftProject.Create().Run<PAT4003ModelWireName>($$"""
        [ContractModel("x")]
        public class Model
        {
            {{member.Replace(" " + name, $" {{|PAT4003:{name}|}}", StringComparison.Ordinal)}}
        }
        """);

    [Fact]
    public Task A_naming_policy_of_the_type_is_applied() => DriftProject.Create().Run<PAT4003ModelWireName>("""
        using Newtonsoft.Json;
        using Newtonsoft.Json.Serialization;

        [ContractModel("x")]
        [JsonObject(NamingStrategyType = typeof(SnakeCaseNamingStrategy))]
        public class Model
        {
            public string? {|PAT4003:LastUsed|} { get; set; }
        }
        """);

    [Theory]
    [InlineData("public string? LastUsed { get; set; }")]
    [InlineData("public string? LastUsage { get; set; }")]
    [InlineData("[System.Text.Json.Serialization.JsonPropertyName(\"lastUsed\")] public string? Last_Used { get; set; }")]
    [InlineData("public static string? Last_Used { get; set; }")]
    public Task Other_names_are_not_reported(string member) => DriftProject.Create().Run<PAT4003ModelWireName>($$"""
        [ContractModel("x")]
        public class Model
        {
            {{member}}
        }
        """);

    [Fact]
    public Task An_unbound_type_is_not_reported() => DriftProject.Create().Run<PAT4003ModelWireName>("public class Model { public string? Last_Used { get; set; } }");
}
