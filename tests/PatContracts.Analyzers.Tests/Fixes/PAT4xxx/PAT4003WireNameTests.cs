using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT4003WireNameTests
{
    [Fact]
    public Task The_attribute_that_names_the_member_is_fixed() => Verify.Fix<PAT4003ModelWireName, PAT4003WireNameCodeFixProvider>(
        """
        using System.Runtime.Serialization;
        using System.Text.Json.Serialization;
        using Newtonsoft.Json;

        [ContractModel("v3")]
        public class A
        {
            // Updated daily.
            [JsonPropertyName("last_used")]
            public DateTime? {|PAT4003:Used|} { get; set; }

            [JsonPropertyName("Created")]
            public DateTime {|PAT4003:Made|} { get; set; }
        }

        [ContractModel("v3")]
        public class B { [JsonProperty(PropertyName = "last_used", Required = Required.Default)] public DateTime? {|PAT4003:Used|} { get; set; } }

        [ContractModel("v3")]
        public class C { [JsonProperty("last_used")] public DateTime? {|PAT4003:Used|} { get; set; } }

        [ContractModel("v3")]
        public class D { [DataMember(Name = "last_used", Order = 1)] public DateTime? {|PAT4003:Used|} { get; set; } }
        """,
        """
        using System.Runtime.Serialization;
        using System.Text.Json.Serialization;
        using Newtonsoft.Json;

        [ContractModel("v3")]
        public class A
        {
            // Updated daily.
            [JsonPropertyName("lastUsed")]
            public DateTime? Used { get; set; }

            [JsonPropertyName("created")]
            public DateTime Made { get; set; }
        }

        [ContractModel("v3")]
        public class B { [JsonProperty(PropertyName = "lastUsed", Required = Required.Default)] public DateTime? Used { get; set; } }

        [ContractModel("v3")]
        public class C { [JsonProperty("lastUsed")] public DateTime? Used { get; set; } }

        [ContractModel("v3")]
        public class D { [DataMember(Name = "lastUsed", Order = 1)] public DateTime? Used { get; set; } }
        """);

    [Fact]
    public Task An_attribute_is_added_to_a_member_without_one() => Verify.Fix<PAT4003ModelWireName, PAT4003WireNameCodeFixProvider>(
        """
        using System.Text.Json.Serialization;

        [ContractModel("v3")]
        public class A
        {
            public DateTime? {|PAT4003:Last_Used|} { get; set; }
        }

        [ContractModel("v3")]
        public record R(DateTime? {|PAT4003:Last_Used|});
        """,
        """
        using System.Text.Json.Serialization;

        [ContractModel("v3")]
        public class A
        {
            [JsonPropertyName("lastUsed")]
            public DateTime? Last_Used { get; set; }
        }

        [ContractModel("v3")]
        public record R([property: JsonPropertyName("lastUsed")] DateTime? Last_Used);
        """);

    [Fact]
    public Task Attribute_of_Newtonsoft_is_added_to_a_type_that_uses_it() => Verify.Fix<PAT4003ModelWireName, PAT4003WireNameCodeFixProvider>(
        """
        using Newtonsoft.Json;
        using Newtonsoft.Json.Serialization;

        [ContractModel("v3")]
        [JsonObject(NamingStrategyType = typeof(SnakeCaseNamingStrategy))]
        public class A
        {
            public DateTime? {|PAT4003:LastUsed|} { get; set; }
        }
        """,
        """
        using Newtonsoft.Json;
        using Newtonsoft.Json.Serialization;

        [ContractModel("v3")]
        [JsonObject(NamingStrategyType = typeof(SnakeCaseNamingStrategy))]
        public class A
        {
            [JsonProperty("lastUsed")]
            public DateTime? LastUsed { get; set; }
        }
        """);

    [Fact]
    public Task CSharp_6_with_tabs_comments_and_a_conditional_section() => Verify.FixIn<PAT4003ModelWireName, PAT4003WireNameCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using System;
        using PatContracts;

        [ContractModel("v3")]
        public class A
        {
        #if !NEVER
        	/// <summary>Updated daily.</summary>
        	[Obsolete] // soon
        	public DateTime? {|PAT4003:@Last_Used|} { get; set; }
        #endif
        	[System.Text.Json.Serialization.JsonPropertyName(/* wire */ "Created")]
        	public DateTime {|PAT4003:Made|} { get; set; }
        }
        """,
        """
        using System;
        using System.Text.Json.Serialization;
        using PatContracts;

        [ContractModel("v3")]
        public class A
        {
        #if !NEVER
        	/// <summary>Updated daily.</summary>
        	[JsonPropertyName("lastUsed")]
        	[Obsolete] // soon
        	public DateTime? @Last_Used { get; set; }
        #endif
        	[System.Text.Json.Serialization.JsonPropertyName(/* wire */ "created")]
        	public DateTime Made { get; set; }
        }
        """);
}
