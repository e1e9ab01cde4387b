using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Incidents;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Stix;

namespace Demarche.Tests.Exchange;

/// <summary>What comes in of the package of a desk that knows no extension of this program: as much as STIX says.</summary>
public sealed class StrangersBundleTests
{
    private const string Common = "\"spec_version\":\"2.1\",\"created\":\"2026-03-01T08:00:00.000Z\",\"modified\":\"2026-03-01T08:00:00.000Z\"";

    [Fact]
    public void An_address_arrives_once_with_its_times_words_credibility_and_role()
    {
        var (item, rest) = Only(
            Sco("ipv4-addr", "1", "\"value\":\"198.51.100.3\""),
            Sdo("observed-data", "2", $"\"first_observed\":\"2026-02-01T10:00:00Z\",\"last_observed\":\"2026-02-03T11:30:00.5Z\",\"number_observed\":7,\"object_refs\":[\"{Id("ipv4-addr", "1")}\"]"),
            Sdo("note", "3", $"\"content\":\"It sent the mail.\",\"object_refs\":[\"{Id("ipv4-addr", "1")}\"],\"confidence\":65"),
            Sdo("indicator", "4", "\"name\":\"A relay\",\"indicator_types\":[\"malicious-activity\"],\"pattern\":\"[ipv4-addr:value = '198.51.100.3']\",\"pattern_type\":\"stix\",\"valid_from\":\"2026-02-01T00:00:00Z\""));
        Assert.Empty(rest);
        var seen = Seen(item);
        Assert.Equal(("ipv4-addr", "198.51.100.3", 2, ObservableRole.Attacker), (seen.Type, seen.Value, seen.Credibility, seen.Role));
        Assert.Equal(("2026-02-01T10:00:00Z", "2026-02-03T11:30:00Z"), (seen.FirstSeen!.Value, seen.LastSeen!.Value));
        Assert.Equal("It sent the mail.\n\nA relay", seen.Note);
        Assert.Null(seen.Also);
    }

