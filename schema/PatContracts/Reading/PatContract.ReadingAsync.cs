using System.Runtime.CompilerServices;
using PatContracts.Reading;
using PatContracts.Schema;

namespace PatContracts;

// Reading payloads as they arrive.
public static partial class PatContract
{
    /// <summary>Reads one token from a stream. The stream is read to its end and left open.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <param name="utf8Json">One token. At most 256 MiB, or it is a <c>json/too-large</c> finding.</param>
    /// <param name="contract">The name of a built-in contract of one token.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream stalls.</param>
    /// <exception cref="IOException">The stream broke.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<GetPersonalAccessTokenResponse> ReadAsync(
        Stream utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using var payload = new TokenStream(utf8Json, Get(contract), options);
        GetPersonalAccessTokenResponse? token = null;
        while (await payload.ReadAsync(cancellationToken).ConfigureAwait(false)) token = payload.Current();
        payload.ThrowIfRefused(contract);
        return token!;
    }

    /// <summary>
    /// Reads a list of tokens from a stream, one after the other, in memory bounded by the largest token: each is validated and given out as soon as it
    /// has arrived. The first violation ends the reading with an exception; what came before it has been given out. The stream is left open.
    /// </summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <param name="utf8Json">An array of tokens, each of at most 256 MiB.</param>
    /// <param name="contract">The name of a built-in contract of one token or of a list.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream stalls.</param>
    /// <exception cref="IOException">The stream broke.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        Stream utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => ReadListAsync(utf8Json, ListOf(contract), contract, options, cancellationToken);

    /// <summary>Reads a list of tokens from a stream under a contract of the caller's own.</summary>
    /// <inheritdoc cref="ReadListAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    /// <param name="utf8Json">An array of tokens, each of at most 256 MiB. Where the contract judges the array as a whole, all of it.</param>
    /// <param name="contract">A contract of a list of tokens. What it allows and the model cannot hold is a <c>read/type</c> finding.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream stalls.</param>
    public static IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        Stream utf8Json,
        Contract contract,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => ReadListAsync(utf8Json, contract, contract.Id ?? "of the caller", options, cancellationToken);

#if NET10_0_OR_GREATER
    /// <inheritdoc cref="ReadAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    /// <remarks>What was read is consumed. On older targets, where pipes are a package of their own, hand over the pipe's stream.</remarks>
    public static async Task<GetPersonalAccessTokenResponse> ReadAsync(
        System.IO.Pipelines.PipeReader utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        await using Stream stream = utf8Json.AsStream(leaveOpen: true);
        return await ReadAsync(stream, contract, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ReadListAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    /// <remarks>What was read is consumed. On older targets, where pipes are a package of their own, hand over the pipe's stream.</remarks>
    public static async IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        System.IO.Pipelines.PipeReader utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using Stream stream = utf8Json.AsStream(leaveOpen: true);
        await foreach (GetPersonalAccessTokenResponse token in ReadListAsync(stream, contract, options, cancellationToken).ConfigureAwait(false)) yield return token;
    }
#endif

    private static async IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        Stream utf8Json,
        Contract list,
        string name,
        ValidationOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var payload = new TokenStream(utf8Json, list, options);
        while (await payload.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (payload.IsElement)
            {
                if (payload.Current() is { } token) yield return token;
                continue;
            }

            foreach (GetPersonalAccessTokenResponse token in payload.CurrentList()) yield return token;
        }

        payload.ThrowIfRefused(name);
    }
}
