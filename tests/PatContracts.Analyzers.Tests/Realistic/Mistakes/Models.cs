//# Model that lacks members
//~ ThinToken SlimToken
[ContractModel("v3")]
public class ThinToken //! PAT4001
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }
}

//# Record that lacks members
//~ ThinRecord SlimRecord
[ContractModel("v2025")]
public sealed record ThinRecord(string Id, string Name, string[]? Scope, DateTimeOffset Created); //! PAT4001

//# Members whose types cannot hold the contract's values
//~ NarrowToken TightToken
[ContractModel("v3")]
public class NarrowToken
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    public string Scope { get; set; } = null!; //! PAT4002
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset LastUsed { get; set; } //! PAT4002
}

//# Identifier that is not a string
//~ GuidToken KeyedToken
//~ Guid int long
[ContractModel("v3")]
public class GuidToken
{
    public Guid Id { get; set; } //! PAT4002
    public string Name { get; set; } = null!;
    public string[]? Scope { get; set; }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }
}

//# Owner that is a string
//~ FlatToken PlainToken
//~ string bool
[ContractModel("v2026")]
public sealed record FlatToken(string Id, string Name, string[]? Scope, string Owner, DateTimeOffset Created); //! PAT4002

//# JSON names with an underscore
//~ last_used LastUsed last-used
//~ SnakeToken WireToken
[ContractModel("v3")]
public class SnakeToken
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    public string[]? Scope { get; set; }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }

    [JsonPropertyName("last_used")]
    public DateTimeOffset? LastUsed { get; set; } //! PAT4003
}

//# JSON names of Newtonsoft.Json
//~ NewtonsoftToken LegacyToken
[ContractModel("v3")]
public class NewtonsoftToken
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    public string[]? Scope { get; set; }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }

    [Newtonsoft.Json.JsonProperty("Managed")]
    public bool Managed { get; set; } //! PAT4003
}

//# Unknown contract
//~ v4 V3 v2025-05
//~ LostToken UnknownToken
[ContractModel("v4")] //! PAT4004
public class LostToken
{
    public string Id { get; set; } = null!;
}
