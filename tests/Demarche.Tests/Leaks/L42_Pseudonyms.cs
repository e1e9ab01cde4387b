using System.Text.Json;
using Demarche.Claims;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Stix;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>Two partners who lay what they got side by side can't join a protected source by any name or id that we gave it.</summary>
public sealed class L42_Pseudonyms
{
    [Fact]
    public void What_is_said_of_a_protected_source_has_no_id_in_common_in_two_partners_packages()
    {
        var (one, two) = (Ids(WrittenCase.Ostania), Ids(WrittenCase.Sudria));
        // What both have by the standard's or the desk's own nature: levels, extensions, and who sends.
        string[] common = ["marking-definition--", "extension-definition--", DemarcheExtensions.Author.Id.ToString()];
        var sender = one.Intersect(two).Where(id => id.StartsWith("identity--", StringComparison.Ordinal) && id != DemarcheExtensions.Author.Id.ToString()).ToList();
        Assert.Single(sender);
        Assert.DoesNotContain(one.Intersect(two).Except(sender), id => !common.Any(c => id.StartsWith(c, StringComparison.Ordinal)));
        // The controls: the claim is in both, and the same partner knows it again by the same id.
        Assert.Contains(one, id => id.StartsWith("note--", StringComparison.Ordinal));
        Assert.Contains(two, id => id.StartsWith("note--", StringComparison.Ordinal));
        Assert.Equal(one, Ids(WrittenCase.Ostania));
    }

    private static HashSet<string> Ids(string partner)
    {
        var written = new WrittenCase()
            .Add(new SourceNamed("s", new(null, "an official", null, Standing.Official, null, [WrittenCase.Ana], null)), WrittenCase.ToBoth)
            .Add(new PropositionStated("p", new("It rained.")), WrittenCase.ToBoth)
            .Add(new ClaimMade("c", new("p", "s", Stance.Asserts, Standing.Official, false, Nature.Fact, null, null, null)), WrittenCase.ToBoth)
            .Add(new RequestDrafted("r", new("Help", "Help", [new("a", "Who?")], "Law", WrittenCase.Ana, "2026-04-01T00:00:00.000Z", [WrittenCase.Ostania, WrittenCase.Sudria], ["c"])), WrittenCase.ToBoth);
        var composed = Composed.Of(View.For(written.File, new Audience.Partner(partner)), Outgoing.To(partner, "r", written.View)!,
            new("package-" + partner, "2026-03-02T10:00:00.000Z", "desk-n", "Norland", "desk-" + partner, partner));
        using var plain = JsonDocument.Parse(composed.Plain);
        return [.. plain.RootElement.GetProperty("bundle").GetProperty("objects").EnumerateArray().Select(o => o.GetProperty("id").GetString()!)];
    }
}
