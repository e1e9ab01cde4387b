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
    IReadOnlyList<ImportProblem> Problems)
{
    public static MispOutcome Refused(Decision.Refused why, IReadOnlyList<ImportProblem>? problems = null) => new(why, 0, 0, [],
        problems ?? []);
}

/// <summary>
/// A MISP event as a case, or in a case that is there: the event itself as a document, what it says was seen as observables with their
/// comments, its words in the description of the incident. Each is marked by the strictest label that the event, the attribute or the
/// person gives it. Pure.
/// </summary>
/// <param name="File">The file's name.</param>
/// <param name="Document">The event taken in; null where it can't be read as a document.</param>
/// <param name="Least">A level that the person asks for at least; null for what the event says.</param>
/// <param name="Originator">The partner whose terms bind all that is taken out of it; null where nobody's do.</param>
/// <param name="Stated">The strictest level that the document states of itself; null for none.</param>
/// <param name="IsUpdate">Whether a case was made of the event before: what a person withdrew there since then stays withdrawn.</param>
/// <param name="IsGiven">Whether a person says that the originator gave it to us. That an event names its maker does not say so, and nobody is
/// told of it for that.</param>
internal sealed record MispCase(MispEvent Event, string File, Document? Document, Tlp? Least, string? Originator = null,
    bool IsGiven = true,
    Tlp? Stated = null, bool IsUpdate = false)
{
    /// <summary>Where an event says nothing, or nothing this desk knows, it goes to no partner and stays within the organisation and who needs to know.</summary>
    private const Tlp Unsaid = Tlp.Amber;

    private const int LongestNote = 4_000;

    /// <summary>A longer text of an attribute is a rule, a message or a file, and no sentence of a description.</summary>
    private const int LongestWords = 1_000;

    /// <summary>Whether the event has a label of its own, and not only a limit on its distribution.</summary>
    public bool IsLabelled => Event.Labels.Any(l => l.Why is null);

    public Marking Marking => Marking.Of(Strictest(Strictest(
        MispLabels.Strictest(Event.Labels.Where(l => l.Why is null)) ?? Unsaid, MispLabels.Strictest(Event.Labels)), Least));

    /// <summary>What the whole event is worth: no less than its strictest part, the deleted ones too.</summary>
    private Marking WholeMarking => Marking.Of(Strictest(Strictest(Marking.Tlp, Event.Whole), Stated));

    /// <param name="none">The case that is not there yet.</param>
    /// <param name="time">Now, for a case that is looked at before it is written.</param>
    /// <param name="newId">Ids for what comes to stand in it.</param>
    public MispOutcome Open(CaseFile none, DeskFile desk, Audience author, string person, string id, string time, Func<string> newId)
    {
        var title = Cut.To(EurepocValues.Plain(Event.Info, out _), 1_000, "…");
        var opened = CaseDecisions.Open(none, desk, author, new(id, title, $"A MISP event{(Event.Organisation is { } by ? $" of {by}" : "")}. Nothing in it has been assessed at this desk.", Marking));
        if (opened is not Decision.Allowed allowed) return MispOutcome.Refused((Decision.Refused)opened);
        var file = CaseFile.Fold(id, [FactKinds.Draft(id, time, person, allowed.Facts[0]).After(Head.Empty(id))]);
        var outcome = Into(View.For(file, author), newId, title);
        return outcome.Decision is Decision.Allowed more ? outcome with { Decision = allowed with { Facts = [.. allowed.Facts, .. more.Facts] } } : outcome;
    }

    /// <param name="view">The case, as the importer sees it.</param>
    /// <param name="newId">Ids for what comes to stand in it.</param>
    /// <param name="title">The title that the case gets with it; null for a case that has one.</param>
    public MispOutcome Into(View view, Func<string> newId, string? title = null)
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
        if (Rules.CaseMustBeOpen(view) is { } closed) return MispOutcome.Refused(closed);
        var there = Document is { } taken ? view.Documents.Standing.FirstOrDefault(d => d.Content.Sha256 == taken.Sha256) : null;
        var whole = there?.Id ?? newId();
        if (Document is { } document && there is null && Add(DocumentDecisions.TakeIn(view, [new(whole, document,
            Under(WholeMarking)) { Originator = Originator, Stated = Stated }])) is { } untaken)
            return MispOutcome.Refused(untaken);
        if (!IsGiven) facts = [.. facts.Select(m => m with { Marking = m.Marking.OnOurReading() })];
        // Whatever is taken out of the event rests on it, whether the event comes in now or stands in the case already.
        Decision.Refused? Taken(Decision decision, Marking marking)
        {
            if (decision is not Decision.Allowed { Facts: [{ Fact: IAdded { Id: var id } said }] } allowed) return Add(decision);
            if (Document is not null) facts.Add(new(new BasisRecorded(id, [whole]), marking));
            facts.Add(new((Fact)said, marking));
            // The event itself says that this part of it may go wider than all of it.
            if (Document is not null && marking.IsWiderThan(there?.Marking ?? Under(WholeMarking)))
                facts.Add(new(new WiderMarkingJustified(id, IsLabelled ? $"The event labels this {marking.Label} by itself."
                    : $"The event labels nothing of this; {Under(WholeMarking).Label} is asked for by other parts of it."), marking));
            return null;
        }
        var read = MispSightings.Of(Event);
        var isDescribed = view.Incidents.Standing.Any();
        var description = Description(read, isDescribed ? "the case describes its incident already" : null);
        if (!isDescribed && Taken(IncidentDecisions.Describe(view, new(newId(), new(description, null, null, null), Under(WholeMarking))),
            Under(WholeMarking)) is { } undescribed)
            return MispOutcome.Refused(undescribed);
        foreach (var refusal in read.Refused)
        {
            Tell(Defect.UnreadableValue, $"{refusal.Attribute.Type} “{Cut.To(refusal.Value.Value, 120, "…")}” is no "
                + $"{ObservableWords.Of(refusal.Value.Type)}. {refusal.Problem} It stands in the event that the case keeps.");
        }
        var (standing, seen, already) = (Known(view.Observables.Standing), 0, 0);
        var withdrawn = IsUpdate ? Known(view.Observables.All.Where(o => o.IsWithdrawn)) : [];
        foreach (var sighting in read.All)
        {
            var note = sighting.Note(LongestNote, Actions, out var isWhole);
            var marking = Under(Marking.Of(Strictest(Marking.Tlp, sighting.Level)));
            Held<Observable>? Find(Dictionary<TypedValue, Held<Observable>> among) =>
                Keys(sighting).Select(among.GetValueOrDefault).OfType<Held<Observable>>().FirstOrDefault();
            // Only what the importer may see is there to be joined: whatever else the case holds makes no difference.
            if (Find(standing) is { } same)
            {
                already++;
                (sighting.Held, sighting.IsJoined, sighting.WhyNot) = (same.Content, true, MispMembers.StandsAlready);
                if (MispChanges.Of(same, sighting, note, marking) is { } change)
                    Tell(Defect.StandsAlready,
                        $"{sighting.Own.Value} stands in the case already, as {same.Id}, and was left as it is. {change}");
                continue;
            }
            if (Find(withdrawn) is { } gone)
            {
                sighting.WhyNot = "its observable was withdrawn in the case";
                Tell(Defect.UnlikeBefore,
                    $"{sighting.Own.Value} was withdrawn in the case, as {gone.Id}, and the event still says that it was seen. It stays withdrawn.");
                continue;
            }
            if (!isWhole)
            {
                Tell(Defect.TooMuch, $"What the event says of {sighting.Own.Value} is longer than {LongestNote} characters; parts of it were left out. "
                    + "It stands whole in the event that the case keeps.");
            }
            if (sighting.Also.Count > ObservableDecisions.MostAlso)
            {
                Tell(Defect.TooMuch, $"{sighting.Own.Value} has more than {ObservableDecisions.MostAlso} further values; "
                    + "the others stand in the event that the case keeps.");
            }
            var decision = ObservableDecisions.See(view,
                new(newId(), new(sighting.Own.Type, sighting.Own.Value, null, note, null, Earlier(sighting),
                sighting.LastSeen, [.. sighting.Also.Take(ObservableDecisions.MostAlso)]), null, marking));
            if (decision is Decision.Refused refused) return MispOutcome.Refused(refused with { Message = $"{sighting.Own.Value}: {refused.Message}" }, problems);
            seen++;
            sighting.Held = ((ObservableSeen)((Decision.Allowed)decision).Facts[0].Fact).Content;
            Taken(decision, marking);
        }
        read.Settle();
        foreach (var gone in MispChanges.NoLongerSaid(view, Event, NameOf(Event), whole, read)) Tell(Defect.UnlikeBefore, gone);
        List<string> before = [view.Title.Title, .. view.Incidents.Standing.Select(i => i.Content.Description), .. Names(there?.Content)];
        var members = MispMembers.Of(Event, read, [title ?? "", isDescribed ? "" : description, .. there is null ? Names(Document) : []],
            title is null ? before : []);
        return facts.Count == 0
            ? new(Decision.Refuse("event-must-tell-something-new", "All that this event tells stands in the case already."), 0, already,
                members, problems)
            : new(new Decision.Allowed(facts), seen, already, members, problems);

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

    /// <summary>The name under which the event is kept as a document.</summary>
    public static string NameOf(MispEvent one) => $"misp-{one.Uuid ?? "event"}.txt";

    // What may be done with anything of the event (PAP) is nothing that the desk enforces, so whoever reads of a part of it reads that as
    // well.
    private IReadOnlyList<string> Actions => [.. Event.Tags.Where(t => t.StartsWith("PAP", StringComparison.OrdinalIgnoreCase)).Distinct()];

    private static IEnumerable<string> Names(Document? document) => document is null ? [] : [document.Name, document.From];

    // By its own value, and a file by each of its hashes.
    private static Dictionary<TypedValue, Held<Observable>> Known(IEnumerable<Held<Observable>> among)
    {
        Dictionary<TypedValue, Held<Observable>> known = [];
        foreach (var held in among)
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
