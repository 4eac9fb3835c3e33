using System.Text;
using System.Text.Json;
using CsCheck;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Reading;

public sealed class RoundTripTests
{
    internal static Gen<T> Constant<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    internal static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 40],
        Gen.String[Gen.Char['\u0000', '\u00ff'], 0, 10],
        Gen.String[Gen.Char['\u0800', '\ud7ff'], 0, 10],
        Constant("IDENTITY", "sp:scopes:all", "", "\"\\/\b\f\n\r\t", "\U0001F600"));

    private static readonly Gen<DateTimeOffset> Moment =
        from ticks in Gen.Long[0, DateTime.MaxValue.Ticks]
        from grain in Constant(1, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond)
        from offset in Gen.Int[-14 * 60, 14 * 60]
        let utc = ticks / grain * grain
        let local = utc + (offset * TimeSpan.TicksPerMinute)
        select local is < 0 || local > DateTime.MaxValue.Ticks
            ? new DateTimeOffset(utc, TimeSpan.Zero)
            : new DateTimeOffset(local, TimeSpan.FromMinutes(offset));

    private static readonly Gen<PatOwner> Owner =
        from type in Gen.Bool
        from id in Gen.Null(Text)
        from name in Gen.Null(Text)
        select new PatOwner { Type = type ? "IDENTITY" : null, Id = id, Name = name };

    private static readonly Gen<GetPersonalAccessTokenResponse> Token =
        from id in Text
        from name in Text
        from scope in Gen.Null(Text.Array[0, 5])
        from owner in Owner
        from created in Moment
        from lastUsed in Gen.Nullable(Moment)
        from managed in Gen.Bool
        from seconds in Gen.Nullable(Gen.Int)
        from expires in Gen.Nullable(Moment)
        from never in Gen.Nullable(Gen.Bool)
        select new GetPersonalAccessTokenResponse
        {
            Id = id,
            Name = name,
            Scope = scope,
            Owner = owner,
            Created = created,
            LastUsed = lastUsed,
            Managed = managed,
            AccessTokenValiditySeconds = seconds,
            ExpirationDate = expires,
            UserAwareTokenNeverExpires = never,
        };

    [Fact]
    public void A_written_model_conforms_to_every_contract_and_reads_back_the_same() => Token.Sample(token =>
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(token, PatJson.Token);

        foreach (string contract in new[] { "v3", "v3-2024-02-20", "beta", "v2024", "v2025", "v2026" })
        {
            GetPersonalAccessTokenResponse read = PatContract.Get(contract).Read(json);
            Assert.Equal(token.Scope, read.Scope);
            Assert.Equal(token with { Scope = null }, read with { Scope = null });
        }
    });

    [Fact]
    public void A_written_list_reads_back_the_same() => Token.Array[0, 30].Sample(tokens =>
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(tokens, PatJson.TokenList);

        IReadOnlyList<GetPersonalAccessTokenResponse> read = PatContract.V2026.ReadList(json);

        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes([.. read], PatJson.TokenList));
    });

    [Fact]
    public void Reading_agrees_with_the_serializer_for_any_style_of_payload() => Gen.Select(Token, Gen.Int).Sample((token, seed) =>
    {
        string json = Restyle(JsonSerializer.SerializeToElement(token, PatJson.Token), new Random(seed));

        GetPersonalAccessTokenResponse expected = JsonSerializer.Deserialize(json, PatJson.Token)!;
        Assert.True(PatContract.Latest.TryRead(Encoding.UTF8.GetBytes(json), out GetPersonalAccessTokenResponse? read, out ContractValidationResult result));
        Assert.Empty(result.Findings);
        Assert.Equal(expected.Scope, read.Scope);
        Assert.Equal(expected with { Scope = null }, read with { Scope = null });
    });

    /// <summary>Returns the same value with its members in another order, unknown members between them, white space and unnecessary escapes.</summary>
    private static string Restyle(JsonElement value, Random random)
    {
        string Blank() => random.Next(4) switch { 0 => " ", 1 => "\r\n\t", _ => "" };
        string Quoted(string text) => "\"" + string.Concat(text.Select(c => (random.Next(5) == 0 && !char.IsSurrogate(c)) || c < ' ' || c is '"' or '\\' ? $"\\u{(int)c:x4}" : $"{c}")) + "\"";
        string Strange(int number) => $"{Quoted($"strange{number}")}{Blank()}:{Blank()}{(random.Next(2) == 0 ? "[{\"a\":[]},\"]\"]" : "-1.5e3")}";
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                string[] members =
                [
                    .. value.EnumerateObject().Select(member => $"{Quoted(member.Name)}{Blank()}:{Blank()}{Restyle(member.Value, random)}"),
                    .. Enumerable.Range(0, random.Next(3)).Select(Strange),
                ];
                random.Shuffle(members);
                return "{" + Blank() + string.Join($"{Blank()},{Blank()}", members) + Blank() + "}";
            case JsonValueKind.Array:
                return "[" + Blank() + string.Join($"{Blank()},{Blank()}", value.EnumerateArray().Select(element => Restyle(element, random))) + Blank() + "]";
            case JsonValueKind.String:
                return Quoted(value.GetString()!);
            default:
                return value.GetRawText();
        }
    }
}
