namespace PatContracts.Tool.Audit;

/// <summary>The source of the key of pseudonyms.</summary>
internal enum PseudonymKeySource
{
    /// <summary>The environment variable that pipelines set.</summary>
    Environment = 0,

    /// <summary>The file of the user who runs the command.</summary>
    User,

    /// <summary>Created for this run only, because there is no other: the pseudonyms of the next run are different.</summary>
    Run,
}
