namespace PatContracts.Analyzers.Tests.Agreement;

/// <summary>Records what generated code does with the flag of its token. It belongs to another assembly, so passing a token to it is an escape.</summary>
public static class FlagProbe
{
    [ThreadStatic]
    private static List<(int Site, bool IsContradiction)>? _writes;

    [ThreadStatic]
    private static int _site;

    [ThreadStatic]
    private static bool? _unseen;

    /// <summary>The assignments since <see cref="Reset"/>, and whether each changes a value that was assigned before and not used since.</summary>
    internal static IReadOnlyList<(int Site, bool IsContradiction)> Writes => _writes!;

    /// <summary>Identifies the next assignment.</summary>
    public static void At(int site) => _site = site;

    /// <summary>Records an assignment of the flag. Assignments in helpers have no site.</summary>
    public static void Set(bool value)
    {
        if (_site != 0) _writes!.Add((_site, _unseen == !value));
        (_unseen, _site) = (value, 0);
    }

    /// <summary>Records that other code uses the token.</summary>
    public static void Show(object token) => _unseen = token is null ? _unseen : null;

    internal static void Reset() => (_writes, _site, _unseen) = ([], 0, null);
}
