using System.Security.Cryptography;

namespace Demarche.Exchange;

/// <summary>When a package that did not arrive is tried again: 30 seconds, doubling to 6 hours, each up to a quarter later; given up after 22 tries, about three days.</summary>
public static class BackOff
{
    public const int MostTries = 22;

    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <param name="tries">How often it has been tried, at least once.</param>
    /// <param name="jitter">0 to 1000: how much of the quarter is added.</param>
    public static TimeSpan After(long tries, int jitter)
    {
        var wait = First * Math.Pow(2, Math.Clamp(tries - 1, 0, 20));
        return (wait < Longest ? wait : Longest) * (1 + jitter / 4000.0);
    }

    /// <summary>Many desks that lost one partner at the same moment must not all come back at the same moment.</summary>
    public static TimeSpan After(long tries) => After(tries, RandomNumberGenerator.GetInt32(1001));
}
