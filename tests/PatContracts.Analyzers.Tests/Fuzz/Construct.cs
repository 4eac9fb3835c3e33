namespace PatContracts.Analyzers.Tests.Fuzz;

/// <summary>
/// A construct of C# that contains other code: <c>@</c> is the code inside, <c>#</c> a number that is unique in the method.
/// </summary>
/// <param name="Text">The code.</param>
/// <param name="Needs">The permissions that the construct requires.</param>
/// <param name="Withdraws">The permissions that the code inside does not have.</param>
/// <param name="Grants">The permissions that the code inside always has.</param>
internal sealed record Construct(
    string Text,
    Permissions Needs = Permissions.None,
    Permissions Withdraws = Permissions.None,
    Permissions Grants = Permissions.None)
{
    private const Permissions OfOuterBody = Permissions.Return | Permissions.Await | Permissions.Yield;

    /// <summary>Statements that contain statements. All of them use the locals and parameters of the methods of <see cref="FuzzProject"/>.</summary>
    public static IReadOnlyList<Construct> Statements { get; } =
    [
        new("{ @ }"),
        new("if (a) { @ } else { t.Name = \"n#\"; }"),
        new("if (!a || p is null) { t.Scope = null; } else { @ }"),
        new("if (p is { Managed: true, Owner: { Id: var id# } }) { @ }"),
        new("if (p is not { Managed: false }) { } else if (map.TryGetValue(s ?? \"\", out var found#)) { @ }"),
        new("if (a) return null; else { @ }", Needs: Permissions.Return),
        new("while (n-- > 0) { @ if (a) break; t.Id = \"i\"; }"),
        new("while (true) { @ if (n++ > 2) break; else continue; }"),
        new("do { @ } while (a && n-- > 0);"),
        new("for (int i# = 0; i# < n; i#++) { @ }"),
        new("for (;;) { try { @ break; } catch (TimeoutException) when (n++ < 3) { } }", Withdraws: Permissions.Yield),
        new("foreach (var x# in all) { if (x#.Managed) continue; @ }"),
        new("foreach (var (key#, value#) in map) { @ }"),
        new("await foreach (var x# in stream) { @ }", Needs: Permissions.Await),
        new("switch (n) { case 0: { @ } break; case > 3 when a: goto case 0; case 1: goto default; default: t.Created = at; break; }"),
        new("switch ((object?)p) { case GetPat { Managed: false } x# when a: { @ } break; case AccessToken: throw new InvalidOperationException(); case null: default: break; }"),
        new("switch (s) { case \"a\" or \"b\": t.Name = s; break; case { Length: > 3 }: { @ } break; }"),
        new("try { @ } catch (InvalidOperationException e#) when (f() == \"x\") { t.Id = e#.Message; }", Withdraws: Permissions.Yield),
        new("try { t.Name = f(); } catch (Exception) { @ }", Withdraws: Permissions.Yield),
        new("try { t.Name = f(); } catch (IOException) { @ throw; } catch { t.Name = \"\"; }", Withdraws: Permissions.Yield),
        new("try { t.Name = f(); } catch (Exception) when (all.Any(x# => { @ return x#.Managed; })) { }", Withdraws: OfOuterBody),
        new("try { @ } finally { t.Created = at; }"),
        new("try { t.Id = f(); if (a) throw new TimeoutException(); } finally { @ }", Withdraws: Permissions.Return | Permissions.Yield),
        new("try { try { @ } finally { t.Id = f(); } } catch (Exception e#) { if (a) throw new IOException(e#.Message); }", Withdraws: Permissions.Yield),
        new("using (var r# = new MemoryStream()) { @ }"),
        new("{ using var r# = new MemoryStream(); @ }"),
        new("await using (var r# = new MemoryStream()) { @ }", Needs: Permissions.Await),
        new("lock (t) { @ }", Withdraws: Permissions.Await | Permissions.Yield),
        new("checked { @ }"),
        new("{ again#: { @ } if (n-- > 3) goto again#; }"),
        new("{ if (a) goto end#; @ end#: ; }"),
        new("{ F#(); void F#() { @ } }", Withdraws: OfOuterBody),
        new("{ F#(n, t); void F#(int depth, GetPat x#) { if (depth > 0) F#(depth - 1, x#); @ x#.Name = \"n\"; } }", Withdraws: OfOuterBody),
        new("{ t = F#(); GetPat F#() { @ return new GetPat { Id = \"f\" }; } }", Withdraws: OfOuterBody),
        new("{ _ = F#(); async Task F#() { await Task.Yield(); @ } }", Withdraws: OfOuterBody, Grants: Permissions.Await),
        new("{ foreach (var y# in F#()) { } IEnumerable<object?> F#() { yield return t; @ } }", Withdraws: OfOuterBody, Grants: Permissions.Yield),
        new("{ Action g# = () => { @ }; g#(); }", Withdraws: OfOuterBody),
        new("{ Func<GetPat, bool> g# = x# => { @ return x#.Managed; }; _ = g#(t); }", Withdraws: OfOuterBody),
        new("{ Func<Task> g# = async () => { await Task.Yield(); @ }; _ = g#(); }", Withdraws: OfOuterBody, Grants: Permissions.Await),
        new("{ EventHandler h# = delegate { @ }; h#(null, EventArgs.Empty); }", Withdraws: OfOuterBody),
        new("_ = all.Where(x# => !x#.Managed).Select(x# => { @ return x#; }).ToList();", Withdraws: OfOuterBody),
        new("all.ToList().ForEach(x# => { x#.Managed = false; @ });", Withdraws: OfOuterBody),
        new("_ = (from x# in all where x#.LastUsed < at let y# = ((Func<int>)(() => { @ return 1; }))() orderby y# select x#).ToList();", Withdraws: OfOuterBody),
        new("_ = new Holder { Act = () => { @ } };", Withdraws: OfOuterBody),
        new("{ var u# = t; @ u#.Name = \"u\"; }"),
        new("{ var (l#, m#) = (t, p ?? t); @ (l#.Id, m#.Id) = (m#.Id, l#.Id); }"),
        new("{ GetPat? c#; if (a && p is { } some# || (c# = p) is null) { @ } }"),
    ];

    /// <summary>Expressions that contain an expression of any type.</summary>
    public static IReadOnlyList<Construct> Expressions { get; } =
    [
        new("(a ? (object?)@ : null)"),
        new("((object?)@ ?? \"x\")"),
        new("(n switch { 0 => (object?)@, > 5 when a => null, _ => t })"),
        new("(p switch { { Managed: true } => (object?)null, null => throw new InvalidOperationException(), var x# => @ })"),
        new("new { X# = (object?)@, t.Id }"),
        new("((object?)@, n).Item1"),
        new("new object?[] { @, t }[^1]"),
        new("new List<object?> { @ }"),
        new("new Dictionary<string, object?> { [\"k\"] = @, [\"l\"] = t }"),
        new("((object?[])[@, .. all])"),
        new("((Func<object?>)(() => @))()"),
        new("((Func<GetPat, object?>)(x# => { x#.Name = \"x\"; return @; }))(t)"),
        new("$\"{(object?)@}\""),
        new("((object?)@ is { } v# ? v# : null)"),
        new("((object?)@ is GetPat { Managed: var v# } ? v# : a)"),
        new("all.Select(x# => (object?)@).FirstOrDefault()"),
        new("all.Where(x# => x#.Managed).Select(x# => new { x#, Y = (object?)@ }).Select(y# => y#.Y).ToArray()"),
        new("(from x# in all where !x#.Managed select (object?)@).FirstOrDefault()"),
        new("(from x# in all let y# = (object?)@ group y# by x#.Managed into g# select g#.Key).ToList()"),
        new("(from x# in all join z# in all on x#.Id equals z#.Id select (object?)@).Count()"),
        new("Same((object?)@)"),
        new("((object?)@)!"),
        new("((dynamic?)((object?)@))"),
        new("new Holder { Value = @, Inner = { Value = t } }"),
        new("(await Task.FromResult((object?)@))", Needs: Permissions.Await),
        new("((object?)@)?.ToString()?.Length"),
        new("(a && (object?)@ is GetPat { Managed: true } && f() != \"\")"),
        new("(t = ((object?)@ as GetPat) ?? t)"),
        new("(t with { Name = $\"{(object?)@}\" })"),
        new("new Node((object?)@) { Token = t }"),
        new("checked((object?)@)"),
        new("((s ?? throw new InvalidOperationException()) + (object?)@)"),
        new("((q.Managed ?? ((object?)@ is null)) == false)"),
    ];

    /// <summary>Constructions of the model and uses of its flag, which the rules analyze.</summary>
    public static IReadOnlyList<Construct> Leaves { get; } =
    [
        new("new GetPat()"),
        new("new GetPat { Id = \"1\", Name = f() }"),
        new("new GetPat { Id = t.Id, Name = t.Name, Scope = t.Scope, Owner = t.Owner, Created = t.Created }"),
        new("new AccessToken { Id = p!.Id, Name = p.Name, Scope = [.. p.Scope ?? []], Owner = p.Owner, Created = at }"),
        new("new StoredToken(p!.Id, p.Name, null, p.Owner, p.Created)"),
        new("new StoredToken(Owner: t.Owner, Created: default, Id: t.Id, Scope: [], Name: null!) { LastUsed = at }"),
        new("new StrictToken { Id = s!, Name = s!, Scope = null, Owner = new() { Type = \"USER\" }, Created = at, Managed = !t.Managed }"),
        new("new ListToken { Id = \"1\", Scope = { \"a\", f() }, Owner = { [\"id\"] = \"1\" } }"),
        new("default(ValueToken)"),
        new("new ValueToken { Id = \"1\" }"),
        new("(t with { Managed = a })"),
        new("(t with { Id = f(), Managed = !t.Managed })"),
        new("(p?.Managed ?? true)"),
        new("(q.Managed == false)"),
        new("(q.Managed ??= true)"),
        new("q.Managed.GetValueOrDefault(true)"),
        new("(q is { Managed: false } or null)"),
        new("(q.Managed switch { false => 1, _ => 2 })"),
        new("(t.Managed = !t.Managed)"),
        new("(t.Managed |= true)"),
        new("(t.Managed ? t.Managed = false : a)"),
        new("(t.Name = null!)"),
        new("(t.Name ??= f())"),
        new("(t.Created = new DateTime(2024, 3, 7))"),
        new("(t.Owner = new PatOwner { Type = \"ROBOT\", Id = s })"),
        new("((t.Id, t.Managed) = (f(), p?.Managed ?? false))"),
        new("(t.LastUsed < DateTimeOffset.UtcNow.AddHours(-1))"),
        new("all.Where(x => x.LastUsed < at).Select(x => Delete(x.Id)).ToList()"),
        new("all.OrderBy(x => x.LastUsed).Take(n).Select(x => Delete(x.Id)).ToList()"),
        new("Fill(new GetPat { Id = \"2\" })"),
        new("Fill(t).Name"),
        new("Make<GetPat>()"),
        new("(Try(out var made) ? made : t)"),
        new("Activator.CreateInstance<GetPat>()"),
        new("System.Text.Json.JsonSerializer.Deserialize<PatOwner>(\"\"\"{\"type\":\"ROBOT\"}\"\"\")"),
        new("System.Text.Json.JsonSerializer.Deserialize<GetPat>(s!)"),
        new("PatContract.Latest.IsValid(\"\"\"{\"id\":1}\"\"\"u8)"),
    ];

    /// <summary>Returns the permissions of the code inside.</summary>
    public Permissions Inside(Permissions outside) => outside & ~Withdraws | Grants;

    /// <summary>Whether the construct is permitted at a position.</summary>
    public bool Fits(Permissions outside) => (Needs & ~outside) == 0;
}
