using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Tests.Releases;

/// <summary>Each fact that a partner is told of an item, in the words of this test: as a person reads it, and as it stands in STIX.</summary>
internal static class ItemFacts
{
    public static IEnumerable<TwiceSaid> Of(object content, View partner, Outgoing outgoing) => content switch
    {
        Incident i => [Words("description", i.Description), .. Time("began", i.Began), .. Time("ended", i.Ended), .. Time("discovered", i.Discovered)],
        Effect e => [Words("kind", e.Kind), Words("description", e.Description), .. Time("date", e.At), .. Victim(e, partner, outgoing)],
        Party p => [Words("name", p.Name), Words("role", p.Role), new("what it is", PartyKinds[p.Kind], PartyKinds[p.Kind]) { Alone = [PartyKinds[p.Kind]] }, new("class, for a program", "", Classes[p.Kind]),
            Words("country", p.Country ?? "")],
        Claim c => OfClaim(c, partner, outgoing),
        Observable o => OfObservable(o),
        Statement s => [Words("speaker", s.Speaker), Words("text", s.Text), .. Time("date", s.At)],
        Proposition p => [Words("text", p.Text), new("whose words", "(paraphrase)", p.Text)],
        _ => throw new ArgumentOutOfRangeException(nameof(content), content, "Say what a partner is told of it."),
    };

    public static IEnumerable<TwiceSaid> Reworded(Rewording reworded, Claim? claim, Letterhead head)
    {
        yield return Words("other words", reworded.Text);
        yield return new("whose words", "(paraphrase)", reworded.Text);
        if (claim is null) yield break;
        var source = $"a source of {(head.FromName.Length > 0 ? head.FromName : head.FromDesk)}";
        yield return new("source", source, source, "A" + source[1..]);
        yield return new("stance", $"{Stances[claim.Stance]} it", Stances[claim.Stance], Keys[claim.Stance]);
        yield return new("stance, for a program", Stances[claim.Stance], Keys[claim.Stance]) { Alone = [Keys[claim.Stance]] };
        yield return new("nature", Natures[claim.Nature], Natures[claim.Nature], Words(claim.Nature));
        yield return new("nature, for a program", Natures[claim.Nature], Words(claim.Nature)) { Alone = [Words(claim.Nature)] };
        yield return new("protection", "the source is protected", "protected true");
        yield return new("record, which is not told", "", "on_record false");
    }

    private static readonly Dictionary<Stance, string> Stances = new()
    {
        [Stance.Asserts] = "asserts",
        [Stance.Suggests] = "suggests",
        [Stance.Denies] = "denies",
        [Stance.NoEvidenceFor] = "has no evidence for",
        [Stance.AskedAbout] = "was asked about",
    };

    // As the extension writes them (docs/protocol/stix-extensions/claim.json).
    private static readonly Dictionary<Stance, string> Keys = new()
    {
        [Stance.Asserts] = "asserts",
        [Stance.Suggests] = "suggests",
        [Stance.Denies] = "denies",
        [Stance.NoEvidenceFor] = "no-evidence-for",
        [Stance.AskedAbout] = "asked",
    };

    private static readonly Dictionary<Nature, string> Natures = new() { [Nature.Fact] = "as a fact", [Nature.Inference] = "as an inference", [Nature.Opinion] = "as an opinion" };

    private static readonly Dictionary<Standing, string> Standings = new()
    {
        [Standing.Official] = "official",
        [Standing.Spokesperson] = "spokesperson",
        [Standing.Embassy] = "embassy",
        [Standing.HeadOfState] = "head of state",
        [Standing.Analyst] = "analyst",
        [Standing.Company] = "company",
        [Standing.Journalist] = "journalist",
        [Standing.Technical] = "technical expert",
        [Standing.Witness] = "witness",
        [Standing.Partner] = "partner",
        [Standing.Anonymous] = "anonymous",
        [Standing.Unknown] = "not known",
    };

