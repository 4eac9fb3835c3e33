using Xunit;

namespace PatContracts.Tests.Requests;

public sealed class PatOperationTests
{
    [Theory]
    [InlineData("GET", "/v3/personal-access-tokens", "v3-list")]
    [InlineData("get", "/v3/personal-access-tokens?limit=50&owner-id=x/y", "v3-list")]
    [InlineData("GET", "/beta/personal-access-tokens/ef38f943", "beta")]
    [InlineData("PATCH", "/v2024/personal-access-tokens/ef38f943", "v2024")]
    [InlineData("POST", "/v2025/personal-access-tokens/", "v2025-create")]
    [InlineData("GET", "/gateway/V2026/Personal-Access-Tokens", "v2026-list")]
    [InlineData("GET", "/personal-access-tokens/v1", "v2026-list")]
    [InlineData("PATCH", "/personal-access-tokens/v1/ef38f943", "v2026")]
    [InlineData("POST", "/personal-access-tokens/v1", "v2026-create")]
    [InlineData("GET", "/personal-access-tokens/v2", null)]
    [InlineData("GET", "/personal-access-tokens", null)]
    [InlineData("GET", "/v2099/personal-access-tokens/v1", "v2026-list")]
    [InlineData("GET", "/v3/personal-access-tokens/v1", "v3")]
    [InlineData("GET", "/v3-list/personal-access-tokens", null)]
    [InlineData("DELETE", "/v3/personal-access-tokens/ef38f943", null)]
    [InlineData("POST", "/v3/personal-access-tokens/ef38f943", null)]
    [InlineData("GET", "/v1999/personal-access-tokens", null)]
    [InlineData("GET", "/v3/identities", null)]
    [InlineData("GET", "/v3/personal-access-tokens/a/b", null)]
    [InlineData("GET", "/v3/x?next=/v3/personal-access-tokens", null)]
    [InlineData("GET", "", null)]
    [InlineData("OPTIONS", "/v3/personal-access-tokens", null)]
    [InlineData("HEAD", "/v3/personal-access-tokens", null)]
    [InlineData("GET", "/static/personal-access-tokens.js", null)]
    [InlineData("GET", "/v3/personal-access-tokens#/v3", "v3-list")]
    public void Method_and_path_choose_the_contract(string method, string path, string? expected)
    {
        PatOperation.TryMatch(method, path, out PatOperation? operation);
        Assert.Equal(expected, operation?.ContractName);
    }

    [Theory]
    [InlineData("GET", "/v2099/personal-access-tokens/1234", "/{version}/personal-access-tokens/{id}", PatOperationKind.Get)]
    [InlineData("GET", "/personal-access-tokens", "/{version}/personal-access-tokens", PatOperationKind.List)]
    [InlineData("POST", "/personal-access-tokens/v2", "/personal-access-tokens/{version}", PatOperationKind.Create)]
    [InlineData("PATCH", "/ui/admin/personal-access-tokens/1234", "/{version}/personal-access-tokens/{id}", PatOperationKind.Update)]
    public void An_operation_of_an_unknown_version_is_recognized_without_a_contract(string method, string path, string template, PatOperationKind kind)
    {
        Assert.True(PatOperation.TryMatch(method, path, out PatOperation? operation));
        Assert.Equal((template, kind, null, null), (operation.Template, operation.Kind, operation.Version, operation.ContractName));
    }

    [Fact]
    public void The_contract_in_another_version_has_the_same_form()
    {
        Assert.True(PatOperation.TryMatch("post", "/v2099/personal-access-tokens", out PatOperation? operation));
        Assert.Equal("v2026-create", operation.ContractNameIn("v2026"));
    }

    [Theory]
    [InlineData("https://acme.api.example.com/v2025/personal-access-tokens?limit=1#x", "v2025-list")]
    [InlineData("https://personal-access-tokens/v2025/identities", null)]
    [InlineData("https://acme.api.example.com/v2025/personal%2Daccess-tokens", "v2025-list")]
    [InlineData("https://acme.api.example.com/v3/x?next=/v3/personal-access-tokens", null)]
    public void A_URI_is_recognized_only_by_its_path(string uri, string? expected)
    {
        PatOperation.TryMatch("GET", new Uri(uri), out PatOperation? operation);
        Assert.Equal(expected, operation?.ContractName);
    }

    [Theory]
    [InlineData(200, "application/json", true)]
    [InlineData(201, "application/json;", true)]
    [InlineData(200, null, true)]
    [InlineData(200, "text/html", false)]
    [InlineData(202, "application/json", false)]
    [InlineData(304, "application/json", false)]
    [InlineData(0, "application/json", false)]
    public void Status_and_media_type_distinguish_token_responses(int status, string? contentType, bool expected) =>
        Assert.Equal(expected, PatOperation.IsTokenResponse(status, PayloadMediaType.Parse(contentType)));
}
