using System.Buffers;
using PatContracts.Schema.Streaming;

namespace PatContracts.Schema;

public sealed partial class Contract
{
    /// <summary>Whether the payload is JSON and keeps the contract. A payload in several pieces is put together first.</summary>
    public bool IsValid(in ReadOnlySequence<byte> utf8Json, ValidationOptions? options = null)
    {
        if (utf8Json.IsSingleSegment) return IsValid(utf8Json.First.Span, options);
        byte[] whole = PutTogether(utf8Json, out int length);
        bool isValid = IsValid(whole.AsSpan(0, length), options);
        ArrayPool<byte>.Shared.Return(whole, clearArray: true);
        return isValid;
    }

    /// <summary>All violations, in document order. A payload in several pieces is put together first.</summary>
    public ValidationResult Validate(in ReadOnlySequence<byte> utf8Json, ValidationOptions? options = null)
    {
        if (utf8Json.IsSingleSegment) return Validate(utf8Json.First.Span, options);
        byte[] whole = PutTogether(utf8Json, out int length);
        ValidationResult result = Validate(whole.AsSpan(0, length), options);
        ArrayPool<byte>.Shared.Return(whole, clearArray: true);
        return result;
    }

    /// <summary>
    /// Validates a stream, with the findings that <see cref="Validate(ReadOnlySpan{byte}, ValidationOptions?)"/> has for all its bytes. An array whose elements the
    /// contract judges one by one takes memory for its largest element only; anything else is read whole, up to <see cref="PayloadReader.DefaultMaxElementBytes"/>.
    /// </summary>
    /// <param name="utf8Json">The stream, from its present place to its end. It stays open.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="IOException">The stream broke.</exception>
    public ValidationResult Validate(Stream utf8Json, ValidationOptions? options = null)
    {
        var validation = new StreamValidation(_evaluator, options ?? ValidationOptions.Default);
        using PayloadReader reader = Reader(utf8Json, validation);
        while (reader.Read()) validation.TakeAndPass(reader);
        return validation.Finish(reader);
    }

    /// <inheritdoc cref="Validate(Stream, ValidationOptions?)"/>
    /// <param name="utf8Json">The stream, from its present place to its end. It stays open.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up, also while the stream stalls.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ValidationResult> ValidateAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var validation = new StreamValidation(_evaluator, options ?? ValidationOptions.Default);
        using PayloadReader reader = Reader(utf8Json, validation);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) validation.TakeAndPass(reader);
        return validation.Finish(reader);
    }

    /// <summary>Whether a stream is JSON and keeps the contract. Reads no further than the first violation.</summary>
    /// <param name="utf8Json">The stream, from its present place to its end. It stays open.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up, also while the stream stalls.</param>
    /// <exception cref="IOException">The stream broke.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<bool> IsValidAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var validation = new StreamValidation(_evaluator, options ?? ValidationOptions.Default);
        using PayloadReader reader = Reader(utf8Json, validation);
        while (!validation.IsRefused && await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) validation.TakeAndPass(reader);
        return !validation.IsRefused && validation.Finish(reader).IsValid;
    }

#if NET10_0_OR_GREATER
    /// <inheritdoc cref="ValidateAsync(Stream, ValidationOptions?, CancellationToken)"/>
    /// <remarks>What was read is consumed. On older targets, where pipes are a package of their own, hand over the pipe's stream.</remarks>
    public async Task<ValidationResult> ValidateAsync(System.IO.Pipelines.PipeReader utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        await using Stream stream = utf8Json.AsStream(leaveOpen: true);
        return await ValidateAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }
#endif

    private static PayloadReader Reader(Stream utf8Json, StreamValidation validation) =>
        new(utf8Json, PayloadReader.DefaultMaxElementBytes, ownsStream: false, validation.Split);

    private static byte[] PutTogether(in ReadOnlySequence<byte> pieces, out int length)
    {
        length = checked((int)pieces.Length);
        byte[] whole = ArrayPool<byte>.Shared.Rent(length);
        pieces.CopyTo(whole);
        return whole;
    }
}