    [Theory]
    [InlineData("[domain-name:value = 'a.example' OR domain-name:value = 'it\\\\'s']", "domain-name|a.example;domain-name|it's")]
    [InlineData("[file:hashes.'SHA-256' = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' AND file:name = 'x']", "file:hashes.SHA-256|bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|file:name|x")]
    [InlineData("[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '198.51.100.3' AND network-traffic:dst_port = 443]", "ipv4-addr|198.51.100.3|network-traffic:dst_port|443")]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.100.0/24'] OR [url:value = 'http://a.example/']", "ipv4-addr|198.51.100.0/24;url|http://a.example/")]
    public void What_a_simple_indicator_looks_for_is_proposed_with_its_senders_words(string pattern, string values)
    {
        var (item, rest) = Only(Sdo("indicator", "1", $"\"description\":\"Seen in the mail.\",\"pattern\":\"{pattern}\",\"pattern_type\":\"stix\",\"valid_from\":\"2026-02-01T00:00:00Z\""));
        Assert.Empty(rest);
        var all = item.Facts.Cast<ObservableSeen>().Select(f => f.Content).ToList();
        Assert.Equal(values, string.Join(';', all.Select(o => string.Join('|', (o.Also ?? []).Prepend(new(o.Type, o.Value)).Select(v => $"{v.Type}|{v.Value}")))));
        // Its sender did not say whose it is.
        Assert.All(all, o => Assert.Equal(("Seen in the mail.", null), (o.Note, o.Role)));
        Assert.Equal(item.Facts.Count, item.Facts.Cast<ObservableSeen>().Select(f => f.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("[ipv4-addr:value != '198.51.100.3']", "stix")]
    [InlineData("[file:name MATCHES '.*']", "stix")]
    [InlineData("[network-traffic:dst_port = 443]", "stix")]
    [InlineData("[ipv4-addr:value = '198.51.100.3'] FOLLOWEDBY [domain-name:value = 'a.example']", "stix")]
    [InlineData("[ipv4-addr:value = '198.51.100.3' AND domain-name:value = 'a.example']", "stix")]
    [InlineData("[file:hashes.'SHA-256' = 'f00']", "stix")]
    [InlineData("[process:command_line = 'x']", "stix")]
    [InlineData("[ipv4-addr:value = '198.51.100.3'", "stix")]
    [InlineData("rule a { condition: true }", "yara")]
    public void Any_other_indicator_is_shown_as_what_it_is(string pattern, string type)
    {
        var (item, _) = Only(Sdo("indicator", "1", $"\"pattern\":\"{pattern}\",\"pattern_type\":\"{type}\",\"valid_from\":\"2026-02-01T00:00:00Z\""));
        Assert.Equal(("indicator", pattern), (item.Kind, item.Words));
        Assert.Empty(item.Facts);
    }

    [Fact]
    public void Objects_of_several_values_arrive_with_all_of_them()
    {
        var file = Seen(Only(Sco("file", "1", $"\"name\":\"wiper.exe\",\"size\":812,\"hashes\":{{\"MD5\":\"{new string('a', 32)}\",\"SHA-256\":\"{new string('b', 64)}\"}}")).Item);
        Assert.Equal(("file:hashes.SHA-256", new string('b', 64)), (file.Type, file.Value));
        Assert.Equal([new("file:hashes.MD5", new('a', 32)), new("file:name", "wiper.exe"), new("file:size", "812")], file.Also!);
        var key = Seen(Only(Sco("windows-registry-key", "1", "\"key\":\"HKEY_USERS\\\\x\",\"values\":[{\"name\":\"n\",\"data\":\"d\"}]")).Item);
        Assert.Equal(("windows-registry-key", "HKEY_USERS\\x", 2), (key.Type, key.Value, key.Also!.Count));
        var network = Seen(Only(Sco("autonomous-system", "1", "\"number\":64500,\"name\":\"Sealand\"")).Item);
        Assert.Equal(("autonomous-system", "AS64500", "Sealand"), (network.Type, network.Value, Assert.Single(network.Also!).Value));
        var (traffic, rest) = Only(Sco("ipv4-addr", "1", "\"value\":\"198.51.100.3\""), Sco("network-traffic", "2", $"\"dst_ref\":\"{Id("ipv4-addr", "1")}\",\"dst_port\":443,\"protocols\":[\"tcp\"]"));
        Assert.Empty(rest);
        Assert.Equal(("ipv4-addr", "198.51.100.3", "443"), (Seen(traffic).Type, Seen(traffic).Value, Seen(traffic).Also![0].Value));
        var hole = Seen(Only(Sdo("vulnerability", "1", "\"name\":\"A hole\",\"external_references\":[{\"source_name\":\"cve\",\"external_id\":\"CVE-2026-1234\"}]")).Item);
        Assert.Equal(("vulnerability", "CVE-2026-1234"), (hole.Type, hole.Value));
    }

    [Fact]
    public void An_incident_keeps_its_name_and_an_identity_its_class_and_its_roles()
    {
        var incident = Assert.IsType<IncidentDescribed>(Assert.Single(Only(Sdo("incident", "1", "\"name\":\"Harbour\",\"description\":\"Cranes stopped.\"")).Item.Facts));
        Assert.Equal("Harbour: Cranes stopped.", incident.Content.Description);
        var party = Assert.IsType<PartyNamed>(Assert.Single(Only(Sdo("identity", "1", "\"name\":\"The Cranes\",\"identity_class\":\"group\",\"roles\":[\"suspect\"]")).Item.Facts));
        Assert.Equal(new Party("The Cranes", PartyKind.Group, null, "suspect"), party.Content);
    }

    [Fact]
    public void What_another_object_says_beside_a_note_of_ours_is_not_hidden_by_it()
    {
        var item = new JsonObject
        {
            [DemarcheExtensions.ItemId] = JsonNode.Parse("""{"extension_type":"property-extension","kind":"observable","values":[{"type":"ipv4-addr","value":"198.51.100.3"}]}"""),
        };
        var (first, rest) = Only(
            Sco("ipv4-addr", "1", "\"value\":\"198.51.100.4\""),
            Sdo("note", "2", $"\"content\":\"198.51.100.3\",\"object_refs\":[\"{Id("ipv4-addr", "1")}\"],\"extensions\":{item.ToJsonString()}"));
        Assert.Equal(["198.51.100.3", "198.51.100.4"], rest.Append(first).Select(i => Seen(i).Value).Order());
    }

    private static Observable Seen(ArrivalItem item) => Assert.IsType<ObservableSeen>(Assert.Single(item.Facts)).Content;

    private static (ArrivalItem Item, IReadOnlyList<ArrivalItem> Others) Only(params string[] objects)
    {
        var package = PlainPackages.Request("their-desk", "our-desk");
        package["bundle"] = JsonNode.Parse($"{{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\",\"objects\":[{string.Join(',', objects)}]}}");
        var content = PackageContent.Read(PlainPackages.Bytes(package)).Content!;
        Assert.All(content.Items, i => Assert.True(i.Stored, i.Because));
        var items = ArrivalItems.Of(content, "arrival", "our-desk");
        return (items[0], [.. items.Skip(1)]);
    }

    private static string Id(string type, string n) => $"{type}--5d0092c5-5f74-4287-9642-33f4c354e56{n}";

    private static string Sco(string type, string n, string members) => $"{{\"type\":\"{type}\",\"spec_version\":\"2.1\",\"id\":\"{Id(type, n)}\",{members}}}";

    private static string Sdo(string type, string n, string members) => $"{{\"type\":\"{type}\",{Common},\"id\":\"{Id(type, n)}\",{members}}}";
}
