namespace PatContracts.Schema;

/// <summary>Whom a change of a contract breaks, as a set. No member means that nobody is broken.</summary>
[Flags]
public enum ContractImpact
{
    /// <summary>Nobody: every payload of either side still means what it meant.</summary>
    Safe = 0,

    /// <summary>Code that reads payloads and was built for the old contract: the new one allows what the old one ruled out.</summary>
    BreaksReaders = 1,

    /// <summary>Code that writes payloads and was built for the old contract: the new one rules out what the old one allowed.</summary>
    BreaksWriters = 2,
}
