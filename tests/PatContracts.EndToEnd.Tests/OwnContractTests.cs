using System.Text.Json;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Builds a project that has its own contract, classes and payloads, and every kind of violation, with the packed package.</summary>
public sealed class OwnContractTests
{
    [Fact]
    public void The_sample_builds_without_diagnostics_and_runs()
    {
        using var project = new OwnContractProject();
        project.Dotnet("build").Expect(0).Says();
        Assert.Equal(
            """
            Travel, book: written and valid
            Payroll, read only: 0 findings, may be deleted
            Payroll, release payments: 0 findings, is the platform's
            """.ReplaceLineEndings(),
            project.Dotnet("run", "--no-build").Expect(0).Output.Trim().ReplaceLineEndings());
    }

    [Fact]
    public void Classes_literals_and_files_that_violate_the_contract_are_reported_at_their_locations()
    {
        using OwnContractProject project = Broken();
        Consumer.Outcome outcome = project.Dotnet("build", "-p:ErrorLog=build.sarif%2Cversion=2.1").Expect(0);
        Assert.Equal(ExpectedDiagnostics(project), outcome.Diagnostics);

        (int line, int column) = OwnContractProject.Position(project.Read("fixtures/profiles.json"), "{ \"kind\": \"NOBODY\" }");
        Assert.Equal((line, column, line, column + 1), Region(project.Read("build.sarif"), "PAT3002", "profiles.json"));
    }

    [Fact]
    public void An_invalid_schema_is_reported_in_its_file()
    {
        using var project = new OwnContractProject();
        project.Edit("schemas/reference.schema.json", "\"minLength\": 1", "\"minLength\": \"one\"");
        Assert.Equal(
            [project.At("schemas/reference.schema.json", "\"one\"", "warning", "PAT4005")],
            project.Dotnet("build").Expect(0).Diagnostics);
    }

    [Fact]
    public void An_unknown_contract_of_a_payload_is_reported()
    {
        using var project = new OwnContractProject();
        project.Edit(OwnContractProject.ProjectFile, "Contract=\"access-profile\"", "Contract=\"acces-profile\"");
        Assert.Equal(
            [project.At(OwnContractProject.ProjectFile, "acces-profile", "warning", "PAT4004")],
            project.Dotnet("build").Expect(0).Diagnostics);
    }

    [Fact]
    public void Severities_of_globalconfig_reach_JSON_files_and_those_of_editorconfig_do_not()
    {
        using OwnContractProject project = Broken();
        project.Write(".editorconfig", """
            root = true
            [*.json]
            dotnet_diagnostic.PAT3002.severity = none
            [*.cs]
            dotnet_diagnostic.PAT3001.severity = none
            """);
        string[] quiet = [.. ExpectedDiagnostics(project).Where(line => !line.EndsWith("PAT3001", StringComparison.Ordinal))];
        Assert.Equal(quiet, project.Dotnet("build").Expect(0).Diagnostics);

        project.Write(".globalconfig", """
            is_global = true
            dotnet_diagnostic.PAT3002.severity = error
            """);
        Assert.Equal(quiet.Select(Stopping), project.Dotnet("build").Expect(1).Diagnostics);
    }

    [Fact]
    public void Payload_files_stop_the_build_by_WarningsAsErrors_and_are_silenced_by_NoWarn()
    {
        using OwnContractProject project = Broken();
        Assert.Equal(ExpectedDiagnostics(project).Select(Stopping), project.Dotnet("build", "-p:WarningsAsErrors=PAT3002").Expect(1).Diagnostics);
        Assert.Equal(
            ExpectedDiagnostics(project).Where(line => !line.EndsWith("PAT3002", StringComparison.Ordinal)),
            project.Dotnet("build", "-p:NoWarn=1701%3B1702%3BPAT3002").Expect(0).Diagnostics);
    }

    /// <summary>Returns the diagnostics that the build reports for <see cref="Broken"/>.</summary>
    private static string[] ExpectedDiagnostics(OwnContractProject project) =>
    [
        .. new[]
        {
            project.At("AccessProfile.cs", "MemberCount", "warning", "PAT4002"),
            project.At("AccessProfile.cs", "Reviewed {", "warning", "PAT4003"),
            project.At("Samples.cs", "\"HUGE\"", "warning", "PAT3001"),
            project.At("Samples.cs", "new()", "warning", "PAT1001"),
            project.At("Samples.cs", "true)", "warning", "PAT2004"),
            project.At("fixtures/profiles.json", "{ \"kind\": \"NOBODY\" }", "warning", "PAT3002"),
        }.Order(StringComparer.Ordinal),
    ];

    private static string Stopping(string fault) => fault.Replace("warning PAT3002", "error PAT3002", StringComparison.Ordinal);

    private static OwnContractProject Broken()
    {
        var project = new OwnContractProject();
        project.Edit("AccessProfile.cs", "public long MemberCount", "public int MemberCount");
        project.Edit("AccessProfile.cs", "\"lastReviewed\"", "\"last_reviewed\"");
        project.Edit("Samples.cs", "\"MEDIUM\"", "\"HUGE\"");
        project.Edit("Samples.cs", "        Owner = owner,\n", "");
        project.Edit("Samples.cs", "?? false", "?? true");
        project.Edit("fixtures/profiles.json", "{ \"kind\": \"AUTOMATIC\" }", "{ \"kind\": \"NOBODY\" }");
        return project;
    }

    /// <summary>Returns the region of the only result of a rule in a SARIF log, which must be in the expected file.</summary>
    private static (int Line, int Column, int EndLine, int EndColumn) Region(string sarif, string rule, string file)
    {
        using var log = JsonDocument.Parse(sarif);
        JsonElement result = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Single(entry => entry.GetProperty("ruleId").GetString() == rule);
        JsonElement location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.EndsWith(file, location.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        JsonElement region = location.GetProperty("region");
        return (Number("startLine"), Number("startColumn"), Number("endLine"), Number("endColumn"));

        int Number(string name) => region.GetProperty(name).GetInt32();
    }
}
