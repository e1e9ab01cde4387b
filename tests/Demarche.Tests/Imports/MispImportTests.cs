using Demarche.Cases;
using Demarche.Imports;
using Demarche.Observables;
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
            [(ObservableTypes.Ipv4, "198.51.100.7", Tlp.Green), (ObservableTypes.Md5, "d41d8cd98f00b204e9800998ecf8427e", Tlp.Green),
                (ObservableTypes.Domain, "mail.example.net", Tlp.Red)],
            view.Observables.Standing.Select(o => (o.Content.Type, o.Content.Value, o.Marking.Tlp)).OrderBy(o => o.Value, StringComparer.Ordinal));
        var address = view.Observables.Standing.Single(o => o.Content.Type == ObservableTypes.Ipv4).Content;
        Assert.Equal(("MISP: Network activity/ip-dst|port; control server", new("2026-03-01T10:00:00Z"), null, null),
            (address.Note, address.FirstSeen, address.LastSeen, address.Role));
        Assert.Equal([new TypedValue(ObservableTypes.DestinationPort, "443")], address.Also);
        // Two attributes, one alone and one of an object, are of one file.
        Assert.Equal([new TypedValue(ObservableTypes.FileName, "letter.exe")],
            view.Observables.Standing.Single(o => o.Content.Type == ObservableTypes.Md5).Content.Also);
        // Both hold the whole event, its red attribute too.
        Assert.Equal((Tlp.Red, Tlp.Red), (view.Documents.Standing.Single().Marking.Tlp, view.Incidents.Standing.Single().Marking.Tlp));
        Assert.Contains("Seen at two ministries.", view.Incidents.Standing.Single().Content.Description, StringComparison.Ordinal);
        Assert.All(view.Observables.Standing, o => Assert.Empty(o.Marking.ReleasableTo));
        var attributes = report.Members!.Single(m => m.Member == "attribute");
        Assert.Equal((8, 4, 1), (attributes.Found, attributes.Taken, attributes.Joined));
        Assert.Equal(["a rule for detection, which says nothing that was seen", "a value that is no MD5 hash",
            "deleted by its originator"], attributes.LeftOut.Keys);
        Assert.Equal(1, report.Members!.Single(m => m.Member == "event Galaxy").LeftOut.Values.Sum());
        Assert.All(report.Members!, m => Assert.True(m.IsBalanced, m.ToString()));
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
        Assert.Equal([Tlp.Green, Tlp.Green, Tlp.Red], file.Observables.Standing.Select(o => o.Marking.Tlp).Order());
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
        Assert.Equal(3, view.Observables.Standing.Count());
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
        Assert.Equal((1, defect), (report.Failed, Assert.Single(report.Problems).Defect));
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

    private const string Rich =
        """
        {"Event": {"uuid": "6f1d7c0e-0000-4000-8000-000000000009", "info": "Wiper at the port", "threat_level_id": "2", "analysis": "1", "timestamp": "1767225600",
          "Orgc": {"name": "OSTANIA"}, "Tag": [{"name": "tlp:green"}, {"name": "PAP:AMBER"}],
          "Attribute": [
            {"uuid": "a1", "category": "Network activity", "type": "hostname|port", "value": "relay.harbour.example|8443", "to_ids": false, "comment": "second stage"},
            {"category": "Persistence mechanism", "type": "regkey|value", "value": "HKLM\\Software\\Crane|C:\\crane.exe | -q", "to_ids": true},
            {"category": "Artifacts dropped", "type": "mutex", "value": "Global\\Crane", "timestamp": "1767225600"},
            {"category": "Network activity", "type": "mac-address", "value": "00-1A-2B-3C-4D-5E"},
            {"category": "Network activity", "type": "domain|ip", "value": "cert.pl|192.0.2.9"},
            {"category": "Financial fraud", "type": "btc", "value": "1B8QtVGktfjBfNptp1Ay1DVt5C47rq3yWY", "comment": "ransom"},
            {"category": "Network activity", "type": "url", "value": "relay.harbour.example/a"}],
          "Object": [
            {"uuid": "o1", "name": "file", "comment": "the dropper", "first_seen": "2026-01-01T08:00:00.000000+00:00", "last_seen": "2026-01-02T08:00:00.250000+00:00",
             "ObjectReference": [{"relationship_type": "includes", "referenced_uuid": "o2"}, {"relationship_type": "downloaded-from", "referenced_uuid": "a1"}],
             "Attribute": [
               {"category": "Payload delivery", "type": "sha256", "object_relation": "sha256", "value": "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", "to_ids": true, "comment": "by hand"},
               {"category": "Payload delivery", "type": "md5", "object_relation": "md5", "value": "d41d8cd98f00b204e9800998ecf8427e", "to_ids": true},
               {"category": "Payload delivery", "type": "filename", "object_relation": "filename", "value": "%APPDATA%\\crane.exe"},
               {"category": "Other", "type": "size-in-bytes", "object_relation": "size-in-bytes", "value": "1024"},
               {"category": "Other", "type": "text", "object_relation": "state", "value": "Malicious"},
               {"category": "Payload delivery", "type": "ssdeep", "object_relation": "ssdeep", "value": "3:a:b", "deleted": true}]},
            {"uuid": "o2", "name": "pe", "Attribute": [{"category": "Other", "type": "imphash", "object_relation": "imphash", "value": "c7269d59926fa4252270f407e4dab043"}]},
            {"uuid": "o3", "name": "domain-ip", "deleted": true, "Attribute": [{"category": "Network activity", "type": "domain", "object_relation": "domain", "value": "gone.example"}]}],
          "Sighting": [{"type": "0"}], "RelatedEvent": [{"Event": {"id": "7"}}]}}
        """;

    [Fact]
    public async Task Ports_registry_values_names_and_hashes_are_kept_together_with_every_comment_and_time()
    {
        var report = await desk.ImportMispAsync(Rich);
        var view = await desk.ViewAsync(Assert.Single(report.Cases));
        Assert.Equal(
            ["domain-name cert.pl [domain-name:resolves_to_refs[*].value 192.0.2.9]",
                "domain-name relay.harbour.example [network-traffic:dst_port 8443]",
                "file:hashes.SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 [file:hashes.MD5 d41d8cd98f00b204e9800998ecf8427e, file:name %APPDATA%\\crane.exe, "
                    + "file:extensions.'windows-pebinary-ext'.imphash c7269d59926fa4252270f407e4dab043, file:size 1024]",
                "ipv4-addr 192.0.2.9 []", "mac-addr 00:1a:2b:3c:4d:5e []", "mutex Global\\Crane []",
                "windows-registry-key HKEY_LOCAL_MACHINE\\Software\\Crane [windows-registry-key:values[0].data C:\\crane.exe | -q]"],
            view.Observables.Standing.Select(o =>
                $"{o.Content.Type} {o.Content.Value} [{string.Join(", ", (o.Content.Also ?? []).Select(v => $"{v.Type} {v.Value}"))}]")
                .Order(StringComparer.Ordinal));
        var file = view.Observables.Standing.Single(o => o.Content.Type == ObservableTypes.Sha256).Content;
        Assert.Equal((new ApproximateTime("2026-01-01T08:00:00Z"), new ApproximateTime("2026-01-02T08:00:00.250Z"), (ObservableRole?)null),
            (file.FirstSeen, file.LastSeen, file.Role));
        Assert.All(["in object file (the dropper)", "by hand", "marked for detection (to_ids): sha256, md5", "state: Malicious",
            "downloaded-from relay.harbour.example|8443"],
            w => Assert.Contains(w, file.Note, StringComparison.Ordinal));
        Assert.Equal("MISP: Network activity/hostname|port; not marked for detection (to_ids); PAP:AMBER; second stage",
            view.Observables.Standing.Single(o => o.Content.Value == "relay.harbour.example").Content.Note);
        Assert.Equal("MISP: Artifacts dropped/mutex; PAP:AMBER; as of 2026-01-01T00:00:00Z",
            view.Observables.Standing.Single(o => o.Content.Type == "mutex").Content.Note);
        var description = view.Incidents.Standing.Single().Content.Description;
        Assert.All(["threat level medium", "analysis ongoing", "as of 2026-01-01T00:00:00Z", "PAP:AMBER",
            "btc: 1B8QtVGktfjBfNptp1Ay1DVt5C47rq3yWY (ransom)"], w => Assert.Contains(w, description, StringComparison.Ordinal));
        Assert.DoesNotContain(view.Observables.Standing, o => o.Content.Value == "gone.example");
    }

    [Fact]
    public async Task What_is_not_taken_is_told_member_by_member_and_the_account_balances()
    {
        var report = await desk.ImportMispAsync(Rich);
        Assert.All(report.Members!, m => Assert.True(m.IsBalanced, m.ToString()));
        var of = report.Members!.ToDictionary(m => m.Member);
        Assert.Equal((15, 12, 0), (of["attribute"].Found, of["attribute"].Taken, of["attribute"].Joined));
        Assert.Equal(new Dictionary<string, int> { ["a value that is no URL"] = 1, ["deleted by its originator"] = 2 },
            of["attribute"].LeftOut);
        Assert.Equal((3, 2, 1), (of["object"].Found, of["object"].Taken, of["object"].LeftOut["deleted by its originator"]));
        Assert.Equal((2, 2), (of["object ObjectReference"].Found, of["object ObjectReference"].Taken));
        Assert.All(["event Sighting", "event RelatedEvent"], m =>
            Assert.Equal((1, 0, 1), (of[m].Found, of[m].Taken, of[m].LeftOut.Values.Sum())));
        Assert.Contains("STIX 2.1 section 6.15", Assert.Single(report.Problems, p => p.Defect == Defect.UnreadableValue).What,
            StringComparison.Ordinal);
        // The same again: everything is there already.
        var again = await desk.ImportMispAsync(Rich);
        Assert.All(again.Members!, m => Assert.Equal((m.Found, m.Found), (of[m.Member].Found, m.Joined)));
    }

    [Fact]
    public async Task The_organisation_that_made_it_is_its_originator_where_that_is_a_partner_and_no_other_was_named()
    {
        Assert.Null((await desk.FileAsync(Assert.Single((await desk.ImportMispAsync(Event)).Cases))).Documents.All[0].Marking.Originator);
        var partner = await desk.AddPartnerAsync();
        var file = await desk.FileAsync(Assert.Single((await desk.ImportMispAsync(Rich)).Cases));
        // Its terms bind; that it gave us the event nobody has said, so nothing of it is its own.
        Assert.All(file.Observables.All.Select(o => o.Marking).Append(file.Documents.All[0].Marking),
            m => Assert.Equal((partner, true), (m.Originator, m.Derived)));
        // Two partners of one name are neither.
        await desk.AddPartnerAsync();
        var both = await desk.ImportMispAsync(Rich.Replace("000000000009", "000000000010", StringComparison.Ordinal));
        Assert.Null((await desk.FileAsync(Assert.Single(both.Cases))).Documents.All[0].Marking.Originator);
        Assert.Contains(both.Problems, p => p.Column == "Orgc");
    }

    [Fact]
    public async Task What_stands_in_the_case_is_joined_as_far_as_the_importer_sees_it_and_nothing_tells_of_the_rest()
    {
        var open = (await desk.ImportMispAsync("""{"info": "A case", "Tag": [{"name": "tlp:green"}]}""")).Cases[0];
        await desk.WriteAsync(open, new ObservableSeen("mine",
            new(ObservableTypes.Md5, "d41d8cd98f00b204e9800998ecf8427e", 2, null, "Ours.")), Demarche.Markings.Marking.Of(Tlp.Green));
        var without = (await desk.ImportMispAsync("""{"info": "Another case", "Tag": [{"name": "tlp:green"}]}""")).Cases[0];
        await desk.WriteAsync(without, new ObservableSeen("mine",
            new(ObservableTypes.Md5, "d41d8cd98f00b204e9800998ecf8427e", 2, null, "Ours.")), Demarche.Markings.Marking.Of(Tlp.Green));
        await desk.WriteAsync(open, new ObservableSeen("hidden", new(ObservableTypes.Mutex, "Global\\Crane", 2, null, null)),
            new(Tlp.Red, [], ["vault"]));
        var (one, other) = (await desk.ImportMispAsync(Rich, open), await desk.ImportMispAsync(Rich, without));
        var joined = Assert.Single(one.Problems, p => p.Defect == Defect.StandsAlready);
        Assert.Contains("the dropper", joined.What, StringComparison.Ordinal);
        Assert.Equal(other.Problems.Select(p => p.ToString()), one.Problems.Select(p => p.ToString()));
        Assert.Equal(other.Counts, one.Counts);
        Assert.Equal(other.Members!.Select(m => (m.Member, m.Found, m.Taken, m.Joined)),
            one.Members!.Select(m => (m.Member, m.Found, m.Taken, m.Joined)));
        Assert.All(one.Members!, m => Assert.True(m.IsBalanced, m.ToString()));
        var view = await desk.ViewAsync(open);
        Assert.Equal("Ours.", Assert.Single(view.Observables.Standing, o => o.Content.Telling()
            .Any(v => v.Value == "d41d8cd98f00b204e9800998ecf8427e")).Content.Note);
        Assert.Single(view.Observables.Standing, o => o.Content.Type == ObservableTypes.Mutex);
    }

    [Fact]
    public async Task A_comma_too_many_keeps_no_event_out()
    {
        var report = await desk.ImportMispAsync("""{"info": "An event", "Attribute": [{"category": "Network activity", "type": "domain", "value": "a.example",},]}""");
        Assert.Single((await desk.ViewAsync(Assert.Single(report.Cases))).Observables.Standing);
        Assert.Contains(report.Problems, p => p is { Defect: Defect.LooseJson, Line: 1 });
        Assert.Equal(0, report.Failed);
    }

    // A text, an address of a name, and what is referred to stand in an observable under labels of their own.
    [Theory]
    [InlineData("\"type\": \"text\", \"object_relation\": \"state\"")]
    [InlineData("\"type\": \"md5\", \"object_relation\": \"md5\"")]
    [InlineData("\"uuid\": \"a1\"")]
    public async Task What_an_observable_says_goes_under_the_strictest_label_of_all_of_it(string member)
    {
        Assert.Contains(member, Rich, StringComparison.Ordinal);
        var report = await desk.ImportMispAsync(Rich.Replace(member, member + ", \"Tag\": [{\"name\": \"tlp:red\"}]", StringComparison.Ordinal));
        var view = await desk.ViewAsync(Assert.Single(report.Cases));
        Assert.Equal(Tlp.Red, view.Observables.Standing.Single(o => o.Content.Type == ObservableTypes.Sha256).Marking.Tlp);
        Assert.Equal(Tlp.Green, view.Observables.Standing.Single(o => o.Content.Type == ObservableTypes.Mutex).Marking.Tlp);
    }
}
