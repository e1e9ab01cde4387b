using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Releases;
using Demarche.Tests.Cases;
using Demarche.Tests.Releases;

namespace Demarche.Tests.Exchange;

/// <summary>The page on which a person takes something in shows the words that are recorded, and nothing of a package vanishes.</summary>
public sealed class ShownAsTakenTests
{
    private const string Common = "\"spec_version\":\"2.1\",\"created\":\"2026-03-01T08:00:00.000Z\"";

    [Theory]
    [InlineData(PackageKind.Request)]
    [InlineData(PackageKind.Reply)]
    [InlineData(PackageKind.Brief)]
    [InlineData(PackageKind.Correction)]
    public void What_a_row_says_is_what_the_case_says_once_it_is_taken(PackageKind kind)
    {
        var content = PackageContent.Read(FullPackage.Of(kind).Composed.Plain).Content!;
        var taken = 0;
        foreach (var item in ArrivalItems.Of(content, "arrival", "desk-o").Where(i => i.CanTake))
        {
            var written = new WrittenCase();
            foreach (var fact in Assert.IsType<Decision.Allowed>(InboxDecisions.Enter(written.File, Package(content), null, null, "r", [item])).Facts) written.Add(fact.Fact, fact.Marking);
            var view = written.View;
            var said = view.Items().Where(i => i.Kind == item.Kind).Select(i => ArrivalWords.Of(view, i.Content)).Order(StringComparer.Ordinal);
            Assert.Equal(item.Words.Split('\n').Order(StringComparer.Ordinal), said.Select(s => PlainName.Of(s)));
            taken++;
        }
        Assert.True(taken > 12, $"{taken} were taken.");
    }

