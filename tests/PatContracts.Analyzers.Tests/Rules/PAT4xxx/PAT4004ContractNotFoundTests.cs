using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public sealed class PAT4004ContractNotFoundTests
{
    [Fact]
    public Task An_attribute_that_names_no_contract_is_reported() => Verify.Rule<PAT4004ContractNotFound>("""
        [{|PAT4004:ContractModel("v4")|}]
        class Token { }

        [ContractModel("v3")]
        class Bound { }
        """);

    [Fact]
    public Task An_attribute_of_the_assembly_is_reported() => Verify.Rule<PAT4004ContractNotFound>("""
        [assembly: {|PAT4004:ContractModel(typeof(Token), "V3")|}]

        class Token { }
        """);

    [Fact]
    public Task A_payload_file_is_reported_at_its_beginning() => new ProjectFiles()
        .Payload("a.json", "{}", "v4")
        .Expect(RuleCatalog.ContractNotFound, "a.json", 1, 1, 1)
        .Run<PAT4004ContractNotFound>();

    [Fact]
    public Task A_line_of_the_configuration_is_reported_at_the_type_it_binds() => new ProjectFiles()
        .Configure("patcontracts.bindings = Acme.Token = v4, Acme.Absent = v3")
        .Run<PAT4004ContractNotFound>("""
            namespace Acme
            {
                class {|PAT4004:Token|} { }
            }
            """);

    [Fact]
    public Task A_schema_file_of_the_project_is_known_even_while_it_is_broken() => new ProjectFiles()
        .Schema("a.schema.json", "{", "a")
        .Payload("a.json", "{}", "a")
        .Run<PAT4004ContractNotFound>("""
            [ContractModel("a")]
            class Token { }
            """);

    [Fact]
    public Task Half_typed_bindings_are_left_alone() => new RuleTest<PAT4004ContractNotFound>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        Source = """
            [ContractModel()]
            class A { }

            [ContractModel(typeof(), "v4")]
            class B { }

            [assembly: ContractModel(
            """,
    }.RunAsync(TestContext.Current.CancellationToken);
}
