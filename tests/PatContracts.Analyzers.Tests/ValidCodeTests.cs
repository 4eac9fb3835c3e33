using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>No rule reports valid code.</summary>
public class ValidCodeTests
{
    private const string Valid = """"
        using System.Text.Json;

        [ContractModel("v2025")]
        public record Token(string Id, string Name, IReadOnlyList<string>? Scope, PatOwner Owner, DateTimeOffset Created)
        {
            public DateTimeOffset? LastUsed { get; init; }
            public bool? Managed { get; init; }
            public int? AccessTokenValiditySeconds { get; init; }
            public DateTimeOffset? ExpirationDate { get; init; }
            public bool? UserAwareTokenNeverExpires { get; init; }
        }

        public sealed class Service(TimeProvider clock)
        {
            private readonly Dictionary<string, GetPersonalAccessTokenResponse> _known = [];

            public GetPersonalAccessTokenResponse Make(string id, string? name, PatOwner owner, bool all)
            {
                var token = new GetPersonalAccessTokenResponse { Id = id, Owner = owner };
                token.Name = name ?? id;
                if (all) token.Scope = ["sp:scopes:all"];
                else token.Scope = null;
                Stamp(token);
                _known[id] = token;
                return token;
            }

            public IEnumerable<GetPersonalAccessTokenResponse> Renamed(IEnumerable<GetPersonalAccessTokenResponse> tokens) =>
                tokens.Where(token => !token.Managed).Select(token => token with { Name = token.Name + " (old)" });

            public Token Converted(GetPersonalAccessTokenResponse token) => new(token.Id, token.Name, token.Scope, token.Owner, token.Created)
            {
                LastUsed = token.LastUsed,
                Managed = token.Managed,
                AccessTokenValiditySeconds = token.AccessTokenValiditySeconds,
                ExpirationDate = token.ExpirationDate,
                UserAwareTokenNeverExpires = token.UserAwareTokenNeverExpires,
            };

            public bool MayDelete(Token token) => token.Managed != true && token.LastUsed < clock.GetUtcNow().AddDays(-90);

            public async Task<string> Describe(GetPersonalAccessTokenResponse? token)
            {
                await Task.Yield();
                return token is { Managed: true } ? "the platform's" : token?.Owner.Name ?? "nobody's";
            }

            public PatOwner? Read() => JsonSerializer.Deserialize<PatOwner>("""{"type":"IDENTITY","id":"1","name":"n"}""");

            private void Stamp(GetPersonalAccessTokenResponse token) => token.Created = clock.GetUtcNow();
        }
        """";

    [Fact]
    public async Task No_rule_reports_valid_code()
    {
        CSharpCompilation compilation = TestProject.Compile(Valid);

        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(await AllRules.Run(compilation));
    }
}
