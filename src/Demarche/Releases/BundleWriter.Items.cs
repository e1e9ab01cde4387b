using System.Text.Json.Nodes;
using Demarche.Claims;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Stix;

namespace Demarche.Releases;

internal sealed partial class BundleWriter
{
    private void WriteIncidents()
    {
        foreach (var incident in view.Incidents.Standing.Where(i => includes.Contains(i.Id)))
        {
            if (WriteReworded(incident, "incident", "Incident", incident.Marking.Tlp)) continue;
            var c = incident.Content;
            var times = new[] { Known("Began", c.Began), Known("Ended", c.Ended), Known("Discovered", c.Discovered) }.Where(t => t.Length > 0);
            var words = string.Join(" ", times.Prepend(c.Description));
            Put(StixObjects.Incident(Header("incident", incident), FirstSentence(c.Description), words));
            Released(incident.Id, "incident", objects[^1].Id, incident.Marking.Tlp, words);
        }
        foreach (var effect in view.Effects.Standing.Where(e => includes.Contains(e.Id)))
        {
            if (WriteReworded(effect, "effect", "Effect", effect.Marking.Tlp)) continue;
            var c = effect.Content;
            var victim = outgoing.Nameable.Contains(c.Victim ?? "") ? view.Parties.Find(c.Victim) : null;
            var kind = victim is null ? c.Kind + "." : $"{c.Kind} ({victim.Content.Name}).";
            var words = string.Join(" ", new[] { kind, c.Description, Known("At", c.At) }.Where(t => t.Length > 0));
            WriteNote(effect, "effect", words, "Effect", victim?.Changed);
            // Its name is given too, so that the ledger has it.
            if (victim is not null) Items.Add(new(victim.Id, "party", Items[^1].As, 0));
        }
    }

    private void WriteParties()
    {
        foreach (var party in view.Parties.Standing.Where(p => includes.Contains(p.Id)))
        {
            if (WriteReworded(party, "party", "Party", party.Marking.Tlp)) continue;
            var c = party.Content;
            var kind = c.Kind switch { PartyKind.Group => "group", PartyKind.Person => "individual", _ => "organization" };
            Put(StixObjects.Identity(Header("identity", party), c.Name, kind, c.Role.Length > 0 ? c.Role : null));
            Released(party.Id, "party", objects[^1].Id, party.Marking.Tlp, $"{c.Name}: {c.Role}");
        }
    }

    private void WriteClaims()
    {
        foreach (var claim in view.Claims.Standing.Where(c => includes.Contains(c.Id)))
        {
            // A claim is seen only with its proposition and its source, so both are there.
            var proposition = view.Propositions.Find(claim.Content.Proposition)!;
            var source = view.Sources.Find(claim.Content.Source)!;
            var tlp = new[] { claim.Marking.Tlp, proposition.Marking.Tlp, source.Marking.Tlp }.Max();
            if (WriteReworded(claim, "claim", "Claim", tlp)) continue;
            var speaker = Speaker(source);
            var extensions = new JsonObject();
            var c = claim.Content;
            new ClaimExtension(proposition.Content.Text, (ClaimStance)(int)c.Stance, c.OnRecord, (ClaimNature)(int)c.Nature)
            {
                SourceName = source.Content.Name,
                SourceDescription = source.Content.IsProtected ? PublicName(source) : null,
                Protected = source.Content.IsProtected,
                Standing = c.Standing.ToString().ToLowerInvariant(),
                SaidOn = c.SaidOn is { } said ? Precise(said) : null,
                Quote = c.Passage?.Quote,
            }.Write(extensions);
            var words = $"{PublicName(source)} {Verb(c.Stance)}: {proposition.Content.Text}";
            var modified = new[] { claim.Changed, proposition.Changed, source.Changed, outgoing.Rewordings.TryGetValue(source.Id, out var told) ? SaidAt(told) : null }.Max(StringComparer.Ordinal)!;
            var header = Header("note", claim.Id, claim.Time, modified, tlp) with { Extensions = extensions };
            Put(StixObjects.Note(header, words, [speaker], "Claim"));
            Released(claim.Id, "claim", header.Id, tlp, words);
        }
    }

