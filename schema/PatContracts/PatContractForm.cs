using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts;

/// <summary>One of the contracts of an API version: for one token, a list, the create response, or the create or patch request.</summary>
/// <typeparam name="T">The model that payloads are read into.</typeparam>
public sealed class PatContractForm<T>
    where T : class
{
    private readonly ContractCatalog _catalog;
    private readonly JsonTypeInfo<T> _typeInfo;
    private readonly FastReader? _fastReader;

    internal PatContractForm(string name, ContractCatalog catalog, JsonTypeInfo<T> typeInfo, FastReader? fastReader = null)
    {
        Name = name;
        _fastReader = fastReader;
        _catalog = catalog;
        _typeInfo = typeInfo;
    }

    /// <summary>Creates a model from a valid payload, or returns null to leave it to the serializer.</summary>
    internal delegate T? FastReader(ReadOnlySpan<byte> utf8Json);

    /// <summary>The contract's name: <c>v2026</c>, <c>v2026-list</c>, <c>v2026-create</c>.</summary>
    public string Name { get; }

    /// <summary>The compiled contract. It is loaded on first use.</summary>
    public Contract Contract => _catalog.Get(Name);

    /// <inheritdoc cref="Contract.IsValid(ReadOnlySpan{byte})"/>
    public bool IsValid(ReadOnlySpan<byte> utf8Json) => Contract.IsValid(utf8Json);

    /// <inheritdoc cref="Contract.IsValid(ReadOnlySpan{byte}, ValidationOptions?)"/>
    public bool IsValid(ReadOnlySpan<byte> utf8Json, ValidationOptions? options) => Contract.IsValid(utf8Json, options);

    /// <inheritdoc cref="Contract.IsValid(string)"/>
    public bool IsValid([StringSyntax(StringSyntaxAttribute.Json)] string json) => Contract.IsValid(Bytes(json));

    /// <inheritdoc cref="Contract.IsValid(string, ValidationOptions?)"/>
    public bool IsValid([StringSyntax(StringSyntaxAttribute.Json)] string json, ValidationOptions? options) => Contract.IsValid(Bytes(json), options);

    /// <inheritdoc cref="Contract.IsValidAsync(Stream, ValidationOptions?, CancellationToken)"/>
    public ValueTask<bool> IsValidAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default) =>
        Contract.IsValidAsync(utf8Json, options, cancellationToken);

    /// <inheritdoc cref="Contract.Validate(ReadOnlySpan{byte})"/>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json) => Contract.Validate(utf8Json);

    /// <inheritdoc cref="Contract.Validate(ReadOnlySpan{byte}, ValidationOptions?)"/>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json, ValidationOptions? options) => Contract.Validate(utf8Json, options);

    /// <inheritdoc cref="PatCheckExtensions.Validate(Contract, ReadOnlySpan{byte}, PatCheckOptions)"/>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="checks">The checks that run: <see cref="PatCheckOptions.Default"/>.</param>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json, PatCheckOptions checks) => Contract.Validate(utf8Json, checks);

    /// <inheritdoc cref="Contract.Validate(string)"/>
    public ContractValidationResult Validate([StringSyntax(StringSyntaxAttribute.Json)] string json) => Contract.Validate(Bytes(json));

    /// <inheritdoc cref="Contract.Validate(string, ValidationOptions?)"/>
    public ContractValidationResult Validate([StringSyntax(StringSyntaxAttribute.Json)] string json, ValidationOptions? options) =>
        Contract.Validate(Bytes(json), options);

    /// <inheritdoc cref="Contract.ValidateAsync(Stream, ValidationOptions?, CancellationToken)"/>
    public ValueTask<ContractValidationResult> ValidateAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default) =>
        Contract.ValidateAsync(utf8Json, options, cancellationToken);

    /// <summary>Reads a payload. Validates it first, which takes a small part of the time for reading.</summary>
    /// <remarks>
    /// <para>Date-times keep their offset, unless it exceeds 14 hours, which <see cref="DateTimeOffset"/> cannot represent; they are then converted to UTC.
    /// Fractions finer than 100 nanoseconds are truncated. A leap second (23:59:60) is read as the last tick of 23:59:59. A time outside the years 1 to 9999
    /// UTC becomes <see cref="DateTimeOffset.MinValue"/> or <see cref="DateTimeOffset.MaxValue"/>.</para>
    /// <para>Properties that the model has no member for are ignored. If a property occurs twice (and the options allow it), the last one is used.</para>
    /// </remarks>
    /// <param name="utf8Json">The payload.</param>
    /// <exception cref="ContractViolationException">The payload violates the contract, or .NET cannot represent it.</exception>
    public T Read(ReadOnlySpan<byte> utf8Json) => Read(utf8Json, null);

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public T Read(ReadOnlySpan<byte> utf8Json, ValidationOptions? options) =>
        TryRead(utf8Json, options, out T? value, out ContractValidationResult result) ? value : throw new ContractViolationException(Name, result.Findings);

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    /// <param name="json">The payload.</param>
    public T Read([StringSyntax(StringSyntaxAttribute.Json)] string json) => Read(Bytes(json), null);

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    /// <param name="json">The payload.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public T Read([StringSyntax(StringSyntaxAttribute.Json)] string json, ValidationOptions? options) => Read(Bytes(json), options);

    /// <summary>Reads a payload, and returns findings instead of throwing an exception if that is not possible.</summary>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="value">The model, or null if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public bool TryRead(ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out T? value, out ContractValidationResult result) =>
        TryRead(utf8Json, null, out value, out result);

    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out T, out ContractValidationResult)"/>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="value">The model, or null if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public bool TryRead(ReadOnlySpan<byte> utf8Json, ValidationOptions? options, [NotNullWhen(true)] out T? value, out ContractValidationResult result)
    {
        Contract contract = Contract;
        if (_fastReader is null) return contract.TryRead(utf8Json, _typeInfo, options, out value, out result);
        result = contract.Validate(utf8Json, options);
        value = result.IsValid ? _fastReader(utf8Json) : null;
        return value is not null || (result.IsValid && contract.TryRead(utf8Json, _typeInfo, options, out value, out result));
    }

    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out T, out ContractValidationResult)"/>
    /// <param name="json">The payload.</param>
    /// <param name="value">The model, or null if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public bool TryRead(
        [StringSyntax(StringSyntaxAttribute.Json)] string json,
        [NotNullWhen(true)] out T? value,
        out ContractValidationResult result) => TryRead(Bytes(json), null, out value, out result);

    /// <summary>Reads a payload from a stream, which is read to its end and left open.</summary>
    /// <param name="utf8Json">The payload, of up to <see cref="PayloadReader.DefaultMaxElementBytes"/>.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Token to cancel the operation, including a pending read.</param>
    /// <exception cref="ContractViolationException">The payload violates the contract, or .NET cannot represent it.</exception>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public ValueTask<T> ReadAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default) =>
        Contract.ReadAsync(utf8Json, _typeInfo, options, cancellationToken);

    /// <summary>Reads a payload from a stream, and returns findings instead of throwing an exception if that is not possible.</summary>
    /// <remarks>Throws only for I/O errors and cancellation, never because of the payload.</remarks>
    /// <param name="utf8Json">The payload, of up to <see cref="PayloadReader.DefaultMaxElementBytes"/>.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Token to cancel the operation, including a pending read.</param>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public ValueTask<ContractReadResult<T>> ReadResultAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default) =>
        Contract.ReadResultAsync(utf8Json, _typeInfo, options, cancellationToken);

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    private static byte[] Bytes(string json) => Utf8Text.GetBytes(json ?? throw new ArgumentNullException(nameof(json)));
}
