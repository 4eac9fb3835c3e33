using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

/// <summary>PAT1002: a path is reported if it can certainly be taken, but not if conditions on it might exclude each other.</summary>
public class PAT1002FeasiblePathTests
{
    private static Task Verify(string body, bool reported, string creation = "new GetPat { Id = \"1\", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }") =>
        Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(Sources.InClass($$"""
            public GetPat? M(bool c, bool d, int i, string? s, string[] names, PatOwner owner, Options o, Kind kind, IEnumerable<KeyValuePair<string, string>> pairs, Func<string> next)
            {
                var token = {{(reported ? "{|PAT1002:" : "")}}{{creation}}{{(reported ? "|}" : "")}};
                {{body}}
                return token;
            }

            private static bool Log(Exception e) { Console.WriteLine(e); return false; }
            [System.Diagnostics.CodeAnalysis.DoesNotReturn] private static void Fail(Exception e) => throw new InvalidOperationException("", e);
            private static void Require([System.Diagnostics.CodeAnalysis.NotNull] object? value) { if (value is null) throw new ArgumentNullException(); }
            private static bool TryFill(GetPat token, string? s) { if (s is null) return false; token.Name = s; return true; }
            private static void Fill(GetPat token, bool c) { if (c) token.Name = "n"; }
            }

            public enum Kind { A, B }

            public class Options
            {
                public bool Quick { get; set; }
                public bool Slow { get; set; }
                public string? Label { get; set; }
            """));

    [Theory]
    [InlineData("if (o.Quick) token.Name = \"q\"; if (!o.Quick) token.Name = \"s\";")]
    [InlineData("if (o.Quick) token.Name = \"q\"; if (o.Slow) token.Name = \"s\";")]
    [InlineData("if (o.Label is { Length: > 0 } label) token.Name = label; if (string.IsNullOrEmpty(o.Label)) token.Name = \"n\";")]
    [InlineData("if (c && d) token.Name = \"a\"; if (!(c && d)) token.Name = \"b\";")]
    [InlineData("if (string.IsNullOrEmpty(s)) token.Name = \"n\"; if (!string.IsNullOrEmpty(s)) token.Name = s;")]
    [InlineData("if (s!.StartsWith(\"a\")) token.Name = \"a\"; if (!s.StartsWith(\"a\")) token.Name = s;")]
    [InlineData("if (i > 3) token.Name = \"a\"; if (i <= 3) token.Name = \"b\";")]
    [InlineData("bool quick = o.Quick; if (quick) token.Name = \"a\"; if (!o.Quick) token.Name = \"b\";")]
    [InlineData("if (names.Length == 0) throw new ArgumentException(); foreach (string name in names) token.Name = name;")]
    [InlineData("if (kind == Kind.A) token.Name = \"a\"; if (kind == Kind.B) token.Name = \"b\";")]
    [InlineData("switch (kind) { case Kind.A: token.Name = \"a\"; break; case Kind.B: token.Name = \"b\"; break; }")]
    [InlineData("int n = next().Length; if (n > 0) token.Name = \"a\"; if (n == 0) token.Name = \"b\";")]
    public Task Conditions_that_can_exclude_each_other_do_not_trigger(string body) => Verify(body, reported: false);

    [Theory]
    [InlineData("if (o.Quick) token.Name = \"q\";")]
    [InlineData("if (o.Quick) token.Name = \"q\"; if (c) token.Name = \"s\";")]
    [InlineData("if (s is { Length: > 0 }) token.Name = s;")]
    [InlineData("if (c && d) token.Name = \"a\";")]
    [InlineData("if (next() == \"a\") token.Name = \"a\";")]
    [InlineData("if (kind == Kind.A) token.Name = \"a\";")]
    [InlineData("switch (s) { case \"a\": token.Name = \"a\"; break; case \"b\": break; default: token.Name = \"c\"; break; }")]
    [InlineData("foreach (string name in names) { if (name.Length > 0) token.Name = name; }")]
    [InlineData("for (int n = 0; n < names.Length; n++) token.Name = names[n];")]
    [InlineData("Fill(token, c);")]
    [InlineData("if (c) o.Quick = true; if (d) token.Name = \"n\";")]
    public Task Path_with_independent_conditions_triggers(string body) => Verify(body, reported: true);

