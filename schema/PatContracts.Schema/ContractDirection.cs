namespace PatContracts.Schema;

/// <summary>The direction in which payloads travel. In OpenAPI, <c>readOnly</c> and <c>writeOnly</c> properties are required in one direction only.</summary>
public enum ContractDirection
{
    /// <summary>Unknown, the default: every required property is required.</summary>
    Any = 0,

    /// <summary>From client to server: <c>readOnly</c> properties are not required.</summary>
    Request,

    /// <summary>From server to client: <c>writeOnly</c> properties are not required.</summary>
    Response,
}
