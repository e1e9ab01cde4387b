using Demarche.Imports;
using Demarche.Observables;
using Demarche.Reading;

namespace Demarche.Tests.Imports;

/// <summary>The report counts what the journal has, and says of all else why it has not.</summary>
public sealed class MispAccountTests : IAsyncLifetime
{
    private ImportingDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await ImportingDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    // What stands there, how many parts can't be read, and whether the attribute comes in.
    [Theory]
    [InlineData("\"Attribute\": {\"0\": {\"type\": \"mutex\", \"value\": \"Crane\"}}", 1, 0)]
    [InlineData("\"Attribute\": \"none\"", 1, 0)]
    [InlineData("\"Attribute\": [null, 5, \"x\", {\"type\": \"mutex\", \"value\": \"Crane\"}]", 3, 1)]
    [InlineData("\"Object\": {\"name\": \"mutex\"}", 1, 0)]
    [InlineData("\"Object\": [{\"name\": \"mutex\", \"Attribute\": {\"type\": \"mutex\"}}]", 1, 0)]
    [InlineData("\"Object\": [{\"name\": \"mutex\", \"deleted\": \"perhaps\", \"Attribute\": [{\"type\": \"mutex\", \"value\": \"Crane\"}]}]", 1, 0)]
    [InlineData("\"Attribute\": [{\"type\": \"mutex\", \"value\": [\"Crane\"]}]", 1, 0)]
    [InlineData("\"Attribute\": [{\"type\": \"mutex\", \"value\": 1.5}]", 1, 0)]
    [InlineData("\"Attribute\": [{\"type\": \"mutex\", \"value\": 12345678}]", 0, 1)]
    [InlineData("\"Attribute\": [{\"type\": \"mutex\", \"value\": null}]", 0, 0)]
    [InlineData("\"Attribute\": [{\"type\": \"mutex\", \"value\": \"Crane\", \"comment\": {\"a\": 1}}]", 1, 0)]
    [InlineData("\"Attribute\": [{\"type\": \"mutex\", \"value\": \"Crane\", \"deleted\": \"perhaps\"}]", 1, 0)]
    [InlineData("\"threat_level_id\": \"9\", \"Orgc\": \"ESET\"", 2, 0)]
    public async Task What_has_not_the_form_of_the_format_is_counted_as_not_read(string part, int unread, int observables)
    {
        var report = await desk.ImportMispAsync($$"""{"info": "An event", "Tag": ["tlp:green"], {{part}} }""");
        Assert.Equal(unread, report.Unread);
        Assert.Equal(unread > 0, report.Problems.Any(p => p.Defect == Defect.UnreadablePart));
        Assert.All(report.Members!, m => Assert.True(m.IsBalanced, m.ToString()));
        Assert.Equal(observables, (await desk.ViewAsync(Assert.Single(report.Cases))).Observables.Standing.Count());
        if (part.Contains("ttribute", StringComparison.Ordinal)) Assert.True(report.Members!.Single(m =>
            m.Member == "attribute").Found > 0);
    }

    [Fact]
    public async Task A_list_that_holds_something_else_than_events_is_told()
    {
        var report = await desk.ImportMispAsync("""{"response": [{"Event": {"info": "An event"}}, 7, {"Feed": {}}]}""");
        Assert.Equal((1, 1, Defect.NoIncident), (report.Read, report.Failed, report.Problems[0].Defect));
        var none = await desk.ImportMispAsync("""{"info": "", "Attribute": [{"type": "mutex", "value": "Crane"}]}""");
        Assert.Equal(1, none.Members!.Single(m => m.Member == "attribute").LeftOut["the event was not read"]);
    }

    [Fact]
    public async Task What_there_was_no_room_for_is_not_counted_as_taken()
    {
        var ports = string.Join(", ", Enumerable.Range(1, 60).Select(p => $$"""{"type": "ip-dst|port", "category": "Network activity", "value": "198.51.100.7|{{p}}"}"""));
        var words = new string('a', 5000);
        var report = await desk.ImportMispAsync($$"""
            {"info": "An event", "Tag": ["tlp:green"], "Attribute": [{{ports}}, {"type": "mutex", "category": "Artifacts dropped", "value": "Crane", "comment": "{{words}}"}]}
            """);
        var view = await desk.ViewAsync(Assert.Single(report.Cases));
        var of = report.Members!.ToDictionary(m => m.Member);
        Assert.All(report.Members!, m => Assert.True(m.IsBalanced, m.ToString()));
        Assert.Equal(50, view.Observables.Standing.Single(o => o.Content.Type == ObservableTypes.Ipv4).Content.Also!.Count);
        Assert.Equal(10, of["typed value"].LeftOut["its object has more further values than an observable holds"]);
        Assert.Equal((0, 1), (of["attribute comment"].Taken, of["attribute comment"].LeftOut["the note of its observable is full"]));
        Assert.Equal("MISP: Artifacts dropped/mutex", view.Observables.Standing.Single(o =>
            o.Content.Type == ObservableTypes.Mutex).Content.Note);
    }

