using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The settings of the repository enable package validation: code that compiles against one target also compiles against the newer ones.</summary>
public sealed class PackageValidationTests
{
    [Fact]
    public void A_member_that_is_missing_in_a_newer_target_fails_packing()
    {
        using var consumer = new Consumer();
        consumer
            .Write("Library.csproj", $"""
                <Project>
                  <Import Project="{Repository.File("Directory.Build.props")}" />
                  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
                  <PropertyGroup>
                    <TargetFrameworks>netstandard2.0;net8.0</TargetFrameworks>
                    <ImplicitUsings>disable</ImplicitUsings>
                    <IsPackable>true</IsPackable>
                    <PackageReadmeFile />
                    <PackageOutputPath>$(MSBuildThisFileDirectory)out</PackageOutputPath>
                    <NoWarn>$(NoWarn);CS1591</NoWarn>
                  </PropertyGroup>
                  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
                </Project>
                """)
            .Write("Greeting.cs", """
                namespace Library;

                public static class Greeting
                {
                    public static string Now() => "";
                #if NETSTANDARD
                    public static string Then() => "";
                #endif
                }
                """);

        Consumer.Outcome outcome = consumer.Dotnet("pack").Expect(1);

        string fault = Assert.Single(outcome.DiagnosticLines);
        Assert.Contains("error CP0002", fault, StringComparison.Ordinal);
        Assert.Contains("Greeting.Then()", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PatContracts")]
    [InlineData("PatContracts.Schema")]
    [InlineData("PatContracts.NJsonSchema")]
    [InlineData("PatContracts.AspNetCore")]
    [InlineData("PatContracts.AspNetCore.OpenApi")]
    [InlineData("PatContracts.Http")]
    [InlineData("PatContracts.OpenTelemetry")]
    public void It_is_enabled_for_every_library(string project)
    {
        using var consumer = new Consumer();
        string path = Repository.File("schema/" + project);
        Assert.Equal("true", consumer.RunIn(path, "dotnet", "msbuild", "-getProperty:EnablePackageValidation").Expect(0).Output.Trim());
    }
}
