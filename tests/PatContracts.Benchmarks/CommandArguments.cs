namespace PatContracts.Benchmarks;

/// <summary>The options of a command, written as <c>--name value</c> or <c>--name</c>.</summary>
internal static class CommandArguments
{
    public static string? Value(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    public static bool Has(string[] args, string name) => Array.IndexOf(args, name) >= 0;
}
