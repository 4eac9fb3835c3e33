using PatContracts.Schema;

namespace PatContracts.Http;

/// <summary>Settings of the contract handler of one <see cref="HttpClient"/>. They are checked when the host starts.</summary>
public sealed class PatContractHandlerOptions
{
    /// <summary>The largest <see cref="MaxBodyBytes"/> that can be asked for: 1 GiB.</summary>
    public const int MaxAllowedBodyBytes = 1 << 30;

    /// <summary>What happens to responses that break their contract. <see cref="PatContractMode.Observe"/> by default.</summary>
    public PatContractMode Mode { get; set; }

    /// <summary>
    /// Whether <c>/personal-access-tokens</c> is looked at, under any API version and behind any path prefix (true by default). The version
    /// in the path chooses the contract; the method chooses its form: list, created token or single token.
    /// </summary>
    public bool UseDefaultRoutes { get; set; } = true;

    /// <summary>
    /// The API version whose contracts hold for token paths of a version that is not known here (<c>v2026</c> for example). Null (the
    /// default) leaves such responses alone; that is logged once and counted.
    /// </summary>
    public string? DefaultContract { get; set; }

    /// <summary>Further paths and their contracts. The first that matches is taken, before the default routes. Empty by default.</summary>
    public IList<PatContractRoute> Routes { get; } = [];

    /// <summary>
    /// Contracts of your own, by the name that <see cref="Routes"/> use. They go before built-in ones of the same name. Not read from
    /// configuration.
    /// </summary>
    public IDictionary<string, Contract> Contracts { get; } = new Dictionary<string, Contract>(StringComparer.Ordinal);

    /// <summary>
    /// Media types that are payloads, compared without case. Empty (the default) stands for <c>application/json</c>, <c>text/json</c> and
    /// every type that ends in <c>+json</c>. A response without a content type is always looked at.
    /// </summary>
    public IList<string> ContentTypes { get; } = [];

    /// <summary>
    /// The largest body in bytes that is held in memory and validated, compressed or not (16 MiB by default, from 1 to
    /// <see cref="MaxAllowedBodyBytes"/>). A larger one is passed on whole and unread in Observe, and refused in Reject.
    /// </summary>
    public int MaxBodyBytes { get; set; } = 16 << 20;

    /// <summary>Settings of the validation; the defaults, except that at most 100 findings of one response are collected.</summary>
    public ValidationOptions Validation { get; set; } = new() { MaxFindings = 100 };

    /// <summary>
    /// Which PAT checks (<c>pat/*</c>: a leaked secret, the same id twice, a token that never expires …) look at tokens, and how much their
    /// findings weigh. Null (the default) for none; <see cref="PatCheckOptions.Default"/> is the place to start from.
    /// </summary>
    /// <remarks>
    /// A check's error counts like a violation of the contract: in <see cref="PatContractMode.Reject"/> the response does not pass.
    /// Warnings and infos are reported only. Looked at are the token operations and those of <see cref="Routes"/> that name a built-in
    /// contract. The clock is the container's <see cref="TimeProvider"/> where there is one and the options name no other.
    /// </remarks>
    public PatCheckOptions? Checks { get; set; }
}
