using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using PatContracts.Reading;
using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts;

/// <summary>
/// The contracts of SailPoint's personal access token payloads in one API version. Keep an instance and call it; it is safe for any number of threads.
/// </summary>
/// <remarks>
/// <see cref="IsValid(ReadOnlySpan{byte})"/> and <see cref="Validate(ReadOnlySpan{byte})"/> choose by content: an array is validated as the response of the
/// list operation, any other payload as one token. A create response is never detected by content: an object with a secret is a create response or a leak, and
/// only the caller knows which. Use <see cref="Create"/> for create responses.
/// </remarks>
/// <example><code>
/// PatContract contract = PatContract.Latest;
/// if (contract.TryRead(utf8, out GetPersonalAccessTokenResponse? token, out ContractValidationResult result)) Use(token);
/// else Log(result.Findings);
/// </code></example>
public sealed class PatContract
{
    private static readonly Dictionary<string, PatContract> ByName;
    private static ContractCatalog? _lenientCatalog;

    private readonly ContractCatalog _catalog;

    static PatContract()
    {
        Catalog = ContractCatalog.FromResources(typeof(PatContract).Assembly);
        All = [.. ContractNames.Versions.Select(version => new PatContract(version.Version, Catalog))];
        ByName = All.ToDictionary(contract => contract.Name, StringComparer.Ordinal);
    }

    private PatContract(string name, ContractCatalog catalog)
    {
        _catalog = catalog;
        Name = name;
        Token = new PatContractForm<GetPersonalAccessTokenResponse>(name, catalog, PatJson.Token, ModelReader.ReadSingle);
        List = new PatContractForm<IReadOnlyList<GetPersonalAccessTokenResponse>>(ContractNames.List(name), catalog, PatJson.TokenList, ModelReader.ReadList);
        Create = new PatContractForm<CreatePersonalAccessTokenResponse>(ContractNames.Create(name), catalog, PatJson.CreatedToken);
        CreateRequest = new PatContractForm<CreatePersonalAccessTokenRequest>(ContractNames.CreateRequest(name), catalog, PatJson.CreateRequest);
        PatchRequest = new PatContractForm<IReadOnlyList<PatPatchOperation>>(ContractNames.PatchRequest(name), catalog, PatJson.PatchRequest);
    }

    /// <summary>Every built-in contract by name: <c>v2026</c> for one token, <c>v2026-list</c> for a list, and so on.</summary>
    public static ContractCatalog Catalog { get; }

    /// <summary>The API versions, oldest first.</summary>
    public static IReadOnlyList<PatContract> All { get; }

    /// <summary>The newest version, which is the default everywhere. It accepts every token and list that an older version of the service sends.</summary>
    public static PatContract Latest => Get(ContractNames.Latest);

    /// <summary>The first version, of February 20, 2024 (<c>v3-2024-02-20</c>), without validity and expiration.</summary>
    public static PatContract V3From20240220 => Get("v3-2024-02-20");

    /// <summary>API version 3 (<c>v3</c>).</summary>
    public static PatContract V3 => Get("v3");

    /// <summary>API version 2024 (<c>v2024</c>).</summary>
    public static PatContract V2024 => Get("v2024");

    /// <summary>The beta API (<c>beta</c>).</summary>
    public static PatContract Beta => Get("beta");

    /// <summary>API version 2025 (<c>v2025</c>).</summary>
    public static PatContract V2025 => Get("v2025");

    /// <summary>API version 2026 (<c>v2026</c>).</summary>
    public static PatContract V2026 => Get("v2026");

    /// <summary>The API version, which is the name of the contract: <c>v2026</c>.</summary>
    public string Name { get; }

    /// <summary>One token: the response of the get and patch operations.</summary>
    public PatContractForm<GetPersonalAccessTokenResponse> Token { get; }

    /// <summary>A list of tokens: the response of the list operation.</summary>
    public PatContractForm<IReadOnlyList<GetPersonalAccessTokenResponse>> List { get; }

    /// <summary>A token with its secret: the response of the create operation.</summary>
    public PatContractForm<CreatePersonalAccessTokenResponse> Create { get; }

    /// <summary>The request of the create operation. Properties that only the service sets, such as <c>managed</c>, are violations.</summary>
    public PatContractForm<CreatePersonalAccessTokenRequest> CreateRequest { get; }

