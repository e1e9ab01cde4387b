using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Demarche.Cases;
using Demarche.Releases;
using Demarche.Tests.Twins;
using Demarche.Views;

namespace Demarche.Tests.Releases;

/// <summary>Letter and bundle of every kind of package, read side by side: each fact that stands in one of them stands in the other.</summary>
public sealed class SideBySideTests
{
    private static readonly int Twins = LongTest.Count(150, 2_000);
    private const string Package = "package00000000000000000a", Made = "2026-03-02T10:00:00.000Z";

    public static TheoryData<PackageKind> Kinds => [.. Enum.GetValues<PackageKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Letter_and_bundle_of_a_full_package_say_the_same(PackageKind kind)
    {
        var full = FullPackage.Of(kind);
        Assert.Equal(kind, full.Composed.Kind);
        // The control: there is much to say, of every kind of item that can go.
        if (kind is not PackageKind.Retraction)
            Assert.Equal(["claim", "effect", "incident", "observable", "party", "proposition", "statement"], full.Composed.Items.Select(i => i.Kind).Distinct().Order(StringComparer.Ordinal));
        var apart = full.Differences();
        Assert.True(apart.Count == 0, string.Join('\n', apart));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_line_the_letter_loses_is_missed(PackageKind kind)
    {
        var full = FullPackage.Of(kind);
        var lines = new HtmlParser().ParseDocument(full.Composed.Letter).QuerySelectorAll("main > p, main > h1, tr:not(thead tr), td > p, td > blockquote, em, li").Length;
        List<string> missed = [];
        var removed = 0;
        for (var n = 0; n < lines; n++)
        {
            var letter = new HtmlParser().ParseDocument(full.Composed.Letter);
            var line = letter.QuerySelectorAll("main > p, main > h1, tr:not(thead tr), td > p, td > blockquote, em, li")[n];
            // How values are written, what kind of package it is, and the level at the foot are said beside the facts.
            if (line.TextContent.StartsWith("Addresses are written", StringComparison.Ordinal) || line.TextContent.StartsWith("This is", StringComparison.Ordinal)
                || (line.LocalName == "p" && line.ParentElement?.LocalName == "main" && line.PreviousElementSibling is not null && line.TextContent.StartsWith("TLP:", StringComparison.Ordinal))
                || line.TextContent.StartsWith($"Package {full.Head.Package}", StringComparison.Ordinal)) continue;
            var what = line.TextContent;
            line.Remove();
            removed++;
            if (full.Differences(letter.DocumentElement.OuterHtml).Count == 0) missed.Add(what);
        }
        Assert.True(missed.Count == 0, $"Nobody misses: {string.Join('\n', missed)}");
        Assert.True(removed > (kind == PackageKind.Retraction ? 10 : 25), $"{removed} lines were removed.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_member_the_bundle_loses_or_gains_is_missed(PackageKind kind)
    {
        var full = FullPackage.Of(kind);
        List<string> missed = [];
        var tried = 0;
        foreach (var (name, other) in Meddled(SideBySide.Bundle(full.Composed)))
        {
            tried++;
            if (full.Differences(null, other).Count == 0) missed.Add(name);
        }
        Assert.True(missed.Count == 0, $"Nobody misses: {string.Join('\n', missed)}");
        Assert.True(tried > (kind == PackageKind.Retraction ? 25 : 100), $"{tried} members were changed.");
    }

    [Fact]
    public void Letters_and_bundles_of_random_cases_say_the_same()
    {
        var (compared, items) = (0, 0);
        for (var n = 0; n < Twins; n++)
        {
            var twin = Twin.Of(7_000_000 + (ulong)n);
            var file = twin.FirstFile;
            foreach (var draft in file.Requests.All.Select(r => r.Id).Concat(file.ReplyDrafts.All.Select(r => r.Id)).Concat(file.Briefs.All.Select(b => b.Id)))
            {
                foreach (var partner in (string[])[Seats.P, Seats.Q])
                {
                    if (ReleaseDesk.Compose(file, Seats.Desk, Seats.Caller(Seats.Ana).Audience, draft, partner, new(Package, Made, "desk-n")) is not { } copy) continue;
                    var to = Seats.Desk.Partners.Find(partner)!.Content;
                    var head = new Letterhead(Package, Made, "desk-n", Seats.Desk.Settings.Name, to.Card?.Desk ?? "", to.Name);
                    var apart = SideBySide.Differences(View.For(file, copy.Partner), copy.Outgoing, head, copy.Composed);
                    Assert.True(apart.Count == 0, $"Seed {twin.Seed}, {draft} to {partner}:\n{string.Join('\n', apart)}\n{copy.Composed.Letter}");
                    compared++;
                    items += copy.Composed.Items.Count;
                }
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{compared} packages with {items} items.");
        Assert.True(compared > Twins / 4 && items > Twins / 4, $"Only {compared} packages with {items} items were compared.");
    }

    // Each member of what is said, in turn: gone where it may be, else with other words.
    private static IEnumerable<(string Name, string Bundle)> Meddled(string bundle)
    {
        var count = JsonNode.Parse(bundle)!["objects"]!.AsArray().Count;
        for (var n = 0; n < count; n++)
        {
            var paths = Paths(JsonNode.Parse(bundle)!["objects"]![n]!, "").Where(p => !SideBySide.IsStructure(p.Split('/')[^1])).ToList();
            foreach (var path in paths)
            {
                var root = JsonNode.Parse(bundle)!;
                var one = root["objects"]![n]!.AsObject();
                // What an address is says the object of the address too; an indicator is one by its type.
                if (path.EndsWith("/values", StringComparison.Ordinal) || path.EndsWith("/indicator_types", StringComparison.Ordinal)) continue;
                if (IsFurniture(one) || !Change(one, path)) continue;
                yield return ($"{path} of {one["id"]}", root.ToJsonString());
            }
        }
    }

    private static bool IsFurniture(JsonObject one) => (string)one["type"]! is "marking-definition" or "extension-definition" || ((string)one["type"]! == "identity" && one["created_by_ref"] is null);

    private static IEnumerable<string> Paths(JsonNode node, string at) => node is not JsonObject members ? []
        : members.SelectMany(m => Paths(m.Value!, $"{at}/{m.Key}").Prepend($"{at}/{m.Key}"));

    private static bool Change(JsonObject one, string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        JsonNode at = one;
        foreach (var name in names.SkipLast(1)) at = at[name]!;
        var (parent, last) = (at.AsObject(), names[^1]);
        if (parent[last] is JsonValue value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False) parent[last] = parent[last]!.GetValueKind() == JsonValueKind.False;
        else if (parent[last] is JsonValue) parent[last] = "Zanzibar";
        else parent[last] = new JsonArray();
        return true;
    }
}
