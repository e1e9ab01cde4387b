using Demarche.Documents;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Observables;
using Demarche.Views;

namespace Demarche.Imports;

/// <summary>What an event comes to in a case.</summary>
/// <param name="Observables">How many observables it makes.</param>
/// <param name="Already">How many of what it says was seen stand in the case already.</param>
/// <param name="Members">What became of each of its members, once it is written.</param>
internal sealed record MispOutcome(Decision Decision, int Observables, int Already, IReadOnlyList<MemberAccount> Members,
    IReadOnlyList<ImportProblem> Problems);

/// <summary>
/// A MISP event as a case, or in a case that is there: the event itself as a document, what it says was seen as observables with their
/// comments, its words in the description of the incident. Each is marked by the strictest label that the event, the attribute or the
/// person gives it. Pure.
/// </summary>
/// <param name="File">The file's name.</param>
/// <param name="Document">The event taken in; null where it can't be read as a document.</param>
/// <param name="Least">A level that the person asks for at least; null for what the event says.</param>
/// <param name="Originator">The partner whose terms bind all that is taken out of it; null where nobody's do.</param>
/// <param name="IsGiven">Whether a person says that the originator gave it to us. That an event names its maker does not say so, and nobody is
/// told of it for that.</param>
internal sealed record MispCase(MispEvent Event, string File, Document? Document, Tlp? Least, string? Originator = null, bool IsGiven = true)
{
    /// <summary>Where an event says nothing, or nothing this desk knows, it goes to no partner and stays within the organisation and who needs to know.</summary>
    private const Tlp Unsaid = Tlp.Amber;

    private const int LongestNote = 4_000;

    /// <summary>A longer text of an attribute is a rule, a message or a file, and no sentence of a description.</summary>
    private const int LongestWords = 1_000;

    public Marking Marking => Marking.Of(Strictest(MispMapping.Level(Event.Tags) ?? Unsaid, Least));

    /// <summary>What the whole event is worth: no less than its strictest attribute, the deleted ones too.</summary>
    private Marking WholeMarking => Marking.Of(Strictest(Marking.Tlp, Event.Attributes.Concat(Event.Objects.SelectMany(o => o.Attributes))
        .Max(a => MispMapping.Level(a.Tags))));

    /// <param name="none">The case that is not there yet.</param>
    /// <param name="time">Now, for a case that is looked at before it is written.</param>
    /// <param name="newId">Ids for what comes to stand in it.</param>
    public MispOutcome Open(CaseFile none, DeskFile desk, Audience author, string person, string id, string time, Func<string> newId)
    {
        var title = Cut.To(EurepocValues.Plain(Event.Info, out _), 1_000, "…");
        var opened = CaseDecisions.Open(none, desk, author, new(id, title, $"A MISP event{(Event.Organisation is { } by ? $" of {by}" : "")}. Nothing in it has been assessed at this desk.", Marking));
        if (opened is not Decision.Allowed allowed) return new(opened, 0, 0, [], []);
        var file = CaseFile.Fold(id, [FactKinds.Draft(id, time, person, allowed.Facts[0]).After(Head.Empty(id))]);
        var outcome = Into(View.For(file, author), newId);
        return outcome.Decision is Decision.Allowed more ? outcome with { Decision = allowed with { Facts = [.. allowed.Facts, .. more.Facts] } } : outcome;
    }

