using PatContracts.Schema;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Testing;

public sealed class TestCommandTests
{
    private const string Suite = """
        {
          "target": "order.schema.json",
          "tests": [
            { "description": "an order", "valid": true, "data": { "id": "1" } },
            { "description": "a number", "valid": false, "rules": ["schema/type"], "data": { "id": 1 } },
            { "valid": false, "dataPath": "payloads/empty.json" }
          ]
        }
        """;

    [Fact]
    public void A_suite_with_expected_results_passes()
    {
        using TemporaryFolder folder = Folder(Suite);
        CommandResult result = Command.RunIn(folder.Path, "test", "order.suite.json");
        Assert.Equal(("3 tests against order.schema.json: all as expected\n", 0), (result.Output, result.ExitCode));
    }

    [Theory]
    [InlineData("""{ "valid": true, "data": {"id": 1} }""", "order.suite.json:2:47: error schema/type: Expected a string, found a number (at /id)")]
    [InlineData("""{ "valid": true, "dataPath": "payloads/empty.json" }""", "payloads/empty.json:1:1: error schema/required: The required property \"id\" is missing")]
    [InlineData("""{ "valid": false, "data": {"id": "1"} }""", "order.suite.json:2:41: error test/unexpectedly-valid: The payload is valid; expected a violation of its contract")]
    [InlineData("""{ "valid": false, "rules": ["schema/required"], "data": {"id": 1} }""", "order.suite.json:2:71: error test/other-rule: Expected a violation of schema/required; got schema/type")]
    [InlineData("""{ "valid": false, "rules": ["schema/required"], "data": {"n": 1} }""", "order.suite.json:2:71: error test/other-rule: Expected a violation of schema/required only; also got schema/type")]
    public void A_test_with_an_unexpected_result_fails_at_its_location(string test, string expected)
    {
        using TemporaryFolder folder = Folder("{\"target\":\"order.schema.json\",\"$schema\":\"x\",\n\"tests\": [    " + test + "]}");
        CommandResult result = Command.RunIn(folder.Path, "test", "order.suite.json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal([expected, "1 test against order.schema.json: 1 failed"], result.Lines);
    }

    [Fact]
    public void Folders_define_the_expected_results()
    {
        using TemporaryFolder folder = Folder(Suite);
        folder.Write("cases/valid/a.json", """{"id":"1"}""");
        folder.Write("cases/invalid/any.json", "[]");
        folder.Write("cases/invalid/schema/required/no-id.json", "{}");
        CommandResult good = Command.RunIn(folder.Path, "test", "cases", "--schema", "order.schema.json");
        Assert.Equal(("3 tests against order.schema.json: all as expected\n", 0), (good.Output, good.ExitCode));

        folder.Write("cases/invalid/schema/type/wrong.json", "{}");
        CommandResult bad = Command.RunIn(folder.Path, "test", "cases", "--schema", "order.schema.json");
        Assert.Equal("cases/invalid/schema/type/wrong.json:1:1: error test/other-rule: Expected a violation of schema/type; got schema/required", bad.Lines[0]);
        folder.Write("cases/invalid/schema/tpye/wrong.json", "{}");
        Assert.Equal(2, Command.RunIn(folder.Path, "test", "cases", "--schema", "order.schema.json").ExitCode);
    }

    [Fact]
    public void Token_checks_run_in_tests()
    {
        using var folder = new TemporaryFolder();
        folder.Write("cases/valid/token.json", Payloads.Valid);
        folder.Write("cases/invalid/schema/required/token.json", Payloads.WithoutCreated);
        Assert.Equal("2 tests against v2026: all as expected\n", Command.RunIn(folder.Path, "test", "cases", "--contract", "v2026").Output);
    }

    [Fact]
    public void Junit_has_one_test_case_per_test_with_its_description()
    {
        using TemporaryFolder folder = Folder(Suite.Replace("\"valid\": true", "\"valid\": false", StringComparison.Ordinal));
        CommandResult result = Command.RunIn(folder.Path, "test", "order.suite.json", "--format", "junit");
        Assert.Contains("tests=\"3\" failures=\"1\" errors=\"0\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("<testcase name=\"an order (order.suite.json#/tests/0)\"", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"tests":[]}""", "tests")]
    [InlineData("""{"tests":[{"valid":true}]}""", "oneOf")]
    [InlineData("""{"tests":[{"valid":true,"rules":["schema/type"],"data":1}]}""", "rules")]
    [InlineData("""{"tests":[{"valid":false,"rules":["schema/tpye"],"data":1}]}""", "Did you mean schema/type?")]
    public void An_invalid_suite_is_a_configuration_error(string suite, string message)
    {
        using TemporaryFolder folder = Folder(suite);
        CommandResult result = Command.RunIn(folder.Path, "test", "order.suite.json");
        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: order.suite.json:1:", result.Error, StringComparison.Ordinal);
        if (message != "oneOf") Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_of_suites_is_published() =>
        Assert.True(Contract.Load(Command.Run("schema", "tool-test-suite").Output).IsValid(Suite));

    private static TemporaryFolder Folder(string suite)
    {
        var folder = new TemporaryFolder();
        folder.Write("order.schema.json", """{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"n":{"type":"string"}}}""");
        folder.Write("order.suite.json", suite);
        folder.Write("payloads/empty.json", "{}");
        return folder;
    }
}
