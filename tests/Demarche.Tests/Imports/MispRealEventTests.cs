using System.Text.Json;
using Demarche.Imports;

namespace Demarche.Tests.Imports;

/// <summary>Events that MISP communities published, brought in whole: what is not taken is told, to the last attribute and
/// member.</summary>
public sealed class MispRealEventTests : IAsyncLifetime
{
    private ImportingDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await ImportingDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Every_event_that_ESET_published_comes_in_and_the_report_balances()
    {
        var files = Directory.GetFiles(Shared.PathOf("data", "real", "misp-events-eset"), "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).ToList();
        Assert.Equal(46, files.Count);
        List<ImportReport> reports = [];
        Dictionary<string, int> found = [];
        foreach (var file in files)
        {
            var json = await File.ReadAllTextAsync(file, Ct);
            CountIn(json, found);
            reports.Add(await desk.ImportMispAsync(json));
        }
        // One of the files is a list of addresses and no event; one has a comma too many.
        Assert.Equal((45, 45, 1), (reports.Sum(r => r.Read), reports.SelectMany(r => r.Cases).Distinct().Count(),
            reports.Sum(r => r.Failed)));
        Assert.Equal(Defect.NoIncident, Assert.Single(reports.Single(r => r.Failed > 0).Problems).Defect);
        Assert.Single(reports, r => r.Problems.Any(p => p.Defect == Defect.LooseJson));
        var members = MemberAccount.Sum(reports.SelectMany(r => r.Members!));
        Assert.All(members, m => Assert.True(m.IsBalanced, m.ToString()));
        Assert.Equal(4668, found["attribute"]);
        Assert.Equal(found.OrderBy(f => f.Key, StringComparer.Ordinal), members.Where(m => m.Member != "typed value")
            .Select(m => KeyValuePair.Create(m.Member, m.Found)));
        // Each refusal cites the section that the value is not of.
        var refused = reports.SelectMany(r => r.Problems).Where(p => p.Defect == Defect.UnreadableValue).ToList();
        Assert.All(refused, p => Assert.Matches(@"STIX 2\.1 section [0-9.]+", p.What));
        Assert.Equal(refused.Count, members.Single(m => m.Member == "typed value").LeftOut.Values.Sum());
        // What is left is nine URLs without a scheme.
        Assert.Equal(9, refused.Count);
        Assert.All(refused, p => Assert.Contains("no URL. A URL begins with a scheme", p.What, StringComparison.Ordinal));
        Assert.Equal(["a rule for detection, which says nothing that was seen", "a value that is no URL"],
            members.Single(m => m.Member == "attribute").LeftOut.Keys);
    }

    [Fact]
    public async Task Events_of_every_shape_balance()
    {
        var files = Directory.GetFiles(Shared.PathOf("data", "standards", "misp-core", "events"), "*.json").Order(StringComparer.Ordinal);
        var written = 0;
        foreach (var file in files)
        {
            var report = await desk.ImportMispAsync(await File.ReadAllTextAsync(file, Ct));
            Assert.All(report.Members!, m => Assert.True(m.IsBalanced, $"{file}: {m}"));
            Assert.Equal(report.Read, report.Cases.Count + report.Already);
            if (report.Read == 0) Assert.True(report.Failed > 0 && report.Problems.Count > 0, file);
            written += report.Cases.Count;
        }
        Assert.True(written >= 15, $"{written} events were written.");
    }

    [Fact]
    public async Task A_small_event_loses_nothing_that_it_says()
    {
        var report = await desk.ImportMispAsync(await File.ReadAllTextAsync(Shared.PathOf("data", "tried-2026-11", "stix",
            "misp-small.json"), Ct));
        var view = await desk.ViewAsync(Assert.Single(report.Cases));
        Assert.Equal(
            ["domain-name gull-pay.app", "domain-name gull-pay.ml", "domain-name two-comments.example.org",
                "file:name %APPDATA%\\Gull\\gull.exe", "file:name /usr/lib/libgull.so.4",
                "ipv4-addr 198.51.100.7 network-traffic:dst_port 8443", "mutex Gull-1",
                    "windows-registry-key HKEY_LOCAL_MACHINE\\Software\\Gull windows-registry-key:values[0].data run-at-start"],
            view.Observables.Standing.Select(o =>
                string.Join(' ', new[] { o.Content.Type, o.Content.Value }.Concat((o.Content.Also ?? [])
                .SelectMany(v => new[] { v.Type, v.Value })))).Order(StringComparer.Ordinal));
        Assert.Equal("MISP: Network activity/domain, Payload delivery/hostname; PAP:AMBER; first comment; second comment: exfiltration",
            view.Observables.Standing.Single(o => o.Content.Value == "two-comments.example.org").Content.Note);
        Assert.Contains("marked for detection (to_ids)", view.Observables.Standing.Single(o => o.Content.Value == "Gull-1").Content.Note,
            StringComparison.Ordinal);
        Assert.All(view.Observables.Standing, o => Assert.Null(o.Content.Role));
        Assert.All(["threat level high", "analysis completed", "admiralty-scale:source-reliability"], w =>
            Assert.Contains(w, view.Incidents.Standing.Single().Content.Description, StringComparison.Ordinal));
        var left = report.Members!.ToDictionary(m => m.Member, m => m.LeftOut);
        Assert.Equal((1, 1, 1), (left["object"]["deleted by its originator"], left["attribute"]["deleted by its originator"],
            left["event EventReport"].Values.Sum()));
        Assert.DoesNotContain(report.Problems, p => p.Defect == Defect.UnreadableValue);
    }

    // What the files hold, counted without the program's own reader.
    private static void CountIn(string json, Dictionary<string, int> found)
    {
        using var all = JsonDocument.Parse(json.TrimStart('\uFEFF'), new JsonDocumentOptions { AllowTrailingCommas = true });
        Find(all.RootElement);

        void Find(JsonElement at)
        {
            if (at.ValueKind == JsonValueKind.Array) foreach (var one in at.EnumerateArray()) Find(one);
            else if (at.TryGetProperty("response", out var response)) Find(response);
            else if (at.TryGetProperty("Event", out var inner)) Find(inner);
            else if (at.TryGetProperty("info", out _)) Members(at, "event");
        }

        void Members(JsonElement of, string owner)
        {
            if (owner != "event") found[owner] = found.GetValueOrDefault(owner) + 1;
            foreach (var member in of.EnumerateObject())
            {
                if (member.Name is "Attribute" or "Object" && owner != "attribute")
                {
                    foreach (var one in member.Value.EnumerateArray()) Members(one, member.Name.ToLowerInvariant());
                    continue;
                }
                var count = member.Value.GetRawText() switch
                {
                    "null" or "\"\"" or "[]" or "{}" => 0,
                    "false" => member.Name == "to_ids"
                    ? 1 : 0,
                    _ => member.Value.ValueKind == JsonValueKind.Array ? member.Value.GetArrayLength() : 1
                };
                if (count > 0) found[$"{owner} {member.Name}"] = found.GetValueOrDefault($"{owner} {member.Name}") + count;
            }
        }
    }
}
