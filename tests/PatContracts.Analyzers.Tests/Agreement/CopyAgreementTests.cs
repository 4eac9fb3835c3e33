using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>
/// Compares PAT2002 and PAT2003 with the check of payloads. Generated copies are analyzed, and then created from a managed and an unmanaged token. A rule
/// must report a copy if and only if a payload with source and copy violates <c>pat/managed-conflict</c>.
/// </summary>
[Trait(LongRun.Trait, LongRun.Long)]
public class CopyAgreementTests
{
    private static readonly int Count = LongRun.Count(60, full: 600);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Analyzer_and_payload_check_agree_on_every_copy()
    {
        var generator = new Copies(seed: 20261128);
        string[] classes = [.. Enumerable.Range(0, Count).Select(generator.Class)];
        CSharpCompilation compilation = TestProject.Compile("namespace Generated;\nusing GetPat = PatContracts.GetPersonalAccessTokenResponse;\n" + string.Concat(classes));
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new PAT2002ManagedFlagDroppedInCopy(), new PAT2003ManagedFlagContradictsSource()])
            .GetAnalyzerDiagnosticsAsync(Cancellation);
        ILookup<int, string> reported = diagnostics.ToLookup(ClassOf, diagnostic => diagnostic.Id);

        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image, cancellationToken: Cancellation).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assembly assembly = Assembly.Load(image.ToArray());

        var disagreements = new List<string>();
        int conflicts = 0;
        for (int i = 0; i < Count; i++)
        {
            bool isConflict = IsConflict(assembly.GetType($"Generated.G{i}")!.GetMethod("M")!);
            if (isConflict) conflicts++;
            if (isConflict == reported[i].Any()) continue;
            disagreements.Add($"{(isConflict ? "not reported, but the payloads conflict" : string.Join(", ", reported[i]) + ", but no payloads conflict")}\n{classes[i]}");
        }

        Assert.InRange(conflicts, Count / 5, Count * 4 / 5);
        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements:\n{string.Join("\n", disagreements.Take(8))}");
    }

    private static int ClassOf(Diagnostic diagnostic)
    {
        Assert.StartsWith("PAT", diagnostic.Id, StringComparison.Ordinal);
        SyntaxNode root = diagnostic.Location.SourceTree!.GetRoot(Cancellation);
        return int.Parse(root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()!.Identifier.ValueText.AsSpan(1), CultureInfo.InvariantCulture);
    }

    private static bool IsConflict(MethodInfo copy) => IsConflict(copy, managed: true) || IsConflict(copy, managed: false);

    private static bool IsConflict(MethodInfo copy, bool managed)
    {
        var source = new GetPersonalAccessTokenResponse
        {
            Id = "1",
            Name = "source",
            Scope = null,
            Owner = new PatOwner(),
            Created = DateTimeOffset.UnixEpoch,
            Managed = managed,
        };
        GetPersonalAccessTokenResponse[] sources = [source];
        GetPersonalAccessTokenResponse[] copies;
        try
        {
            copies = [.. (IEnumerable<GetPersonalAccessTokenResponse>)copy.Invoke(null, [sources])!];
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        ContractValidationResult result = PatContract.V3.Validate(JsonSerializer.SerializeToUtf8Bytes(sources.Concat(copies)), PatCheckOptions.Default);
        return result.Findings.Any(finding => finding.Rule == "pat/managed-conflict");
    }
}
