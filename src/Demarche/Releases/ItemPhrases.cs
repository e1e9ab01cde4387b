using System.Globalization;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Stix;

namespace Demarche.Releases;

/// <summary>What a package says of an item in plain words, and its members for the extension that says the same to a desk.</summary>
internal static class ItemPhrases
{
    /// <summary>Everything that is told of an observable, in one text.</summary>
    public static string Of(Observable c)
    {
        var values = string.Join(", ", (c.Also ?? []).Prepend(new(c.Type, c.Value)).Select(v => $"{v.Type}: {v.Value}"));
        string?[] more =
        [
            c.Role switch
            {
                ObservableRole.Attacker => "Used by the attacker",
                ObservableRole.Victim => "The victim's",
                ObservableRole.Reference => "For reference: neither the attacker's nor the victim's",
                _ => null,
            },
            c.FirstSeen is { } first ? $"First seen {first}" : null,
            c.LastSeen is { } last ? $"Last seen {last}" : null,
            $"Credibility: {Admiralty.Words(c.Credibility)} (Admiralty {Math.Clamp(c.Credibility, 1, Admiralty.Unjudged).ToString(CultureInfo.InvariantCulture)})",
        ];
        List<string> all = [.. more.OfType<string>().Prepend(c.Note is { Length: > 0 } note ? $"{values} ({note})" : values)];
        return all.Count == 1 ? all[0] : string.Join(". ", all) + ".";
    }

    public static ItemExtension Members(Observable c) => new(ItemKind.Observable)
    {
        Text = c.Note,
        Role = c.Role switch
        {
            ObservableRole.Attacker => ItemRole.Attacker,
            ObservableRole.Victim => ItemRole.Victim,
            ObservableRole.Reference => ItemRole.Reference,
            _ => null,
        },
        FirstSeen = Exact(c.FirstSeen),
        LastSeen = Exact(c.LastSeen),
        Credibility = Math.Clamp(c.Credibility, 1, Admiralty.Unjudged),
        Values = [.. (c.Also ?? []).Prepend(new(c.Type, c.Value)).Where(v => v.Type.Length > 0 && v.Value.Length > 0).Select(v => new ItemValue(v.Type, v.Value)).Distinct()],
    };

    /// <summary>What a party is, and its part in the incident.</summary>
    public static string Of(Party c)
    {
        var what = string.IsNullOrEmpty(c.Country) ? Word(c.Kind) : $"{Word(c.Kind)}, {c.Country}";
        return c.Role.Length > 0 ? $"{what}: {c.Role}" : what;
    }

    public static string Word(PartyKind kind) => kind switch
    {
        PartyKind.State => "state",
        PartyKind.Group => "group",
        PartyKind.Person => "person",
        _ => "organisation",
    };

    /// <summary>Of identity-class-ov (STIX 2.1 section 10.7).</summary>
    public static string Class(PartyKind kind) => kind switch { PartyKind.Group => "group", PartyKind.Person => "individual", _ => "organization" };

    /// <summary>A time for an extension; null for none, and for one that is no time.</summary>
    public static string? Exact(ApproximateTime? time) => time is { IsValid: true } ? time.About ? time.Value + "~" : time.Value : null;

    /// <summary>A time of an extension; null for none.</summary>
    public static ApproximateTime? Read(string? time)
    {
        if (time is null) return null;
        var read = time.EndsWith('~') ? new ApproximateTime(time[..^1], true) : new(time);
        if (read.IsValid) return read;
        // Another desk may know a moment more precisely than this one keeps it.
        return StixTimestamp.TryParse(read.Value, out var moment) ? read with { Value = StixTimestamp.At(moment.ToDateTimeOffset(), 0).ToString() } : null;
    }
}
