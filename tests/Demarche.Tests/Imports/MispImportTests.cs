using Demarche.Cases;
using Demarche.Imports;
using Demarche.Reading;

namespace Demarche.Tests.Imports;

public sealed class MispImportTests : IAsyncLifetime
{
    private const string Event =
        """
        {"Event": {"uuid": "6f1d7c0e-0000-4000-8000-000000000001", "info": "Mail theft at Norland", "date": "2026-03-02", "Orgc": {"name": "Norland CSIRT"},
          "Tag": [{"name": "tlp:green"}, {"name": "tlp:white"}],
          "Attribute": [
            {"category": "Network activity", "type": "ip-dst|port", "value": "198.51.100.7|443", "comment": "control server", "first_seen": "2026-03-01T10:00:00Z"},
            {"category": "Network activity", "type": "domain", "value": "mail.example.net", "comment": "", "Tag": [{"name": "tlp:red"}]},
            {"category": "Payload delivery", "type": "filename|md5", "value": "letter.exe|d41d8cd98f00b204e9800998ecf8427e"},
            {"category": "Payload delivery", "type": "yara", "value": "rule a { condition: true }"},
            {"category": "Payload delivery", "type": "md5", "value": "no hash"},
            {"category": "Other", "type": "comment", "value": "Seen at two ministries."},
            {"category": "Network activity", "type": "domain", "value": "old.example.net", "deleted": true}],
          "Object": [{"name": "file", "Attribute": [{"category": "Payload delivery", "type": "md5", "value": "d41d8cd98f00b204e9800998ecf8427e"}]}],
          "Galaxy": [{"name": "Threat actor"}]}}
        """;

