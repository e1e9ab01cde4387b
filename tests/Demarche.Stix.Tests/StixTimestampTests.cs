using CsCheck;

namespace Demarche.Stix.Tests;

public class StixTimestampTests
{
    [Theory]
    [InlineData("2026-01-31T09:05:00Z", 0)]
    [InlineData("2026-01-31T09:05:00.1Z", 1)]
    [InlineData("2026-01-31T09:05:00.123456789012Z", 12)]
    [InlineData("2016-12-31T23:59:60Z", 0)]
    [InlineData("2024-02-29T00:00:00.000Z", 3)]
    public void A_timestamp_keeps_the_digits_it_was_written_with(string text, int precision)
    {
        Assert.True(StixTimestamp.TryParse(text, out var time));
        Assert.Equal(text, time.ToString());
        Assert.Equal(precision, time.Precision);
    }

    [Theory]
    [InlineData("2026-01-31T09:05:00")]
    [InlineData("2026-01-31T09:05:00.Z")]
    [InlineData("2026-01-31T09:05:00+00:00")]
    [InlineData("2026-01-31 09:05:00Z")]
    [InlineData("2026-02-29T09:05:00Z")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T09:05:60Z")]
    [InlineData("2026-01-31T09:05:00z")]
    [InlineData("2026-01-31T09:05Z")]
    [InlineData("٢026-01-31T09:05:00Z")]
    [InlineData("2026-01-31T09:05:00.١Z")]
    public void What_is_no_timestamp_is_refused(string text) => Assert.False(StixTimestamp.TryParse(text, out _));

    [Fact]
    public void Moments_compare_by_when_they_are()
    {
        Assert.Equal(StixTimestamp.Parse("2026-01-31T09:05:10Z"), StixTimestamp.Parse("2026-01-31T09:05:10.000Z"));
        Assert.True(StixTimestamp.Parse("2026-01-31T09:05:10Z") < StixTimestamp.Parse("2026-01-31T09:05:10.01Z"));
        Assert.True(StixTimestamp.Parse("2026-01-31T09:05:10.9Z") < StixTimestamp.Parse("2026-01-31T09:05:11Z"));
        Assert.Equal("0001-01-01T00:00:00Z", default(StixTimestamp).ToString());
    }

    [Fact]
    public void Milliseconds_are_cut_off_never_rounded_into_the_future() =>
        Assert.Equal("2026-01-31T09:05:10.999Z", StixTimestamp.At(new DateTimeOffset(2026, 1, 31, 9, 5, 10, TimeSpan.Zero).AddTicks(9_999_999)).ToString());

    [Fact]
    public void Time_survives_writing_and_reading() => Gen.Select(Gen.DateTimeOffset, Gen.DateTimeOffset, Gen.Int[0, 7]).Sample((one, two, digits) =>
    {
        var (a, b) = (StixTimestamp.At(one, 7), StixTimestamp.At(two, 7));
        var cut = StixTimestamp.Parse(StixTimestamp.At(one, digits).ToString());
        return a.ToDateTimeOffset() == one && Math.Sign(a.CompareTo(b)) == one.CompareTo(two) && cut <= a && cut.Precision == digits;
    });
}
