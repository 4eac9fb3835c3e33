using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using PatContracts.Schema.Reading;
using PatContracts.Schema.Text;

namespace PatContracts.Schema;

/// <summary>
/// Reads payloads into classes: validates each payload against a contract, then deserializes it with System.Text.Json. A payload that violates the contract is
/// never deserialized; a payload that the class cannot represent is a <c>read/value</c> finding.
/// </summary>
/// <example><code>
/// Order order = contract.Read(utf8, OrderJson.Default.Order);
/// </code></example>
#if NET8_0_OR_GREATER
public
#else
internal  // The netstandard2.0 build of the engine does not reference System.Text.Json; a package that does compiles this file as well.
#endif
static class ContractJsonExtensions
{
    /// <summary>Reads a payload.</summary>
    /// <typeparam name="T">The class to read into.</typeparam>
    /// <param name="contract">The contract.</param>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="typeInfo">Metadata for deserializing the class; a property of a source-generated context, for example.</param>
    /// <exception cref="ContractViolationException">The payload violates the contract, or the class cannot represent it.</exception>
    public static T Read<T>(this Contract contract, ReadOnlySpan<byte> utf8Json, JsonTypeInfo<T> typeInfo) => contract.Read(utf8Json, typeInfo, null);

    /// <inheritdoc cref="Read{T}(Contract, ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    /// <param name="contract">The contract.</param>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="typeInfo">Metadata for deserializing the class.</param>
    /// <param name="options">Settings of the validation; null for the defaults.</param>
    public static T Read<T>(this Contract contract, ReadOnlySpan<byte> utf8Json, JsonTypeInfo<T> typeInfo, ValidationOptions? options) =>
        contract.TryRead(utf8Json, typeInfo, options, out T? value, out ContractValidationResult result) ? value : throw Violation(contract, result);

    /// <inheritdoc cref="Read{T}(Contract, ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    /// <param name="contract">The contract.</param>
    /// <param name="json">The payload.</param>
    /// <param name="typeInfo">Metadata for deserializing the class.</param>
    public static T Read<T>(this Contract contract, string json, JsonTypeInfo<T> typeInfo) => contract.Read(json, typeInfo, null);

    /// <inheritdoc cref="Read{T}(Contract, ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    /// <param name="contract">The contract.</param>
    /// <param name="json">The payload.</param>
    /// <param name="typeInfo">Metadata for deserializing the class.</param>
    /// <param name="options">Settings of the validation; null for the defaults.</param>
    public static T Read<T>(this Contract contract, string json, JsonTypeInfo<T> typeInfo, ValidationOptions? options) =>
        contract.Read(Bytes(json), typeInfo, options);

    /// <inheritdoc cref="Read{T}(Contract, ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    /// <param name="contract">The contract.</param>
    /// <param name="utf8Json">The payload. If it has several segments, they are copied into one first.</param>
    /// <param name="typeInfo">Metadata for deserializing the class.</param>
    public static T Read<T>(this Contract contract, in ReadOnlySequence<byte> utf8Json, JsonTypeInfo<T> typeInfo) => contract.Read(utf8Json, typeInfo, null);

    /// <inheritdoc cref="Read{T}(Contract, ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    /// <param name="contract">The contract.</param>
    /// <param name="utf8Json">The payload. If it has several segments, they are copied into one first.</param>
    /// <param name="typeInfo">Metadata for deserializing the class.</param>
    /// <param name="options">Settings of the validation; null for the defaults.</param>
    public static T Read<T>(this Contract contract, in ReadOnlySequence<byte> utf8Json, JsonTypeInfo<T> typeInfo, ValidationOptions? options) =>
        contract.Read(utf8Json.IsSingleSegment ? utf8Json.First.Span : utf8Json.ToArray(), typeInfo, options);