    [Fact]
    public void A_row_says_every_member_that_is_recorded()
    {
        var content = PackageContent.Read(FullPackage.Of(PackageKind.Request).Composed.Plain).Content!;
        var rows = string.Join('\n', ArrivalItems.Of(content, "arrival", "desk-o").Select(i => i.Words));
        foreach (var words in (string[])["“ils les ont loués 0 fois”", "date: 20 February 2026, 09:30 UTC", "Ada Berg, the ministry of transport, asserts: Servers of sort 0 were rented.",
            "standing: head of state", "victim: The harbour master, state", "disruption: Three harbours stood still.", "country: NO", "a carrier", "203.0.113.7",
            "the attacker's", "first seen: about 11 February 2026", "note: a control server", "credibility 2", "file name: wiper.bin", "The minister said in public"])
            Assert.Contains(words, rows, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_versions_the_newest_is_proposed_wherever_it_stands_and_the_older_is_named()
    {
        string Version(string modified, string text, string more = "") =>
            $"{{\"type\":\"incident\",{Common},\"modified\":\"{modified}\",\"id\":\"incident--5d0092c5-5f74-4287-9642-33f4c354e561\",\"name\":\"{text}\"{more}}}";
        foreach (var objects in (string[][])[[Version("2026-03-01T08:00:00.000Z", "Old"), Version("2026-03-02T08:00:00.000Z", "New")],
            [Version("2026-03-02T08:00:00.000Z", "New"), Version("2026-03-01T08:00:00.000Z", "Old")]])
        {
            var content = Content(objects);
            Assert.Equal("New", Assert.Single(ArrivalItems.Of(content, "arrival", "us")).Words);
            var aside = Assert.Single(ArrivalItems.Aside(content, "us"));
            Assert.Equal(("Old", NotOffered.Older), (aside.Words, aside.Because));
        }
        // What its sender revoked does not come back in an older version.
        var revoked = Content(Version("2026-03-01T08:00:00.000Z", "Old"), Version("2026-03-02T08:00:00.000Z", "Gone", ",\"revoked\":true"));
        Assert.Empty(ArrivalItems.Of(revoked, "arrival", "us"));
        Assert.Equal([NotOffered.Revoked, NotOffered.Older], ArrivalItems.Aside(revoked, "us").Select(a => a.Because!.Value).Order());
    }

    public static TheoryData<string> Foreign =>
    [
        "data/real/stix-conformance", "data/standards/stix21-examples", "data/standards/misp-stix-mapping/collections",
        "data/tried-2026-11/stix",
    ];

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Each_object_of_a_real_bundle_is_proposed_or_named_with_the_reason(string folder)
    {
        var bundles = 0;
        foreach (var file in Directory.EnumerateFiles(Shared.PathOf(folder.Split('/')), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(160))
        {
            if (Bundle(file) is not { } bundle || Read(bundle) is not { } content) continue;
            var stated = bundle["objects"]!.AsArray().Select(o => (string?)o!["id"]).OfType<string>().ToHashSet();
            Assert.Equal(stated, content.Items.Select(i => i.Id).Where(i => !i.StartsWith("objects[", StringComparison.Ordinal)).ToHashSet());
            var (items, aside) = (ArrivalItems.Of(content, "arrival", "us"), ArrivalItems.Aside(content, "us"));
            Assert.All(items, i => Assert.True(i.CanTake == (i.Because is null), $"{i.As} of {file} says nothing of why it is not offered."));
            Assert.All(items.Where(i => i.CanTake), i => Assert.NotEqual("", i.Words));
            var named = items.Concat(aside).Select(i => i.As).ToHashSet();
            // What an item is made of stands in the words of the item: values that are the same are one.
            Assert.All(content.Bundle.Objects.Where(o => !named.Contains(o.Id.ToString())), o => Assert.True(
                o.Type is "note" or "observed-data" or "indicator" or "directory" or "identity" or "ipv4-addr" or "ipv6-addr" or "domain-name" or "mac-addr" or "url" or "file" or "email-addr" or "mutex"
                    or "autonomous-system" or "windows-registry-key" or "network-traffic" or "vulnerability",
                $"{o.Id} of {file} vanished."));
            bundles++;
        }
        Assert.True(bundles > 0, $"No bundle was read in {folder}.");
    }

    [Fact]
    public void Twice_the_objects_cost_twice_the_reading()
    {
        long Cost(int values)
        {
            var content = Content([.. Enumerable.Range(0, values).SelectMany(n => (string[])
            [
                $"{{\"type\":\"ipv4-addr\",\"spec_version\":\"2.1\",\"id\":\"ipv4-addr--{n:x8}-8ff7-4a4d-aa9d-feb398cd0061\",\"value\":\"10.{n >> 16}.{(n >> 8) & 255}.{n & 255}\"}}",
                $"{{\"type\":\"indicator\",{Common},\"modified\":\"2026-03-01T08:00:00.000Z\",\"id\":\"indicator--{n:x8}-8ff7-4a4d-aa9d-feb398cd0061\",\"pattern\":\"[ipv4-addr:value = '10.{n >> 16}.{(n >> 8) & 255}.{n & 255}']\",\"pattern_type\":\"stix\",\"valid_from\":\"2026-02-01T00:00:00Z\"}}",
                $"{{\"type\":\"observed-data\",{Common},\"modified\":\"2026-03-01T08:00:00.000Z\",\"id\":\"observed-data--{n:x8}-8ff7-4a4d-aa9d-feb398cd0061\",\"first_observed\":\"2026-02-01T10:00:00Z\",\"last_observed\":\"2026-02-01T10:00:00Z\",\"number_observed\":1,\"object_refs\":[\"ipv4-addr--{n:x8}-8ff7-4a4d-aa9d-feb398cd0061\"]}}",
            ])]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(values, ArrivalItems.Of(content, "arrival", "b").Count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Cost(50);
        var (one, two) = (Cost(250), Cost(1_000));
        Assert.InRange(two, one, 5 * one);
    }

    private static PackageContent Content(params string[] objects) =>
        Content(JsonNode.Parse($"{{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\",\"objects\":[{string.Join(',', objects)}]}}")!);

    private static PackageContent Content(JsonNode bundle) => Read(bundle)!;

    private static PackageContent? Read(JsonNode bundle)
    {
        var package = PlainPackages.Request("their-desk", "our-desk");
        package["bundle"] = bundle;
        return PackageContent.Read(PlainPackages.Bytes(package)).Content;
    }

    private static JsonNode? Bundle(string file)
    {
        if (new FileInfo(file).Length > 8 * 1024 * 1024) return null;
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) is JsonObject one && one["type"]?.ToString() == "bundle" && one["objects"] is JsonArray { Count: > 0 } ? one : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static Held<Arrival> Package(PackageContent content) => new("arrival",
        new(content.Id, WrittenCase.Ostania, content.Kind, content.Title, new('a', 64), content.Created, null, WrittenCase.CaseId),
        new(Tlp.Amber, [], [], WrittenCase.Ostania), [new("2026-03-01T08:00:00.000Z", "partner:ostania", "package-arrived", null!, null)], false);
}
