using PatContracts.Schema.Streaming;

namespace PatContracts.Schema;

/// <summary>
/// Reads a payload from a stream and validates it piece by piece as far as its contract allows: if the contract validates array elements
/// independently, an array is read element by element, in memory bounded by the largest; any other payload is one piece. Not thread-safe.
/// </summary>
/// <example><code>
/// using var reader = new ContractReader(contract, stream);
/// while (await reader.ReadAsync(cancellationToken))
/// {
///     if (reader.Validate().IsValid) Use(reader.Current);
/// }
///
/// ContractValidationResult rest = reader.Finish();
/// </code></example>
public sealed class ContractReader : IDisposable
{
    private readonly StreamValidation _validation;
    private readonly PayloadReader _reader;

    /// <summary>Creates a reader for a payload.</summary>
    /// <param name="contract">The contract of the complete payload.</param>
    /// <param name="utf8Json">The payload, from the stream's current position to its end. A piece can have up to <see
    /// cref="PayloadReader.DefaultMaxElementBytes"/> bytes.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="leaveOpen">Whether the stream stays open when this reader is disposed.</param>
    public ContractReader(Contract contract, Stream utf8Json, ValidationOptions? options = null, bool leaveOpen = false)
        : this(contract, utf8Json, options, leaveOpen, isWhole: false)
    {
    }

    private ContractReader(Contract contract, Stream utf8Json, ValidationOptions? options, bool leaveOpen, bool isWhole)
    {
        if (contract is null) throw new ArgumentNullException(nameof(contract));
        _validation = new StreamValidation(contract.Evaluator, options ?? ValidationOptions.Default);
        IsElementwise = !isWhole && _validation.Split == PayloadSplit.Arrays;
        _reader = new PayloadReader(
            utf8Json, PayloadReader.DefaultMaxElementBytes, ownsStream: !leaveOpen, IsElementwise ? PayloadSplit.Arrays : PayloadSplit.Never);
    }

    /// <summary>Creates a reader that reads the payload as one piece, even if its contract would allow several.</summary>
    /// <inheritdoc cref="ContractReader(Contract, Stream, ValidationOptions?, bool)"/>
    public static ContractReader ForWhole(Contract contract, Stream utf8Json, ValidationOptions? options = null, bool leaveOpen = false) =>
        new(contract, utf8Json, options, leaveOpen, isWhole: true);

    /// <summary>Whether an array is read element by element.</summary>
    public bool IsElementwise { get; }

    /// <summary>Whether the current piece is an element of the payload's array, rather than the complete payload.</summary>
    public bool IsElement => _reader.Format == PayloadFormat.Array;

    /// <summary>Whether the contract allows an array.</summary>
    public bool AllowsArray => _validation.AllowsArray;

    /// <summary>The bytes of the current piece. They are valid until the next read, or until this reader is disposed.</summary>
    public ReadOnlyMemory<byte> Current => _reader.Element;

    /// <summary>Zero-based index of the current element in the payload's array; −1 if the piece is the complete payload.</summary>
    public int Index => IsElement ? _reader.Index : -1;

    /// <summary>Zero-based offset of the current piece, in bytes.</summary>
    public long Offset => _reader.Offset;

    /// <summary>One-based line on which the current piece begins.</summary>
    public int Line => _reader.Line;

    /// <summary>One-based column at which the current piece begins, in UTF-16 code units.</summary>
    public int Column => _reader.Column;

    /// <summary>Reads the next piece. Returns false at the end of the payload, or if an error prevents finding the next piece.</summary>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    public bool Read() => _reader.Read();

    /// <summary>Reads the next piece. Returns false at the end of the payload, or if an error prevents finding the next piece.</summary>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled; this reader can no longer be used.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default) => _reader.ReadAsync(cancellationToken);

    /// <summary>Validates the current piece. Call it once for each piece. Findings are located in the complete payload.</summary>
    public ContractValidationResult Validate() => _validation.Validate(_reader);

    /// <summary>Skips valid elements after the current one that are already in memory, which is faster than reading them one by one.</summary>
    public void SkipValid() => _validation.SkipValid(_reader);

    /// <summary>
    /// Returns the findings outside the pieces: an error between elements, or the wrong number of elements. Call it once <see cref="Read"/> has returned false.
    /// </summary>
    public ContractValidationResult Finish() => _validation.Finish(_reader);

    /// <summary>Returns a finding of the current piece, located in the complete payload.</summary>
    /// <param name="finding">The finding, located in the piece.</param>
    public Finding Locate(Finding finding) => finding.Rebase(_reader.Offset, _reader.Position, Index);

    /// <summary>Ends reading and closes the stream, unless it is to be left open.</summary>
    public void Dispose() => _reader.Dispose();
}
