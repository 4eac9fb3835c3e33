namespace PatContracts.Tool.Audit;

/// <summary>The source of the key of the pseudonyms.</summary>
internal enum PseudonymKeySource
{
    /// <summary>The environment variable that pipelines set.</summary>
    Environment = 0,

    /// <summary>The file of the user who runs the command.</summary>
    User,

    /// <summary>Created for this run only, because no other key is available. The pseudonyms of the next run will be different.</summary>
    Run,
}
