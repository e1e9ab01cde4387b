using System.Globalization;
using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>What an object is at the desk that sends it.</summary>
public enum ItemKind
{
    Incident,
    Effect,
    Party,
    Statement,
    Observable,
}

/// <summary>Whose an observable is.</summary>
public enum ItemRole
{
    /// <summary>Whoever attacked used it.</summary>
    Attacker,

    /// <summary>It is of whoever was attacked.</summary>
    Victim,

    /// <summary>It is of neither.</summary>
    Reference,
}

/// <summary>One property of an observable and its value.</summary>
/// <param name="Type">An observable's type, or the path of the property as STIX patterns write it.</param>
public sealed record ItemValue(string Type, string Value);

/// <summary>
/// The members of something at the desk that sends it, which STIX has no properties for: on an <c>incident</c>, an <c>identity</c> or a <c>note</c> that says
/// the same in plain words (docs/protocol/stix-extensions/item.json). Times are as precise as is known; <c>~</c> at the end is "about" (ISO 8601-2, 8.3.2).
/// </summary>
/// <param name="Kind">What it is.</param>
public sealed record ItemExtension(ItemKind Kind)
{
    private static readonly string[] Types = ["incident", "identity", "note"];

    private static readonly string[] Dates = ["yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'"];

    /// <summary>Its words alone: the description, the statement as it was said, what is noted of an observable.</summary>
    public string? Text { get; init; }

    /// <summary>An effect's kind in a word or two.</summary>
    public string? Title { get; init; }

    /// <summary>Of a party: <c>state</c>, <c>organisation</c>, <c>group</c> or <c>person</c>.</summary>
    public string? PartyKind { get; init; }

    /// <summary>A party's country, ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>The name of whoever an effect harmed.</summary>
    public string? Victim { get; init; }

    /// <summary>What the victim is, in the words of <see cref="PartyKind"/>.</summary>
    public string? VictimKind { get; init; }

    /// <summary>Who made a statement.</summary>
    public string? Speaker { get; init; }

    public string? Began { get; init; }

    public string? Ended { get; init; }

    public string? Discovered { get; init; }

    /// <summary>When an effect was felt, or a statement was made.</summary>
    public string? At { get; init; }

    public string? FirstSeen { get; init; }

    public string? LastSeen { get; init; }

    /// <summary>Whose an observable is; null where nobody said so.</summary>
    public ItemRole? Role { get; init; }

    /// <summary>An observable's credibility, 1 confirmed to 6 cannot be judged (Admiralty code); null where not graded.</summary>
    public int? Credibility { get; init; }

    /// <summary>The values of an observable, its own first; empty for anything else.</summary>
    public IReadOnlyList<ItemValue> Values { get; init; } = [];

    /// <summary>What an object carries: neither value nor problem when it carries nothing.</summary>
    public static StixReading<ItemExtension> Read(StixObject one) => ExtensionReader.Read(one, Types.Contains(one.Type) ? one.Type : "note", DemarcheExtensions.ItemId, r =>
    {
        var item = new ItemExtension(r.Word<ItemKind>("kind"))
        {
            Text = r.Optional("text"),
            Title = r.Optional("title"),
            PartyKind = r.Optional("party_kind"),
            Country = r.Optional("country"),
            Victim = r.Optional("victim"),
            VictimKind = r.Optional("victim_kind"),
            Speaker = r.Optional("speaker"),
            Began = r.Optional("began"),
            Ended = r.Optional("ended"),
            Discovered = r.Optional("discovered"),
            At = r.Optional("when"),
            FirstSeen = r.Optional("first_seen"),
            LastSeen = r.Optional("last_seen"),
            Role = r.Has("role") ? r.Word<ItemRole>("role") : null,
            Credibility = r.Whole("credibility"),
            Values = r.Has("values") ? r.Items("values", v => new ItemValue(v.Required("type"), v.Required("value")), v => $"{v.Type}\n{v.Value}") : [],
        };
        if (item.Fault() is var (property, message)) r.Wrong(property, message);
        return item;
    });

    /// <summary>Adds the extension to the extensions of the object that is being written.</summary>
    /// <exception cref="ArgumentException">A time or a grade is none, an observable has no value, or a value is empty or stands twice.</exception>
    public void Write(JsonObject extensions)
    {
        if (Fault() is var (property, message)) throw new ArgumentException($"{property}: {message}", nameof(extensions));
        if (Values.Distinct().Count() < Values.Count) throw new ArgumentException("A value stands twice.", nameof(extensions));
        extensions[DemarcheExtensions.ItemId] = ExtensionReader.Begin()
            .Put("kind", Words.Of(Kind))
            .PutOptional("text", Text)
            .PutOptional("title", Title)
            .PutOptional("party_kind", PartyKind)
            .PutOptional("country", Country)
            .PutOptional("victim", Victim)
            .PutOptional("victim_kind", VictimKind)
            .PutOptional("speaker", Speaker)
            .PutOptional("began", Began)
            .PutOptional("ended", Ended)
            .PutOptional("discovered", Discovered)
            .PutOptional("when", At)
            .PutOptional("first_seen", FirstSeen)
            .PutOptional("last_seen", LastSeen)
            .Put("role", Role is { } role ? Words.Of(role) : null)
            .Put("credibility", Credibility)
            .Put("values", ExtensionReader.Array(Values.Select(v => new ObjectWriter().PutRequired("type", v.Type).PutRequired("value", v.Value).ToJsonObject())))
            .ToJsonObject();
    }

    private (string Property, string Message)? Fault()
    {
        foreach (var (property, time) in (ReadOnlySpan<(string, string?)>)
            [("began", Began), ("ended", Ended), ("discovered", Discovered), ("when", At), ("first_seen", FirstSeen), ("last_seen", LastSeen)])
        {
            if (time is not null && !IsTime(time)) return (property, "The time is a year, a month, a day, a minute or a timestamp, with ~ at its end where it is about right.");
        }
        if (Credibility is < 1 or > 6) return ("credibility", "The credibility is 1 to 6.");
        return Kind == ItemKind.Observable && Values.Count == 0 ? ("values", "An observable has a value.") : null;
    }

    private static bool IsTime(string time)
    {
        var exact = time.EndsWith('~') ? time[..^1] : time;
        return StixTimestamp.TryParse(exact, out _) || DateTime.TryParseExact(exact, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }
}
