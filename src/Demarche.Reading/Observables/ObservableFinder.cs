using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>Finds indicators, defanged or not. Where two readings overlap the longer structure wins: an address inside a URL is part of the URL.</summary>
internal static class ObservableFinder
{
    /// <summary>Each pattern with its hint.</summary>
    internal static IEnumerable<(Func<string, bool> Hint, Regex Pattern)> Hints => Kinds.Select(k => (k.Hint, k.Pattern));

    private delegate Observable? Reading(string text, Match match);

    // In the order of precedence.
    private static readonly (Func<string, bool> Hint, Regex Pattern, Reading Read)[] Kinds =
    [
        (ObservableHints.Slashes, ObservablePatterns.Url(), NetworkReadings.Url),
        (ObservableHints.At, ObservablePatterns.Email(), NetworkReadings.Email),
        (ObservableHints.Hive, ObservablePatterns.Registry(), HostReadings.Registry),
        (ObservableHints.Joint, ObservablePatterns.Ipv4(), NetworkReadings.Ipv4),
        (ObservableHints.Colons, ObservablePatterns.Ipv6(), NetworkReadings.Ipv6),
        (ObservableHints.Digits, ObservablePatterns.Hash(), HostReadings.Hash),
        (ObservableHints.Cve, ObservablePatterns.Vulnerability(), HostReadings.Vulnerability),
        (ObservableHints.Network, ObservablePatterns.AutonomousSystem(), HostReadings.AutonomousSystem),
        (ObservableHints.Joint, ObservablePatterns.Host(), NetworkReadings.Domain),
        (ObservableHints.Ending, ObservablePatterns.FileName(), HostReadings.FileName),
    ];

    public static List<Observable> Find(string text) => Find(text, new Work());

    public static List<Observable> Find(string text, Work work)
    {
        var found = new List<Observable>();
        // Most texts hold none.
        Taken? taken = null;
        foreach (var (hint, pattern, read) in Kinds)
        {
            work.Did(text.Length);
            if (!hint(text)) continue;
            var ofKind = 0;
            foreach (Match match in pattern.Matches(text))
            {
                work.Did(match.Length);
                // One more than can be proposed says that there are more. Those of one kind come in the order of the text, so none before the cut is missed.
                if (ofKind > ReadingLimits.Proposals)
                    break;
                if (read(text, match) is not { } observable || taken?.Touches(observable) == true)
                    continue;
                ofKind++;
                (taken ??= new()).Add(observable);
                found.Add(observable);
            }
        }
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    public static bool Any(string line) => line.Length <= 2000 && Find(line).Exists(o => o.Type != ObservableTypes.FileName);

    private sealed class Taken
    {
        private readonly SortedSet<int> starts = [];
        private readonly Dictionary<int, int> ends = [];

        public void Add(Observable observable)
        {
            starts.Add(observable.Start);
            ends[observable.Start] = observable.End;
        }

        // Taken ranges never overlap, so only the nearest one that starts before this one's end can touch it.
        public bool Touches(Observable observable)
        {
            if (starts.Min > observable.End - 1)
                return false;
            var nearest = starts.GetViewBetween(starts.Min, observable.End - 1).Max;
            return ends[nearest] > observable.Start;
        }
    }
}
