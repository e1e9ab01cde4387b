using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Demarche.Stix;

/// <summary>
/// A moment: <c>YYYY-MM-DDTHH:mm:ss[.s+]Z</c> (STIX 2.1 section 2.16), kept with the digits it was written with. Moments compare and
/// equal by when they are, so <c>…:00Z</c> equals <c>…:00.000Z</c>. The default is the first second of year 1.
/// </summary>
public readonly struct StixTimestamp : IEquatable<StixTimestamp>, IComparable<StixTimestamp>
{
    private const string First = "0001-01-01T00:00:00Z";
    private const int WholeLength = 19;
    private readonly string? text;

    private StixTimestamp(string text) => this.text = text;

    /// <summary>Digits behind the second that were written: 0 when none.</summary>
    public int Precision => Math.Max(0, Text.Length - WholeLength - 2);

    private string Text => text ?? First;

    /// <summary>Everything but fractional zeros at the end: fixed columns, so text order is time order.</summary>
    private ReadOnlySpan<char> Moment => Precision == 0 ? Text.AsSpan(0, WholeLength) : Text.AsSpan(0, Text.Length - 1).TrimEnd('0').TrimEnd('.');

    /// <summary>The moment with that many digits behind the second; what lies behind them is cut off, never rounded up into the future.</summary>
    /// <param name="digits">0 to 7. What creates or versions an object needs at least 3 (section 3.2).</param>
    public static StixTimestamp At(DateTimeOffset time, int digits = 3)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)digits, 7u, nameof(digits));
        var fraction = digits == 0 ? "" : "." + new string('f', digits);
        return new StixTimestamp(time.UtcDateTime.ToString($"yyyy-MM-dd'T'HH:mm:ss{fraction}", CultureInfo.InvariantCulture) + "Z");
    }

    /// <summary>The moment that a text is. A leap second is accepted at 23:59 (RFC 3339 section 5.7).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StixTimestamp timestamp)
    {
        timestamp = default;
        if (text is null || text.Length < WholeLength + 1 || text[^1] != 'Z') return false;
        var fraction = text.AsSpan(WholeLength, text.Length - WholeLength - 1);
        if (!fraction.IsEmpty && (fraction[0] != '.' || fraction.Length == 1 || fraction[1..].ContainsAnyExceptInRange('0', '9'))) return false;
        var whole = text.AsSpan(0, WholeLength);
        var leap = whole.EndsWith(":59:60", StringComparison.Ordinal) && whole[11..13] is "23";
        if (leap) whole = string.Concat(whole[..17], "59");
        if (!DateTime.TryParseExact(whole, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return false;
        timestamp = new StixTimestamp(text);
        return true;
    }

    /// <summary>The moment that a text of our own is.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static StixTimestamp Parse(string text) =>
        TryParse(text, out var timestamp) ? timestamp : throw new FormatException("A timestamp is YYYY-MM-DDTHH:mm:ss[.s+]Z.");

    /// <summary>The moment to 100 nanoseconds; a leap second becomes the last tick before midnight.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        if (Text.AsSpan(17, 2) is "60")
            return Whole(string.Concat(Text.AsSpan(0, 17), "59")).AddTicks(TimeSpan.TicksPerSecond - 1);
        var ticks = Precision == 0 ? 0 : long.Parse(Text.AsSpan(WholeLength + 1, Precision).ToString().PadRight(7, '0').AsSpan(0, 7), CultureInfo.InvariantCulture);
        return Whole(Text[..WholeLength]).AddTicks(ticks);
    }

    public bool Equals(StixTimestamp other) => Moment.SequenceEqual(other.Moment);

    public override bool Equals(object? obj) => obj is StixTimestamp other && Equals(other);

    public override int GetHashCode() => string.GetHashCode(Moment, StringComparison.Ordinal);

    public int CompareTo(StixTimestamp other) => Moment.SequenceCompareTo(other.Moment);

    /// <summary>As it was written.</summary>
    public override string ToString() => Text;

    public static bool operator ==(StixTimestamp left, StixTimestamp right) => left.Equals(right);

    public static bool operator !=(StixTimestamp left, StixTimestamp right) => !left.Equals(right);

    public static bool operator <(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) < 0;

    public static bool operator >(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StixTimestamp left, StixTimestamp right) => left.CompareTo(right) >= 0;

    private static DateTimeOffset Whole(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
