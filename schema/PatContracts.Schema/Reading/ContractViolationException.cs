namespace PatContracts.Schema;

/// <summary>
/// The exception that is thrown when a payload violates its contract. The message and the findings contain locations and rules, never payload values.
/// </summary>
public class ContractViolationException : Exception
{
    /// <summary>Creates the exception with a default message.</summary>
    public ContractViolationException()
        : this("The payload violates its contract.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">The message.</param>
    public ContractViolationException(string message)
        : this(message, (Exception?)null)
    {
    }

    /// <summary>Creates the exception with a message and the exception that caused it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ContractViolationException(string message, Exception? innerException)
        : base(message, innerException)
    {
        Contract = "";
        Findings = [];
    }

    /// <summary>Creates the exception for the findings of one payload.</summary>
    /// <param name="contract">Name of the violated contract.</param>
    /// <param name="findings">The findings, in document order; at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="findings"/> is empty.</exception>
    public ContractViolationException(string contract, IReadOnlyList<Finding> findings)
        : this(contract, findings, "The payload")
    {
    }

    /// <summary>Creates the exception for the findings of one payload, with a message that begins with a subject.</summary>
    /// <param name="contract">Name of the violated contract.</param>
    /// <param name="findings">The findings, in document order; at least one.</param>
    /// <param name="subject">The subject of the message: what violates the contract.</param>
    /// <exception cref="ArgumentException"><paramref name="findings"/> is empty.</exception>
    protected ContractViolationException(string contract, IReadOnlyList<Finding> findings, string subject)
        : base(Describe(contract, findings, subject))
    {
        Contract = contract;
        Findings = findings;
    }

    /// <summary>Name of the violated contract; empty if it is unknown.</summary>
    public string Contract { get; }

    /// <summary>The findings, in document order.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static string Describe(string contract, IReadOnlyList<Finding> findings, string subject)
    {
        if (findings.Count == 0) throw new ArgumentException("At least one finding is required.", nameof(findings));
        IReadOnlyList<Finding> summary = Finding.Summarize(findings);
        string rest = summary.Count == 1 ? "" : FormattableString.Invariant($", and {summary.Count - 1} more");
        return FormattableString.Invariant($"{subject} violates the contract {contract}: {summary[0]} (at \"{summary[0].InstancePointer}\"){rest}");
    }
}