    [Theory]
    [InlineData("for (int n = 0; n < 3; n++) token.Name = next();")]
    [InlineData("for (int attempt = 0; ; attempt++) { try { token.Name = next(); break; } catch (FormatException) when (attempt < 3) { } }")]
    [InlineData("while (true) { try { token.Name = next(); break; } catch (FormatException) { if (i++ > 3) throw; } }")]
    [InlineData("int seen = 0; foreach (var (key, value) in pairs) { if (key == \"name\") { token.Name = value; seen |= 1; } } if (seen != 1) throw new FormatException();")]
    [InlineData("bool found = false; foreach (string name in names) { if (name.Length > 2) { token.Name = name; found = true; } } if (!found) return null;")]
    [InlineData("foreach (var (key, value) in pairs) { if (key == \"name\") token.Name = value; } if (token.Name is null) throw new FormatException();")]
    [InlineData("foreach (var (key, value) in pairs) { if (key == \"name\") token.Name = value; } return string.IsNullOrEmpty(token.Name) ? null : token;")]
    [InlineData("var reader = new System.IO.StringReader(s!); while (reader.ReadLine() is { } line) token.Name = line;")]
    public Task Loops_that_count_check_or_retry_do_not_trigger(string body) => Verify(body, reported: false);

    [Theory]
    [InlineData("try { token.Name = next(); } catch (Exception e) { System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e); }")]
    [InlineData("try { token.Name = next(); } catch (Exception e) { System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e).Throw(); }")]
    [InlineData("try { token.Name = next(); } catch (Exception e) { Fail(e); }")]
    [InlineData("try { token.Name = next(); } catch (Exception e) { Environment.FailFast(\"no\", e); }")]
    [InlineData("try { token.Name = next(); } catch (FormatException) { token.Name = \"f\"; } catch (Exception e) when (Log(e)) { throw; }")]
    [InlineData("try { try { Console.WriteLine(next()); } finally { token.Name = \"n\"; } } catch (FormatException) { }")]
    [InlineData("if (s is null) Environment.Exit(2); else token.Name = s;")]
    public Task Exception_handlers_that_do_not_return_do_not_trigger(string body) => Verify(body, reported: false);

    [Theory]
    [InlineData("try { token.Name = next(); } catch (FormatException e) { Log(e); }")]
    [InlineData("try { token.Name = next(); } catch (FormatException) { }")]
    [InlineData("if (s is null) Console.WriteLine(); else token.Name = s;")]
    public Task Exception_handlers_that_return_trigger(string body) => Verify(body, reported: true);

    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(s); if (s is not null) token.Name = s;")]
    [InlineData("ArgumentException.ThrowIfNullOrEmpty(s); if (s != null) token.Name = s;")]
    [InlineData("Require(s); if (s is not null) token.Name = s;")]
    [InlineData("System.Diagnostics.Debug.Assert(s is not null); if (s is not null) token.Name = s;")]
    [InlineData("System.Diagnostics.Debug.Assert(c); if (c) token.Name = \"n\";")]
    [InlineData("if (s is null) throw new ArgumentNullException(); if (s is not null) token.Name = s;")]
    public Task Guards_do_not_trigger(string body) => Verify(body, reported: false);

    [Theory]
    [InlineData("if (c) token.Name = \"n\"; if (string.IsNullOrEmpty(token.Name)) token.Name = \"m\";")]
    [InlineData("if (c) token.Name = \"n\"; if (token.Name == null) token.Name = \"m\";")]
    [InlineData("if (c) token.Name = \"n\"; token.Name ??= \"m\";")]
    [InlineData("if (token is GetPat same) same.Name = \"n\";")]
    [InlineData("if (token is { } same) same.Name = \"n\";")]
    [InlineData("if (token != null) token.Name = \"n\";")]
    [InlineData("if (!TryFill(token, s)) return null;")]
    [InlineData("if (TryFill(token, s)) return token; token.Name = \"n\";")]
    [InlineData("Fill(token, c); if (!c) token.Name = \"m\";")]
    public Task Tests_of_the_object_itself_are_recognized(string body) => Verify(body, reported: false);

    [Fact]
    public Task Member_that_equals_its_default_is_not_assigned() => Verify(
        "if (c) token.Created = DateTimeOffset.UtcNow; if (token.Created == default) token.Created = DateTimeOffset.UnixEpoch;",
        reported: false,
        "new GetPat { Id = \"1\", Name = \"n\", Scope = [], Owner = owner }");

    [Fact]
    public Task Failed_test_of_a_helper_triggers() => Verify("if (!TryFill(token, s)) Console.WriteLine();", reported: true);

    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    public Task Many_branches_are_analyzed(int count) =>
        Verify(string.Concat(Enumerable.Range(0, count).Select(n => $"if (i == {n}) token.Name = \"n{n}\";")), reported: true);

    [Theory]
    [InlineData(100)]
    public Task Many_unrelated_branches_are_analyzed(int count) =>
        Verify(string.Concat(Enumerable.Range(0, count).Select(n => $"if (i > {n} && names.Length > {n}) Console.WriteLine({n});")) + "if (c) token.Name = \"n\";", reported: false);
}
