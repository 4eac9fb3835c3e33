using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using PatContracts.Reading;
using PatContracts.Schema;

namespace PatContracts;

// Reading payloads as they arrive, with findings instead of exceptions.
public static partial class PatContract
{
    /// <summary>Reads one token from a stream and says what is wrong instead of throwing. The stream is left open.</summary>
    /// <remarks>What throws is only what is no matter of the payload: a stream that breaks, and giving up.</remarks>
    /// <param name="utf8Json">One token. At most 256 MiB, or it is a <c>json/too-large</c> finding.</param>
    /// <param name="contract">The name of a built-in contract of one token.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream stalls.</param>
    /// <exception cref="KeyNotFoundException">No built-in contract has that name.</exception>
    /// <exception cref="IOException">The stream broke.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static Task<ContractReadResult<GetPersonalAccessTokenResponse>> TryReadAsync(
        Stream utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => TryReadAsync(utf8Json, Get(contract), options, cancellationToken);

    /// <summary>Reads one token from a stream under a contract of the caller's own, and says what is wrong instead of throwing.</summary>
    /// <inheritdoc cref="TryReadAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    /// <param name="utf8Json">One token. At most 256 MiB, or it is a <c>json/too-large</c> finding.</param>
    /// <param name="contract">A contract of one token. What it allows and the model cannot hold is a <c>read/type</c> finding.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream stalls.</param>
    public static async Task<ContractReadResult<GetPersonalAccessTokenResponse>> TryReadAsync(
        Stream utf8Json,
        Contract contract,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using var payload = new TokenStream(utf8Json, contract, options, isList: false);
        GetPersonalAccessTokenResponse? token = null;
        while (await payload.ReadGoodAsync(cancellationToken).ConfigureAwait(false)) token = payload.Current();
        ContractValidationResult result = payload.Finish();
        return new(result.IsValid ? token : null, result);
    }

    /// <summary>
    /// Reads one token from a pipe and says what is wrong instead of throwing. What was read is consumed; the pipe is not completed.
    /// </summary>
    /// <inheritdoc cref="TryReadAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    public static Task<ContractReadResult<GetPersonalAccessTokenResponse>> TryReadAsync(
        PipeReader utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => TryReadAsync(utf8Json.AsStream(leaveOpen: true), contract, options, cancellationToken);

    /// <summary>
    /// Reads one token from a pipe under a contract of the caller's own, and says what is wrong instead of throwing. What was read is
    /// consumed; the pipe is not completed.
    /// </summary>
    /// <inheritdoc cref="TryReadAsync(Stream, Contract, ValidationOptions?, CancellationToken)"/>
    public static Task<ContractReadResult<GetPersonalAccessTokenResponse>> TryReadAsync(
        PipeReader utf8Json,
        Contract contract,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => TryReadAsync(utf8Json.AsStream(leaveOpen: true), contract, options, cancellationToken);

    /// <summary>
    /// Reads a list of tokens from a stream and gives out a result for every element, as it arrives: the token, or what is wrong with it. A
    /// token that breaks the contract does not end the list. The stream is left open.
    /// </summary>
    /// <remarks>
    /// <para>What is wrong with the list itself (no array, too few elements, cut off, something behind it) is one more result without a
    /// value, at the end. An element that is no JSON ends the reading, because nobody knows where the next one begins.</para>
    /// <para>Memory is bounded by the largest token. <see cref="ValidationOptions.MaxFindings"/> counts for each element.</para>
    /// </remarks>
    /// <inheritdoc cref="TryReadAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    /// <param name="utf8Json">An array of tokens, each of at most 256 MiB.</param>
    /// <param name="contract">The name of a built-in contract of one token or of a list.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream stalls.</param>
    public static IAsyncEnumerable<ContractReadResult<GetPersonalAccessTokenResponse>> TryReadListAsync(
        Stream utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => TryReadElementsAsync(utf8Json, ListOf(contract), options, cancellationToken);

    /// <summary>
    /// Reads a list of tokens from a stream under a contract of the caller's own, with a result for every element. Where the contract
    /// judges the array as a whole (<c>uniqueItems</c> for example), a list that breaks it gives one result without a value.
    /// </summary>
    /// <inheritdoc cref="TryReadListAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    /// <param name="utf8Json">An array of tokens, each of at most 256 MiB. Where the contract judges the array as a whole, all of
    /// it.</param>
    /// <param name="contract">A contract of a list of tokens. What it allows and the model cannot hold is a <c>read/type</c>
    /// finding.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading, also while the stream stalls.</param>
    public static IAsyncEnumerable<ContractReadResult<GetPersonalAccessTokenResponse>> TryReadListAsync(
        Stream utf8Json,
        Contract contract,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => TryReadElementsAsync(utf8Json, contract, options, cancellationToken);

    /// <summary>
    /// Reads a list of tokens from a pipe, with a result for every element. What was read is consumed; the pipe is not completed.
    /// </summary>
    /// <inheritdoc cref="TryReadListAsync(Stream, string, ValidationOptions?, CancellationToken)"/>
    public static IAsyncEnumerable<ContractReadResult<GetPersonalAccessTokenResponse>> TryReadListAsync(
        PipeReader utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => TryReadListAsync(utf8Json.AsStream(leaveOpen: true), contract, options, cancellationToken);

    /// <summary>
    /// Reads a list of tokens from a pipe under a contract of the caller's own, with a result for every element. What was read is consumed;
    /// the pipe is not completed.
    /// </summary>
    /// <inheritdoc cref="TryReadListAsync(Stream, Contract, ValidationOptions?, CancellationToken)"/>
    public static IAsyncEnumerable<ContractReadResult<GetPersonalAccessTokenResponse>> TryReadListAsync(
        PipeReader utf8Json,
        Contract contract,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => TryReadListAsync(utf8Json.AsStream(leaveOpen: true), contract, options, cancellationToken);

    private static async IAsyncEnumerable<ContractReadResult<GetPersonalAccessTokenResponse>> TryReadElementsAsync(
        Stream utf8Json,
        Contract list,
        ValidationOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var payload = new TokenStream(utf8Json, list, options, isList: true);
        while (await payload.ReadAnyAsync(cancellationToken).ConfigureAwait(false))
        {
            if (payload.IsElement)
            {
                yield return payload.CurrentResult();
                continue;
            }

            foreach (ContractReadResult<GetPersonalAccessTokenResponse> result in payload.CurrentResults()) yield return result;
        }

        ContractValidationResult ofList = payload.Finish();
        if (!ofList.IsValid) yield return new(null, ofList);
    }
}