    public MispOutcome Into(View view, Func<string> newId)
    {
        List<Marked> facts = [];
        List<ImportProblem> problems = [];
        Decision.Refused? Add(Decision decision)
        {
            if (decision is Decision.Allowed allowed) facts.AddRange(allowed.Facts);
            return decision as Decision.Refused;
        }
        void Tell(Defect defect, string what) => problems.Add(new(defect, File, null, "Attribute", what, Event.Uuid));
        // The event is the partner's; what is said here of it, and each row taken out of it, is bound by the partner's terms.
        Marking Under(Marking own) => (own.And(view.Default) with { ReleasableTo = [], Originator = Originator, Derived = null }).OnOurReading();
        if (Rules.CaseMustBeOpen(view) is { } closed) return new(closed, 0, 0, [], []);
        var there = Document is { } taken ? view.Documents.Standing.FirstOrDefault(d => d.Content.Sha256 == taken.Sha256) : null;
        var whole = there?.Id ?? newId();
        if (Document is { } document && there is null && Add(DocumentDecisions.TakeIn(view, [new(whole, document, Under(WholeMarking)) { Originator = Originator }])) is { } untaken)
            return new(untaken, 0, 0, [], []);
        if (!IsGiven) facts = [.. facts.Select(m => m with { Marking = m.Marking.OnOurReading() })];
        // Whatever is taken out of the event rests on it, whether the event comes in now or stands in the case already.
        Decision.Refused? Taken(Decision decision, Marking marking)
        {
            if (decision is not Decision.Allowed { Facts: [{ Fact: IAdded { Id: var id } said }] } allowed) return Add(decision);
            if (Document is not null) facts.Add(new(new BasisRecorded(id, [whole]), marking));
            facts.Add(new((Fact)said, marking));
            // The event itself says that this part of it may go wider than all of it.
            if (Document is not null && marking.IsWiderThan(there?.Marking ?? Under(WholeMarking)))
                facts.Add(new(new WiderMarkingJustified(id, $"The event labels this {marking.Label} by itself."), marking));
            return null;
        }
        var read = MispSightings.Of(Event);
        var isDescribed = view.Incidents.Standing.Any();
        var description = Description(read, isDescribed ? "the case describes its incident already" : null);
        if (!isDescribed && Taken(IncidentDecisions.Describe(view, new(newId(), new(description, null, null, null), Under(WholeMarking))),
            Under(WholeMarking)) is { } undescribed)
            return new(undescribed, 0, 0, [], []);
        foreach (var refusal in read.Refused)
        {
            Tell(Defect.UnreadableValue, $"{refusal.Attribute.Type} “{Cut.To(refusal.Value.Value, 120, "…")}” is no "
                + $"{ObservableWords.Of(refusal.Value.Type)}. {refusal.Problem} It stands in the event that the case keeps.");
        }
        var (standing, seen, already) = (Known(view), 0, 0);
        foreach (var sighting in read.All)
        {
            var note = sighting.Note();
            // Only what the importer may see is there to be joined: whatever else the case holds makes no difference.
            if (Keys(sighting).Select(standing.GetValueOrDefault).OfType<Held<Observable>>().FirstOrDefault() is { } same)
            {
                already++;
                read.Join(sighting);
                if (same.Content.Note != Cut.To(note, LongestNote, "…")
                    || sighting.Values.Any(v => v != new TypedValue(same.Content.Type, same.Content.Value)
                    && same.Content.Also?.Contains(v) != true))
                {
                    Tell(Defect.StandsAlready, $"{sighting.Own.Value} stands in the case already, as {same.Id}, and was left as it is. "
                        + $"The event says of it: {note}{Beside(sighting)}");
                }
                continue;
            }
            if (note.Length > LongestNote)
            {
                Tell(Defect.TooMuch, $"What the event says of {sighting.Own.Value} is longer than {LongestNote} characters and was cut. "
                    + "It stands whole in the event that the case keeps.");
            }
            if (sighting.Also.Count > ObservableDecisions.MostAlso)
            {
                Tell(Defect.TooMuch, $"{sighting.Own.Value} has more than {ObservableDecisions.MostAlso} further values; "
                    + "the others stand in the event that the case keeps.");
            }
            var marking = Under(Marking.Of(Strictest(Marking.Tlp, sighting.Level)));
            var decision = ObservableDecisions.See(view,
                new(newId(), new(sighting.Own.Type, sighting.Own.Value, null, Cut.To(note, LongestNote, "…"), null, Earlier(sighting),
                sighting.LastSeen, [.. sighting.Also.Take(ObservableDecisions.MostAlso)]), null, marking));
            if (decision is Decision.Refused refused) return new(refused with { Message = $"{sighting.Own.Value}: {refused.Message}" }, 0,
                0, [], problems);
            seen++;
            Taken(decision, marking);
        }
        if (facts.Count == 0)
            return new(Decision.Refuse("event-must-tell-something-new", "All that this event tells stands in the case already."), 0,
                already, MispMembers.Of(Event, read, false), problems);
        return new(new Decision.Allowed(facts), seen, already, MispMembers.Of(Event, read, !isDescribed), problems);

        // A last time before the first is a slip of the event's; the last one is what was seen.
        ApproximateTime? Earlier(MispSighting sighting)
        {
            if (sighting is not { FirstSeen: { } first, LastSeen: { } last }
                || string.CompareOrdinal(last.Value, 0, first.Value, 0, Math.Min(last.Value.Length, first.Value.Length)) >= 0)
                return sighting.FirstSeen;
            Tell(Defect.EndBeforeBeginning, $"{sighting.Own.Value} is last seen before it is first seen; the first time was left out.");
            return null;
        }
    }

