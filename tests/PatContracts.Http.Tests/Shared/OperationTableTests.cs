using System.Text;
using PatContracts.Http.Shared;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Http.Tests.Shared;

public sealed class OperationTableTests
{
    [Theory]
    [InlineData("/pets/mine", "/pets/mine")]
    [InlineData("/pets/yours", "/pets/{id}")]
    [InlineData("/pets/report.csv", "/pets/report.{format}")]
    [InlineData("/pets/summary.csv", "/pets/{name}.csv")]
    [InlineData("/pets/mine/toys", "/pets/{pet}/toys")]
    [InlineData("/pets/mine/food", "/pets/mine/food")]
    [InlineData("/birds/mine", "/{kind}/mine")]
    [InlineData("/birds/yours", null)]
    [InlineData("/pets", null)]
    [InlineData("/", "/")]
    public void Concrete_segments_take_precedence_over_templated_ones(string path, string? expected)
    {
        // In the least favorable order.
        OperationTable table = Table(
            ["/", "/{kind}/mine", "/pets/{id}", "/pets/{name}.csv", "/pets/report.{format}", "/pets/{pet}/toys", "/pets/mine", "/pets/mine/food"]);

        Assert.Equal(expected, table.Find("GET", RouteTemplate.Split(path))?.Operation.Path);
    }

    [Fact]
    public void A_path_with_the_method_takes_precedence_over_a_path_without_it()
    {
        OperationTable table = Table(["/pets/mine"], ["/pets/{id}"]);

        Assert.Equal("/pets/mine", table.Find("get", ["pets", "mine"])?.Operation.Path);
        Assert.Equal("/pets/{id}", table.Find("DELETE", ["pets", "mine"])?.Operation.Path);
        Assert.Null(table.Find("PUT", ["pets", "mine"]));
    }

    [Fact]
    public void A_path_that_no_request_can_have_is_ignored()
    {
        OperationTable table = Table(["/pets?kind=cat", "/pets//x", "/pets/{}", "/pets"]);

        Assert.Equal("/pets", table.Find("GET", ["pets"])?.Operation.Path);
    }

    [Fact]
    public void Operations_of_a_server_are_also_found_without_the_base_path()
    {
        OpenApiContracts document = OpenApiContracts.Load("""
            {
              "openapi": "3.1.0",
              "servers": [{ "url": "//host/v3" }, { "url": "/v4/" }, { "url": "https://host" }, { "url": "https://host:8080/{version}" }],
              "paths": { "/pets": { "get": {} } }
            }
            """u8);
        var added = new AddedDocument("d", document, new OpenApiDocumentOptions());

        foreach (bool isServer in new[] { true, false })
        {
            var table = new OperationTable(added, isServer);
            Assert.Equal("/v3/pets", table.Find("GET", ["v3", "pets"])?.Template);
            Assert.Equal("/v4/pets", table.Find("GET", ["v4", "pets"])?.Template);
            Assert.Equal("/{version}/pets", table.Find("GET", ["v9", "pets"])?.Template);
            Assert.Equal("/pets", table.Find("GET", ["pets"])?.Template);
        }

        var onlyBehindGateway = new AddedDocument("d", document, new OpenApiDocumentOptions { BasePath = "/gateway" });
        Assert.Null(new OperationTable(onlyBehindGateway, isServer: true).Find("GET", ["pets"]));
        Assert.NotNull(new OperationTable(onlyBehindGateway, isServer: true).Find("GET", ["gateway", "pets"]));
    }

    private static OperationTable Table(string[] get, string[]? delete = null)
    {
        IEnumerable<string> paths = [.. get.Select(path => Item(path, "get")), .. (delete ?? []).Select(path => Item(path, "delete"))];
        byte[] document = Encoding.UTF8.GetBytes($"{{ \"openapi\": \"3.1.0\", \"paths\": {{ {string.Join(',', paths)} }} }}");
        return new OperationTable(new AddedDocument("d", OpenApiContracts.Load(document), new OpenApiDocumentOptions()), isServer: false);
    }

    private static string Item(string path, string method) => $"\"{path}\": {{ \"{method}\": {{ }} }}";
}
