using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT3001PayloadLiteralTests
{
    [Fact]
    public Task Member_that_was_probably_meant_is_renamed() => Fix(
        """"
        object A() => PatContract.Latest.Read("{|PAT3001:{|}\"id\":\"1\",\"name\":\"n\",\"scope\":null,\"owner\":{},\"Created\":\"2024-01-01T00:00:00Z\"}");
        object B() => PatContract.Latest.Read(@"{|PAT3001:{|} ""id"": ""1"", ""name"": ""n"", ""scope"": null, ""owner"": {}, ""CREATED"": ""2024-01-01T00:00:00Z"" }");
        object C() => PatContract.Latest.Read("""
            {|PAT3001:{|}
              "id": "1", "name": "n", "scope": null, "owner": {},
              "created_": "2024-01-01T00:00:00Z"
            }
            """);
        """",
        """"
        object A() => PatContract.Latest.Read("{\"id\":\"1\",\"name\":\"n\",\"scope\":null,\"owner\":{},\"created\":\"2024-01-01T00:00:00Z\"}");
        object B() => PatContract.Latest.Read(@"{ ""id"": ""1"", ""name"": ""n"", ""scope"": null, ""owner"": {}, ""created"": ""2024-01-01T00:00:00Z"" }");
        object C() => PatContract.Latest.Read("""
            {
              "id": "1", "name": "n", "scope": null, "owner": {},
              "created": "2024-01-01T00:00:00Z"
            }
            """);
        """");

    [Fact]
    public Task Missing_members_are_added_in_the_style_of_the_literal() => Fix(
        """"
        object A() => PatContract.Latest.Read("{|PAT3001:{|PAT3001:{|}|}\"name\":\"n\",\"scope\":null,\"created\":\"2024-01-01T00:00:00Z\"}");
        object B() => PatContract.Latest.Read(@"{|PAT3001:{|} ""id"": ""1"", ""scope"": null, ""owner"": {}, ""created"": ""2024-01-01T00:00:00Z"" }");
        object C() => PatContract.Latest.Read("""
            {|PAT3001:{|PAT3001:{|}|}
              "id": "1", "name": "n",
              "owner": {}
            }
            """u8);
        """",
        """"
        object A() => PatContract.Latest.Read("{\"id\":\"TODO: id\",\"owner\":{},\"name\":\"n\",\"scope\":null,\"created\":\"2024-01-01T00:00:00Z\"}");
        object B() => PatContract.Latest.Read(@"{ ""name"": ""TODO: name"", ""id"": ""1"", ""scope"": null, ""owner"": {}, ""created"": ""2024-01-01T00:00:00Z"" }");
        object C() => PatContract.Latest.Read("""
            {
              "scope": null,
              "created": "1970-01-01T00:00:00Z",
              "id": "1", "name": "n",
              "owner": {}
            }
            """u8);
        """");

    [Fact]
    public Task Empty_object_is_filled() => Fix(
        """"
        object A() => PatContract.Latest.Read("{|PAT3001:{|PAT3001:{|PAT3001:{|PAT3001:{|PAT3001:{|}|}|}|}|}}");
        """",
        """"
        object A() => PatContract.Latest.Read("{ \"id\": \"TODO: id\", \"name\": \"TODO: name\", \"scope\": null, \"owner\": {}, \"created\": \"1970-01-01T00:00:00Z\" }");
        """");

    [Fact]
    public Task CSharp_6_with_a_constant() => Verify.FixIn<PAT3001PayloadLiteralBreaksContract, PAT3001PayloadLiteralCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using PatContracts;
        class Test
        {
            const string Json = "{|PAT3001:{|}" + "'id':'1','name':'n','owner':{},'created':'2024-01-01T00:00:00Z'}";
            object A() { return PatContract.Latest.Read(Json); }
        }
        """.Replace("'", "\\\"", StringComparison.Ordinal),
        """
        using PatContracts;
        class Test
        {
            const string Json = "{'scope':null," + "'id':'1','name':'n','owner':{},'created':'2024-01-01T00:00:00Z'}";
            object A() { return PatContract.Latest.Read(Json); }
        }
        """.Replace("'", "\\\"", StringComparison.Ordinal));

    private static Task Fix(string before, string after) =>
        Verify.Fix<PAT3001PayloadLiteralBreaksContract, PAT3001PayloadLiteralCodeFixProvider>(Sources.InClass(before), Sources.InClass(after));
}
