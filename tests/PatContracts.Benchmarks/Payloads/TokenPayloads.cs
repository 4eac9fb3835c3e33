using System.Text;

namespace PatContracts.Benchmarks.Payloads;

/// <summary>The kind of defect in a generated token.</summary>
internal enum TokenDefect
{
    None,
    MissingName,
    BadDate,
    WrongType,
}

/// <summary>Generates token payloads: about 338 bytes each in compact form, with different values.</summary>
internal static class TokenPayloads
{
    public const int Count = 10_000;

    private static readonly string[] Systems = ["Warehouse", "Payroll", "Service desk", "Directory", "Build farm", "Audit archive", "Mail relay", "Data lake"];
    private static readonly string[] Purposes = ["nightly export for finance", "synchronisation", "monthly reporting", "provisioning job", "health check", "migration 2024", "sandbox"];
    private static readonly string[] Scopes = ["sp:scopes:all", "demo:access-request-approvals:manage", "idn:sources:manage", "demo:role-dimensions:read", "idn:entitlement:read"];
    private static readonly string[] People = ["Ada Marsh", "J. Okafor", "Support", "Integration owner", "Priya Raman", "Lukas Brandt"];

    /// <summary>Returns payloads as separate texts.</summary>
    public static byte[][] Singles(ulong seed, TokenDefect defect = TokenDefect.None, bool shuffled = false)
    {
        var random = new SeededRandom(seed);
        byte[][] payloads = new byte[Count][];
        for (int i = 0; i < Count; i++) payloads[i] = Encoding.UTF8.GetBytes(Compact(Members(random, defect), random, shuffled));
        return payloads;
    }

    /// <summary>Returns the payloads as one JSON array.</summary>
    public static byte[] List(byte[][] singles) => Join(singles, "["u8, ","u8, "]"u8);

    /// <summary>Returns the payloads as lines.</summary>
    public static byte[] Lines(byte[][] singles) => Join(singles, default, "\n"u8, "\n"u8);

    /// <summary>Returns the payloads as one JSON array, indented by two spaces per level.</summary>
    public static byte[] Pretty(byte[][] singles)
    {
        using var document = System.Text.Json.JsonDocument.Parse(List(singles));
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream, new() { Indented = true, IndentSize = 2, NewLine = "\n" })) document.WriteTo(writer);
        return stream.ToArray();
    }

    private static byte[] Join(byte[][] parts, ReadOnlySpan<byte> open, ReadOnlySpan<byte> separator, ReadOnlySpan<byte> close)
    {
        using var stream = new MemoryStream();
        stream.Write(open);
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0) stream.Write(separator);
            stream.Write(parts[i]);
        }

        stream.Write(close);
        return stream.ToArray();
    }

    private static string[] Members(SeededRandom random, TokenDefect defect)
    {
        string scopes = string.Join(',', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => $"\"{random.Pick(Scopes)}\""));
        string created = defect == TokenDefect.BadDate ? $"2023-02-3{random.Next(10)}T08:00:00.000Z" : random.DateTime();
        string lastUsed = random.Chance(10) ? "null" : $"\"{random.DateTime()}\"";
        string[] members =
        [
            $"\"id\":\"{random.Hex(32)}\"",
            $"\"name\":\"{random.Pick(Systems)} {random.Pick(Purposes)} {random.Hex(4)}\"",
            $"\"scope\":[{scopes}]",
            $"\"owner\":{{\"type\":\"IDENTITY\",\"id\":\"{random.Hex(32)}\",\"name\":\"{random.Pick(People)}\"}}",
            $"\"created\":\"{created}\"",
            $"\"lastUsed\":{lastUsed}",
            $"\"managed\":{(defect == TokenDefect.WrongType ? "\"no\"" : random.Chance(15) ? "true" : "false")}",
        ];
        return defect == TokenDefect.MissingName ? [.. members.Where((_, i) => i != 1)] : members;
    }

    private static string Compact(string[] members, SeededRandom random, bool shuffled)
    {
        if (shuffled) random.Shuffle<string>(members);
        return "{" + string.Join(',', members) + "}";
    }
}
