using System.Text.Json.Nodes;
using Demarche.Observables;
using Demarche.Stix;

namespace Demarche.Releases;

internal sealed partial class BundleWriter
{
    /// <summary>Abstract of the note that says what is told of a cyber-observable, which has no place for it.</summary>
    public const string ObservableNoteAbstract = "Note on an observable";

    private void WriteObservables()
    {
        List<Held<Observable>> going =
            [.. view.Observables.Standing.Where(o => includes.Contains(o.Id) && !WriteReworded(o, "observable", "Observable", SentMarking.Of(o.Marking)))];
        var shapes = going.ToDictionary(o => o.Id, o => CyberShape.Of(o.Content));
        // An object that two items hold is one: with what both say of it, at the stricter of their levels.
        var merged = CyberShape.Merged(shapes.Values.SelectMany(s => s.Objects));
        var levels = going.SelectMany(o => shapes[o.Id].Objects.Select(s => (s.Id, Marking: SentMarking.Of(o.Marking))))
            .GroupBy(s => s.Id).ToDictionary(g => g.Key, g => g.Select(s => s.Marking).Aggregate((one, other) => one.And(other)));
        foreach (var observable in going)
        {
            var shape = shapes[observable.Id];
            var marking = shape.Objects.Select(o => levels[o.Id]).Aggregate(SentMarking.Of(observable.Marking), (one, other) => one.And(other));
            foreach (var one in shape.Objects) Put(StixObservables.Create(one.Id.Type, merged[one.Id], one.Id, levels[one.Id].Ids));
            Write(observable, shape, marking);
        }
    }

    private void Write(Held<Observable> observable, CyberShape shape, SentMarking marking)
    {
        var c = observable.Content;
        var words = ItemPhrases.Of(c);
        var confidence = Admiralty.Confidence(c.Credibility);
        List<StixId> all = [.. shape.Objects.Select(o => o.Id)];
        if (all.Count > 0 && SeenWithin.Of(c) is { } window)
        {
            all.Add(WriteOwn("observed-data", observable.Id, marking, header => StixObjects.ObservedData(
                header with { Confidence = confidence }, window.First, window.Last, 1, shape.Objects.Select(o => o.Id))));
        }
        if (shape.Cve is { } cve)
        {
            var entry = new JsonObject { ["source_name"] = "cve", ["external_id"] = cve };
            all.Insert(0, WriteOwn("vulnerability", observable.Id, marking, header => StixObjects.Create(
                header with { Confidence = confidence, Others = new() { ["external_references"] = new JsonArray(entry.DeepClone()) } }, new() { ["name"] = cve, ["description"] = words })));
        }
        if (c.Role == ObservableRole.Attacker && shape.Pattern is { } pattern)
        {
            all.Add(WriteOwn("indicator", observable.Id, marking, header => StixObjects.Indicator(
                header with { Confidence = confidence, Others = new() { ["indicator_types"] = new JsonArray("malicious-activity") } },
                pattern, SeenWithin.Start(c.FirstSeen) ?? header.Created, Cut.To($"{c.Type}: {c.Value}", LongestName), words)));
        }
        var members = ItemPhrases.Members(c);
        var extensions = members.Values.Count > 0 ? With(members) : [];
        var note = WriteOwn("note", observable.Id, marking, header => StixObjects.Note(
            header with { Confidence = confidence, Extensions = extensions }, words, all.Count > 0 ? all : Hang(), all.Count > 0 ? ObservableNoteAbstract : "Observable"));
        Released(observable.Id, "observable", all.Count > 0 ? all[0] : note, marking, words);
    }

    private const int LongestName = 200;
}
