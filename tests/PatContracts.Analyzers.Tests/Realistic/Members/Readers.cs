//# Converter that reads and writes tokens
//~ reader json
//~ GetPat AccessToken
public sealed class CompactConverter : JsonConverter<GetPat>
{
    public override GetPat Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var document = JsonElement.ParseValue(ref reader);
        return new GetPat
        {
            Id = document[0].GetString()!,
            Name = document[1].GetString()!,
            Scope = null,
            Owner = new PatOwner { Id = document[2].GetString() },
            Created = document[3].GetDateTimeOffset(),
        };
    }

    public override void Write(Utf8JsonWriter writer, GetPat value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Id);
        writer.WriteStringValue(value.Name);
        writer.WriteStringValue(value.Owner.Id);
        writer.WriteStringValue(value.Created);
        writer.WriteEndArray();
    }
}

//# Elements of a document
//~ element json root
//~ GetPat AccessToken CachedToken
public static class ElementReader
{
    public static GetPat Read(JsonElement element) => new()
    {
        Id = element.GetProperty("id").GetString() ?? throw new JsonException("id"),
        Name = element.GetProperty("name").GetString() ?? throw new JsonException("name"),
        Scope = element.GetProperty("scope") is { ValueKind: JsonValueKind.Array } scope ? [.. scope.EnumerateArray().Select(item => item.GetString()!)] : null,
        Owner = new PatOwner { Id = element.GetProperty("owner").GetProperty("id").GetString() },
        Created = element.GetProperty("created").GetDateTimeOffset(),
        LastUsed = element.TryGetProperty("lastUsed", out var used) && used.ValueKind != JsonValueKind.Null ? used.GetDateTimeOffset() : null,
        Managed = element.TryGetProperty("managed", out var managed) && managed.GetBoolean(),
    };
}

//# Property loop of a reader that throws for missing properties
//~ reader json
//~ GetPat AccessToken CachedToken
public static class PropertyLoop
{
    public static GetPat Read(ref Utf8JsonReader reader)
    {
        string? id = null, name = null, owner = null;
        DateTimeOffset? created = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = reader.GetString();
            reader.Read();
            switch (property)
            {
                case "id": id = reader.GetString(); break;
                case "name": name = reader.GetString(); break;
                case "owner": owner = reader.GetString(); break;
                case "created": created = reader.GetDateTimeOffset(); break;
                default: reader.Skip(); break;
            }
        }

        return new GetPat
        {
            Id = id ?? throw new JsonException("id"),
            Name = name ?? throw new JsonException("name"),
            Scope = null,
            Owner = new PatOwner { Id = owner },
            Created = created ?? throw new JsonException("created"),
        };
    }
}

//# Nodes
//~ node tree
public static class NodeReader
{
    public static GetPat Read(JsonNode node) => new()
    {
        Id = (string)node["id"]!,
        Name = (string)node["name"]!,
        Scope = node["scope"]?.AsArray().Select(item => (string)item!).ToList(),
        Owner = new PatOwner { Id = (string?)node["owner"]?["id"] },
        Created = node["created"]!.GetValue<DateTimeOffset>(),
        Managed = (bool?)node["managed"] ?? false,
    };

    public static JsonObject Write(GetPat token) => new()
    {
        ["id"] = token.Id,
        ["name"] = token.Name,
        ["managed"] = token.Managed,
        ["created"] = token.Created.ToString("O", CultureInfo.InvariantCulture),
    };
}

//# Payloads in fixtures
//~ Payload Json Sample
public static class Fixtures
{
    private const string Payload = """
        {
          "id": "ef38f94347e94562b5bb8424a56397d8",
          "name": "nightly export",
          "scope": ["sp:scopes:all"],
          "owner": { "type": "IDENTITY", "id": "2c9180835d2e5168015d32f890ca1581", "name": "Jo" },
          "created": "2024-03-07T05:00:00Z",
          "lastUsed": null,
          "managed": false
        }
        """;

    public static GetPat One() => JsonSerializer.Deserialize<GetPat>(Payload)!;

    public static List<GetPat> Many() => JsonSerializer.Deserialize<List<GetPat>>("[" + Payload + "," + Payload + "]")!;

    public static GetPat? None() => JsonSerializer.Deserialize<GetPat>("null");

    public static bool IsValid() => PatContract.Get("v3").IsValid(Encoding.UTF8.GetBytes(Payload));

    public static PatOwner Owner() => Newtonsoft.Json.JsonConvert.DeserializeObject<PatOwner>("{ 'type': 'IDENTITY' }")!;
}

//# Intended negative tests
//~ Broken Wrong Bad
public sealed class ReadingTests
{
    public void Broken_payload_is_rejected()
    {
        Check.Throws<JsonException>(() => JsonSerializer.Deserialize<GetPat>("""{ "id": 1 }"""));
        Check.Throws<PatContracts.Schema.ContractViolationException>(() => PatContract.V3.Read("""{ "id": "1" }"""u8));
    }

    public void Owner_without_name_is_accepted()
    {
        var owner = JsonSerializer.Deserialize<PatOwner>("""{ "type": "IDENTITY", "id": "1" }""");
        Check.Equal("1", owner!.Id);
    }
}

//# Dates with a time zone
//~ token pat
public static class Dates
{
    public static void Parse(GetPat token, string text) => token.Created = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static void Constant(GetPat token) => token.Created = DateTimeOffset.Parse("2024-03-07T05:00:00Z", CultureInfo.InvariantCulture);

    public static void Utc(GetPat token) => token.Created = DateTime.UtcNow;

    public static void Kind(GetPat token) => token.Created = new DateTime(2024, 3, 7, 5, 0, 0, DateTimeKind.Utc);

    public static void Seconds(GetPat token, long seconds) => token.LastUsed = DateTimeOffset.FromUnixTimeSeconds(seconds);

    public static void Offset(GetPat token, DateTime local, TimeZoneInfo zone) => token.Created = new DateTimeOffset(local, zone.GetUtcOffset(local));

    public static void Local(GetPat token) => token.Created = DateTimeOffset.Now;
}

//# Lines of a file
//~ line row
//~ GetPat AccessToken CachedToken
public static class CsvReader
{
    public static async IAsyncEnumerable<GetPat> ReadAsync(TextReader text, PatOwner owner)
    {
        while (await text.ReadLineAsync() is { } line)
        {
            var cells = line.Split(',');
            if (cells is not [var id, var name, var created, ..])
            {
                continue;
            }

            yield return new GetPat { Id = id, Name = name, Scope = cells.Length > 3 ? cells[3..] : null, Owner = owner, Created = DateTimeOffset.Parse(created, CultureInfo.InvariantCulture) };
        }
    }
}

//# Values that the contract allows
//~ Kind OwnerType
public static class Constants
{
    private const string Kind = "IDENTITY";

    public static PatOwner Owner(string id) => new() { Type = Kind, Id = id, Name = nameof(Owner) };

    public static GetPat Of(string id) => new()
    {
        Id = id,
        Name = "constants",
        Scope = [Scopes.All, Scopes.Default],
        Owner = Owner("1"),
        Created = new DateTimeOffset(2024, 2, 29, 0, 0, 0, TimeSpan.Zero),
        AccessTokenValiditySeconds = 43_200,
    };
}
