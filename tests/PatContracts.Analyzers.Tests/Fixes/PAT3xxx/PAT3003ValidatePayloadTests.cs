using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT3003ValidatePayloadTests
{
    [Fact]
    public Task Validation_is_inserted_as_a_statement_before_the_call() => Fix(
        """
        object? A(string json)
        {
            // The response of the service.
            var token = {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|};
            return token;
        }

        object? B(Func<byte[]> read)
        {
            return {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(read())|};
        }
        """,
        """
        object? A(string json)
        {
            // The response of the service.
            if (!PatContract.V2026.IsValid(json))
            {
                throw new InvalidDataException("The payload violates contract v2026.");
            }

            var token = JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json);
            return token;
        }

        object? B(Func<byte[]> read)
        {
            var payload = read();
            if (!PatContract.V2026.IsValid(payload))
            {
                throw new InvalidDataException("The payload violates contract v2026.");
            }

            return JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(payload);
        }
        """);

    [Fact]
    public Task Validation_stays_inside_the_condition_of_the_call() => Fix(
        """
        object? A(string? json)
        {
            return json == null ? null : {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|};
        }

        bool B(string? json)
        {
            return json != null && {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|}!.Managed;
        }
        """,
        """
        object? A(string? json)
        {
            return json == null ? null : PatContract.V2026.IsValid(json)
                ? JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)
                : throw new InvalidDataException("The payload violates contract v2026.");
        }

        bool B(string? json)
        {
            return json != null && (PatContract.V2026.IsValid(json)
                ? JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)
                : throw new InvalidDataException("The payload violates contract v2026."))!.Managed;
        }
        """);

    [Fact]
    public Task Embedded_statement_is_enclosed_in_braces() => Fix(
        """
        void A(List<object?> all, string[] payloads)
        {
            foreach (string json in payloads)
                all.Add({|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|}); // one
            all.Clear();
        }

        object? B(string? json)
        {
            if (json is null) return null;
            else return {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|};
        }
        """,
        """
        void A(List<object?> all, string[] payloads)
        {
            foreach (string json in payloads)
            {
                if (!PatContract.V2026.IsValid(json))
                {
                    throw new InvalidDataException("The payload violates contract v2026.");
                }

                all.Add(JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)); // one
            }
            all.Clear();
        }

        object? B(string? json)
        {
            if (json is null) return null;
            else
            {
                if (!PatContract.V2026.IsValid(json))
                {
                    throw new InvalidDataException("The payload violates contract v2026.");
                }

                return JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json);
            }
        }
        """);

    [Fact]
    public Task Expression_body_becomes_a_block() => Fix(
        """
        object? A(string json) => {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|};

        void B(string json, List<object?> all) => all.Add({|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|});

        object? C(Func<string> read) => {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(read())|};
        """,
        """
        object? A(string json)
        {
            if (!PatContract.V2026.IsValid(json))
            {
                throw new InvalidDataException("The payload violates contract v2026.");
            }

            return JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json);
        }

        void B(string json, List<object?> all)
        {
            if (!PatContract.V2026.IsValid(json))
            {
                throw new InvalidDataException("The payload violates contract v2026.");
            }

            all.Add(JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json));
        }

        object? C(Func<string> read)
        {
            var payload = read();
            if (!PatContract.V2026.IsValid(payload))
            {
                throw new InvalidDataException("The payload violates contract v2026.");
            }

            return JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(payload);
        }
        """);

    [Fact]
    public Task Order_of_evaluation_is_preserved() => Fix(
        """
        object A(Func<int> first, string json)
        {
            return (first(), {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|});
        }

        object B(IEnumerable<string> payloads) =>
            payloads.Select(json => {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|});
        """,
        """
        object A(Func<int> first, string json)
        {
            return (first(), PatContract.V2026.IsValid(json)
                ? JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)
                : throw new InvalidDataException("The payload violates contract v2026."));
        }

        object B(IEnumerable<string> payloads) =>
            payloads.Select(json => PatContract.V2026.IsValid(json)
                ? JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)
                : throw new InvalidDataException("The payload violates contract v2026."));
        """);

    [Fact]
    public Task Two_locals_in_a_method_have_different_names() => Fix(
        """
        object? A(Func<byte[]> read)
        {
            var first = {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(read())|};
            var second = {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(read())|};
            return (first, second);
        }
        """,
        """
        object? A(Func<byte[]> read)
        {
            var payload = read();
            if (!PatContract.V2026.IsValid(payload))
            {
                throw new InvalidDataException("The payload violates contract v2026.");
            }

            var first = JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(payload);
            var payload2 = read();
            if (!PatContract.V2026.IsValid(payload2))
            {
                throw new InvalidDataException("The payload violates contract v2026.");
            }

            var second = JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(payload2);
            return (first, second);
        }
        """);

    [Fact]
    public Task Payload_that_is_computed_inside_the_statement_has_no_fix() => Fix(
        """
        object? A(Func<string>? read) => read is null ? null : {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(read())|};
        """,
        """
        object? A(Func<string>? read) => read is null ? null : {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(read())|};
        """);

    [Fact]
    public Task CSharp_6_with_tabs_and_missing_usings() => new FixTest<PAT3003PayloadNotValidated, PAT3003ValidatePayloadCodeFixProvider>
    {
        LanguageVersion = LanguageVersion.CSharp6,
        Before = """
            using Newtonsoft.Json;

            class Reader
            {
            	public object Read(string json)
            	{
            		return {|PAT3003:JsonConvert.DeserializeObject<PatContracts.GetPersonalAccessTokenResponse>(json)|};
            	}

            	public object ReadMaybe(string json) =>
            		json == null ? null : {|PAT3003:JsonConvert.DeserializeObject<PatContracts.GetPersonalAccessTokenResponse>(json)|};
            }
            """,
        After = """
            using System.IO;
            using Newtonsoft.Json;
            using PatContracts;

            class Reader
            {
            	public object Read(string json)
            	{
            		if (!PatContract.V2026.IsValid(json))
            		{
            			throw new InvalidDataException("The payload violates contract v2026.");
            		}

            		return JsonConvert.DeserializeObject<PatContracts.GetPersonalAccessTokenResponse>(json);
            	}

            	public object ReadMaybe(string json) =>
            		json == null ? null : {|PAT3003:JsonConvert.DeserializeObject<PatContracts.GetPersonalAccessTokenResponse>(json)|};
            }
            """,
        GlobalConfig = Enabled,
        FixedState = { MarkupHandling = MarkupMode.Allow },
    }.RunAsync(TestContext.Current.CancellationToken);

    private static Task Fix(string before, string after) =>
        new FixTest<PAT3003PayloadNotValidated, PAT3003ValidatePayloadCodeFixProvider> { Before = Source(before), After = Source(after), GlobalConfig = Enabled }
            .RunAsync(TestContext.Current.CancellationToken);

    private const string Enabled = "dotnet_diagnostic.PAT3003.severity = warning";

    private static string Source(string members) => $$"""
        using System.IO;
        using System.Text.Json;

        class Tests
        {
        {{string.Join('\n', members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}}
        }
        """;
}