    /// <summary>The request of the patch operation: JSON Patch, for the properties that can be patched.</summary>
    public PatContractForm<IReadOnlyList<PatPatchOperation>> PatchRequest { get; }

    /// <summary>Returns the contract of an API version.</summary>
    /// <param name="version">The version: <c>v2026</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no contract for this version.</exception>
    public static PatContract Get(string version)
    {
        if (TryGet(version, out PatContract? contract)) return contract;
        string[] known = [.. All.Select(known => known.Name)];
        throw new KeyNotFoundException(
            $"There is no contract \"{version}\".{Suggestions.For(version, known)} The API versions with a contract are: {string.Join(", ", known)}.");
    }

    /// <summary>Returns whether there is a contract for an API version, and the contract.</summary>
    /// <param name="version">The version: <c>v2026</c>.</param>
    /// <param name="contract">The contract, or null.</param>
    public static bool TryGet(string version, [NotNullWhen(true)] out PatContract? contract) =>
        ByName.TryGetValue(version ?? throw new ArgumentNullException(nameof(version)), out contract);

    /// <summary>Returns the same contract with another profile for date-times. For example, some services omit seconds.</summary>
    /// <param name="profile">How strictly date-times are validated.</param>
    public PatContract WithDateTimes(DateTimeProfile profile)
    {
        ContractCatalog catalog = profile == DateTimeProfile.Strict ? Catalog : LazyInitializer.EnsureInitialized(ref _lenientCatalog, LoadLenient)!;
        return catalog == _catalog ? this : catalog == Catalog ? Get(Name) : new PatContract(Name, catalog);
    }

    /// <summary>Returns the contract for a payload by its content: <see cref="List"/> for an array, or else <see cref="Token"/>.</summary>
    /// <param name="utf8Json">The payload, or as much of its beginning as contains the first character that is not white space.</param>
    public Contract ForPayload(ReadOnlySpan<byte> utf8Json) => IsArray(utf8Json) ? List.Contract : Token.Contract;

