using System.Globalization;

namespace Demarche.Store;

/// <summary>The key of a row of the index: its scope in the upper 20 bits, its place in time in the lower 43.</summary>
/// <remarks>
/// Within a scope, keys are in the order of time; one scope is one range of keys, so that a search meets no row of another one. A place is
/// the millisecond since 2020, or the next free one: the passages of a document come at once. It depends on rows of its own scope only,
/// which the same readers see.
/// </remarks>
internal static class IndexKeys
{
    public const int OrderBits = 43;

    public const long OrderMask = (1L << OrderBits) - 1;

    public const long MaximumScope = (1L << (63 - OrderBits)) - 1;

    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static long First(long scope) => scope is > 0 and <= MaximumScope ? scope << OrderBits
        : throw new InvalidOperationException($"The index has room for {MaximumScope} scopes. Rebuild it: `demarche search rebuild`.");

    public static long Last(long scope) => First(scope) | OrderMask;

    public static long Order(long key) => key & OrderMask;

    public static long Scope(long key) => key >> OrderBits;

    /// <param name="scope">The scope.</param>
    /// <param name="last">The scope's last key; null where it has none.</param>
    /// <param name="time">When the row last changed. A time that can't be read is the oldest.</param>
    public static long Next(long scope, long? last, string time)
    {
        var since = DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? Math.Clamp((long)(at - Start).TotalMilliseconds, 0, OrderMask / 2) : 0;
        return Math.Max((last ?? First(scope)) + 1, First(scope) | since);
    }
}