    private ImportingDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await ImportingDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Attributes_become_observables_with_comments_under_the_strictest_label()
    {
        var report = await desk.ImportMispAsync(Event);
        var view = await desk.ViewAsync(Assert.Single(report.Cases));
        Assert.Equal("Mail theft at Norland", view.Title.Title);
        Assert.Equal(
            [(ObservableTypes.Ipv4, "198.51.100.7", Tlp.Green), (ObservableTypes.Md5, "d41d8cd98f00b204e9800998ecf8427e", Tlp.Green), (ObservableTypes.FileName, "letter.exe", Tlp.Green), (ObservableTypes.Domain, "mail.example.net", Tlp.Red)],
            view.Observables.Standing.Select(o => (o.Content.Type, o.Content.Value, o.Marking.Tlp)).OrderBy(o => o.Value, StringComparer.Ordinal));
        Assert.Equal("MISP: Network activity/ip-dst|port; first seen 2026-03-01T10:00:00Z; control server", view.Observables.Standing.Single(o => o.Content.Type == ObservableTypes.Ipv4).Content.Note);
        // Both hold the whole event, its red attribute too.
        Assert.Equal((Tlp.Red, Tlp.Red), (view.Documents.Standing.Single().Marking.Tlp, view.Incidents.Standing.Single().Marking.Tlp));
        Assert.Contains("Seen at two ministries.", view.Incidents.Standing.Single().Content.Description, StringComparison.Ordinal);
        Assert.All(view.Observables.Standing, o => Assert.Empty(o.Marking.ReleasableTo));
        Assert.Equal((1, 1, 1), (report.Counts["no such observable here: Payload delivery/yara"], report.Counts["not taken: deleted attribute"], report.Counts["not taken: galaxy"]));
        Assert.Contains(report.Problems, p => p.Defect == Defect.UnreadableValue && p.What.Contains("no hash", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_taken_out_of_an_event_rests_on_it_and_goes_no_wider_than_its_own_label(bool intoACaseThatHoldsTheEvent)
    {
        var id = Assert.Single((await desk.ImportMispAsync(Event)).Cases);
        var more = "";
        if (intoACaseThatHoldsTheEvent)
        {
            // Withdrawn, and brought in again from the event that the case holds already.
            var gone = (await desk.FileAsync(id)).Observables.Standing.Single(o => o.Content.Value == "mail.example.net");
            await desk.WriteAsync(id, new Demarche.Observables.ObservableWithdrawn(gone.Id, "r"), gone.Marking);
            await desk.ImportMispAsync(Event, id);
            more = gone.Id;
        }
        var file = await desk.FileAsync(id);
        var document = Assert.Single(file.Documents.All).Id;
        Assert.Equal([document], file.KeptBasis(Assert.Single(file.Incidents.All).Id));
        Assert.All(file.Observables.Standing, o => Assert.Equal([document], file.KeptBasis(o.Id)));
        Assert.DoesNotContain(more, file.Observables.Standing.Select(o => o.Id));
        foreach (var item in file.Observables.Standing.Select(o => (o.Id, o.Marking)).Append((file.Incidents.All[0].Id, file.Incidents.All[0].Marking)))
        {
            var to = Demarche.Markings.Marking.Of(Tlp.Clear);
            var outcome = await desk.WriteAsync(id, new MarkingChanged(item.Id, to, "It seems harmless."), to);
            Assert.Equal("derived-must-not-be-wider", outcome.Refusal?.Rule);
        }
        // What the event labels wider than all of it says so to whoever approves; the rest has no reason.
        Assert.All(file.Observables.Standing, o => Assert.Equal(o.Marking.Tlp == Tlp.Green ? "The event labels this TLP:GREEN by itself." : null, o.Wider?.Reason));
    }

    [Fact]
    public async Task A_partners_terms_bind_each_row_of_its_event()
    {
        var partner = await desk.AddPartnerAsync();
        var id = Assert.Single((await desk.ImportMispAsync(Event, null, null, partner)).Cases);
        var file = await desk.FileAsync(id);
        Assert.All(file.Observables.Standing.Select(o => o.Marking).Append(file.Incidents.All[0].Marking), m => Assert.Equal((partner, true), (m.Originator, m.Derived)));
        Assert.Equal([Tlp.Green, Tlp.Green, Tlp.Green, Tlp.Red], file.Observables.Standing.Select(o => o.Marking.Tlp).Order());
        foreach (var item in file.Observables.Standing)
        {
            var to = item.Marking with { Tlp = Tlp.Clear };
            Assert.Equal("originators-terms-must-hold", (await desk.WriteAsync(id, new MarkingChanged(item.Id, to, "r"), to, "I think so.")).Refusal?.Rule);
        }
    }

    [Fact]
    public async Task An_event_again_makes_nothing_twice_neither_in_a_case_of_its_own_nor_in_another()
    {
        var first = await desk.ImportMispAsync(Event);
        Assert.Equal(1, (await desk.ImportMispAsync(Event)).Already);
        var other = (await desk.ImportMispAsync(Event.Replace("-000000000001", "-000000000002", StringComparison.Ordinal))).Cases[0];
        var before = (await desk.ViewAsync(first.Cases[0])).Observables.Standing.Count();
        var into = await desk.ImportMispAsync(Event, first.Cases[0]);
        Assert.Equal((0, 1), (into.Cases.Count, into.Already));
        Assert.Equal(before, (await desk.ViewAsync(first.Cases[0])).Observables.Standing.Count());
        Assert.NotEqual(first.Cases[0], other);
    }

    [Theory]
    [InlineData("[]", null, Tlp.Amber)]
    [InlineData("""[{"name": "osint"}]""", null, Tlp.Amber)]
    [InlineData("""[{"name": "tlp:clear"}]""", null, Tlp.Clear)]
    [InlineData("""[{"name": "TLP:AMBER+STRICT"}]""", null, Tlp.AmberStrict)]
    [InlineData("""[{"name": "tlp:purple"}]""", null, Tlp.Red)]
    [InlineData("""[{"name": "tlp:clear"}]""", Tlp.Green, Tlp.Green)]
    [InlineData("""[{"name": "tlp:red"}]""", Tlp.Green, Tlp.Red)]
    public async Task A_label_that_is_missing_or_unknown_is_narrow(string tags, Tlp? least, Tlp expected)
    {
        var report = await desk.ImportMispAsync($$"""{"info": "An event", "Tag": {{tags}}, "Attribute": []}""", null, least);
        var view = await desk.ViewAsync(Assert.Single(report.Cases));
        Assert.Equal((expected, 0), (view.Default.Tlp, view.Default.ReleasableTo.Count));
    }

    [Fact]
    public async Task What_comes_into_a_case_is_no_wider_than_the_case()
    {
        var narrow = (await desk.ImportMispAsync("""{"info": "A case", "Tag": [{"name": "tlp:red"}]}""")).Cases[0];
        await desk.ImportMispAsync(Event, narrow);
        var view = await desk.ViewAsync(narrow);
        Assert.Equal(4, view.Observables.Standing.Count());
        Assert.All(view.Observables.Standing, o => Assert.Equal(Tlp.Red, o.Marking.Tlp));
    }

    [Theory]
    [InlineData("{", Defect.UnreadableRow)]
    [InlineData("[1, 2]", Defect.NoIncident)]
    [InlineData("""{"info": "", "Attribute": []}""", Defect.MissingText)]
    public async Task What_is_no_event_is_told(string json, Defect defect)
    {
        var report = await desk.ImportMispAsync(json);
        Assert.Empty(report.Cases);
        Assert.Equal(defect, Assert.Single(report.Problems).Defect);
    }

    [Theory]
    [InlineData("\"info\": \"Mail theft at Norland\"", "\"info\": \"Mail \\ud800\"", "half of a surrogate pair")]
    [InlineData("\"Tag\": [{\"name\": \"tlp:green\"}, {\"name\": \"tlp:white\"}],", "\"Tag\": [{\"name\": \"tlp:red\"}], \"Tag\": [{\"name\": \"tlp:clear\"}],", "names a member twice")]
    public async Task What_two_readers_could_read_otherwise_is_not_read(string said, string instead, string why)
    {
        Assert.Contains(said, Event, StringComparison.Ordinal);
        var report = await desk.ImportMispAsync(Event.Replace(said, instead, StringComparison.Ordinal));
        Assert.Empty(report.Cases);
        Assert.Contains(why, Assert.Single(report.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_says_something_else_than_before_is_told()
    {
        await desk.ImportMispAsync(Event);
        Assert.DoesNotContain((await desk.ImportMispAsync(Event)).Problems, p => p.Defect == Defect.UnlikeBefore);
        var again = await desk.ImportMispAsync(Event.Replace("control server", "proxy", StringComparison.Ordinal));
        Assert.Equal((1, Defect.UnlikeBefore), (again.Already, Assert.Single(again.Problems).Defect));
    }

    [Fact]
    public async Task Real_events_come_in_and_nothing_of_them_is_lost_silently()
    {
        var folder = Shared.PathOf("data", "real", "misp-events-eset");
        string[] names = [Path.Combine(folder, "moustachedbouncer", "misp-moustachedbouncer.event.json"), Path.Combine(folder, "oceanlotus", "oceanlotus.misp.event.json")];
        foreach (var name in names)
        {
            List<ImportProblem> problems = [];
            var json = await File.ReadAllTextAsync(name, TestContext.Current.CancellationToken);
            var read = Assert.Single(MispEvent.Read(System.Text.Encoding.UTF8.GetBytes(json), name, problems));
            var report = await desk.ImportMispAsync(json, null, null, Path.GetFileName(name));
            var view = await desk.ViewAsync(Assert.Single(report.Cases));
            Assert.NotEmpty(view.Observables.Standing);
            var parts = read.Attributes.Sum(a => MispMapping.Observables(a.Type, a.Value)?.Count ?? 0);
            Assert.Equal(parts, view.Observables.Standing.Count() + report.Counts.GetValueOrDefault("observables that stand there already") + report.Problems.Count(p => p.Defect == Defect.UnreadableValue));
        }
    }
}
