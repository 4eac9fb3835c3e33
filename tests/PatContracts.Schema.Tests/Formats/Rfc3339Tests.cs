using System.Globalization;
using System.Text;
using CsCheck;
using PatContracts.Schema.Formats;
using Xunit;

namespace PatContracts.Schema.Tests.Formats;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2017-07-11T18:45:37.098Z")]
    [InlineData("2017-07-11T18:45:37Z")]
    [InlineData("2017-07-11t18:45:37z")]
    [InlineData("2017-07-11T18:45:37.1234567890123456789+05:30")]
    [InlineData("2017-07-11T18:45:37-23:59")]
    [InlineData("2000-02-29T00:00:00Z")]
    [InlineData("0000-02-29T00:00:00Z")]
    [InlineData("1990-12-31T23:59:60Z")]
    [InlineData("1990-12-31T23:59:60.5Z")]
    [InlineData("1990-12-31T15:59:60-08:00")]
    [InlineData("1991-01-01T00:59:60+01:00")]
    [InlineData("1990-12-31T23:59:60.000Z")]
    public void Date_times_of_RFC_3339_are_parsed(string text) => Assert.True(IsDateTime(text, DateTimeProfile.Strict));

    [Theory]
    [InlineData("")]
    [InlineData("2017-07-11")]
    [InlineData("2017-07-11T18:45:37.098")]
    [InlineData("2017-07-11T18:45:37.Z")]
    [InlineData("2017-07-11T18:45:37,098Z")]
    [InlineData("2017-07-11 18:45:37.098Z")]
    [InlineData("2017-07-11T18:45Z")]
    [InlineData("2017-07-11T18:45:37.098Z ")]
    [InlineData("2017-13-11T18:45:37.098Z")]
    [InlineData("2017-00-11T18:45:37.098Z")]
    [InlineData("2017-04-31T18:45:37.098Z")]
    [InlineData("2017-02-29T18:45:37.098Z")]
    [InlineData("1900-02-29T18:45:37.098Z")]
    [InlineData("2017-07-00T18:45:37.098Z")]
    [InlineData("2017-07-11T24:45:37.098Z")]
    [InlineData("2017-07-11T18:60:37.098Z")]
    [InlineData("2017-07-11T18:45:61.098Z")]
    [InlineData("2017-07-11T18:45:60.098Z")]
    [InlineData("2017-07-11T23:59:60.098+01:00")]
    [InlineData("2017-07-11T18:45:37+24:00")]
    [InlineData("2017-07-11T18:45:37+00:60")]
    [InlineData("2017-07-11T18:45:37+0530")]
    [InlineData("2017-07-11T18:45:3:.098Z")]
    [InlineData("2017/07-11T18:45:37.098Z")]
    [InlineData("201\u0667-07-11T18:45:37.098Z")]
    public void Other_texts_are_not_parsed(string text)
    {
        Assert.False(IsDateTime(text, DateTimeProfile.Strict));
        Assert.Equal(text == "2017-07-11T18:45Z", IsDateTime(text, DateTimeProfile.Lenient));
    }

    [Theory]
    [InlineData("2024-03-07T05:00Z", true)]
    [InlineData("2024-03-07T05:00+01:00", true)]
    [InlineData("2024-03-07T05:00:00Z", true)]
    [InlineData("2024-03-07T05Z", false)]
    [InlineData("2024-03-07T05:00", false)]
    [InlineData("2024-03-07T05:00.5Z", false)]
    [InlineData("2024-03-07T05:00:Z", false)]
    public void The_lenient_profile_allows_missing_seconds(string text, bool expected) => Assert.Equal(expected, IsDateTime(text, DateTimeProfile.Lenient));

    [Fact]
    public void The_components_are_those_written()
    {
        Assert.True(Rfc3339.TryParse("2017-07-11T18:45:37.0981234567-05:30"u8, DateTimeProfile.Strict, out DateTimeParts parts));
        Assert.Equal((2017, 7, 11), (parts.Year, parts.Month, parts.Day));
        Assert.Equal((18, 45, 37), (parts.Hour, parts.Minute, parts.Second));
        Assert.Equal(981_234, parts.Ticks);
        Assert.Equal(-330, parts.OffsetMinutes);
    }

    // Twenty-four characters with a lower-case letter take the slow path; with capital letters, the fast one.
    [Fact]
    public void The_fast_path_and_the_slow_path_agree() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 13], Gen.Int[0, 32], Gen.Int[0, 25], Gen.Int[0, 61], Gen.Int[0, 61], Gen.Int[0, 999]).Sample((year, month, day, hour, minute, second, milli) =>
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"20{year:00}-{month:00}-{day:00}T{hour:00}:{minute:00}:{second:00}.{milli:000}Z");
            bool isShort = Rfc3339.TryParse(Utf8(text), DateTimeProfile.Strict, out DateTimeParts parts);
            bool isLong = Rfc3339.TryParse(Utf8(text.Replace('Z', 'z')), DateTimeProfile.Strict, out DateTimeParts longParts);
            return isShort == isLong && (!isShort || parts.Equals(longParts));
        });

    [Fact]
    public void One_wrong_character_anywhere_is_detected()
    {
        const string Good = "2017-07-11T18:45:37.098Z";
        for (int index = 0; index < Good.Length; index++)
        {
            foreach (byte wrong in "/:x\0\u007F "u8)
            {
                byte[] text = Utf8(Good);
                if (text[index] == wrong) continue;
                text[index] = wrong;
                Assert.False(Rfc3339.IsDateTime(text, DateTimeProfile.Strict), $"{index} {wrong}");
            }
        }
    }

    [Fact]
    public void Round_trip_dates_of_the_runtime_are_parsed() =>
        Gen.DateTimeOffset.Sample(value =>
        {
            string text = value.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
            return Rfc3339.TryParse(Utf8(text), DateTimeProfile.Strict, out DateTimeParts parts)
                && new DateTimeOffset(parts.Year, parts.Month, parts.Day, parts.Hour, parts.Minute, parts.Second, TimeSpan.FromMinutes(parts.OffsetMinutes)).AddTicks(parts.Ticks) == value;
        });

    private static bool IsDateTime(string text, DateTimeProfile profile) => Rfc3339.IsDateTime(Utf8(text), profile);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
