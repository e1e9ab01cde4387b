using System.Globalization;

namespace Demarche.Store;

/// <summary>The key of a row of the index: its place in time in the upper 43 bits, its scope in the lower 20.</summary>
/// <remarks>
/// Keys are in the order of time, so that a search ends with the hits of one page; and each key says whose it is, so that what the reader
/// does not see is passed over in the list of keys and read nowhere. A place is the millisecond since 2020, or the next free one of its
/// scope: the passages of a document come at once. It depends on rows of its own scope only, which the same readers see.
/// </remarks>
internal static class IndexKeys
{
    public const int ScopeBits = 20;

    public const long ScopeMask = (1L << ScopeBits) - 1;

    public const long LastOrder = long.MaxValue >> ScopeBits;

    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static long Of(long order, long scope) => scope is > 0 and <= ScopeMask ? (order << ScopeBits) | scope
        : throw new InvalidOperationException($"The index has room for {ScopeMask} scopes. Make it anew: `demarche search rebuild`.");

    public static long Order(long key) => key >> ScopeBits;

    public static long Scope(long key) => key & ScopeMask;

    /// <param name="last">The last place that was taken in the scope; 0 where none was.</param>
    /// <param name="time">When the row last changed. A time that can't be read is the oldest.</param>
    public static long Next(long last, string time)
    {
        var since = DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? Math.Clamp((long)(at - Start).TotalMilliseconds, 0, LastOrder / 2) : 0;
        return Math.Max(last + 1, since);
    }
}
