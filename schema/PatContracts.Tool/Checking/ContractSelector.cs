namespace PatContracts.Tool.Checking;

/// <summary>Selects the contract for each payload of an input.</summary>
internal abstract class ContractSelector
{
    /// <summary>Returns the contract for a payload.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="operation">The operation that the payload is the response of, which determines the version and the form; null if it is unknown.</param>
    public abstract SelectedContract For(ReadOnlySpan<byte> payload, PatOperation? operation = null);

    /// <summary>
    /// Returns the contract for one line of NDJSON: as <see cref="For"/>, but without the checks that compare tokens (<see cref="CompareTokens"/>).
    /// </summary>
    public abstract SelectedContract ForLine(ReadOnlySpan<byte> payload);

    /// <summary>Starts the checks that compare the tokens on the lines of an input; null if there are no such checks.</summary>
    public abstract PatCheckSession? CompareTokens();

    /// <summary>The name of the contract in reports.</summary>
    public abstract string Name { get; }
}