    /// <summary>Reads a payload, returning findings instead of throwing an exception if it is invalid.</summary>
    /// <typeparam name="T">The class to read into.</typeparam>
    /// <param name="contract">The contract.</param>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="typeInfo">Metadata for deserializing the class; a property of a source-generated context, for example.</param>
    /// <param name="value">The object, or the default of its type if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public static bool TryRead<T>(
        this Contract contract,
        ReadOnlySpan<byte> utf8Json,
        JsonTypeInfo<T> typeInfo,
        [NotNullWhen(true)] out T? value,
        out ContractValidationResult result) => contract.TryRead(utf8Json, typeInfo, null, out value, out result);

    /// <inheritdoc cref="TryRead{T}(Contract, ReadOnlySpan{byte}, JsonTypeInfo{T}, out T, out ContractValidationResult)"/>
    /// <param name="contract">The contract.</param>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="typeInfo">Metadata for deserializing the class.</param>
    /// <param name="options">Settings of the validation; null for the defaults.</param>
    /// <param name="value">The object, or the default of its type if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public static bool TryRead<T>(
        this Contract contract,
        ReadOnlySpan<byte> utf8Json,
        JsonTypeInfo<T> typeInfo,
        ValidationOptions? options,
        [NotNullWhen(true)] out T? value,
        out ContractValidationResult result)
    {
        Require(contract, typeInfo);
        value = default;
        result = contract.Validate(utf8Json, options);
        if (!result.IsValid) return false;
        if (JsonDeserialization.TryRead(utf8Json, typeInfo, out value, out Finding? fault)) return true;
        result = new ContractValidationResult { Findings = [fault] };
        return false;
    }

    /// <inheritdoc cref="TryRead{T}(Contract, ReadOnlySpan{byte}, JsonTypeInfo{T}, out T, out ContractValidationResult)"/>
    /// <param name="contract">The contract.</param>
    /// <param name="json">The payload.</param>
    /// <param name="typeInfo">Metadata for deserializing the class.</param>
    /// <param name="value">The object, or the default of its type if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public static bool TryRead<T>(
        this Contract contract,
        string json,
        JsonTypeInfo<T> typeInfo,
        [NotNullWhen(true)] out T? value,
        out ContractValidationResult result) => contract.TryRead(Bytes(json), typeInfo, null, out value, out result);

    /// <inheritdoc cref="TryRead{T}(Contract, ReadOnlySpan{byte}, JsonTypeInfo{T}, out T, out ContractValidationResult)"/>
    /// <param name="contract">The contract.</param>
    /// <param name="json">The payload.</param>
    /// <param name="typeInfo">Metadata for deserializing the class.</param>
    /// <param name="options">Settings of the validation; null for the defaults.</param>
    /// <param name="value">The object, or the default of its type if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public static bool TryRead<T>(
        this Contract contract,
        string json,
        JsonTypeInfo<T> typeInfo,
        ValidationOptions? options,
        [NotNullWhen(true)] out T? value,
        out ContractValidationResult result) => contract.TryRead(Bytes(json), typeInfo, options, out value, out result);

    /// <summary>Reads a payload from a stream, which is read to its end and left open.</summary>
    /// <typeparam name="T">The class to read into.</typeparam>
    /// <param name="contract">The contract.</param>
    /// <param name="utf8Json">The payload, of up to <see cref="PayloadReader.DefaultMaxElementBytes"/> bytes.</param>
    /// <param name="typeInfo">Metadata for deserializing the class; a property of a source-generated context, for example.</param>
    /// <param name="options">Settings of the validation; null for the defaults.</param>
    /// <param name="cancellationToken">Token to cancel the operation, including a pending read.</param>
    /// <exception cref="ContractViolationException">The payload violates the contract, or the class cannot represent it.</exception>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static async ValueTask<T> ReadAsync<T>(
        this Contract contract,
        Stream utf8Json,
        JsonTypeInfo<T> typeInfo,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ContractReadResult<T> result = await contract.ReadResultAsync(utf8Json, typeInfo, options, cancellationToken).ConfigureAwait(false);
        return result.IsValid ? result.Value : throw Violation(contract, result.Validation);
    }

    /// <summary>Reads a payload from a stream, returning findings instead of throwing an exception if it is invalid.</summary>
    /// <inheritdoc cref="ReadAsync{T}(Contract, Stream, JsonTypeInfo{T}, ValidationOptions?, CancellationToken)"/>
    /// <remarks>Throws only for I/O errors and cancellation, never because of the payload.</remarks>
    public static async ValueTask<ContractReadResult<T>> ReadResultAsync<T>(
        this Contract contract,
        Stream utf8Json,
        JsonTypeInfo<T> typeInfo,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require(contract, typeInfo);
        using var reader = ContractReader.ForWhole(contract, utf8Json, options, leaveOpen: true);
        ContractReadResult<T>? result = null;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) result = ReadCurrent(reader, typeInfo);
        ContractValidationResult rest = reader.Finish();
        if (rest.IsValid && result is { } read) return read;
        return new ContractReadResult<T>(new ContractValidationResult
        {
            Findings = [.. result?.Findings ?? [], .. rest.Findings],
            IsWellFormed = rest.IsWellFormed && result is not { Validation.IsWellFormed: false },
            IsTruncated = rest.IsTruncated || result is { Validation.IsTruncated: true },
        });
    }

    /// <summary>
    /// Reads the elements of an array from a stream, returning each as soon as it has arrived and been validated, in memory bounded by the largest element. At
    /// the first violation an exception is thrown, after the elements before it were returned. The stream is left open.
    /// </summary>
    /// <remarks>If the contract validates the array as a whole (<c>uniqueItems</c>, for example), the complete array is read first.</remarks>
    /// <typeparam name="T">The class to read an element into.</typeparam>
    /// <param name="contract">The contract of the array.</param>
    /// <param name="utf8Json">The payload. An element can have up to <see cref="PayloadReader.DefaultMaxElementBytes"/> bytes.</param>
    /// <param name="elementTypeInfo">Metadata for deserializing an element.</param>
    /// <param name="options">Settings of the validation; null for the defaults.</param>
    /// <param name="cancellationToken">Token to cancel the operation, including a pending read.</param>
    /// <exception cref="ContractViolationException">The payload violates the contract, or the class cannot represent it.</exception>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static async IAsyncEnumerable<T> ReadListAsync<T>(
        this Contract contract,
        Stream utf8Json,
        JsonTypeInfo<T> elementTypeInfo,
        ValidationOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ContractReadResult<T> result in contract.ReadListResultsAsync(utf8Json, elementTypeInfo, options, cancellationToken).ConfigureAwait(false))
        {
            yield return result.IsValid ? result.Value : throw Violation(contract, result.Validation);
        }
    }

    /// <summary>
    /// Reads the elements of an array from a stream, returning a result for each as it arrives: the object, or the findings that prevented it. Reading
    /// continues after a violation. The stream is left open.
    /// </summary>
    /// <remarks>
    /// <para>Errors in the array itself (not an array, too few elements, truncated, trailing data) are returned as a final result without a value. An element
    /// that is not JSON ends the reading, because the next element cannot be found.</para>
    /// <para><see cref="ValidationOptions.MaxFindings"/> applies to each element.</para>
    /// </remarks>
    /// <inheritdoc cref="ReadListAsync{T}(Contract, Stream, JsonTypeInfo{T}, ValidationOptions?, CancellationToken)" path="/typeparam|/param"/>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static async IAsyncEnumerable<ContractReadResult<T>> ReadListResultsAsync<T>(
        this Contract contract,
        Stream utf8Json,
        JsonTypeInfo<T> elementTypeInfo,
        ValidationOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Require(contract, elementTypeInfo);
        using var reader = new ContractReader(contract, utf8Json, options, leaveOpen: true);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!reader.IsElement)
            {
                foreach (ContractReadResult<T> result in ReadElements(reader, elementTypeInfo)) yield return result;
            }
            else if (reader.AllowsArray)
            {
                yield return ReadCurrent(reader, elementTypeInfo);
            }
        }

        ContractValidationResult rest = reader.Finish();
        if (!rest.IsValid) yield return new ContractReadResult<T>(rest);
    }

    private static ContractReadResult<T> ReadCurrent<T>(ContractReader reader, JsonTypeInfo<T> typeInfo)
    {
        ContractValidationResult validation = reader.Validate();
        if (!validation.IsValid) return new ContractReadResult<T>(validation);
        return JsonDeserialization.TryRead(reader.Current.Span, typeInfo, out T? value, out Finding? fault)
            ? new ContractReadResult<T>(value, validation)
            : new ContractReadResult<T>(new ContractValidationResult { Findings = [reader.Locate(fault)] });
    }

    /// <summary>Returns the elements of an array that had to be validated as a whole.</summary>
    private static List<ContractReadResult<T>> ReadElements<T>(ContractReader reader, JsonTypeInfo<T> typeInfo)
    {
        ContractValidationResult validation = reader.Validate();
        if (!validation.IsValid) return [new ContractReadResult<T>(validation)];
        ReadOnlySpan<byte> json = reader.Current.Span;
        var results = new List<ContractReadResult<T>>();
        var cursor = new JsonCursor(json);
        // The contract also allows values other than arrays, which are not lists.
        if (!cursor.TryEnter(JsonKind.Array)) return [new ContractReadResult<T>(new ContractValidationResult { Findings = [reader.Locate(NoArray)] })];
        for (int index = 0; cursor.MoveToElement(); index++)
        {
            cursor.Peek();
            int start = cursor.Position;
            cursor.Skip();
            if (JsonDeserialization.TryRead(json.Slice(start, cursor.Position - start), typeInfo, out T? value, out Finding? fault))
            {
                results.Add(new ContractReadResult<T>(value, ContractValidationResult.Valid));
                continue;
            }

            fault = reader.Locate(fault.Rebase(start, TextPosition.Of(json, start), index));
            results.Add(new ContractReadResult<T>(new ContractValidationResult { Findings = [fault] }));
        }

        return results;
    }

    private static Finding NoArray => new() { Rule = "read/value", Severity = FindingSeverity.Error, Message = "Expected an array", Length = 1 };

    private static ContractViolationException Violation(Contract contract, ContractValidationResult result) => new(contract.Name, result.Findings);

    private static byte[] Bytes(string json) => Utf8Text.GetBytes(json ?? throw new ArgumentNullException(nameof(json)));

    private static void Require(Contract contract, object typeInfo)
    {
        if (contract is null) throw new ArgumentNullException(nameof(contract));
        if (typeInfo is null) throw new ArgumentNullException(nameof(typeInfo));
    }
}
