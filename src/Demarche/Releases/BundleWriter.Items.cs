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
            var id = WriteOwn("incident", incident.Id, incident.Marking.Tlp, header => StixObjects.Incident(header, FirstSentence(c.Description), words));
            Released(incident.Id, "incident", id, incident.Marking.Tlp, words);
        }
        foreach (var effect in view.Effects.Standing.Where(e => includes.Contains(e.Id)))
        {
            if (WriteReworded(effect, "effect", "Effect", effect.Marking.Tlp)) continue;
            var c = effect.Content;
            var victim = outgoing.Nameable.Contains(c.Victim ?? "") ? view.Parties.Find(c.Victim) : null;
            var kind = victim is null ? c.Kind + "." : $"{c.Kind} ({victim.Content.Name}).";
            var words = string.Join(" ", new[] { kind, c.Description, Known("At", c.At) }.Where(t => t.Length > 0));
            WriteNote(effect, "effect", words, "Effect", victim);
        }
    }

    private void WriteParties()
    {
        foreach (var party in view.Parties.Standing.Where(p => includes.Contains(p.Id)))
        {
            if (WriteReworded(party, "party", "Party", party.Marking.Tlp)) continue;
            var c = party.Content;
            var kind = c.Kind switch { PartyKind.Group => "group", PartyKind.Person => "individual", _ => "organization" };
            var id = WriteOwn("identity", party.Id, party.Marking.Tlp, header => StixObjects.Identity(header, c.Name, kind, c.Role.Length > 0 ? c.Role : null));
            Released(party.Id, "party", id, party.Marking.Tlp, c.Role.Length > 0 ? $"{c.Name} ({kind}): {c.Role}" : $"{c.Name} ({kind})");
        }
    }

    private void WriteClaims()
    {
        foreach (var claim in view.Claims.Standing.Where(c => includes.Contains(c.Id)))
        {
            // A claim is seen only with its proposition and its source, so both are there.
            var proposition = view.Propositions.Find(claim.Content.Proposition)!;
            var source = view.Sources.Find(claim.Content.Source)!;
            var tlp = new[] { claim.Marking.Tlp, proposition.Marking.Tlp, LevelOf(source) }.Max();
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
            var words = LetterWords.Claim(PublicName(source), Reworded(source) is null ? source.Content.Organisation : null, c, Verb(c.Stance), proposition.Content.Text);
            var id = WriteOwn("note", claim.Id, tlp, header => StixObjects.Note(header with { Extensions = extensions }, words, [speaker], "Claim"));
            Released(claim.Id, "claim", id, tlp, words);
        }
    }

    private StixId Speaker(Held<Source> source)
    {
        if (speakers.TryGetValue(source.Id, out var known)) return known;
        var c = source.Content;
        return speakers[source.Id] = Reworded(source) is { } reworded
            ? WriteOwn("identity", source.Id, LevelOf(source), header => StixObjects.Identity(header, reworded.Content.Text, "unknown", null), outgoing.About)
            : WriteOwn("identity", source.Id, LevelOf(source), header => StixObjects.Identity(header, c.PublicName, c.IsProtected ? "unknown" : "individual", c.Organisation));
    }

    private void WriteObservables()
    {
        List<Held<Observables.Observable>> going = [.. view.Observables.Standing.Where(o => includes.Contains(o.Id))];
        // An address that two items hold is one object: at the stricter of their levels.
        var levels = going.GroupBy(o => (o.Content.Type, o.Content.Value)).ToDictionary(g => g.Key, g => g.Max(o => o.Marking.Tlp));
        foreach (var observable in going)
        {
            if (WriteReworded(observable, "observable", "Observable", observable.Marking.Tlp)) continue;
            var c = observable.Content;
            var words = c.Note is { Length: > 0 } note ? $"{c.Type}: {c.Value} ({note})" : $"{c.Type}: {c.Value}";
            var tlp = levels[(c.Type, c.Value)];
            if (Cyber(c.Type, c.Value, tlp.MarkingId()) is { } cyber)
            {
                Put(cyber);
                if (c.Note is { Length: > 0 } said) WriteOwn("note", observable.Id, tlp, header => StixObjects.Note(header, said, [cyber.Id], ObservableNoteAbstract));
                Released(observable.Id, "observable", cyber.Id, tlp, words);
            }
            else
            {
                WriteNote(observable, "observable", words, "Observable");
            }
        }
    }

    /// <summary>Abstract of the note that says what we noted of a cyber-observable, which has no place for it.</summary>
    public const string ObservableNoteAbstract = "Note on an observable";

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

    /// <param name="names">A party that the words name: its name is given too, so the ledger has it, and its level counts.</param>
    private void WriteNote<T>(Held<T> item, string kind, string words, string title, Held<Party>? names = null) where T : notnull
    {
        var tlp = Stricter(item.Marking.Tlp, names?.Marking.Tlp ?? Tlp.Clear);
        var id = WriteOwn("note", item.Id, tlp, header => StixObjects.Note(header, words, [self.Id], title));
        Released(item.Id, kind, id, tlp, words, names is null ? [] : [new ReleasedItem(names.Id, "party", id.ToString(), 0, false)]);
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

    private static string Verb(Stance stance) => LetterWords.Verb(stance);

    private static string Known(string what, ApproximateTime? time) => time is null ? "" : $"{what}: {time}.";

    private static string Precise(ApproximateTime time) => time.Value.Length == 17 ? time.Value[..16] + ":00Z" : time.Value;

    private static string FirstSentence(string text)
    {
        var end = text.IndexOfAny(['.', '\n']);
        var first = end > 0 ? text[..end] : text;
        return Cut.To(first, 120);
    }
}