    [Theory]
    [InlineData("2026-03-01T10:00:00.000000+00:00", "2026-03-01T10:00:00Z", false)]
    [InlineData("2026-03-01T10:00:00+02:00", "2026-03-01T08:00:00Z", false)]
    [InlineData("2026-03-01T10:00Z", "2026-03-01T10:00Z", false)]
    [InlineData("2026-03-01", "2026-03-01", false)]
    [InlineData("1772359200", "2026-03-01T10:00:00Z", false)]
    [InlineData("0", null, false)]
    [InlineData("1970-01-01T00:00:00Z", null, false)]
    [InlineData("2026", null, true)]
    [InlineData("20260301", null, true)]
    [InlineData("10:30", null, true)]
    [InlineData("March", null, true)]
    [InlineData("1772359200000", null, true)]
    [InlineData("9999-12-31T00:00:00Z", null, true)]
    [InlineData("0001-01-01T00:00:00Z", null, true)]
    [InlineData("2026-02-30", null, true)]
    public async Task A_time_is_as_it_was_stated_or_none(string written, string? expected, bool isTold)
    {
        var report = await desk.ImportMispAsync($$"""
            {"info": "An event", "timestamp": "1772359200", "Tag": ["tlp:green"], "Attribute": [{"type": "mutex", "category": "Artifacts dropped", "value": "Crane", "first_seen": "{{written}}"}]}
            """);
        var seen = (await desk.ViewAsync(Assert.Single(report.Cases))).Observables.Standing.Single().Content;
        Assert.Equal((expected, null), (seen.FirstSeen?.Value, seen.LastSeen?.Value));
        Assert.Equal((isTold, 0), (report.Problems.Any(p => p.Defect == Defect.ImpossibleDate), report.Unread));
        Assert.Equal(expected is null ? 0 : 1, report.Members!.Single(m => m.Member == "attribute first_seen").Taken);
    }

    [Theory]
    [InlineData("filename|sha256", "a|b.exe|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "file:hashes.SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, file:name a|b.exe", 0)]
    [InlineData("filename|md5", "letter.exe", "", 2)]
    [InlineData("filename|md5", "letter.exe|", "file:name letter.exe", 1)]
    [InlineData("ip-dst|port", "198.51.100.7:443", "", 2)]
    [InlineData("ip-dst|port", "198.51.100.7|443|tcp", "", 2)]
    [InlineData("ip-dst|port", "2001:db8::7|443", "ipv6-addr 2001:db8::7, network-traffic:dst_port 443", 0)]
    [InlineData("ip-src|port", "198.51.100.7", "ipv4-addr 198.51.100.7", 1)]
    [InlineData("hostname|port", "relay.example|70000", "domain-name relay.example", 1)]
    [InlineData("regkey|value", "HKCU\\\\Run|a|b", "windows-registry-key HKEY_CURRENT_USER\\Run, windows-registry-key:values[0].data a|b",
        0)]
    public async Task Each_part_of_a_value_of_two_parts_is_taken_or_refused(string type, string value, string expected, int refused)
    {
        var report = await desk.ImportMispAsync($$"""{"info": "An event", "Attribute": [{"type": "{{type}}", "category": "Other", "value": "{{value}}"}]}""");
        var view = await desk.ViewAsync(Assert.Single(report.Cases));
        Assert.Equal(expected, string.Join("; ", view.Observables.Standing.Select(o => string.Join(", ", (o.Content.Also ?? [])
            .Prepend(new(o.Content.Type, o.Content.Value)).Select(v => $"{v.Type} {v.Value}")))));
        Assert.Equal(refused, report.Problems.Count(p => p.Defect == Defect.UnreadableValue));
        Assert.All(report.Members!, m => Assert.True(m.IsBalanced, m.ToString()));
    }

    [Fact]
    public async Task Each_value_of_a_registry_key_has_a_number_of_its_own()
    {
        static string Key(string name, string data) => $$"""
            {"name": "registry-key", "Attribute": [{"type": "text", "object_relation": "root-keys", "value": "HKLM"}, {"type": "regkey", "object_relation": "key", "value": "Software\\Crane"},
             {"type": "text", "object_relation": "name", "value": "{{name}}"}, {"type": "text", "object_relation": "data", "value": "{{data}}"}]}
            """;
        var report = await desk.ImportMispAsync($$"""{"info": "An event", "Object": [{{Key("Path", "a")}}, {{Key("Path", "b")}}, {{Key("Path", "a")}}], "Attribute": [{"type": "regkey|value", "value": "HKLM\\Software\\Crane|c"}]}""");
        var key = Assert.Single((await desk.ViewAsync(Assert.Single(report.Cases))).Observables.Standing).Content;
        Assert.Equal((ObservableTypes.RegistryKey, @"HKEY_LOCAL_MACHINE\Software\Crane"), (key.Type, key.Value));
        Assert.Equal(["values[0].data c", "values[1].data a", "values[1].name Path", "values[2].data b", "values[2].name Path"],
            key.Also!.Select(v => $"{v.Type["windows-registry-key:".Length..]} {v.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("data of the registry value (2)", ObservableWords.Of(ObservableTypes.RegistryValue("data", 1)));
        Assert.All(report.Members!, m => Assert.True(m.IsBalanced, m.ToString()));
    }
}
