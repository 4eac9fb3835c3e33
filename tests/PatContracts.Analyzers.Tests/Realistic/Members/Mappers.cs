//# Mapper from a row
//~ FromRow ToToken Map Convert
//~ GetPat AccessToken CachedToken
//~ row entity source
public static class RowMapper
{
    public static GetPat FromRow(ServiceRow row) => new()
    {
        Id = row.Id,
        Name = row.Label,
        Scope = row.Scopes?.Split(' '),
        Owner = new PatOwner { Type = "IDENTITY", Id = row.OwnerId, Name = row.OwnerName },
        Created = row.CreatedAt,
        LastUsed = row.LastUsedAt,
        Managed = row.IsManaged ?? false,
    };
}

//# Mapper that assigns members one by one
//~ GetPat AccessToken CachedToken
//~ token result target pat
//~ row dbRow source
public sealed class StepwiseMapper
{
    public GetPat Map(ServiceRow row)
    {
        var token = new GetPat();
        token.Id = row.Id;
        token.Name = row.Label.Trim();
        token.Scope = Scopes.Split(row.Scopes);
        token.Owner = Owners.Of(row.OwnerId);
        token.Created = row.CreatedAt;
        if (row.LastUsedAt is { } used)
        {
            token.LastUsed = used;
        }

        token.Managed = row.IsManaged.GetValueOrDefault();
        return token;
    }
}

//# Mapper into an existing object
//~ GetPat AccessToken CachedToken
//~ target token existing
public static class UpdateMapper
{
    public static void Apply(TokenRow row, GetPat target)
    {
        target.Name = row.Label;
        target.Scope = row.Scopes?.Split(',');
        target.LastUsed = row.LastUsedAt;
    }

    public static GetPat Create(TokenRow row)
    {
        var target = new GetPat { Id = row.Id, Owner = Owners.Of(row.OwnerId), Created = row.CreatedAt };
        Apply(row, target);
        return target;
    }
}

//# Mapper between two bound models
//~ source token from
//~ Export Mirror Archive
public static class ModelMapper
{
    public static AccessToken Export(GetPat source) => new()
    {
        Id = source.Id,
        Name = source.Name,
        Scope = source.Scope,
        Owner = source.Owner,
        Created = source.Created,
        LastUsed = source.LastUsed,
        Managed = source.Managed,
    };

    public static GetPat Back(AccessToken source) => new()
    {
        Id = source.Id,
        Name = source.Name,
        Scope = source.Scope,
        Owner = source.Owner,
        Created = source.Created,
        LastUsed = source.LastUsed,
        Managed = source.Managed ?? false,
    };
}

//# Mapper to a positional record
//~ row r entry
//~ Store Convert
public static class PositionalMapper
{
    public static StoredToken Store(ServiceRow row) =>
        new(row.Id, row.Label, Scopes.Split(row.Scopes), Owners.Of(row.OwnerId), row.CreatedAt, row.IsManaged == true)
        {
            LastUsed = row.LastUsedAt,
        };

    public static StoredToken Copy(GetPat token) => new(token.Id, token.Name, token.Scope, token.Owner, token.Created, token.Managed);

    public static StoredToken Named(GetPat token) => new(
        Id: token.Id,
        Name: token.Name,
        Scope: token.Scope,
        Owner: token.Owner,
        Created: token.Created,
        Managed: token.Managed);
}

//# Mapper interface with implementations
//~ GetPat AccessToken CachedToken
//~ ITokenMapper IConverter
public interface ITokenMapper<in TSource, out TTarget>
{
    TTarget Map(TSource source);
}

public sealed class RowToToken(IDirectory directory) : ITokenMapper<TokenRow, GetPat>
{
    public GetPat Map(TokenRow source)
    {
        var person = directory.Find(source.OwnerId);
        return new GetPat
        {
            Id = source.Id,
            Name = source.Label,
            Scope = string.IsNullOrWhiteSpace(source.Scopes) ? null : source.Scopes.Split(' '),
            Owner = person is null ? Owners.Of(source.OwnerId) : Owners.Of(person),
            Created = source.CreatedAt,
        };
    }
}

//# Mapper library that is called
//~ GetPat AccessToken CachedToken
//~ mapper map
public sealed class LibraryMapping(IMapper mapper)
{
    public GetPat New(TokenRow row) => mapper.Map<GetPat>(row);

    public GetPat Into(TokenRow row) => mapper.Map(row, new GetPat());

    public GetPat Filled(TokenRow row)
    {
        var token = new GetPat();
        mapper.Map(row, token);
        return token;
    }
}

//# Summary and back
//~ token pat t
//~ Summarize ToSummary
public static class SummaryMapper
{
    public static TokenSummary Summarize(GetPat token) => new(token.Id, token.Name, token.Managed);

