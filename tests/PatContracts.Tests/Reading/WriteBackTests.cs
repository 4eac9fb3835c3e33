using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Reading;

/// <summary>If a contract accepts a payload, the model that is read from it is written as a payload that the contract accepts, too.</summary>
public sealed class WriteBackTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly Gen<string> Words = RoundTripTests.Text.Select(text => JsonSerializer.Serialize(text));

    // All forms of RFC 3339, including those that .NET cannot represent: year 0, leap seconds, long fractions, offsets of more than 14 hours.
    private static readonly Gen<string> DateTimes =
        from year in Gen.OneOf(Gen.Int[0, 9999], RoundTripTests.Constant(0, 1, 9999))
        from month in Gen.Int[1, 12]
        from day in Gen.Int[1, 28]
        from time in Gen.OneOf(
            Gen.Select(Gen.Int[0, 23], Gen.Int[0, 59], Gen.Int[0, 59]).Select((hour, minute, second) => $"{hour:00}:{minute:00}:{second:00}"),
            RoundTripTests.Constant("23:59:60", "00:00:00", "23:59:59"))
        from fraction in Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char['0', '9'], 1, 15].Select(digits => "." + digits))
        from offset in Gen.OneOf(
            RoundTripTests.Constant("Z", "z", "+00:00", "-00:00", "+14:00", "-23:59", "+23:59"),
            Gen.Select(RoundTripTests.Constant("+", "-"), Gen.Int[0, 23], Gen.Int[0, 59]).Select((sign, hours, minutes) => $"{sign}{hours:00}:{minutes:00}"))
        let zone = time == "23:59:60" ? "Z" : offset
        select $"\"{year:0000}-{month:00}-{day:00}T{time}{fraction}{zone}\"";

    private static readonly Gen<string> Seconds = Gen.OneOf(Gen.Int.Select(seconds => $"{seconds}"), RoundTripTests.Constant("43200.0", "4.32e4", "-0", "2147483647", "0e9"));

    public static TheoryData<string> Versions => ["v3", "v3-2024-02-20", "beta", "v2024", "v2025", "v2026"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_token_that_was_read_and_written_conforms_to_the_contract(string version)
    {
        Contract contract = PatContract.Catalog.Get(version);
        bool mayNeverExpire = contract.Root.FindProperty("expirationDate") is { Schema.AllowsNull: true };
        Token(mayNeverExpire).Sample(json =>
        {
            Assert.Empty(contract.Validate(json).Findings);
            GetPersonalAccessTokenResponse read = PatContract.Get(version).Read(json);

            foreach (string written in Written(read))
            {
                Assert.Empty(contract.Validate(written).Findings);
                GetPersonalAccessTokenResponse again = PatContract.Get(version).Read(written);
                Assert.Equal(read.Scope, again.Scope);
                Assert.Equal(read with { Scope = null }, again with { Scope = null });
            }
        });
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_list_that_was_read_and_written_conforms_to_the_contract(string version)
    {
        Contract contract = PatContract.Catalog.Get(version + "-list");
        Token(mayNeverExpire: false).Array[0, 20].Sample(tokens =>
        {
            IReadOnlyList<GetPersonalAccessTokenResponse> read = PatContract.Get(version).ReadList($"[{string.Join(" ,\n", tokens)}]");

            byte[] written = JsonSerializer.SerializeToUtf8Bytes(read, PatJson.TokenList);

            Assert.Equal(tokens.Length, read.Count);
            Assert.Empty(contract.Validate(written).Findings);
        });
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_written_created_token_conforms_to_the_contract(string version)
    {
        Contract contract = PatContract.Catalog.Get(version + "-create");
        Created.Sample(json =>
        {
            Assert.Empty(contract.Validate(json).Findings);
            CreatePersonalAccessTokenResponse read = JsonSerializer.Deserialize(json, PatJson.CreatedToken)!;

            byte[] written = JsonSerializer.SerializeToUtf8Bytes(read, PatJson.CreatedToken);

            Assert.Empty(contract.Validate(written).Findings);
        });
    }

    private static Gen<string> Token(bool mayNeverExpire) =>
        from id in Words
        from name in Words
        from scope in OrNull(Words.Array[0, 4].Select(Array))
        from owner in Owner
        from created in DateTimes
        from lastUsed in Gen.Null(OrNull(DateTimes))
        from managed in Gen.Null(RoundTripTests.Constant("true", "false"))
        from seconds in Gen.Null(Seconds)
        from expires in Gen.Null(mayNeverExpire ? OrNull(DateTimes) : DateTimes)
        from never in Gen.Null(RoundTripTests.Constant("true", "false"))
        from strange in Gen.Null(RoundTripTests.Constant("null", "[{}]", "1e400", "\"\\u0000\""))
        from seed in Gen.Int
        select Object(
            seed,
            ("id", id), ("name", name), ("scope", scope), ("owner", owner), ("created", created), ("lastUsed", lastUsed), ("managed", managed),
            ("accessTokenValiditySeconds", seconds), ("expirationDate", expires), ("userAwareTokenNeverExpires", never), ("strange", strange));

    private static Gen<string> Created =>
        from id in Words
        from secret in Words
        from name in Words
        from scope in OrNull(Words.Array[0, 4].Select(Array))
        from owner in Owner
        from created in DateTimes
        from seconds in Gen.Int
        from expires in DateTimes
        from seed in Gen.Int
        select Object(
            seed,
            ("id", id), ("secret", secret), ("name", name), ("scope", scope), ("owner", owner), ("created", created),
            ("accessTokenValiditySeconds", $"{seconds}"), ("expirationDate", expires));

    private static Gen<string> Owner =>
        from type in Gen.Bool
        from id in Gen.Null(Words)
        from name in Gen.Null(Words)
        select Object(0, ("type", type ? "\"IDENTITY\"" : null), ("id", id), ("name", name));

    private static IEnumerable<string> Written(GetPersonalAccessTokenResponse token) =>
    [
        JsonSerializer.Serialize(token, PatJson.Token),
        JsonSerializer.Serialize(token),
        JsonSerializer.Serialize(token, Web),
    ];

    private static Gen<string> OrNull(Gen<string> json) => Gen.Null(json).Select(text => text ?? "null");

    private static string Array(string[] elements) => $"[{string.Join(',', elements)}]";

    /// <summary>Returns an object of the members that have a value, in random order.</summary>
    private static string Object(int seed, params (string Name, string? Json)[] members)
    {
        new Random(seed).Shuffle(members);
        return $"{{{string.Join(',', members.Where(member => member.Json is not null).Select(member => $"\"{member.Name}\":{member.Json}"))}}}";
    }
}
