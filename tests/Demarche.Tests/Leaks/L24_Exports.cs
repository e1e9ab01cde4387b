using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>What leaves is closed: everything that it refers to is in it or is the standard's own, and everything in it is its reader's to see.</summary>
public sealed partial class L24_Exports
{
    private static readonly Letterhead Head = new("package00000000000000000a", "2026-03-02T10:00:00.000Z", "desk-n", "Norland CSIRT", "desk-w", "Westmark CSIRT");

    [Fact]
    public void Every_reference_of_a_package_is_answered_within_it()
    {
        var (references, items) = (0, 0);
        Gen.Select(RandomCase.Steps, Gen.Int[0, 45].Array[0, 12]).Sample((steps, chosen) =>
        {
            var facts = RandomCase.Facts(steps.Where(s => s.What != 23));
            var request = new Request("Logs", "Please help", [new("ask", "Which?")], "Treaty", WrittenCase.Ana, "2026-04-01T00:00:00.000Z", [RandomCase.P], [.. chosen.Select(i => $"item-{i}").Distinct()]);
            facts.Add(("request", new(new RequestDrafted("request", request), WrittenCase.ToBoth)));
            var file = CaseFile.Fold(WrittenCase.CaseId, RandomCase.Entries(facts.Select(f => (f.Item, (Marked?)f.Fact))));
            var partner = View.For(file, new Audience.Partner(RandomCase.P));
            var composed = Composed.Of(partner, Outgoing.To(RandomCase.P, "request", View.For(file, WrittenCase.AtDesk(WrittenCase.Ana, true, "crypto")))!, Head);
            using var plain = JsonDocument.Parse(composed.Plain);
            var objects = plain.RootElement.GetProperty("bundle").GetProperty("objects").EnumerateArray().ToList();
            var ids = objects.Select(o => o.GetProperty("id").GetString()!).ToHashSet();
            // Who defined the extensions is the same for everybody, and about the program: no package carries it.
            foreach (var reference in objects.SelectMany(References).Where(r => r != Demarche.Stix.DemarcheExtensions.Author.Id.ToString()))
            {
                Interlocked.Increment(ref references);
                Assert.Contains(reference, ids);
            }
            // Every item that went is in the partner's view.
            Assert.All(composed.Items, i => Assert.True(partner.Shows(i.Item), $"{i.Item} is not the partner's to see."));
            Interlocked.Add(ref items, composed.Items.Count);
        }, iter: 1_000);
        // The control: there was something to refer to.
        Assert.True(references > 2_000 && items > 100, $"{references} references, {items} items.");
    }

    private static IEnumerable<string> References(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Reference().IsMatch(m.Name)
            ? m.Value.ValueKind == JsonValueKind.Array ? m.Value.EnumerateArray().Select(v => v.GetString()!) : [m.Value.GetString()!] : References(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(References),
        _ => [],
    };

    [GeneratedRegex("_refs?$")]
    private static partial Regex Reference();
}
