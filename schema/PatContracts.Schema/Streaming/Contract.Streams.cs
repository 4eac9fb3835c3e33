using System.Buffers;
using PatContracts.Schema.Streaming;
using PatContracts.Schema.Text;

namespace PatContracts.Schema;

public sealed partial class Contract
{
    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    /// <remarks>A payload in several segments is copied into one first.</remarks>
    /// <param name="utf8Json">The payload.</param>
    public bool IsValid(in ReadOnlySequence<byte> utf8Json) => IsValid(utf8Json, null);

    /// <inheritdoc cref="IsValid(in ReadOnlySequence{byte})"/>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public bool IsValid(in ReadOnlySequence<byte> utf8Json, ValidationOptions? options)
    {
        if (utf8Json.IsSingleSegment) return IsValid(utf8Json.First.Span, options);
        using var whole = new JoinedSequence(utf8Json);
        return IsValid(whole.Span, options);
    }

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <remarks>A payload in several segments is copied into one first.</remarks>
    /// <param name="utf8Json">The payload.</param>
    public ContractValidationResult Validate(in ReadOnlySequence<byte> utf8Json) => Validate(utf8Json, null);

    /// <inheritdoc cref="Validate(in ReadOnlySequence{byte})"/>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ContractValidationResult Validate(in ReadOnlySequence<byte> utf8Json, ValidationOptions? options)
    {
        if (utf8Json.IsSingleSegment) return Validate(utf8Json.First.Span, options);
        using var whole = new JoinedSequence(utf8Json);
        return Validate(whole.Span, options);
    }

    /// <summary>
    /// Validates a stream, with the same findings as <see cref="Validate(ReadOnlySpan{byte})"/> for all its bytes. If the contract validates array elements
    /// independently, only the largest element is held in memory; otherwise the whole payload is, up to <see cref="PayloadReader.DefaultMaxElementBytes"/>.
    /// </summary>
    /// <param name="utf8Json">The stream, from its current position to its end. It stays open.</param>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    public ContractValidationResult Validate(Stream utf8Json) => Validate(utf8Json, null);

    /// <inheritdoc cref="Validate(Stream)"/>
    /// <param name="utf8Json">The stream, from its current position to its end. It stays open.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ContractValidationResult Validate(Stream utf8Json, ValidationOptions? options)
    {
        var validation = new StreamValidation(_evaluator, options ?? ValidationOptions.Default) { ReadsToEnd = true };
        using PayloadReader reader = Reader(utf8Json, validation);
        while (reader.Read()) validation.ValidateAndSkip(reader);
        return validation.Finish(reader);
    }

    /// <inheritdoc cref="Validate(Stream)"/>
    /// <param name="utf8Json">The stream, from its current position to its end. It stays open.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Token to cancel the operation, including a pending read.</param>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public async ValueTask<ContractValidationResult> ValidateAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var validation = new StreamValidation(_evaluator, options ?? ValidationOptions.Default) { ReadsToEnd = true };
        using PayloadReader reader = Reader(utf8Json, validation);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) validation.ValidateAndSkip(reader);
        return validation.Finish(reader);
    }

    /// <summary>Returns whether a stream is JSON and conforms to the contract. Reads no further than the first violation.</summary>
    /// <param name="utf8Json">The stream, from its current position to its end. It stays open.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Token to cancel the operation, including a pending read.</param>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public async ValueTask<bool> IsValidAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var validation = new StreamValidation(_evaluator, options ?? ValidationOptions.Default);
        using PayloadReader reader = Reader(utf8Json, validation);
        while (!validation.IsInvalid && await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) validation.ValidateAndSkip(reader);
        return !validation.IsInvalid && validation.Finish(reader).IsValid;
    }

    private static PayloadReader Reader(Stream utf8Json, StreamValidation validation) =>
        new(utf8Json, PayloadReader.DefaultMaxElementBytes, ownsStream: false, validation.Split);

    /// <summary>The bytes of a sequence, joined in one rented array.</summary>
    private readonly ref struct JoinedSequence
    {
        private readonly byte[] _array;
        private readonly int _length;

        public JoinedSequence(in ReadOnlySequence<byte> sequence)
        {
            _length = checked((int)sequence.Length);
            _array = PayloadPool.Rent(_length);
            sequence.CopyTo(_array);
        }

        public ReadOnlySpan<byte> Span => _array.AsSpan(0, _length);

        public void Dispose() => PayloadPool.Return(_array, _length);
    }
}