    private StixId Speaker(Held<Source> source)
    {
        if (speakers.TryGetValue(source.Id, out var known)) return known;
        if (RewordedSpeaker(source) is { } reworded)
        {
            Put(reworded);
            return speakers[source.Id] = reworded.Id;
        }
        var (c, header) = (source.Content, Header("identity", source));
        Put(StixObjects.Identity(header, c.PublicName, c.IsProtected ? "unknown" : "individual", c.Organisation));
        return speakers[source.Id] = header.Id;
    }

    private void WriteObservables()
    {
        foreach (var observable in view.Observables.Standing.Where(o => includes.Contains(o.Id)))
        {
            if (WriteReworded(observable, "observable", "Observable", observable.Marking.Tlp)) continue;
            var c = observable.Content;
            var words = c.Note is { Length: > 0 } note ? $"{c.Type}: {c.Value} ({note})" : $"{c.Type}: {c.Value}";
            if (Cyber(c.Type, c.Value, observable.Marking.Tlp.MarkingId()) is { } cyber)
            {
                Put(cyber);
                Released(observable.Id, "observable", cyber.Id, observable.Marking.Tlp, words);
            }
            else
            {
                WriteNote(observable, "observable", words, "Observable");
            }
        }
    }

    private void WriteStatements()
    {
        foreach (var statement in view.Statements.Standing.Where(s => includes.Contains(s.Id)))
        {
            if (WriteReworded(statement, "statement", "Public statement", statement.Marking.Tlp)) continue;
            WriteNote(statement, "statement", $"{statement.Content.Speaker}, {statement.Content.At}: {statement.Content.Text}", "Public statement");
        }
        foreach (var proposition in view.Propositions.Standing.Where(p => includes.Contains(p.Id)))
        {
            if (WriteReworded(proposition, "proposition", "Proposition", proposition.Marking.Tlp)) continue;
            WriteNote(proposition, "proposition", proposition.Content.Text, "Proposition");
        }
    }

    /// <param name="changed">When something else that the words name last changed: one id and time never carry two texts.</param>
    private void WriteNote<T>(Held<T> item, string kind, string words, string title, string? changed = null) where T : notnull
    {
        var modified = string.CompareOrdinal(changed, item.Changed) > 0 ? changed! : item.Changed;
        var header = Header("note", item.Id, item.Time, modified, item.Marking.Tlp);
        Put(StixObjects.Note(header, words, [self.Id], title));
        Released(item.Id, kind, header.Id, item.Marking.Tlp, words);
    }

    /// <summary>The cyber-observable object of a type and value; null for a type that has none, or a value that doesn't fit it.</summary>
    private static StixObject? Cyber(string type, string value, StixId marking)
    {
        try
        {
            return type switch
            {
                "ipv4-addr" => StixObservables.Ipv4Address(value, marking),
                "ipv6-addr" => StixObservables.Ipv6Address(value, marking),
                "domain-name" => StixObservables.DomainName(value, marking),
                "url" => StixObservables.Url(value, marking),
                "email-addr" => StixObservables.EmailAddress(value, marking),
                "mac-addr" => StixObservables.MacAddress(value, marking),
                "mutex" => StixObservables.Mutex(value, marking),
                "file:name" or "file-name" => StixObservables.File([], value, null, marking),
                _ when type.StartsWith("file:hashes.", StringComparison.Ordinal) =>
                    StixObservables.File([new(type["file:hashes.".Length..].Trim('\''), value)], null, null, marking),
                _ => null,
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Verb(Stance stance) => stance switch
    {
        Stance.Asserts => "asserts",
        Stance.Suggests => "suggests",
        Stance.Denies => "denies",
        Stance.NoEvidenceFor => "has no evidence for",
        _ => "was asked about",
    };

    private static string Known(string what, ApproximateTime? time) => time is null ? "" : $"{what}: {time}.";

    private static string Precise(ApproximateTime time) => time.Value.Length == 17 ? time.Value[..16] + ":00Z" : time.Value;

    private static string FirstSentence(string text)
    {
        var end = text.IndexOfAny(['.', '\n']);
        var first = end > 0 ? text[..end] : text;
        return Cut.To(first, 120);
    }
}
