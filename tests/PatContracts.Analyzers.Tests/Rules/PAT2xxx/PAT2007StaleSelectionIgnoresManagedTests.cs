using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT2007StaleSelectionIgnoresManagedTests
{
    private const string Client = """

        public interface IClient
        {
            Task DeleteAsync(string id);
            void RevokeAll(IEnumerable<GetPersonalAccessTokenResponse> tokens);
            void RotateToken(GetPersonalAccessTokenResponse token);
            void Report(string id);
        }
        """;

    private static Task Verify(string members) => Verification.Verify.Rule<PAT2007StaleSelectionIgnoresManaged>(Sources.InClass(members) + Client);

    private static Task Fix(string before, string after) =>
        Verification.Verify.Fix<PAT2007StaleSelectionIgnoresManaged, PAT2007UnmanagedSelectionCodeFixProvider>(Sources.InClass(before) + Client, Sources.InClass(after) + Client);

    [Fact]
    public Task Loop_over_a_selection_that_deletes_triggers() => Verify("""
        public async Task M(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff)
        {
            foreach (var token in tokens.Where(t => {|PAT2007:t.LastUsed < cutoff|}).ToList())
            {
                await client.DeleteAsync(token.Id);
            }
        }
        """);

    [Fact]
    public Task Selection_in_a_variable_triggers() => Verify("""
        public void A(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff)
        {
            var stale = tokens.Where(t => {|PAT2007:t.LastUsed is null || t.LastUsed < cutoff|}).OrderBy(t => t.Name).ToList();
            client.RevokeAll(stale);
        }
        public Task B(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff)
        {
            var stale = from t in tokens where {|PAT2007:t.LastUsed < cutoff|} select t;
            return Task.WhenAll(stale.Select(t => client.DeleteAsync(t.Id)));
        }
        """);

    [Fact]
    public Task Selection_passed_on_directly_triggers() => Verify("""
        public void A(IClient client, List<GetPat> tokens, DateTimeOffset cutoff) => client.RevokeAll(tokens.Where(t => {|PAT2007:t.LastUsed < cutoff|}));
        public void B(IClient client, List<GetPat> tokens, DateTimeOffset cutoff) => tokens.FindAll(t => {|PAT2007:t.LastUsed < cutoff|}).ForEach(t => client.RotateToken(t));
        """);

    [Fact]
    public Task Test_in_a_loop_triggers() => Verify("""
        public void A(IClient client, List<GetPat> tokens, DateTimeOffset cutoff)
        {
            foreach (var token in tokens)
            {
                if ({|PAT2007:token.LastUsed < cutoff|}) client.RotateToken(token);
            }
        }
        public void B(IClient client, List<GetPat> tokens, DateTimeOffset cutoff)
        {
            foreach (var token in tokens)
            {
                if ({|PAT2007:token.LastUsed >= cutoff|}) continue;
                client.RotateToken(token);
            }
        }
        """);

    [Fact]
    public Task Any_look_at_the_flag_does_not_trigger() => Verify("""
        public void A(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff) => client.RevokeAll(tokens.Where(t => t.LastUsed < cutoff && !t.Managed));
        public void B(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff)
        {
            var own = tokens.Where(t => !t.Managed);
            client.RevokeAll(own.Where(t => t.LastUsed < cutoff));
        }
        public void C(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff)
        {
            foreach (var token in tokens)
            {
                if (token is { Managed: true }) continue;
                if (token.LastUsed < cutoff) client.RotateToken(token);
            }
        }
        """);

    [Fact]
    public Task Selection_that_is_only_shown_does_not_trigger() => Verify("""
        public void A(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff)
        {
            foreach (var token in tokens.Where(t => t.LastUsed < cutoff)) client.Report(token.Id);
        }
        public object B(IEnumerable<GetPat> tokens, DateTimeOffset cutoff) => tokens.Where(t => t.LastUsed < cutoff).ToList();
        """);

    [Fact]
    public Task Taking_out_of_a_collection_does_not_trigger() => Verify("""
        public void A(List<GetPat> tokens, DateTimeOffset cutoff) => tokens.RemoveAll(t => t.LastUsed < cutoff);
        public void B(List<GetPat> tokens, Dictionary<string, GetPat> byId, DateTimeOffset cutoff)
        {
            foreach (var token in tokens.Where(t => t.LastUsed < cutoff).ToList()) { tokens.Remove(token); byId.Remove(token.Id); }
        }
        """);

    [Fact]
    public Task Selection_by_another_member_does_not_trigger() => Verify("""
        public void A(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff) => client.RevokeAll(tokens.Where(t => t.Created < cutoff));
        """);

    [Fact]
    public Task Half_typed_selection_does_not_trigger() => Verify("""
        public void A(IClient client, IEnumerable<GetPat> tokens) => client.RevokeAll(tokens.Where(t => t.LastUsed < {|CS1525:)|});
        """);

    [Fact]
    public Task Fix_leaves_managed_tokens_out() => Fix(
        """
        public void A(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff) => client.RevokeAll(tokens.Where(t => {|PAT2007:t.LastUsed < cutoff|}));
        public void B(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff) => client.RevokeAll(tokens.Where(t => {|PAT2007:t.LastUsed == null || t.LastUsed < cutoff|}));
        public void C(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff)
        {
            foreach (var token in tokens)
            {
                if ({|PAT2007:token.LastUsed >= cutoff|}) continue;
                client.RotateToken(token);
            }
        }
        """,
        """
        public void A(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff) => client.RevokeAll(tokens.Where(t => !t.Managed && t.LastUsed < cutoff));
        public void B(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff) => client.RevokeAll(tokens.Where(t => !t.Managed && (t.LastUsed == null || t.LastUsed < cutoff)));
        public void C(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff)
        {
            foreach (var token in tokens)
            {
                if (token.Managed || token.LastUsed >= cutoff) continue;
                client.RotateToken(token);
            }
        }
        """);
}
