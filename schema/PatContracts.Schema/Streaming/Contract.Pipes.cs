using System.IO.Pipelines;

namespace PatContracts.Schema;

public sealed partial class Contract
{
    /// <inheritdoc cref="ValidateAsync(Stream, ValidationOptions?, CancellationToken)"/>
    /// <remarks>Data that was read is consumed. On older targets, where pipes are in a separate package, pass the pipe's stream.</remarks>
    public async ValueTask<ContractValidationResult> ValidatePipeAsync(
        PipeReader utf8Json,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        await using Stream stream = utf8Json.AsStream(leaveOpen: true);
        return await ValidateAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }
}
