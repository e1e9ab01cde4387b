using Demarche.Documents;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Observables;
using Demarche.Views;

namespace Demarche.Imports;

/// <summary>What an event comes to in a case.</summary>
/// <param name="Already">Observables that stand in the case already.</param>
/// <param name="Unknown">Types of attributes that the desk has no observable for, and how often.</param>
internal sealed record MispOutcome(Decision Decision, int Observables, int Already, IReadOnlyDictionary<string, int> Unknown, IReadOnlyList<ImportProblem> Problems);

/// <summary>
/// A MISP event as a case, or in a case that is there: the event itself as a document, its attributes as observables with their comments, its words in the
/// description of the incident. Each is marked by the strictest label that the event, the attribute or the person gives it. Pure.
/// </summary>
/// <param name="File">The file's name.</param>
/// <param name="Document">The event taken in; null where it can't be read as a document.</param>
/// <param name="Least">A level that the person asks for at least; null for what the event says.</param>
/// <param name="Originator">The partner who gave it to us, whose terms bind all that is taken out of it; null where nobody did.</param>
internal sealed record MispCase(MispEvent Event, string File, Document? Document, Tlp? Least, string? Originator = null)
{
    /// <summary>Where an event says nothing, or nothing this desk knows, it goes to no partner and stays within the organisation and who needs to know.</summary>
    private const Tlp Unsaid = Tlp.Amber;

    private const int LongestNote = 2_000;

    public Marking Marking => Marking.Of(Strictest(MispMapping.Level(Event.Tags) ?? Unsaid, Least));

    /// <summary>What the whole event is worth: no less than its strictest attribute.</summary>
    private Marking WholeMarking => Marking.Of(Strictest(Marking.Tlp, Event.Attributes.Max(a => MispMapping.Level(a.Tags))));

    /// <param name="none">The case that is not there yet.</param>
    /// <param name="time">Now, for a case that is looked at before it is written.</param>
    /// <param name="newId">Ids for what comes to stand in it.</param>
    public MispOutcome Open(CaseFile none, DeskFile desk, Audience author, string person, string id, string time, Func<string> newId)
    {
        var title = Cut.To(EurepocValues.Plain(Event.Info, out _), 1_000, "…");
        var opened = CaseDecisions.Open(none, desk, author, new(id, title, $"A MISP event{(Event.Organisation is { } by ? $" of {by}" : "")}. Nothing in it has been assessed at this desk.", Marking));
        if (opened is not Decision.Allowed allowed) return new(opened, 0, 0, new Dictionary<string, int>(), []);
        var file = CaseFile.Fold(id, [FactKinds.Draft(id, time, person, allowed.Facts[0]).After(Head.Empty(id))]);
        var outcome = Into(View.For(file, author), newId);
        return outcome.Decision is Decision.Allowed more ? outcome with { Decision = allowed with { Facts = [.. allowed.Facts, .. more.Facts] } } : outcome;
    }

    public MispOutcome Into(View view, Func<string> newId)
    {
        List<Marked> facts = [];
        List<ImportProblem> problems = [];
        Dictionary<string, int> unknown = [];
        var (seen, already) = (new HashSet<(string, string)>(), 0);
        Decision.Refused? Add(Decision decision)
        {
            if (decision is Decision.Allowed allowed) facts.AddRange(allowed.Facts);
            return decision as Decision.Refused;
        }
        // The event is the partner's; what is said here of it, and each row taken out of it, is bound by the partner's terms.
        Marking Under(Marking own) => (own.And(view.Default) with { ReleasableTo = [], Originator = Originator, Derived = null }).OnOurReading();
        if (Rules.CaseMustBeOpen(view) is { } closed) return new(closed, 0, 0, unknown, []);
        var there = Document is { } taken ? view.Documents.Standing.FirstOrDefault(d => d.Content.Sha256 == taken.Sha256) : null;
        var whole = there?.Id ?? newId();
        if (Document is { } document && there is null && Add(DocumentDecisions.TakeIn(view, [new(whole, document, Under(WholeMarking)) { Originator = Originator }])) is { } untaken)
            return new(untaken, 0, 0, unknown, []);
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
        if (view.Incidents.Standing.FirstOrDefault() is null
            && Taken(IncidentDecisions.Describe(view, new(newId(), new(Description(), null, null, null), Under(WholeMarking))), Under(WholeMarking)) is { } undescribed)
            return new(undescribed, 0, 0, unknown, []);
        foreach (var attribute in Event.Attributes)
        {
            if (MispMapping.Observables(attribute.Type, attribute.Value) is not { } observables)
            {
                if (!MispMapping.IsNote(attribute)) unknown[$"{attribute.Category}/{attribute.Type}"] = unknown.GetValueOrDefault($"{attribute.Category}/{attribute.Type}") + 1;
                continue;
            }
            foreach (var (type, value) in observables)
            {
                var marking = Under(Marking.Of(Strictest(Marking.Tlp, MispMapping.Level(attribute.Tags))));
                var decision = ObservableDecisions.See(view, new(newId(), new(type, value, null, Note(attribute)), null, marking));
                if (decision is Decision.Refused { Rule: "observable-must-be-new" }) already++;
                else if (decision is Decision.Refused refused) problems.Add(new(Defect.UnreadableValue, File, null, "Attribute", $"{attribute.Type} “{Cut.To(value, 120, "…")}”: {refused.Message} It stands in the event that the case keeps.", Event.Uuid));
                else if (decision is Decision.Allowed { Facts: [{ Fact: ObservableSeen made }] } && !seen.Add((made.Content.Type, made.Content.Value))) already++;
                else Taken(decision, marking);
            }
        }
        if (facts.Count == 0) return new(Decision.Refuse("event-must-tell-something-new", "All that this event tells stands in the case already."), 0, already, unknown, problems);
        return new(new Decision.Allowed(facts), seen.Count, already, unknown, problems);
    }

    private string Description()
    {
        List<string> parts = [Event.Info];
        parts.Add($"A MISP event{(Event.Organisation is { } by ? $" of {by}" : "")}{(Event.Date is { } date ? $", dated {date}" : "")}{(Event.Uuid is { } uuid ? $" ({uuid})" : "")}.");
        parts.AddRange(Event.Attributes.Where(MispMapping.IsNote).Where(a => a.Value.Length > 0)
            .Select(a => $"{a.Category}, {a.Type}{(a.Object is { } of ? $" ({of})" : "")}: {a.Value}{(a.Comment.Length > 0 ? $" ({a.Comment})" : "")}").Distinct());
        if (Event.LeftOut.Count > 0) parts.Add("Not taken out of the event: " + string.Join(", ", Event.LeftOut.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}: {l.Value}")) + ".");
        return Cut.To(string.Join("\n\n", parts), Rules.LongestText, "…");
    }

    private static string Note(MispAttribute a) => Cut.To(string.Join("; ", new[]
    {
        $"MISP: {a.Category}/{a.Type}", a.Object is { } of ? $"in object {of}" : null, a.FirstSeen is { } first ? $"first seen {first}" : null,
        a.LastSeen is { } last ? $"last seen {last}" : null, a.Comment.Length > 0 ? a.Comment : null,
    }.OfType<string>()), LongestNote, "…");

    private static Tlp Strictest(Tlp one, Tlp? other) => other is { } level && level > one ? level : one;
}
