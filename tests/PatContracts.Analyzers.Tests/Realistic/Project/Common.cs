// Types that the members of the project share: models, database rows, transfer objects, and services.
global using System;
global using System.Collections.Concurrent;
global using System.Collections.Generic;
global using System.Diagnostics;
global using System.Diagnostics.CodeAnalysis;
global using System.Globalization;
global using System.IO;
global using System.Linq;
global using System.Linq.Expressions;
global using System.Net.Http;
global using System.Net.Http.Json;
global using System.Text;
global using System.Text.Json;
global using System.Text.Json.Nodes;
global using System.Text.Json.Serialization;
global using System.Threading;
global using System.Threading.Tasks;
global using Acme;
global using Data;
global using Libraries;
global using PatContracts;
global using GetPat = PatContracts.GetPersonalAccessTokenResponse;

namespace Acme;

/// <summary>A class with setters. The flag can be absent.</summary>
[ContractModel("v3")]
public class AccessToken
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public IReadOnlyList<string>? Scope { get; set; }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? LastUsed { get; set; }
    public bool? Managed { get; set; }
}

/// <summary>A record with accessors.</summary>
[ContractModel("v2025")]
public record CachedToken
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    public IReadOnlyList<string>? Scope { get; set; }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }
    public DateTimeOffset? LastUsed { get; set; }
    public bool Managed { get; set; }
    public int AccessTokenValiditySeconds { get; set; } = 43200;
    public DateTimeOffset? ExpirationDate { get; set; }
}

/// <summary>A positional record.</summary>
[ContractModel("v3")]
public record StoredToken(string Id, string Name, IReadOnlyList<string>? Scope, PatOwner Owner, DateTimeOffset Created, bool Managed = false)
{
    public DateTimeOffset? LastUsed { get; init; }
}

/// <summary>A class with required members.</summary>
[ContractModel("v2026")]
public sealed class StrictToken
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string>? Scope { get; init; }
    public required PatOwner Owner { get; init; }
    public required DateTimeOffset Created { get; init; }
    public DateTimeOffset? LastUsed { get; init; }
    public bool Managed { get; init; }
}

/// <summary>A database row, which is not bound.</summary>
public class TokenRow
{
    public string Id { get; set; } = "";
    public string Label { get; set; } = "";
    public string? Scopes { get; set; }
    public string OwnerId { get; set; } = "";
    public string OwnerName { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public int Version { get; set; }
}

/// <summary>A database row with the flag.</summary>
public sealed class ServiceRow : TokenRow
{
    public bool? IsManaged { get; set; }
}

/// <summary>The request of the front end.</summary>
public sealed record TokenRequest(string Name, string[]? Scopes, string OwnerId, bool Rotate = false);

public sealed record TokenSummary(string Id, string Name, bool Managed);

public sealed class TokenOptions
{
    public string Name { get; set; } = "automation";
    public string[] Scopes { get; set; } = [];
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(90);
    public bool DryRun { get; set; }
}

public sealed record Person(string Id, string Name, string? Mail);

public interface ITokenClient
{
    Task<List<GetPat>> ListAsync(string? ownerId = null, CancellationToken cancellationToken = default);
    Task<GetPat?> FindAsync(string id, CancellationToken cancellationToken = default);
    Task<CreatePersonalAccessTokenResponse> CreateAsync(string name, IEnumerable<string>? scope, CancellationToken cancellationToken = default);
    Task DeleteAsync(string id, CancellationToken cancellationToken = default);
    Task RevokeAsync(string id, CancellationToken cancellationToken = default);
    Task RotateAsync(string id, CancellationToken cancellationToken = default);
    IAsyncEnumerable<GetPat> StreamAsync(CancellationToken cancellationToken = default);
}

public interface ITokenStore
{
    GetPat? Load(string id);
    bool TryGet(string id, [NotNullWhen(true)] out GetPat? token);
    void Save(GetPat token);
    Task SaveAsync(GetPat token, CancellationToken cancellationToken = default);
    void Delete(string id);
}

public interface IDirectory
{
    Person? Find(string id);
    Task<Person> GetAsync(string id, CancellationToken cancellationToken = default);
}

public abstract class TokenContext : DbContext
{
    public abstract DbSet<ServiceRow> Rows { get; }
    public abstract DbSet<AccessToken> Tokens { get; }
}

public static class Owners
{
    public static PatOwner Of(string id) => new() { Type = "IDENTITY", Id = id };
    public static PatOwner Of(Person person) => new() { Type = "IDENTITY", Id = person.Id, Name = person.Name };
}

public static class Scopes
{
    public const string All = "sp:scopes:all";
    public const string Default = "sp:scopes:default";

    public static string[]? Split(string? scopes) => scopes?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
