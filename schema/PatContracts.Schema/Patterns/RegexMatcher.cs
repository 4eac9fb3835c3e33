using System.Text.RegularExpressions;
#if NET8_0_OR_GREATER
using System.Text;
#endif
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// Any pattern, by the runtime's own engine: without backtracking where the pattern and the runtime allow it, otherwise with a limit of time.
/// </summary>
internal sealed class RegexMatcher(ParsedPattern pattern) : PatternMatcher
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    private readonly Regex _regex = Create(DotNetPattern.Write(pattern), pattern.NeedsBacktracking);

    private static Regex Create(string text, bool needsBacktracking)
    {
#if NET8_0_OR_GREATER
        if (!needsBacktracking)
        {
            try
            {
                return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeLimit);
            }
            catch (NotSupportedException)
            {
                // Too large for an automaton: what is left is to try, for a limited time.
            }
        }
#endif
        return new Regex(text, RegexOptions.CultureInvariant, TimeLimit);
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Answer(IsMatch(utf8));
        }
        catch (RegexMatchTimeoutException)
        {
            return PatternMatch.GivenUp;
        }
    }

#if NET8_0_OR_GREATER
    private bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        const int Short = 256;
        if (utf8.Length <= Short)
        {
            Span<char> text = stackalloc char[Short];
            return _regex.IsMatch(text.Slice(0, Encoding.UTF8.GetChars(utf8, text)));
        }

        char[] rented = PayloadPool.RentChars(utf8.Length);
        try
        {
            return _regex.IsMatch(rented.AsSpan(0, Encoding.UTF8.GetChars(utf8, rented)));
        }
        finally
        {
            PayloadPool.Return(rented, utf8.Length);
        }
    }
#else
    private bool IsMatch(ReadOnlySpan<byte> utf8) => _regex.IsMatch(JsonStrings.Decode(utf8));
#endif
}
