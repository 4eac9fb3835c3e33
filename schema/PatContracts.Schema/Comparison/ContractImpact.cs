namespace PatContracts.Schema;

/// <summary>Who is affected by a change of a contract, as a set of flags.</summary>
[Flags]
public enum ContractImpact
{
    /// <summary>Nobody: the payloads of both sides keep their meaning.</summary>
    Safe = 0,

    /// <summary>Code that reads payloads and was built for the old contract: the new one allows what the old one ruled out.</summary>
    BreaksReaders = 1,

    /// <summary>Code that writes payloads and was built for the old contract: the new one rules out what the old one allowed.</summary>
    BreaksWriters = 2,
}
