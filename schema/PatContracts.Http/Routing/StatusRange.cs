namespace PatContracts.Http.Routing;

/// <summary>The status codes that a route applies to.</summary>
internal readonly record struct StatusRange(int First, int Last)
{
    /// <summary>Parses a status (<c>404</c>), a range (<c>4XX</c>) or <c>default</c> for all statuses; null means 200 and 201.</summary>
    public static bool TryParse(string? text, out StatusRange range)
    {
        range = text is null ? new StatusRange(200, 201) : new StatusRange(100, 599);
        if (text is null or "default") return true;
        if (text is not [>= '1' and <= '5', _, _]) return false;
        if (text[1..] is "XX" or "xx") range = new StatusRange((text[0] - '0') * 100, ((text[0] - '0') * 100) + 99);
        else if (char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2])) range = Exactly(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        else return false;
        return true;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text has another format.</exception>
    public static StatusRange Parse(string? text) =>
        TryParse(text, out StatusRange range) ? range : throw new FormatException("Expected a status, a range or default.");

    public bool Contains(int status) => status >= First && status <= Last;

    private static StatusRange Exactly(int status) => new(status, status);
}