    public static object ForTable(GetPat token) => new { token.Id, token.Name, Owner = token.Owner.Name ?? token.Owner.Id, Deletable = !token.Managed };

    public static string Line(GetPat token) => $"{token.Id};{token.Name};{(token.Managed ? "platform" : "person")};{token.LastUsed:O}";
}

//# Mapper with a switch on the version of a row
//~ GetPat AccessToken CachedToken
//~ row record
public static class VersionedMapper
{
    public static GetPat Map(TokenRow row)
    {
        var token = new GetPat { Id = row.Id, Owner = Owners.Of(row.OwnerId), Created = row.CreatedAt };
        switch (row.Version)
        {
            case 1:
                token.Name = row.Label;
                token.Scope = null;
                break;
            case 2:
                token.Name = row.Label.Trim();
                token.Scope = row.Scopes?.Split(',');
                break;
            default:
                throw new NotSupportedException($"Version {row.Version} of a row is not known.");
        }

        return token;
    }
}

//# Mapper through a tuple
//~ GetPat AccessToken CachedToken
//~ Cut Take Divide
public static class TupleMapper
{
    private static (string Id, string Name, DateTimeOffset Created) Cut(string line)
    {
        var parts = line.Split(';');
        return (parts[0], parts[1], DateTimeOffset.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    public static GetPat Map(string line, PatOwner owner)
    {
        var (id, name, created) = Cut(line);
        return new GetPat { Id = id, Name = name, Scope = [], Owner = owner, Created = created };
    }

    public static GetPat MapStepwise(string line, PatOwner owner)
    {
        var token = new GetPat { Owner = owner, Scope = null };
        (token.Id, token.Name, token.Created) = Cut(line);
        return token;
    }
}

//# Mapper that takes its pieces as parameters
//~ GetPat AccessToken CachedToken
//~ Assemble Compose New
public static class Assembly
{
    public static GetPat Assemble(
        string id,
        string? name,
        PatOwner? owner = null,
        IEnumerable<string>? scope = null,
        DateTimeOffset? created = null,
        bool managed = false) => new()
    {
        Id = id,
        Name = name ?? $"token-{id}",
        Scope = scope?.ToArray(),
        Owner = owner ?? new PatOwner(),
        Created = created ?? DateTimeOffset.UtcNow,
        Managed = managed,
    };

    public static GetPat Short(string id) => Assemble(id, name: null, scope: [Scopes.Default]);
}

//# Implicit and explicit conversion operators
//~ TokenView TokenItem TokenEntry
//~ value view
public sealed class TokenView
{
    public string Key { get; init; } = "";
    public string Title { get; init; } = "";
    public bool IsSystem { get; init; }
    public DateTimeOffset Since { get; init; }

    public static explicit operator GetPat(TokenView value) => new()
    {
        Id = value.Key,
        Name = value.Title,
        Scope = null,
        Owner = new PatOwner(),
        Created = value.Since,
        Managed = value.IsSystem,
    };

    public static implicit operator TokenView(GetPat value) => new() { Key = value.Id, Title = value.Name, Since = value.Created, IsSystem = value.Managed };
}

//# Copy constructor and clone of a class of the project
//~ token other source
[ContractModel("v3")]
public class EditableToken
{
    public EditableToken(string id, string name)
    {
        Id = id;
        Name = name;
        Created = DateTimeOffset.UtcNow;
        Scope = [];
        Owner = new PatOwner();
    }

    public EditableToken(EditableToken token)
    {
        Id = token.Id;
        Name = token.Name;
        Scope = [.. token.Scope ?? []];
        Owner = token.Owner;
        Created = token.Created;
        Managed = token.Managed;
    }

    public string Id { get; set; }
    public string Name { get; set; }
    public List<string>? Scope { get; set; }
    public PatOwner Owner { get; set; }
    public DateTimeOffset Created { get; set; }
    public bool Managed { get; set; }

    public EditableToken Clone() => new(this);

    public EditableToken Renamed(string name) => new(this) { Name = name };

    public static EditableToken Blank() => new("0", "blank");
}

//# Shallow clone
//~ ShallowToken ClonedToken
[ContractModel("v3")]
public class ShallowToken : ICloneable
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string[]? Scope { get; set; }
    public PatOwner? Owner { get; set; }
    public DateTimeOffset Created { get; set; }
    public bool Managed { get; set; }

    public ShallowToken Copy() => (ShallowToken)MemberwiseClone();

    object ICloneable.Clone() => Copy();

    public ShallowToken WithName(string name)
    {
        var copy = Copy();
        copy.Name = name;
        return copy;
    }
}
