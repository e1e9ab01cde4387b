using System.Globalization;

namespace Demarche;

/// <summary>A time as precisely as it is known, in UTC.</summary>
/// <param name="Value">ISO 8601, cut to its precision: <c>2014</c>, <c>2014-11</c>, <c>2014-11-24</c>, <c>2014-11-24T09:32Z</c>.</param>
/// <param name="About">Whether even that is only about right.</param>
public sealed record ApproximateTime(string Value, bool About = false)
{
    private static readonly string[] Shapes = ["yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"];

    /// <summary>Whether the value has one of the shapes and is a real date.</summary>
    public bool IsValid => DateTime.TryParseExact(Value, Shapes, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out _);

    /// <summary>Whether it lies at or before another time, as far as both are known: 2014 is not after 2014-03.</summary>
    public bool IsNotAfter(string other)
    {
        var shared = Math.Min(Value.Length, other.Length);
        return string.CompareOrdinal(Value, 0, other, 0, shared) <= 0;
    }

    public override string ToString() => About ? $"about {Value}" : Value;
}
