using System.IO.Pipelines;
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
    public static Task<GetPersonalAccessTokenResponse> ReadAsync(
        Stream utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => ReadAsync(utf8Json, Get(contract), contract, options, cancellationToken);

    /// <summary>Reads one token from a stream under a contract of the caller's own.</summary>
    /// <inheritdoc cref="ReadAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    /// <param name="utf8Json">One token. At most 256 MiB, or it is a <c>json/too-large</c> finding.</param>
    /// <param name="contract">A contract of one token. What it allows and the model cannot hold is a <c>read/type</c> finding.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream stalls.</param>
    public static Task<GetPersonalAccessTokenResponse> ReadAsync(
        Stream utf8Json,
        Contract contract,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => ReadAsync(utf8Json, contract, NameOf(contract), options, cancellationToken);

    /// <summary>Reads one token from a pipe. What was read is consumed; the pipe is not completed.</summary>
    /// <inheritdoc cref="ReadAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    public static Task<GetPersonalAccessTokenResponse> ReadAsync(
        PipeReader utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => ReadAsync(utf8Json.AsStream(leaveOpen: true), contract, options, cancellationToken);

    /// <summary>
    /// Reads one token from a pipe under a contract of the caller's own. What was read is consumed; the pipe is not completed.
    /// </summary>
    /// <inheritdoc cref="ReadAsync(Stream, Contract, ValidationOptions?, CancellationToken)"/>
    public static Task<GetPersonalAccessTokenResponse> ReadAsync(
        PipeReader utf8Json,
        Contract contract,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => ReadAsync(utf8Json.AsStream(leaveOpen: true), contract, options, cancellationToken);

    /// <summary>
    /// Reads a list of tokens from a stream, one after the other, in memory bounded by the largest token: each is validated and given out
    /// as soon as it has arrived. The first violation ends the reading with an exception; what came before it has been given out. The
    /// stream is left open.
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
    /// <param name="utf8Json">An array of tokens, each of at most 256 MiB. Where the contract judges the array as a whole, all of
    /// it.</param>
    /// <param name="contract">A contract of a list of tokens. What it allows and the model cannot hold is a <c>read/type</c>
    /// finding.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream stalls.</param>
    public static IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        Stream utf8Json,
        Contract contract,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => ReadListAsync(utf8Json, contract, NameOf(contract), options, cancellationToken);

    /// <summary>Reads a list of tokens from a pipe, one after the other. What was read is consumed; the pipe is not completed.</summary>
    /// <inheritdoc cref="ReadListAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    public static IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        PipeReader utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => ReadListAsync(utf8Json.AsStream(leaveOpen: true), contract, options, cancellationToken);

    /// <summary>
    /// Reads a list of tokens from a pipe under a contract of the caller's own. What was read is consumed; the pipe is not completed.
    /// </summary>
    /// <inheritdoc cref="ReadListAsync(Stream, Contract, ValidationOptions?, CancellationToken)"/>
    public static IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        PipeReader utf8Json,
        Contract contract,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => ReadListAsync(utf8Json.AsStream(leaveOpen: true), contract, options, cancellationToken);

    private static async Task<GetPersonalAccessTokenResponse> ReadAsync(
        Stream utf8Json,
        Contract contract,
        string name,
        ValidationOptions? options,
        CancellationToken cancellationToken)
    {
        ContractReadResult<GetPersonalAccessTokenResponse> result = await TryReadAsync(utf8Json, contract, options, cancellationToken).ConfigureAwait(false);
        return result.IsValid ? result.Value : throw new ContractViolationException(name, result.Findings);
    }

    private static async IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        Stream utf8Json,
        Contract list,
        string name,
        ValidationOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var payload = new TokenStream(utf8Json, list, options, isList: true);
        while (await payload.ReadGoodAsync(cancellationToken).ConfigureAwait(false))
        {
            if (payload.IsElement)
            {
                if (payload.Current() is { } token) yield return token;
                continue;
            }

            foreach (GetPersonalAccessTokenResponse token in payload.CurrentList() ?? []) yield return token;
        }

        ContractValidationResult result = payload.Finish();
        if (!result.IsValid) throw new ContractViolationException(name, result.Findings);
    }

    /// <summary>What messages call a contract of the caller's own.</summary>
    private static string NameOf(Contract contract) => contract.Id ?? "of the caller";
}
