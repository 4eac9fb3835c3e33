namespace PatContracts;

/// <summary>The kinds of operations on personal access tokens.</summary>
public enum PatOperationKind
{
    /// <summary>Lists tokens: GET on the collection.</summary>
    List = 0,

    /// <summary>Gets one token: GET on a token.</summary>
    Get,

    /// <summary>Creates a token: POST on the collection. The response contains its secret.</summary>
    Create,

    /// <summary>Updates a token: PATCH on a token.</summary>
    Update,
}
