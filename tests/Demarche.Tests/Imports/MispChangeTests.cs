using Demarche.Cases;
using Demarche.Imports;
using Demarche.Observables;

namespace Demarche.Tests.Imports;

/// <summary>An event that changed since its last import: what is new comes in, and what is otherwise is told.</summary>
public sealed class MispChangeTests : IAsyncLifetime
{
    private ImportingDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await ImportingDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private static string Event(int timestamp, params string[] attributes) => $$"""
        {"Event": {"uuid": "6f1d7c0e-0000-4000-8000-000000000077", "info": "Mail theft", "timestamp": "{{timestamp}}", "Tag": [{"name": "tlp:green"}],
         "Attribute": [{{string.Join(", ", attributes)}}]} }
        """;

    private static string Mutex(string value, string more = "\"to_ids\": true") => $$"""{"category": "Artifacts dropped", "type": "mutex", "value": "{{value}}", {{more}} }""";

    [Fact]
    public async Task What_is_new_comes_in_and_what_is_otherwise_or_gone_is_told()
    {
        var first = await desk.ImportMispAsync(Event(1772359200, Mutex("stays"), Mutex("changes"), Mutex("goes"), Mutex("vanishes"),
            Mutex("tightens")));
        var id = Assert.Single(first.Cases);
        var again = await desk.ImportMispAsync(Event(1772359300, Mutex("stays"), Mutex("changes",
            "\"to_ids\": true, \"comment\": \"a proxy\", \"last_seen\": \"2026-03-02\""),
            Mutex("goes", "\"deleted\": true"), Mutex("comes"), Mutex("tightens", "\"to_ids\": true, \"Tag\": [\"tlp:red\"]")));
        Assert.Equal((id, 0, 1), (Assert.Single(again.Cases), again.Already, again.Counts["observable-seen"]));
        var view = await desk.ViewAsync(id);
        Assert.Equal(["changes", "comes", "goes", "stays", "tightens", "vanishes"], view.Observables.Standing.Select(o =>
            o.Content.Value).Order(StringComparer.Ordinal));
        Assert.Equal(2, view.Documents.Standing.Count());
        Assert.Equal(Tlp.Red, view.Documents.Standing.Max(d => d.Marking.Tlp));
        string Told(string value) => Assert.Single(again.Problems, p => p.What.StartsWith(value + " ", StringComparison.Ordinal)).What;
        Assert.Contains("a proxy", Told("changes"), StringComparison.Ordinal);
        Assert.Contains("last seen 2026-03-02", Told("changes"), StringComparison.Ordinal);
        Assert.Contains("deletes it", Told("goes"), StringComparison.Ordinal);
        Assert.Contains("does not say it", Told("vanishes"), StringComparison.Ordinal);
        Assert.Contains("TLP:RED, which is stricter than TLP:GREEN", Told("tightens"), StringComparison.Ordinal);
        Assert.DoesNotContain(again.Problems, p => p.What.StartsWith("stays ", StringComparison.Ordinal));
        Assert.All(again.Members!, m => Assert.True(m.IsBalanced, m.ToString()));
        Assert.Contains(again.Problems, p => p.Defect == Defect.UnlikeBefore && p.What.Contains("has changed since",
            StringComparison.Ordinal));
        // Either version again changes nothing.
        Assert.Equal(1, (await desk.ImportMispAsync(Event(1772359200, Mutex("stays"), Mutex("changes"), Mutex("goes"), Mutex("vanishes"),
            Mutex("tightens")))).Already);
        Assert.Equal(6, (await desk.ViewAsync(id)).Observables.Standing.Count());
    }

    [Fact]
    public async Task An_older_version_is_left_and_what_a_person_withdrew_stays_withdrawn()
    {
        var id = Assert.Single((await desk.ImportMispAsync(Event(1772359200, Mutex("one"), Mutex("two")))).Cases);
        var older = await desk.ImportMispAsync(Event(1772359100, Mutex("one"), Mutex("two"), Mutex("three")));
        Assert.Equal((1, 0), (older.Already, older.Cases.Count));
        Assert.Contains("this version is of 2026-03-01T09:58:20Z", Assert.Single(older.Problems).What, StringComparison.Ordinal);
        var two = (await desk.ViewAsync(id)).Observables.Standing.Single(o => o.Content.Value == "two");
        await desk.WriteAsync(id, new ObservableWithdrawn(two.Id, "It is ours."), two.Marking);
        var newer = await desk.ImportMispAsync(Event(1772359300, Mutex("one"), Mutex("two"), Mutex("four")));
        Assert.Equal(["four", "one"], (await desk.ViewAsync(id)).Observables.Standing.Select(o =>
            o.Content.Value).Order(StringComparer.Ordinal));
        Assert.Contains(newer.Problems, p => p.What.StartsWith("two was withdrawn in the case", StringComparison.Ordinal));
        Assert.Equal(1, newer.Members!.Single(m => m.Member == "attribute").LeftOut["its observable was withdrawn in the case"]);
    }
}