    /// <summary>Returns whether a payload is JSON and conforms to the contract. Stops at the first violation; allocates nothing if the payload is valid.</summary>
    /// <param name="utf8Json">One token or a list.</param>
    public bool IsValid(ReadOnlySpan<byte> utf8Json) => IsValid(utf8Json, null);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">One token or a list.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public bool IsValid(ReadOnlySpan<byte> utf8Json, ValidationOptions? options) => ForPayload(utf8Json).IsValid(utf8Json, options);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    /// <param name="json">One token or a list.</param>
    public bool IsValid([StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json) => IsValid(json, null);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    /// <param name="json">One token or a list.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public bool IsValid(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        ValidationOptions? options) => IsValid(Bytes(json), options);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">One token or a list.</param>
    public bool IsValid(in ReadOnlySequence<byte> utf8Json) => IsValid(utf8Json, null);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">One token or a list.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public bool IsValid(in ReadOnlySequence<byte> utf8Json, ValidationOptions? options) => ForPayload(utf8Json).IsValid(utf8Json, options);

    /// <summary>Returns whether the payload of a stream is JSON and conforms to the contract. Reads no further than the first violation.</summary>
    /// <param name="utf8Json">One token or a list, from the stream's current position to its end. The stream stays open.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Token to cancel the operation, including a pending read.</param>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public async ValueTask<bool> IsValidAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var stream = new PeekedStream(utf8Json);
        await stream.PeekAsync(cancellationToken).ConfigureAwait(false);
        return await ForPayload(stream.Peeked).IsValidAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns all violations, in document order, up to <see cref="ValidationOptions.MaxFindings"/>.</summary>
    /// <param name="utf8Json">One token or a list.</param>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json) => Validate(utf8Json, (ValidationOptions?)null);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">One token or a list.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json, ValidationOptions? options) => ForPayload(utf8Json).Validate(utf8Json, options);

    /// <summary>Returns the violations of the contract and the findings of the token checks, in document order. The checks run only if the payload is JSON.</summary>
    /// <param name="utf8Json">One token or a list.</param>
    /// <param name="checks">The checks that run: <see cref="PatCheckOptions.Default"/>.</param>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json, PatCheckOptions checks) => Validate(utf8Json, checks, null);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte}, PatCheckOptions)"/>
    /// <param name="utf8Json">One token or a list.</param>
    /// <param name="checks">The checks that run: <see cref="PatCheckOptions.Default"/>.</param>
    /// <param name="options">Settings of the validation; null for the defaults.</param>
    public ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json, PatCheckOptions checks, ValidationOptions? options) =>
        ForPayload(utf8Json).Validate(utf8Json, checks, options);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <remarks>Offsets refer to the UTF-8 encoding of the string.</remarks>
    /// <param name="json">One token or a list.</param>
    public ContractValidationResult Validate([StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json) =>
        Validate(json, (ValidationOptions?)null);

    /// <inheritdoc cref="Validate(string)"/>
    /// <param name="json">One token or a list.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ContractValidationResult Validate(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        ValidationOptions? options) => Validate(Bytes(json), options);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte}, PatCheckOptions)"/>
    /// <param name="json">One token or a list.</param>
    /// <param name="checks">The checks that run: <see cref="PatCheckOptions.Default"/>.</param>
    public ContractValidationResult Validate(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        PatCheckOptions checks) => Validate(Bytes(json), checks);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">One token or a list.</param>
    public ContractValidationResult Validate(in ReadOnlySequence<byte> utf8Json) => Validate(utf8Json, null);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">One token or a list.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public ContractValidationResult Validate(in ReadOnlySequence<byte> utf8Json, ValidationOptions? options) => ForPayload(utf8Json).Validate(utf8Json, options);

    /// <summary>Validates a stream. The largest token determines the memory used.</summary>
    /// <inheritdoc cref="IsValidAsync(Stream, ValidationOptions?, CancellationToken)"/>
    public async ValueTask<ContractValidationResult> ValidateAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var stream = new PeekedStream(utf8Json);
        await stream.PeekAsync(cancellationToken).ConfigureAwait(false);
        return await ForPayload(stream.Peeked).ValidateAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one token.</summary>
    /// <inheritdoc cref="PatContractForm{T}.Read(ReadOnlySpan{byte})" path="/remarks|/exception"/>
    /// <param name="utf8Json">One token.</param>
    public GetPersonalAccessTokenResponse Read(ReadOnlySpan<byte> utf8Json) => Token.Read(utf8Json);

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">One token.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public GetPersonalAccessTokenResponse Read(ReadOnlySpan<byte> utf8Json, ValidationOptions? options) => Token.Read(utf8Json, options);

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    /// <param name="json">One token.</param>
    public GetPersonalAccessTokenResponse Read([StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json) =>
        Token.Read(json);

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    /// <param name="json">One token.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public GetPersonalAccessTokenResponse Read(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        ValidationOptions? options) => Token.Read(json, options);

    /// <summary>Reads one token, and returns findings instead of throwing an exception if that is not possible.</summary>
    /// <param name="utf8Json">One token.</param>
    /// <param name="token">The token, or null if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public bool TryRead(ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out GetPersonalAccessTokenResponse? token, out ContractValidationResult result) =>
        Token.TryRead(utf8Json, out token, out result);

    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out GetPersonalAccessTokenResponse?, out ContractValidationResult)"/>
    /// <param name="utf8Json">One token.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="token">The token, or null if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        ValidationOptions? options,
        [NotNullWhen(true)] out GetPersonalAccessTokenResponse? token,
        out ContractValidationResult result) => Token.TryRead(utf8Json, options, out token, out result);

    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out GetPersonalAccessTokenResponse?, out ContractValidationResult)"/>
    /// <param name="json">One token.</param>
    /// <param name="token">The token, or null if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public bool TryRead(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        [NotNullWhen(true)] out GetPersonalAccessTokenResponse? token,
        out ContractValidationResult result) => Token.TryRead(json, out token, out result);

    /// <summary>Reads one token from a stream, which is read to its end and left open.</summary>
    /// <inheritdoc cref="PatContractForm{T}.ReadAsync(Stream, ValidationOptions?, CancellationToken)"/>
    public ValueTask<GetPersonalAccessTokenResponse> ReadAsync(Stream utf8Json, ValidationOptions? options = null, CancellationToken cancellationToken = default) =>
        Token.ReadAsync(utf8Json, options, cancellationToken);

    /// <summary>Reads one token from a stream, and returns findings instead of throwing an exception if that is not possible.</summary>
    /// <inheritdoc cref="PatContractForm{T}.ReadResultAsync(Stream, ValidationOptions?, CancellationToken)"/>
    public ValueTask<ContractReadResult<GetPersonalAccessTokenResponse>> ReadResultAsync(
        Stream utf8Json,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => Token.ReadResultAsync(utf8Json, options, cancellationToken);

    /// <summary>Reads a list of tokens: all of them, or none if one violates the contract.</summary>
    /// <inheritdoc cref="PatContractForm{T}.Read(ReadOnlySpan{byte})" path="/remarks|/exception"/>
    /// <param name="utf8Json">An array of tokens.</param>
    public IReadOnlyList<GetPersonalAccessTokenResponse> ReadList(ReadOnlySpan<byte> utf8Json) => List.Read(utf8Json);

    /// <inheritdoc cref="ReadList(ReadOnlySpan{byte})"/>
    /// <param name="utf8Json">An array of tokens.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public IReadOnlyList<GetPersonalAccessTokenResponse> ReadList(ReadOnlySpan<byte> utf8Json, ValidationOptions? options) => List.Read(utf8Json, options);

    /// <inheritdoc cref="ReadList(ReadOnlySpan{byte})"/>
    /// <param name="json">An array of tokens.</param>
    public IReadOnlyList<GetPersonalAccessTokenResponse> ReadList(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json) => List.Read(json);

    /// <summary>Reads a list of tokens, all or none. Returns findings instead of throwing an exception if that is not possible.</summary>
    /// <param name="utf8Json">An array of tokens.</param>
    /// <param name="tokens">The tokens, or null if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public bool TryReadList(
        ReadOnlySpan<byte> utf8Json,
        [NotNullWhen(true)] out IReadOnlyList<GetPersonalAccessTokenResponse>? tokens,
        out ContractValidationResult result) => List.TryRead(utf8Json, out tokens, out result);

    /// <inheritdoc cref="TryReadList(ReadOnlySpan{byte}, out IReadOnlyList{GetPersonalAccessTokenResponse}?, out ContractValidationResult)"/>
    /// <param name="json">An array of tokens.</param>
    /// <param name="tokens">The tokens, or null if the method returns false.</param>
    /// <param name="result">The findings: those that prevented the read, or those that are not errors.</param>
    public bool TryReadList(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        [NotNullWhen(true)] out IReadOnlyList<GetPersonalAccessTokenResponse>? tokens,
        out ContractValidationResult result) => List.TryRead(json, out tokens, out result);

    /// <inheritdoc cref="ContractJsonExtensions.ReadListAsync{T}"/>
    public IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        Stream utf8Json,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => List.Contract.ReadListAsync(utf8Json, PatJson.Token, options, cancellationToken);

    /// <inheritdoc cref="ContractJsonExtensions.ReadListResultsAsync{T}"/>
    public IAsyncEnumerable<ContractReadResult<GetPersonalAccessTokenResponse>> ReadListResultsAsync(
        Stream utf8Json,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default) => List.Contract.ReadListResultsAsync(utf8Json, PatJson.Token, options, cancellationToken);

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    private Contract ForPayload(in ReadOnlySequence<byte> utf8Json)
    {
        foreach (ReadOnlyMemory<byte> segment in utf8Json)
        {
            if (new JsonCursor(segment.Span).Peek() != JsonKind.None) return ForPayload(segment.Span);
        }

        return Token.Contract;
    }

    private static bool IsArray(ReadOnlySpan<byte> utf8Json) => new JsonCursor(utf8Json).Peek() == JsonKind.Array;

    private static byte[] Bytes(string json) => Utf8Text.GetBytes(json ?? throw new ArgumentNullException(nameof(json)));

    private static ContractCatalog LoadLenient() => ContractCatalog.FromDocuments(
        Catalog.Names.Select(static name => new KeyValuePair<string, ReadOnlyMemory<byte>>(name, Catalog.Get(name).Document)),
        new ContractLoadOptions { DateTimeProfile = DateTimeProfile.Lenient, CheckMetaschema = false });
}
