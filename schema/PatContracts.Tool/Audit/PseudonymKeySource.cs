namespace PatContracts.Tool.Audit;

/// <summary>Where the key of pseudonyms comes from.</summary>
internal enum PseudonymKeySource
{
    /// <summary>The environment variable that pipelines set.</summary>
    Environment = 0,

    /// <summary>The file of the user who runs the command.</summary>
    User,

    /// <summary>Made for this run alone, because there is no other: the pseudonyms of the next run are different.</summary>
    Run,
}
