using PatContracts.Schema;

namespace PatContracts;

/// <summary>A payload breaks its contract. The message and the findings hold places and rules, never payload values.</summary>
public class ContractViolationException : Exception
{
    /// <summary>Creates the exception for the findings of one payload.</summary>
    /// <param name="contract">Name of the contract that was broken.</param>
    /// <param name="findings">What is wrong, in document order; at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="findings"/> is empty.</exception>
    public ContractViolationException(string contract, IReadOnlyList<Finding> findings)
        : this(contract, findings, "The payload")
    {
    }

    /// <summary>Creates the exception for the findings of one payload, with words of its own for what broke the contract.</summary>
    /// <param name="contract">Name of the contract that was broken.</param>
    /// <param name="findings">What is wrong, in document order; at least one.</param>
    /// <param name="subject">What broke the contract, as the first words of the message.</param>
    /// <exception cref="ArgumentException"><paramref name="findings"/> is empty.</exception>
    protected ContractViolationException(string contract, IReadOnlyList<Finding> findings, string subject)
        : base(Describe(contract, findings, subject))
    {
        Contract = contract;
        Findings = findings;
    }

    /// <summary>Name of the contract that was broken.</summary>
    public string Contract { get; }

    /// <summary>What is wrong, in document order. Never empty.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static string Describe(string contract, IReadOnlyList<Finding> findings, string subject)
    {
        if (findings.Count == 0) throw new ArgumentException("A violation has at least one finding.", nameof(findings));
        string rest = findings.Count == 1 ? "" : FormattableString.Invariant($", and {findings.Count - 1} more");
        return FormattableString.Invariant($"{subject} breaks the contract {contract}: {findings[0]} (at \"{findings[0].InstancePointer}\"){rest}");
    }
}
