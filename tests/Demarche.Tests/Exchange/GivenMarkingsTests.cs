using System.Text.Json.Nodes;
using Demarche.Exchange;
using Demarche.Markings;
using Demarche.Stix;

namespace Demarche.Tests.Exchange;

/// <summary>What is taken in is never marked laxer than anything of it was when it came.</summary>
public sealed class GivenMarkingsTests
{
    private const string Common = "\"spec_version\":\"2.1\",\"created\":\"2026-03-01T08:00:00.000Z\",\"modified\":\"2026-03-01T08:00:00.000Z\"";
    private const string Address = "ipv4-addr--5d0092c5-5f74-4287-9642-33f4c354e561", Name = "domain-name--5d0092c5-5f74-4287-9642-33f4c354e562";
    private static readonly string Green = Tlp.Green.MarkingId().ToString(), Red = Tlp.Red.MarkingId().ToString();

    [Fact]
    public void The_marking_of_a_part_governs_the_whole()
    {
        var item = Assert.Single(Of(Sco("ipv4-addr", Address, $"\"value\":\"198.51.100.3\",{Marked(Green)},\"granular_markings\":[{{\"marking_ref\":\"{Red}\",\"selectors\":[\"value\"]}}]")));
        Assert.Equal(Tlp.Red, item.Tlp);
        // The control: a part that is marked as the whole is.
        Assert.Equal(Tlp.Green, Assert.Single(Of(Sco("ipv4-addr", Address, $"\"value\":\"198.51.100.3\",{Marked(Green)}"))).Tlp);
    }

    [Fact]
    public void An_object_without_a_level_has_that_of_its_container_where_that_is_stricter_than_the_package()
    {
        var report = $"{{\"type\":\"report\",{Common},\"id\":\"report--5d0092c5-5f74-4287-9642-33f4c354e563\",\"name\":\"r\",\"published\":\"2026-03-01T08:00:00Z\",\"object_refs\":[\"{Address}\"],{Marked(Red)}}}";
        Assert.Equal(Tlp.Red, Of(Sco("ipv4-addr", Address, "\"value\":\"198.51.100.3\""), report).Single(i => i.Kind == "observable").Tlp);
        // Its own level is its sender's word on it.
        Assert.Equal(Tlp.Green, Of(Sco("ipv4-addr", Address, $"\"value\":\"198.51.100.3\",{Marked(Green)}"), report).Single(i => i.Kind == "observable").Tlp);
        Assert.Equal(Tlp.Amber, Assert.Single(Of(Sco("ipv4-addr", Address, "\"value\":\"198.51.100.3\""))).Tlp);
    }

    [Fact]
    public void A_value_that_is_recorded_with_another_brings_its_level()
    {
        var items = Of(
            Sco("domain-name", Name, $"\"value\":\"a.example\",\"resolves_to_refs\":[\"{Address}\"],{Marked(Green)}"),
            Sco("ipv4-addr", Address, $"\"value\":\"198.51.100.3\",{Marked(Red)}"));
        Assert.All(items, i => Assert.Equal(Tlp.Red, i.Tlp));
    }

    [Theory]
    [InlineData("marking-definition--60f8932b-e51e-4458-b265-a2e8be9a80ab", null, Pap.Amber)]
    [InlineData("marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e", null, Pap.Red)]
    [InlineData("marking-definition--00000000-0000-4000-8000-000000000001", "\"definition_type\":\"statement\",\"definition\":{\"statement\":\"PAP:GREEN\"}", Pap.Green)]
    [InlineData("marking-definition--00000000-0000-4000-8000-000000000001",
        "\"extensions\":{\"extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b\":{\"extension_type\":\"property-extension\",\"pap\":\"clear\"}}", Pap.Clear)]
    public void Permissible_actions_are_kept(string id, string? definition, Pap pap)
    {
        string[] others = definition is null ? [] : [$"{{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"created\":\"2026-03-01T08:00:00.000Z\",\"id\":\"{id}\",{definition}}}"];
        var item = Assert.Single(Of([Sco("ipv4-addr", Address, $"\"value\":\"198.51.100.3\",\"object_marking_refs\":[\"{Green}\",\"{id}\"]"), .. others]));
        Assert.Equal((Tlp.Green, (Pap?)pap), (item.Tlp, item.Pap));
        Assert.Equal((Tlp.Green, (Pap?)pap, "partner"), (item.MarkingFrom("partner").Tlp, item.MarkingFrom("partner").Pap, item.MarkingFrom("partner").Originator));
    }

    [Fact]
    public void Terms_that_no_case_keeps_make_it_the_strictest_and_are_shown()
    {
        const string id = "marking-definition--00000000-0000-4000-8000-000000000001";
        var item = Assert.Single(Of(
            Sco("ipv4-addr", Address, $"\"value\":\"198.51.100.3\",\"object_marking_refs\":[\"{Green}\",\"{id}\"]"),
            $"{{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"created\":\"2026-03-01T08:00:00.000Z\",\"id\":\"{id}\",\"definition_type\":\"statement\",\"definition\":{{\"statement\":\"For police only\"}}}}"));
        Assert.Equal(Tlp.Red, item.Tlp);
        Assert.Equal(["For police only"], item.Terms);
    }

    [Fact]
    public void A_level_that_another_program_defines_under_an_id_of_its_own_is_read()
    {
        const string id = "marking-definition--00000000-0000-4000-8000-000000000001";
        var item = Assert.Single(Of(
            Sco("ipv4-addr", Address, $"\"value\":\"198.51.100.3\",\"object_marking_refs\":[\"{id}\"]"),
            $"{{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"created\":\"2026-03-01T08:00:00.000Z\",\"id\":\"{id}\",\"definition_type\":\"statement\",\"definition\":{{\"statement\":\"tlp:amber+strict\"}}}}"));
        Assert.Equal((Tlp.AmberStrict, 0), (item.Tlp, item.Terms.Count));
    }

    private static string Marked(string id) => $"\"object_marking_refs\":[\"{id}\"]";

    private static string Sco(string type, string id, string members) => $"{{\"type\":\"{type}\",\"spec_version\":\"2.1\",\"id\":\"{id}\",{members}}}";

    private static IReadOnlyList<ArrivalItem> Of(params string[] objects)
    {
        var package = PlainPackages.Request("their-desk", "our-desk");
        package["bundle"] = JsonNode.Parse($"{{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\",\"objects\":[{string.Join(',', objects)}]}}");
        var content = PackageContent.Read(PlainPackages.Bytes(package)).Content!;
        Assert.All(content.Items, i => Assert.True(i.Stored, i.Because));
        var items = ArrivalItems.Of(content, "arrival", "our-desk");
        // Whoever may read all of the package may read each thing in it.
        Assert.True(items.All(i => content.Strictest.Tlp >= i.Tlp && (i.Pap is null || content.Strictest.Pap >= i.Pap)));
        return items;
    }
}
