using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT4001NewMemberTests
{
    [Fact]
    public Task Members_are_added_in_the_style_of_their_neighbors() => Verify.Fix<PAT4001ModelLacksMember, PAT4001NewMemberCodeFixProvider>(
        """
        [ContractModel("v3")]
        public class {|PAT4001:{|PAT4001:{|PAT4001:Token|}|}|}
        {
            /// <summary>The id.</summary>
            public string Id { get; init; } = "";

            public string[]? Scope { get; init; } // many

            public override string ToString() => Id;
        }
        """,
        """
        [ContractModel("v3")]
        public class Token
        {
            /// <summary>The id.</summary>
            public string Id { get; init; } = "";

            public string Name { get; init; } = "";

            public string[]? Scope { get; init; } // many

            public PatOwner? Owner { get; init; }

            public DateTimeOffset Created { get; init; }

            public override string ToString() => Id;
        }
        """);

    [Fact]
    public Task Attributes_are_added_if_other_members_have_them() => Fix(
        """
        using System.Text.Json.Serialization;

        [ContractModel("x")]
        public class {|PAT4001:Model|}
        {
            [JsonPropertyName("id")]
            public string? Key { get; set; }
        }
        """,
        """
        using System.Text.Json.Serialization;

        [ContractModel("x")]
        public class Model
        {
            [JsonPropertyName("id")]
            public string? Key { get; set; }
            [JsonPropertyName("lastUsed")]
            public DateTimeOffset? LastUsed { get; set; }
        }
        """);

    [Fact]
    public Task Body_is_added_to_a_type_without_one() => Fix(
        """
        [ContractModel("x")]
        public record {|PAT4001:Model|}(string Id);

        [ContractModel("x")]
        public class {|PAT4001:OneLine|} { public string? Id { get; set; } }
        """,
        """
        [ContractModel("x")]
        public record Model(string Id)
        {
            public DateTimeOffset? LastUsed { get; init; }
        }

        [ContractModel("x")]
        public class OneLine { public string? Id { get; set; } public DateTimeOffset? LastUsed { get; set; } }
        """);

    [Fact]
    public Task Member_is_added_outside_a_conditional_section() => Fix(
        """
        [ContractModel("x")]
        public class {|PAT4001:Model|}
        {
            public string? Id { get; set; }
        #if true
            public string? Uuid { get; set; }
        #endif
        }
        """,
        """
        [ContractModel("x")]
        public class Model
        {
            public string? Id { get; set; }
            public DateTimeOffset? LastUsed { get; set; }
        #if true
            public string? Uuid { get; set; }
        #endif
        }
        """);

    [Fact]
    public Task Attribute_is_imported_if_the_naming_policy_does_not_produce_the_name() => Verify.Fix<PAT4001ModelLacksMember, PAT4001NewMemberCodeFixProvider>(
        """
        [ContractModel("v3-2024-02-20")]
        [Newtonsoft.Json.JsonObject(NamingStrategyType = typeof(Newtonsoft.Json.Serialization.DefaultNamingStrategy))]
        public class {|PAT4001:Token|}
        {
            public string? id { get; set; }
            public string[]? scope { get; set; }
            public PatOwner? owner { get; set; }
            public DateTimeOffset created { get; set; }
        }
        """,
        """
        using Newtonsoft.Json;

        [ContractModel("v3-2024-02-20")]
        [Newtonsoft.Json.JsonObject(NamingStrategyType = typeof(Newtonsoft.Json.Serialization.DefaultNamingStrategy))]
        public class Token
        {
            public string? id { get; set; }
            [JsonProperty("name")]
            public string? Name { get; set; }
            public string[]? scope { get; set; }
            public PatOwner? owner { get; set; }
            public DateTimeOffset created { get; set; }
        }
        """);

    [Fact]
    public Task Name_that_is_already_used_has_no_fix() => Unfixed("""
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
    public Task CSharp_6_with_tabs() => Verify.FixIn<PAT4001ModelLacksMember, PAT4001NewMemberCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using PatContracts;

        [ContractModel("v3-2024-02-20")]
        public class {|PAT4001:{|PAT4001:Token|}|}
        {
        	public string Id { get; set; }
        	public string Name { get; set; }
        	public PatOwner Owner { get; set; }
        }
        """,
        """
        using System;
        using System.Collections.Generic;
        using PatContracts;

        [ContractModel("v3-2024-02-20")]
        public class Token
        {
        	public string Id { get; set; }
        	public string Name { get; set; }
        	public List<string> Scope { get; set; }
        	public PatOwner Owner { get; set; }
        	public DateTimeOffset Created { get; set; }
        }
        """);

    private static Task Fix(string before, string after)
    {
        var test = new FixTest<PAT4001ModelLacksMember, PAT4001NewMemberCodeFixProvider> { Before = before, After = after };
        DriftProject.Create().Apply(test.TestState, test.ExpectedDiagnostics);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task Unfixed(string source) => Fix(source, source);
}
