using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>Finds indicators, defanged or not. Where two readings overlap the longer structure wins: an address inside a URL is part of the URL.</summary>
internal static class ObservableFinder
{
    private delegate Observable? Reading(string text, Match match);

    // In the order of precedence.
    private static readonly (Regex Pattern, Reading Read)[] Kinds =
    [
        (ObservablePatterns.Url(), NetworkReadings.Url),
        (ObservablePatterns.Email(), NetworkReadings.Email),
        (ObservablePatterns.Registry(), HostReadings.Registry),
        (ObservablePatterns.Ipv4(), NetworkReadings.Ipv4),
        (ObservablePatterns.Ipv6(), NetworkReadings.Ipv6),
        (ObservablePatterns.Hash(), HostReadings.Hash),
        (ObservablePatterns.Vulnerability(), HostReadings.Vulnerability),
        (ObservablePatterns.AutonomousSystem(), HostReadings.AutonomousSystem),
        (ObservablePatterns.Host(), NetworkReadings.Domain),
        (ObservablePatterns.FileName(), HostReadings.FileName),
    ];

    public static List<Observable> Find(string text)
    {
        var found = new List<Observable>();
        var taken = new SortedSet<int>();
        var ends = new Dictionary<int, int>();
        foreach (var (pattern, read) in Kinds)
        {
            foreach (Match match in pattern.Matches(text))
            {
                if (read(text, match) is not { } observable || IsTaken(observable, taken, ends))
                    continue;
                taken.Add(observable.Start);
                ends[observable.Start] = observable.End;
                found.Add(observable);
            }
        }
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    public static bool Any(string line) => line.Length <= 2000 && Find(line).Exists(o => o.Type != ObservableTypes.FileName);

    // Taken ranges never overlap, so only the nearest one that starts before this one's end can touch it.
    private static bool IsTaken(Observable observable, SortedSet<int> taken, Dictionary<int, int> ends)
    {
        if (taken.Count == 0 || taken.Min > observable.End - 1)
            return false;
        var nearest = taken.GetViewBetween(taken.Min, observable.End - 1).Max;
        return ends[nearest] > observable.Start;
    }
}
