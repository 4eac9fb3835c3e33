using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>Describes the contracts of a report for summaries.</summary>
internal static class UsedContracts
{
    private const int MostNamed = 3;

    /// <summary>Returns text such as <c> against v2026 and v2026-list</c>, with a leading space; empty if no payload was validated.</summary>
    public static string Describe(CheckReport report)
    {
        IReadOnlyList<string> all = report.Contracts;
        if (all.Count == 0) return "";
        List<string> named = [.. all.Take(MostNamed).Select(Printable.OneLine)];
        if (all.Count > MostNamed) named.Add(Printable.Count(all.Count - MostNamed, "other contract"));
        return " against " + (named.Count == 1 ? named[0] : $"{string.Join(", ", named.SkipLast(1))} and {named[^1]}");
    }
}
