using System.Globalization;
using PatContracts;

namespace StaleTokenReport;

/// <summary>
/// Groups tokens by the recommended action. Managed tokens belong to the platform: they are only counted, and are never candidates for
/// deletion.
/// </summary>
internal sealed class Report(DateTimeOffset now, TimeSpan staleAfter)
{
    private readonly List<GetPersonalAccessTokenResponse> _stale = [];
    private readonly List<GetPersonalAccessTokenResponse> _managed = [];

    public int Count { get; private set; }

    public void Add(GetPersonalAccessTokenResponse token)
    {
        Count++;
        // For a token that was never used, the period begins with its creation.
        if ((token.LastUsed ?? token.Created) > now - staleAfter) return;
        (token.Managed ? _managed : _stale).Add(token);
    }

    public async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync(Line($"{Count} tokens, {_stale.Count} of them unused for {staleAfter.TotalDays} days"));
        foreach (GetPersonalAccessTokenResponse token in _stale.OrderBy(token => token.LastUsed ?? token.Created))
            await output.WriteLineAsync(Line($"  {token.Id}  {Used(token),-22}  {token.Owner.Name ?? "(no name)"}: {token.Name}"));
        if (_managed.Count > 0) await output.WriteLineAsync(Line($"{_managed.Count} managed by the platform, not listed"));
    }

    private static string Used(GetPersonalAccessTokenResponse token) => token.LastUsed is { } used ? Line($"last used {used:yyyy-MM-dd}") : "never used";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