    private static string Beside(MispSighting sighting) => sighting.Also.Count == 0 ? ""
        : $"; {string.Join(", ", sighting.Also.Select(v => $"{ObservableWords.Of(v.Type)} {v.Value}"))}";

    // By its own value, and a file by each of its hashes.
    private static Dictionary<TypedValue, Held<Observable>> Known(View view)
    {
        Dictionary<TypedValue, Held<Observable>> known = [];
        foreach (var held in view.Observables.Standing)
        {
            foreach (var value in held.Content.Telling().Where((v, n) => n == 0 || MispMapping.IsHash(v))) known.TryAdd(value, held);
        }
        return known;
    }

    private static IEnumerable<TypedValue> Keys(MispSighting sighting) => sighting.Values.Where(MispMapping.IsHash).Prepend(sighting.Own)
        .Distinct();

    private string Description(MispSightings read, string? whyNot)
    {
        List<string> parts = [Event.Info];
        parts.Add(string.Concat("A MISP event", Event.Organisation is { } by ? $" of {by}" : "", Event.Date is { } date ? $", dated {date}" : "",
            Event.AsOf is { } asOf ? $", as of {asOf}" : "", Event.Uuid is { } uuid ? $" ({uuid})" : "", "."));
        if (Event.ThreatLevel is { } level) parts.Add($"Its originator calls the threat level {level}.");
        if (Event.Analysis is { } analysis) parts.Add($"Its originator calls the analysis {analysis}.");
        if (Event.Tags.Count > 0) parts.Add("Tags: " + string.Join(", ", Event.Tags.Distinct()) + ".");
        var length = parts.Sum(p => p.Length + 2);
        HashSet<string> said = [];
        foreach (var (a, of) in read.Words)
        {
            var place = of is null ? "" : a.Relation.Length > 0 ? $" ({of.Name}, {a.Relation})" : $" ({of.Name})";
            var words = $"{a.Category}, {a.Type}{place}: {a.Value}{(a.Comment.Length > 0 ? $" ({a.Comment})" : "")}";
            var why = whyNot ?? (a.Value.Length == 0 ? "it is empty" : a.Value.Length > LongestWords
                ? $"a text of more than {LongestWords} characters"
                : length + words.Length + 2 > Rules.LongestText && !said.Contains(words) ? "the description of the incident is full"
                    : null);
            read.Place(a, why);
            if (why is not null || !said.Add(words)) continue;
            parts.Add(words);
            length += words.Length + 2;
        }
        return Cut.To(string.Join("\n\n", parts), Rules.LongestText, "…");
    }

    private static Tlp Strictest(Tlp one, Tlp? other) => other is { } level && level > one ? level : one;
}
