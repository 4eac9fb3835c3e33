using System.Runtime.CompilerServices;
using PatContracts.Reading;
using PatContracts.Schema;

namespace PatContracts;

// Reading payloads as they arrive.
public static partial class PatContract
{
    private const int CopyBuffer = 81920;

    /// <summary>Reads one token from a stream. The stream is read to its end and left open.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <param name="utf8Json">One token.</param>
    /// <param name="contract">The name of a built-in contract of one token.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<GetPersonalAccessTokenResponse> ReadAsync(
        Stream utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using MemoryStream payload = await BufferAsync(utf8Json, cancellationToken).ConfigureAwait(false);
        return Read(Written(payload), contract, options);
    }

    /// <summary>
    /// Reads a list of tokens from a stream, one after the other: all tokens before the first that breaks the contract are given out, then the
    /// violation is thrown. The stream is read to its end and left open.
    /// </summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, ValidationOptions?)"/>
    /// <param name="utf8Json">An array of tokens.</param>
    /// <param name="contract">The name of a built-in contract of one token or of a list.</param>
    /// <param name="options">Depth and what counts as a violation; null is <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<GetPersonalAccessTokenResponse> ReadListAsync(
        Stream utf8Json,
        string contract = DefaultName,
        ValidationOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Contract list = ListOf(contract);
        using MemoryStream payload = await BufferAsync(utf8Json, cancellationToken).ConfigureAwait(false);
        bool isValid = TryReadList(Written(payload), list, out IReadOnlyList<GetPersonalAccessTokenResponse>? tokens, out ValidationResult result, options);
        foreach (GetPersonalAccessTokenResponse token in tokens ?? ReadBefore(result, Written(payload)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return token;
        }

        if (!isValid) throw new ContractViolationException(contract, result.Findings);
    }

    private static List<GetPersonalAccessTokenResponse> ReadBefore(ValidationResult result, ReadOnlySpan<byte> json)
    {
        string place = result.Findings.First(finding => finding.Severity == FindingSeverity.Error).InstancePointer;
        bool isElement = int.TryParse(place.Split('/').ElementAtOrDefault(1), out int index);
        return isElement && index > 0 ? new ModelReader(json).ReadList(index) ?? [] : [];
    }

    private static async Task<MemoryStream> BufferAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, CopyBuffer, cancellationToken).ConfigureAwait(false);
        return buffer;
    }

    private static ReadOnlySpan<byte> Written(MemoryStream buffer) => buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
}
