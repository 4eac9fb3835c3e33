using System.Diagnostics.CodeAnalysis;
using PatContracts.Reading;
using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts;

// Reading payloads into models: validated, then materialised from the same bytes.
public static partial class PatContract
{
    /// <summary>Reads one token. The payload is validated first, at a small part of what reading costs.</summary>
    /// <remarks>
    /// <para>Date-times keep their offset; one beyond 14 hours, which <see cref="DateTimeOffset"/> does not have, becomes UTC. Fractions
    /// finer than 100 nanoseconds are cut off. A leap second (23:59:60) reads as the last tick of 23:59:59. What lies outside of the years
    /// 1 to 9999 UTC becomes <see cref="DateTimeOffset.MinValue"/> or <see cref="DateTimeOffset.MaxValue"/>.</para>
    /// <para>Properties that the model has no member for are passed over. Of a property that is there twice (where the options allow it)
    /// the last counts.</para>
    /// </remarks>
    /// <param name="utf8Json">One token.</param>
    /// <param name="contract">The name of a built-in contract of one token.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <exception cref="ContractViolationException">The payload breaks the contract, or a .NET value cannot hold what it says.</exception>
    /// <exception cref="KeyNotFoundException">No built-in contract has that name.</exception>
    public static GetPersonalAccessTokenResponse Read(ReadOnlySpan<byte> utf8Json, string contract = DefaultName, ValidationOptions? options = null) =>
        TryRead(utf8Json, out GetPersonalAccessTokenResponse? token, out ContractValidationResult result, contract, options)
            ? token
            : throw new ContractViolationException(contract, result.Findings);

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <param name="json">One token.</param>
    /// <param name="contract">The name of a built-in contract of one token.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static GetPersonalAccessTokenResponse Read(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        string contract = DefaultName,
        ValidationOptions? options = null) => Read(Utf8Text.GetBytes(json), contract, options);

    /// <summary>Reads one token under a contract of the caller's own: one loaded with lenient date-times, for example.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <param name="utf8Json">One token.</param>
    /// <param name="contract">A contract of one token. What it allows and the model cannot hold is a <c>read/type</c> finding.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static GetPersonalAccessTokenResponse Read(ReadOnlySpan<byte> utf8Json, Contract contract, ValidationOptions? options = null) =>
        TryRead(utf8Json, contract, out GetPersonalAccessTokenResponse? token, out ContractValidationResult result, options)
            ? token
            : throw new ContractViolationException(NameOf(contract), result.Findings);

    /// <summary>Reads one token and says what is wrong instead of throwing.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, ValidationOptions?)" path="/remarks"/>
    /// <param name="utf8Json">One token.</param>
    /// <param name="token">The token, or null where the answer is false.</param>
    /// <param name="result">The findings: those that stopped the reading, or those that are no errors.</param>
    /// <param name="contract">The name of a built-in contract of one token.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <exception cref="KeyNotFoundException">No built-in contract has that name.</exception>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        [NotNullWhen(true)] out GetPersonalAccessTokenResponse? token,
        out ContractValidationResult result,
        string contract = DefaultName,
        ValidationOptions? options = null) => TryRead(utf8Json, Get(contract), out token, out result, options);

    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out GetPersonalAccessTokenResponse?, out ContractValidationResult, string, ValidationOptions?)"/>
    /// <param name="json">One token.</param>
    /// <param name="token">The token, or null where the answer is false.</param>
    /// <param name="result">The findings: those that stopped the reading, or those that are no errors.</param>
    /// <param name="contract">The name of a built-in contract of one token.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static bool TryRead(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        [NotNullWhen(true)] out GetPersonalAccessTokenResponse? token,
        out ContractValidationResult result,
        string contract = DefaultName,
        ValidationOptions? options = null) => TryRead(Utf8Text.GetBytes(json), Get(contract), out token, out result, options);

    /// <summary>Reads one token under a contract of the caller's own, and says what is wrong instead of throwing.</summary>
    /// <param name="utf8Json">One token.</param>
    /// <param name="contract">A contract of one token. What it allows and the model cannot hold is a <c>read/type</c> finding.</param>
    /// <param name="token">The token, or null where the answer is false.</param>
    /// <param name="result">The findings: those that stopped the reading, or those that are no errors.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        Contract contract,
        [NotNullWhen(true)] out GetPersonalAccessTokenResponse? token,
        out ContractValidationResult result,
        ValidationOptions? options = null)
    {
        token = null;
        result = contract.Validate(utf8Json, options);
        if (!result.IsValid) return false;
        var reader = new ModelReader(utf8Json);
        token = reader.ReadSingle();
        if (token is null) result = new ContractValidationResult { Findings = [reader.Fault!] };
        return token is not null;
    }

    /// <summary>Reads a list of tokens, all of it or nothing.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <param name="utf8Json">An array of tokens.</param>
    /// <param name="contract">The name of a built-in contract of one token or of a list.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static IReadOnlyList<GetPersonalAccessTokenResponse> ReadList(
        ReadOnlySpan<byte> utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null) =>
        TryReadList(utf8Json, out IReadOnlyList<GetPersonalAccessTokenResponse>? tokens, out ContractValidationResult result, contract, options)
            ? tokens
            : throw new ContractViolationException(contract, result.Findings);

    /// <inheritdoc cref="ReadList(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <param name="json">An array of tokens.</param>
    /// <param name="contract">The name of a built-in contract of one token or of a list.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static IReadOnlyList<GetPersonalAccessTokenResponse> ReadList(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        string contract = DefaultName,
        ValidationOptions? options = null) => ReadList(Utf8Text.GetBytes(json), contract, options);

    /// <summary>Reads a list of tokens under a contract of the caller's own, all of it or nothing.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <param name="utf8Json">An array of tokens.</param>
    /// <param name="contract">A contract of a list of tokens. What it allows and the model cannot hold is a <c>read/type</c>
    /// finding.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static IReadOnlyList<GetPersonalAccessTokenResponse> ReadList(ReadOnlySpan<byte> utf8Json, Contract contract, ValidationOptions? options = null) =>
        TryReadList(utf8Json, contract, out IReadOnlyList<GetPersonalAccessTokenResponse>? tokens, out ContractValidationResult result, options)
            ? tokens
            : throw new ContractViolationException(NameOf(contract), result.Findings);

    /// <summary>Reads a list of tokens, all of it or nothing, and says what is wrong instead of throwing.</summary>
    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out GetPersonalAccessTokenResponse?, out ContractValidationResult, string, ValidationOptions?)"/>
    /// <param name="utf8Json">An array of tokens.</param>
    /// <param name="tokens">The tokens, or null where the answer is false.</param>
    /// <param name="result">The findings: those that stopped the reading, or those that are no errors.</param>
    /// <param name="contract">The name of a built-in contract of one token or of a list.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static bool TryReadList(
        ReadOnlySpan<byte> utf8Json,
        [NotNullWhen(true)] out IReadOnlyList<GetPersonalAccessTokenResponse>? tokens,
        out ContractValidationResult result,
        string contract = DefaultName,
        ValidationOptions? options = null) => TryReadList(utf8Json, ListOf(contract), out tokens, out result, options);

    /// <inheritdoc cref="TryReadList(ReadOnlySpan{byte}, out IReadOnlyList{GetPersonalAccessTokenResponse}?, out ContractValidationResult, string,
    /// ValidationOptions?)"/>
    /// <param name="json">An array of tokens.</param>
    /// <param name="tokens">The tokens, or null where the answer is false.</param>
    /// <param name="result">The findings: those that stopped the reading, or those that are no errors.</param>
    /// <param name="contract">The name of a built-in contract of one token or of a list.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static bool TryReadList(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        [NotNullWhen(true)] out IReadOnlyList<GetPersonalAccessTokenResponse>? tokens,
        out ContractValidationResult result,
        string contract = DefaultName,
        ValidationOptions? options = null) => TryReadList(Utf8Text.GetBytes(json), ListOf(contract), out tokens, out result, options);

    /// <summary>
    /// Reads a list of tokens under a contract of the caller's own, all of it or nothing, and says what is wrong instead of throwing.
    /// </summary>
    /// <param name="utf8Json">An array of tokens.</param>
    /// <param name="contract">A contract of a list of tokens. What it allows and the model cannot hold is a <c>read/type</c>
    /// finding.</param>
    /// <param name="tokens">The tokens, or null where the answer is false.</param>
    /// <param name="result">The findings: those that stopped the reading, or those that are no errors.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static bool TryReadList(
        ReadOnlySpan<byte> utf8Json,
        Contract contract,
        [NotNullWhen(true)] out IReadOnlyList<GetPersonalAccessTokenResponse>? tokens,
        out ContractValidationResult result,
        ValidationOptions? options = null)
    {
        tokens = null;
        result = contract.Validate(utf8Json, options);
        if (!result.IsValid) return false;
        var reader = new ModelReader(utf8Json);
        tokens = reader.ReadList();
        if (tokens is null) result = new ContractValidationResult { Findings = [reader.Fault!] };
        return tokens is not null;
    }

    private static Contract ListOf(string name) => Catalog.TryGet(name + ListSuffix, out Contract? list) ? list : Get(name);
}
