using Microsoft.CodeAnalysis.CSharp;
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
            IAsyncEnumerable<GetPersonalAccessTokenResponse> StreamAsync();
            void DeleteMany(IEnumerable<string> ids);
            void DeleteReminder(string id);
        }
        public interface IMemoryCache { void Remove(object key); }
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
    public Task Selection_passed_directly_to_a_call_triggers() => Verify("""
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
    public Task Test_of_the_flag_of_the_same_tokens_does_not_trigger() => Verify("""
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
    public Task Tokens_collected_in_one_loop_and_deleted_in_another_trigger() => Verify("""
        public async Task A(IClient client, DateTimeOffset cutoff)
        {
            var stale = new List<GetPat>();
            await foreach (var token in client.StreamAsync())
            {
                if ({|PAT2007:token.LastUsed < cutoff|}) stale.Add(token);
            }
            foreach (var token in stale) await client.DeleteAsync(token.Id);
        }
        public async Task B(IClient client, DateTimeOffset cutoff)
        {
            List<string> ids = [];
            await foreach (var token in client.StreamAsync())
            {
                if ({|PAT2007:token.LastUsed >= cutoff|}) continue;
                ids.Add(token.Id);
            }
            foreach (var id in ids) await client.DeleteAsync(id);
        }
        public void C(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            var queue = new Queue<GetPat>(all.Where(t => {|PAT2007:t.LastUsed < cutoff|}));
            while (queue.Count > 0)
            {
                var token = queue.Dequeue();
                client.RotateToken(token);
            }
        }
        """);

    [Fact]
    public Task Selection_in_a_helper_triggers() => Verify("""
        private static bool IsStale(GetPat t) => t.LastUsed < DateTimeOffset.UtcNow.AddDays(-90);
        public void A(IClient client, IEnumerable<GetPat> all) => client.RevokeAll(all.Where({|PAT2007:IsStale|}));
        public void B(IClient client, IEnumerable<GetPat> all)
        {
            foreach (var t in all) if ({|PAT2007:IsStale(t)|}) client.RotateToken(t);
        }
        public void C(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            bool IsOld(GetPat t) => t.LastUsed < cutoff;
            client.RevokeAll(all.Where({|PAT2007:IsOld|}));
        }
        public async Task D(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            async Task Purge(GetPat t) => await client.DeleteAsync(t.Id);
            foreach (var t in all.Where(t => {|PAT2007:t.LastUsed < cutoff|})) await Purge(t);
        }
        public void E(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var t in Stale(all, cutoff)) client.RotateToken(t);
        }
        private static IEnumerable<GetPat> Stale(IEnumerable<GetPat> all, DateTimeOffset cutoff) => all.Where(t => {|PAT2007:t.LastUsed < cutoff|});
        public void F(IClient client, IEnumerable<GetPat> all)
        {
            foreach (var t in all)
            {
                var age = DateTimeOffset.UtcNow - t.LastUsed;
                if ({|PAT2007:age > TimeSpan.FromDays(90)|}) client.RotateToken(t);
            }
        }
        """);

    [Fact]
    public Task Selection_in_a_parallel_loop_by_order_or_by_expiration_triggers() => Verify("""
        public Task A(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff) =>
            Parallel.ForEachAsync(all.Where(t => {|PAT2007:t.LastUsed < cutoff|}), async (t, _) => await client.DeleteAsync(t.Id));
        public void B(IClient client, IEnumerable<GetPat> all) => client.RevokeAll(all.OrderBy(t => {|PAT2007:t.LastUsed|}).Take(10));
        public void C(IClient client, IEnumerable<GetPat> all)
        {
            var ordered = all.OrderBy(t => {|PAT2007:t.LastUsed|}).ToList();
            foreach (var t in ordered.Take(10)) client.RotateToken(t);
        }
        public void D(IClient client, List<GetPat> all) => client.RotateToken(all.MinBy(t => {|PAT2007:t.LastUsed|})!);
        public void E(IClient client, IEnumerable<GetPat> all, DateTimeOffset now) => client.RevokeAll(all.Where(t => {|PAT2007:t.ExpirationDate < now|}));
        public void F(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff) => client.DeleteMany(all.Where(t => {|PAT2007:t.LastUsed < cutoff|}).Select(t => t.Id));
        public void G(IClient client, Dictionary<string, GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var pair in all) if ({|PAT2007:pair.Value.LastUsed < cutoff|}) client.RotateToken(pair.Value);
        }
        public void H(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var t in all) { if ({|PAT2007:t is { LastUsed: null }|}) client.RotateToken(t); }
        }
        public void I(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            var (stale, fresh) = (all.Where(t => {|PAT2007:t.LastUsed < cutoff|}).ToList(), all.Where(t => t.LastUsed >= cutoff).ToList());
            client.RevokeAll(stale);
            Console.WriteLine(fresh.Count);
        }
        public void J(IClient client, List<GetPat> all, DateTimeOffset cutoff)
        {
            if (all.FirstOrDefault(t => {|PAT2007:t.LastUsed < cutoff|}) is { } t) client.RotateToken(t);
        }
        public void K(IClient client, List<GetPat> all, DateTimeOffset cutoff)
        {
            var stale = new Dictionary<string, GetPat>();
            foreach (var t in all) if ({|PAT2007:t.LastUsed < cutoff|}) stale[t.Id] = t;
            client.DeleteMany(stale.Keys);
        }
        public void L(IClient client, List<GetPat> all, DateTimeOffset cutoff)
        {
            var stale = from t in all let used = t.LastUsed where {|PAT2007:used < cutoff|} select t;
            client.RevokeAll(stale);
        }
        """);

    [Fact]
    public Task Test_of_the_flag_of_other_tokens_triggers() => Verify("""
        public void A(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            Console.WriteLine(all.Count(t => t.Managed));
            client.RevokeAll(all.Where(t => {|PAT2007:t.LastUsed < cutoff|}));
        }
        public void B(IClient client, IEnumerable<GetPat> all, GetPat other, DateTimeOffset cutoff)
        {
            foreach (var t in all)
            {
                if ({|PAT2007:t.LastUsed >= cutoff|}) continue;
                if (other.Managed) Console.WriteLine(other.Id);
                client.RotateToken(t);
            }
        }
        """);

    [Fact]
    public Task Test_of_the_flag_in_a_helper_or_an_earlier_filter_does_not_trigger() => Verify("""
        private static bool IsPersonal(GetPat t) => !t.Managed;
        private static bool MayDelete(GetPat t, DateTimeOffset cutoff) => t.LastUsed < cutoff && !t.Managed;
        public void A(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff) => client.RevokeAll(all.Where(IsPersonal).Where(t => t.LastUsed < cutoff));
        public void B(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff) => client.RevokeAll(all.Where(t => MayDelete(t, cutoff)));
        public void C(IClient client, List<GetPat> all, DateTimeOffset cutoff)
        {
            all.RemoveAll(t => t.Managed);
            foreach (var t in all) if (t.LastUsed < cutoff) client.RotateToken(t);
        }
        public async Task D(IClient client, DateTimeOffset cutoff)
        {
            var stale = new List<GetPat>();
            await foreach (var t in client.StreamAsync()) if (t.LastUsed < cutoff && !t.Managed) stale.Add(t);
            foreach (var t in stale) await client.DeleteAsync(t.Id);
        }
        public async Task E(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var t in all.Where(t => t.LastUsed < cutoff))
            {
                if (!t.Managed) await client.DeleteAsync(t.Id);
            }
        }
        public void F(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var t in all.Where(t => t.LastUsed < cutoff)) Purge(client, t);
        }
        private static void Purge(IClient client, GetPat t) { if (!t.Managed) client.RotateToken(t); }
        public void G(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var group in all.GroupBy(t => t.Managed))
            {
                if (group.Key) continue;
                foreach (var t in group) if (t.LastUsed < cutoff) client.RotateToken(t);
            }
        }
        public void H(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var t in Personal(all)) if (t.LastUsed < cutoff) client.RotateToken(t);
        }
        public void I(IClient client, List<GetPat> all, DateTimeOffset cutoff)
        {
            var managed = all.Where(t => t.Managed).Select(t => t.Id).ToHashSet();
            client.RevokeAll(all.Where(t => t.LastUsed < cutoff && !managed.Contains(t.Id)));
        }
        public void J(IClient client, List<GetPat> all, DateTimeOffset cutoff) =>
            client.RevokeAll(all.Where(t => t.LastUsed < cutoff).Except(all.Where(t => t.Managed)));
        public void K(IClient client, List<GetPat> all, DateTimeOffset cutoff) =>
            client.RevokeAll(from t in all let used = t.LastUsed where used < cutoff && !t.Managed select t);
        private static IEnumerable<GetPat> Personal(IEnumerable<GetPat> all) { foreach (var t in all) if (!t.Managed) yield return t; }
        """);

    [Fact]
    public Task Deletion_of_other_objects_does_not_trigger() => Verify("""
        public void A(IClient client, IMemoryCache cache, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var t in all.Where(t => t.LastUsed < cutoff)) cache.Remove(t.Id);
        }
        public void B(IClient client, IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var t in all.Where(t => t.LastUsed < cutoff)) client.DeleteReminder(t.Id);
        }
        public void C(IEnumerable<GetPat> all, DateTimeOffset cutoff)
        {
            foreach (var t in all.Where(t => t.LastUsed < cutoff)) System.IO.File.Delete(t.Name);
        }
        public void D(IClient client, IEnumerable<GetPat> all, string id, DateTimeOffset cutoff)
        {
            foreach (var t in all.Where(t => t.LastUsed < cutoff)) client.Report(t.Id);
            client.DeleteMany([id]);
        }
        public void E(IClient client, IEnumerable<GetPat> all) => client.RevokeAll(all.OrderBy(t => t.LastUsed));
        """);

    [Fact]
    public Task Selection_that_is_only_displayed_does_not_trigger() => Verify("""
        public void A(IClient client, IEnumerable<GetPat> tokens, DateTimeOffset cutoff)
        {
            foreach (var token in tokens.Where(t => t.LastUsed < cutoff)) client.Report(token.Id);
        }
        public object B(IEnumerable<GetPat> tokens, DateTimeOffset cutoff) => tokens.Where(t => t.LastUsed < cutoff).ToList();
        """);

    [Fact]
    public Task Removal_from_a_collection_does_not_trigger() => Verify("""
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
    public Task Incomplete_code_does_not_trigger() => Verify("""
        public void A(IClient client, IEnumerable<GetPat> tokens) => client.RevokeAll(tokens.Where(t => t.LastUsed < {|CS1525:)|});
        """);

    [Fact]
    public Task Fix_excludes_managed_tokens() => Fix(
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

    [Fact]
    public Task Fix_in_CSharp_6_and_Fix_All() => Verification.Verify.FixIn<PAT2007StaleSelectionIgnoresManaged, PAT2007UnmanagedSelectionCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public void A(IClient client, List<GetPersonalAccessTokenResponse> tokens, DateTimeOffset cutoff)
            {
                foreach (var token in tokens.Where(t => {|PAT2007:t.LastUsed < cutoff|})) client.Delete(token.Id);
                foreach (var token in tokens)
                {
                    if ({|PAT2007:token.LastUsed < cutoff|}) client.Delete(token.Id);
                }
            }
        }
        public interface IClient { void Delete(string id); }
        """,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public void A(IClient client, List<GetPersonalAccessTokenResponse> tokens, DateTimeOffset cutoff)
            {
                foreach (var token in tokens.Where(t => !t.Managed && t.LastUsed < cutoff)) client.Delete(token.Id);
                foreach (var token in tokens)
                {
                    if (!token.Managed && token.LastUsed < cutoff) client.Delete(token.Id);
                }
            }
        }
        public interface IClient { void Delete(string id); }
        """);
}
