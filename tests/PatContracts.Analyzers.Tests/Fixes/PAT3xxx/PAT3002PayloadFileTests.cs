using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

/// <summary>The test library does not support fixes in files other than source code, so these tests perform the steps of an editor.</summary>
public sealed class PAT3002PayloadFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        """{ "id": "1", "name": "ü", "scope": null, "owner": {}, "Created": "2024-01-01T00:00:00Z" }""",
        """{ "id": "1", "name": "ü", "scope": null, "owner": {}, "created": "2024-01-01T00:00:00Z" }""")]
    [InlineData(
        """[ { "id": "1", "name": "n", "scope": null, "owner": {} } ]""",
        """[ { "created": "1970-01-01T00:00:00Z", "id": "1", "name": "n", "scope": null, "owner": {} } ]""")]
    [InlineData(
        "{\n\t\"id\": \"1\",\n\t\"name\": \"n\",\n\t\"owner\": {},\n\t\"created\": \"2024-01-01T00:00:00Z\"\n}\n",
        "{\n\t\"scope\": null,\n\t\"id\": \"1\",\n\t\"name\": \"n\",\n\t\"owner\": {},\n\t\"created\": \"2024-01-01T00:00:00Z\"\n}\n")]
    public async Task Member_is_renamed_or_added(string before, string after)
    {
        MemoryFile file = MemoryFile.Payload("/0/token.pat.json", before, "v3");
        Diagnostic diagnostic = Assert.Single(await AllRules.Run(TestProject.Compile(), file));

        CodeAction action = Assert.Single(await OffersAsync(file, diagnostic));
        var changes = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(Cancellation)));
        string text = (await changes.ChangedSolution.Projects.Single().AdditionalDocuments.Single().GetTextAsync(Cancellation)).ToString();

        Assert.Equal(after, text);
        Assert.Empty(await AllRules.Run(TestProject.Compile(), MemoryFile.Payload("/0/token.pat.json", text, "v3")));
    }

    [Fact]
    public async Task No_value_is_invented_for_the_managed_flag()
    {
        const string Schema = """
            {
              "type": "object",
              "properties": { "managed": { "type": "boolean", "default": false, "x-pat-managed-flag": true } },
              "required": ["managed"]
            }
            """;
        MemoryFile file = MemoryFile.Payload("/0/token.pat.json", "{}", "own");
        Diagnostic diagnostic = Assert.Single(await AllRules.Run(TestProject.Compile(), file, MemoryFile.Schema("/0/own.schema.json", Schema, "own")));
        Assert.Empty(await OffersAsync(file, diagnostic));
    }

    private static async Task<ImmutableArray<CodeAction>> OffersAsync(MemoryFile file, Diagnostic diagnostic)
    {
        var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("Test", LanguageNames.CSharp);
        TextDocument document = project.AddAdditionalDocument("token.pat.json", file.GetText(Cancellation), filePath: file.Path);
        ImmutableArray<CodeAction>.Builder offers = ImmutableArray.CreateBuilder<CodeAction>();
        var context = new CodeFixContext(document, diagnostic, (action, _) => offers.Add(action), Cancellation);
        await new PAT3002PayloadFileCodeFixProvider().RegisterCodeFixesAsync(context);
        return offers.ToImmutable();
    }
}
