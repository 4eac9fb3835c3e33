using System.Diagnostics.CodeAnalysis;
using PatContracts.Checks;
using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts;

/// <summary>
/// The contracts of SailPoint's personal access token payloads, by API version. A name stands for one token (<c>v3</c>); <c>v3-list</c> is
/// the answer of the list operation, <c>v3-create</c> that of the create operation. Safe for any number of threads.
/// </summary>
public static partial class PatContract
{
    /// <summary>The contract that is meant where none is named.</summary>
    public const string DefaultName = "v3";

    private const string ListSuffix = "-list";

    /// <summary>The built-in contracts.</summary>
    public static ContractCatalog Catalog { get; } = ContractCatalog.FromResources(typeof(PatContract).Assembly);

    /// <summary>The names of all built-in contracts, in ordinal order.</summary>
    public static IReadOnlyList<string> Names => Catalog.Names;

    /// <summary>The contract of a name.</summary>
    /// <exception cref="KeyNotFoundException">No built-in contract has that name.</exception>
    public static Contract Get(string name) => Catalog.Get(name);

    /// <summary>
    /// The contract for a payload by its content: where the name is that of one token and the payload is an array, the list contract of the
    /// same version; else the contract of the name itself.
    /// </summary>
    /// <remarks>
    /// A create response is never guessed from its content: an object with a secret is a create response or a leak, and only the caller
    /// knows which. Name <c>v3-create</c> for it.
    /// </remarks>
    /// <param name="name">The name of a built-in contract.</param>
    /// <param name="utf8Json">The payload, or as much of its beginning as holds the first character that is not white space.</param>
    /// <exception cref="KeyNotFoundException">No built-in contract has that name.</exception>
    public static Contract ForPayload(string name, ReadOnlySpan<byte> utf8Json) =>
        IsArray(utf8Json) && Catalog.TryGet(name + ListSuffix, out Contract? list) ? list : Get(name);

    /// <summary>Whether a payload is an array, as its first character shows.</summary>
    internal static bool IsArray(ReadOnlySpan<byte> utf8Json) => new JsonCursor(utf8Json).Peek() == JsonKind.Array;

    /// <summary>
    /// Whether a payload is JSON and keeps the contract. Stops at the first violation; allocates nothing when the payload is valid.
    /// </summary>
    /// <param name="utf8Json">One token or, under the name of one token, a list.</param>
    /// <param name="contract">The name of a built-in contract.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <exception cref="KeyNotFoundException">No built-in contract has that name.</exception>
    public static bool IsValid(ReadOnlySpan<byte> utf8Json, string contract = DefaultName, ValidationOptions? options = null) =>
        ForPayload(contract, utf8Json).IsValid(utf8Json, options);

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <remarks>The string is copied as UTF-8 first.</remarks>
    public static bool IsValid(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        string contract = DefaultName,
        ValidationOptions? options = null) => IsValid(Utf8Text.GetBytes(json), contract, options);

    /// <summary>
    /// All violations of a contract, in document order, up to <see cref="ValidationOptions.MaxFindings"/>. The PAT checks are not run.
    /// </summary>
    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    public static ContractValidationResult Validate(ReadOnlySpan<byte> utf8Json, string contract = DefaultName, ValidationOptions? options = null) =>
        ForPayload(contract, utf8Json).Validate(utf8Json, options);

    /// <inheritdoc cref="Validate(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <remarks>Offsets are those of the string's UTF-8 form.</remarks>
    public static ContractValidationResult Validate(
        [StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json,
        string contract = DefaultName,
        ValidationOptions? options = null) => Validate(Utf8Text.GetBytes(json), contract, options);

    /// <summary>
    /// What is wrong with a payload: the violations of the contract and what the PAT checks find, together in document order, up to
    /// <see cref="ValidationOptions.MaxFindings"/>. The PAT checks run only where the payload is JSON.
    /// </summary>
    /// <param name="utf8Json">One token or, under the name of one token, a list.</param>
    /// <param name="contract">The name of a built-in contract.</param>
    /// <param name="checks">Which PAT checks run and how much they weigh; null is <see cref="PatCheckOptions.Default"/>.</param>
    /// <param name="options">Settings of the validation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <exception cref="KeyNotFoundException">No built-in contract has that name.</exception>
    public static ContractValidationResult Check(
        ReadOnlySpan<byte> utf8Json,
        string contract = DefaultName,
        PatCheckOptions? checks = null,
        ValidationOptions? options = null) => Check(utf8Json, ForPayload(contract, utf8Json), checks, options);

    /// <inheritdoc cref="Check(ReadOnlySpan{byte}, string, PatCheckOptions?, ValidationOptions?)"/>
    /// <param name="utf8Json">One token or a list, as the contract has it.</param>
    /// <param name="contract">A contract of one token or of a list of tokens.</param>
    /// <param name="checks">Which PAT checks run and how much they weigh; null is <see cref="PatCheckOptions.Default"/>.</param>
    /// <param name="options">Settings of the validation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static ContractValidationResult Check(ReadOnlySpan<byte> utf8Json, Contract contract, PatCheckOptions? checks = null, ValidationOptions? options = null)
    {
        checks ??= PatCheckOptions.Default;
        ContractValidationResult validation = contract.Validate(utf8Json, options);
        if (!validation.IsValid)
            validation = NotATokenResponse.Explain(validation, utf8Json, TokenContract.Of(contract), checks.SeverityOf(PatCheck.NotATokenResponse));
        if (!validation.IsWellFormed) return validation;
        var found = new List<Finding>();
        new PatCheckSession(contract, checks).CheckPayload(utf8Json, found);
        return found.Count == 0 ? validation : Merge(validation, found, (options ?? ValidationOptions.Default).MaxFindings);
    }

    // Behind the last finding of a validation that was cut short, nothing is known of the contract: what the checks found there goes as well.
    private static ContractValidationResult Merge(ContractValidationResult validation, List<Finding> found, int maxFindings)
    {
        IEnumerable<Finding> known = found;
        if (validation.IsTruncated)
        {
            long last = validation.Findings[validation.Findings.Count - 1].Offset;
            known = found.Where(finding => finding.Offset <= last);
        }

        // OrderBy is stable: at one place the contract's findings come first.
        Finding[] merged = [.. validation.Findings.Concat(known).OrderBy(finding => finding.Offset)];
        bool isCut = merged.Length > maxFindings;
        return new ContractValidationResult
        {
            Findings = isCut ? [.. merged.Take(maxFindings)] : merged,
            IsTruncated = validation.IsTruncated || isCut,
        };
    }
}