    private static readonly Dictionary<PartyKind, string> PartyKinds = new()
    {
        [PartyKind.State] = "state",
        [PartyKind.Organisation] = "organisation",
        [PartyKind.Group] = "group",
        [PartyKind.Person] = "person",
    };

    // Of identity-class-ov (STIX 2.1 section 10.7).
    private static readonly Dictionary<PartyKind, string> Classes = new()
    {
        [PartyKind.State] = "organization",
        [PartyKind.Organisation] = "organization",
        [PartyKind.Group] = "group",
        [PartyKind.Person] = "individual",
    };

    private static readonly Dictionary<ObservableRole, (string Letter, string Bundle)> Roles = new()
    {
        [ObservableRole.Attacker] = ("the attacker's", "Used by the attacker"),
        [ObservableRole.Victim] = ("the victim's", "The victim's"),
        [ObservableRole.Reference] = ("reference", "For reference: neither the attacker's nor the victim's"),
    };

    // STIX 2.1 appendix A: the scale of the Admiralty code; what can't be judged has none.
    private static readonly int?[] Confidence = [null, 90, 70, 50, 30, 10, null];

    private static readonly string[] Grades =
        ["", "confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged"];

    private static IEnumerable<TwiceSaid> OfClaim(Claim c, View partner, Outgoing outgoing)
    {
        var (proposition, source) = (partner.Propositions.Find(c.Proposition)!.Content, partner.Sources.Find(c.Source)!.Content);
        var reworded = outgoing.Rewordings.GetValueOrDefault(c.Source)?.Content.Text;
        yield return Words("proposition", proposition.Text);
        yield return new("whose words", "(paraphrase)", proposition.Text);
        yield return Words("source", reworded ?? source.PublicName);
        if (reworded is null && source.IsOrganisation) yield return new("what the source is", $"{source.Name} (organisation)", $"{source.Name} (organisation)");
        else if (reworded is null) yield return Words("organisation", source.Organisation ?? "");
        yield return new("stance", $"{Stances[c.Stance]}: {proposition.Text}", Stances[c.Stance], Keys[c.Stance]);
        yield return new("stance, for a program", Stances[c.Stance], Keys[c.Stance]) { Alone = [Keys[c.Stance]] };
        yield return new("standing", $"standing: {Standings[c.Standing]}", Standings[c.Standing], Words(c.Standing));
        yield return new("standing, for a program", $"standing: {Standings[c.Standing]}", Words(c.Standing)) { Alone = [Words(c.Standing)] };
        yield return new("record", c.OnRecord ? "on the record" : "off the record", c.OnRecord ? "on_record true" : "on_record false");
        yield return new("record, in words", c.OnRecord ? "on the record" : "off the record", c.OnRecord ? "on the record" : "off the record");
        yield return new("nature", $"given {Natures[c.Nature]}", Natures[c.Nature][3..], Words(c.Nature));
        yield return new("nature, for a program", Natures[c.Nature], Words(c.Nature)) { Alone = [Words(c.Nature)] };
        if (c.Passage?.Quote is { Length: > 0 } quote) yield return new("quote", $"“{quote}”", quote) { Alone = [quote] };
        foreach (var fact in Time("date", c.SaidOn)) yield return fact;
        if (c.SaidOn is { IsValid: true, About: true }) yield return new("that the date is only about right", "about", "said_about true");
        yield return source.IsProtected ? new("protection", "the source is protected", "protected true") : new("protection", "", "protected false");
    }

