using System.Text.RegularExpressions;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

internal enum PatternMatch
{
    No,
    Yes,
    GivenUp,
}

/// <summary>A regular expression.</summary>
internal sealed class JsonPattern
{
    private readonly Regex _regex;

    private JsonPattern(string source)
    {
        Source = source;
        _regex = new Regex(source, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));
    }

    public string Source { get; }

    public static bool TryCreate(string source, out JsonPattern? pattern, out string? error)
    {
        pattern = null;
        error = null;
        try
        {
            pattern = new JsonPattern(source);
            return true;
        }
        catch (ArgumentException exception)
        {
            error = exception.Message;
            return false;
        }
    }

    public PatternMatch IsMatch(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return _regex.IsMatch(JsonStrings.Decode(utf8)) ? PatternMatch.Yes : PatternMatch.No;
        }
        catch (RegexMatchTimeoutException)
        {
            return PatternMatch.GivenUp;
        }
    }
}
