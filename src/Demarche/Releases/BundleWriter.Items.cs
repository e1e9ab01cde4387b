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
            if (WriteReworded(incident, "incident", "Incident", SentMarking.Of(incident.Marking))) continue;
            var c = incident.Content;
            var times = new[] { Known("Began", c.Began), Known("Ended", c.Ended), Known("Discovered", c.Discovered) }.Where(t => t.Length > 0);
            var words = string.Join(" ", times.Prepend(c.Description));
            var extensions = With(new(ItemKind.Incident)
            {
                Text = c.Description,
                Began = ItemPhrases.Exact(c.Began),
                Ended = ItemPhrases.Exact(c.Ended),
                Discovered = ItemPhrases.Exact(c.Discovered),
            });
            var id = WriteOwn("incident", incident.Id, SentMarking.Of(incident.Marking), header => StixObjects.Incident(header with { Extensions = extensions }, FirstSentence(c.Description), words));
            hung.Add(id);
            Released(incident.Id, "incident", id, SentMarking.Of(incident.Marking), words);
        }
        // What was given before is hung on as well: the partner has it, and it still stands.
        hung.AddRange(view.Incidents.Standing.Select(i => given.Arrived("incident", i.Id)).OfType<StixId>().Where(i => !hung.Contains(i)));
        hung.Sort();
    }

    private void WriteEffects()
    {
        foreach (var effect in view.Effects.Standing.Where(e => includes.Contains(e.Id)))
        {
            if (WriteReworded(effect, "effect", "Effect", SentMarking.Of(effect.Marking))) continue;
            var c = effect.Content;
            var victim = outgoing.Nameable.Contains(c.Victim ?? "") ? view.Parties.Find(c.Victim) : null;
            var kind = victim is null ? c.Kind + "." : $"{c.Kind} ({victim.Content.Name}, {ItemPhrases.Word(victim.Content.Kind)}).";
            var words = string.Join(" ", new[] { kind, c.Description, Known("At", c.At) }.Where(t => t.Length > 0));
            var extensions = With(new(ItemKind.Effect)
            {
                Text = c.Description,
                Title = c.Kind,
                Victim = victim?.Content.Name,
                VictimKind = victim is null ? null : ItemPhrases.Word(victim.Content.Kind),
                At = ItemPhrases.Exact(c.At),
            });
            WriteNote(effect, "effect", words, "Effect", extensions, victim);
        }
    }

    private void WriteParties()
    {
        foreach (var party in view.Parties.Standing.Where(p => includes.Contains(p.Id)))
        {
            if (WriteReworded(party, "party", "Party", SentMarking.Of(party.Marking))) continue;
            var c = party.Content;
            var extensions = With(new(ItemKind.Party)
            {
                Text = c.Role,
                PartyKind = ItemPhrases.Word(c.Kind),
                Country = c.Country,
            });
            var id = WriteOwn("identity", party.Id, SentMarking.Of(party.Marking), header => StixObjects.Identity(
                header with { Extensions = extensions }, c.Name, ItemPhrases.Class(c.Kind), ItemPhrases.Of(c)));
            parties[party.Id] = id;
            Released(party.Id, "party", id, SentMarking.Of(party.Marking), $"{c.Name} ({ItemPhrases.Of(c)})");
        }
    }

    private void WriteClaims()
    {
        foreach (var claim in view.Claims.Standing.Where(c => includes.Contains(c.Id)))
        {
            // A claim is seen only with its proposition and its source, so both are there.
            var proposition = view.Propositions.Find(claim.Content.Proposition)!;
            var source = view.Sources.Find(claim.Content.Source)!;
            var marking = SentMarking.Of(claim.Marking).And(proposition.Marking).And(MarkingOf(source));
            if (WriteReworded(claim, "claim", "Claim", marking)) continue;
            var speaker = Speaker(source);
            var extensions = new JsonObject();
            var c = claim.Content;
            new ClaimExtension(proposition.Content.Text, (ClaimStance)(int)c.Stance, c.OnRecord, (ClaimNature)(int)c.Nature)
            {
                SourceName = source.Content.Name,
                SourceDescription = source.Content.IsProtected ? PublicName(source) : null,
                Protected = source.Content.IsProtected,
                Standing = c.Standing.ToString().ToLowerInvariant(),
                SaidOn = c.SaidOn is { IsValid: true } said ? Precise(said) : null,
                SaidAbout = c.SaidOn is { IsValid: true, About: true },
                Quote = c.Passage?.Quote,
            }.Write(extensions);
            var words = LetterWords.Claim(Called(source), Reworded(source) is null && !source.Content.IsOrganisation ? source.Content.Organisation : null, c, Verb(c.Stance), proposition.Content.Text);
            var id = WriteOwn("note", claim.Id, marking, header => StixObjects.Note(header with { Extensions = extensions }, words, Hang(speaker), "Claim"));
            Released(claim.Id, "claim", id, marking, words);
        }
    }

    private StixId Speaker(Held<Source> source)
    {
        if (speakers.TryGetValue(source.Id, out var known)) return known;
        var c = source.Content;
        return speakers[source.Id] = Reworded(source) is { } reworded
            ? WriteOwn("identity", source.Id, MarkingOf(source), header => StixObjects.Identity(header, reworded.Content.Text, "unknown", null), outgoing.About)
            : WriteOwn("identity", source.Id, MarkingOf(source), header => StixObjects.Identity(header, c.PublicName, ClassOf(c), c.Organisation));
    }

    // Of a source that is no organisation for certain nothing is said, and a protected one is not to be told from another by it.
    private static string ClassOf(Source source) => source.IsOrganisation ? "organization" : "unknown";

    private void WriteStatements()
    {
        foreach (var statement in view.Statements.Standing.Where(s => includes.Contains(s.Id)))
        {
            if (WriteReworded(statement, "statement", "Public statement", SentMarking.Of(statement.Marking))) continue;
            var c = statement.Content;
            var extensions = With(new(ItemKind.Statement) { Text = c.Text, Speaker = c.Speaker, At = ItemPhrases.Exact(c.At) });
            WriteNote(statement, "statement", $"{c.Speaker}, {c.At}: {c.Text}", "Public statement", extensions);
        }
        foreach (var proposition in view.Propositions.Standing.Where(p => includes.Contains(p.Id)))
        {
            if (WriteReworded(proposition, "proposition", "Proposition", SentMarking.Of(proposition.Marking))) continue;
            WriteNote(proposition, "proposition", proposition.Content.Text, "Proposition", []);
        }
    }

    /// <param name="names">A party that the words name: its name is given too, so the ledger has it, and its level counts.</param>
    private void WriteNote<T>(Held<T> item, string kind, string words, string title, JsonObject extensions, Held<Party>? names = null) where T : notnull
    {
        var marking = SentMarking.Of(item.Marking).And(names?.Marking);
        // Whom the words name is pointed at, where that party goes too or has gone.
        var named = names is null ? null : parties.GetValueOrDefault(names.Id) ?? given.Arrived("identity", names.Id);
        var id = WriteOwn("note", item.Id, marking, header => StixObjects.Note(header with { Extensions = extensions }, words, Hang(named), title));
        Released(item.Id, kind, id, marking, words, names is null ? [] : [new ReleasedItem(names.Id, "party", id.ToString(), 0, false)]);
    }

    /// <summary>What a note is about: the incidents that the partner has, and whatever else it names. Where there is nothing, it is a word of this desk.</summary>
    private IReadOnlyList<StixId> Hang(params IEnumerable<StixId?> others)
    {
        List<StixId> all = [.. hung, .. others.OfType<StixId>()];
        return all.Count > 0 ? all : [self.Id];
    }

    private static JsonObject With(ItemExtension item)
    {
        var extensions = new JsonObject();
        item.Write(extensions);
        return extensions;
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
