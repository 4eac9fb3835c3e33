namespace PatContracts.Schema;

/// <summary>Who is affected by a contract change, as a set of flags.</summary>
[Flags]
public enum ContractImpact
{
    /// <summary>Neither readers nor writers: payloads keep their meaning for both.</summary>
    Safe = 0,

    /// <summary>Code that reads payloads and was built for the old contract: the new one allows payloads that the old one did not.</summary>
    BreaksReaders = 1,

    /// <summary>Code that writes payloads and was built for the old contract: the new one forbids payloads that the old one allowed.</summary>
    BreaksWriters = 2,
}