    private static IEnumerable<TwiceSaid> OfObservable(Observable o)
    {
        yield return new("value", Shown(o.Type, o.Value), o.Value) { Alone = [o.Value] };
        yield return new("type", o.Type switch
        {
            "ipv4-addr" => "IPv4 address",
            "ipv6-addr" => "IPv6 address",
            "domain-name" => "domain name",
            "email-addr" => "e-mail address",
            "url" => "URL",
            "file:name" => "file name",
            "file:hashes.SHA-256" => "SHA-256 hash",
            _ => Demarche.Web.Words.English("observables.type", o.Type) ?? o.Type,
        }, o.Type, o.Type.Split(':', '.')[^1], o.Type.Split(':')[0]);
        foreach (var also in o.Also ?? [])
        {
            yield return new($"also {also.Type}", Shown(also.Type, also.Value), also.Value) { Alone = [also.Value] };
            yield return new($"also {also.Type}, its type", Demarche.Web.Words.English("observables.type", also.Type) ?? also.Type, also.Type, also.Type.Split(':', '.')[^1]);
        }
        var grade = Math.Clamp(o.Credibility, 1, 6);
        yield return new("credibility", $"credibility {grade}, {Grades[grade]}", $"credibility {grade}");
        yield return new("credibility, in words", $"credibility {grade}, {Grades[grade]}", $"Credibility: {(grade == 6 ? "its truth cannot be judged" : Grades[grade])} (Admiralty {grade})");
        if (Confidence[grade] is { } confidence) yield return new("confidence, for a program", Grades[grade], $"confidence {confidence}");
        if (o.Role is { } role)
        {
            yield return new("role", Roles[role].Letter, Roles[role].Bundle);
            yield return new("role, for a program", Roles[role].Letter, Words(role)) { Alone = [Words(role)] };
            // Of a value that no pattern can hold there is no indicator.
            if (role == ObservableRole.Attacker) yield return new("that it is an indicator", "", "malicious-activity", "");
        }
        foreach (var fact in Time("first seen", o.FirstSeen).Concat(Time("last seen", o.LastSeen))) yield return fact;
        yield return Words("note", o.Note ?? "");
    }

    // Written so that nothing becomes a link; anything else stands as it is.
    private static string Shown(string type, string value) => type switch
    {
        "ipv4-addr" or "domain-name" or "domain-name:resolves_to_refs[*].value" => value.Replace(".", "[.]", StringComparison.Ordinal),
        "ipv6-addr" => value.Replace(":", "[:]", StringComparison.Ordinal).Replace(".", "[.]", StringComparison.Ordinal),
        "email-addr" when value.LastIndexOf('@') is >= 0 and var at => $"{value[..at]}[@]{value[(at + 1)..].Replace(".", "[.]", StringComparison.Ordinal)}",
        "email-addr" => value.Replace(".", "[.]", StringComparison.Ordinal),
        "url" => value.Replace("http", "hxxp", StringComparison.Ordinal).Replace("@", "[@]", StringComparison.Ordinal).Replace(".", "[.]", StringComparison.Ordinal),
        _ => value,
    };

    private static IEnumerable<TwiceSaid> Victim(Effect effect, View partner, Outgoing outgoing) =>
        outgoing.Nameable.Contains(effect.Victim ?? "") && partner.Parties.Find(effect.Victim) is { } victim ?
            [new("victim", $"victim: {victim.Content.Name}", victim.Content.Name) { Alone = [victim.Content.Name] }, new("what the victim is", $"{victim.Content.Name}, {PartyKinds[victim.Content.Kind]}", PartyKinds[victim.Content.Kind]) { Alone = [PartyKinds[victim.Content.Kind]] }] : [];

    // A program may write a minute with its seconds.
    private static IEnumerable<TwiceSaid> Time(string what, ApproximateTime? time) =>
        time is null ? [] : [new(what, HumanDate.Of(time), $"{time}", time.Value.Length == 17 ? time.Value[..16] + ":00Z" : time.Value, HumanDate.Of(time))
        {
            Alone = [time.About ? time.Value + "~" : time.Value, time.Value.Length == 17 ? time.Value[..16] + ":00Z" : time.Value],
        }];

    private static TwiceSaid Words(string what, string text) => new(what, text, text) { Alone = text.Length > 0 ? [text] : [] };

    private static string Words<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
