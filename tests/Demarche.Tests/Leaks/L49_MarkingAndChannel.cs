using System.Text;
using CsCheck;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>For every marking and every recipient: what the marking forbids stays here. It is not warned of, it does not go.</summary>
public sealed class L49_MarkingAndChannel
{
    private static readonly string[] Partners = [WrittenCase.Ostania, WrittenCase.Sudria];

    [Fact]
    public void What_goes_to_a_partner_is_what_every_marking_allows_and_nothing_else()
    {
        var all =
            (from tlp in Enum.GetValues<Tlp>()
             from to in new string[][] { [], [WrittenCase.Ostania], [WrittenCase.Sudria], Partners }
             from compartments in new string[][] { [], ["crypto"] }
             from originator in new[] { null, WrittenCase.Ostania, WrittenCase.Sudria }
             select new Marking(tlp, to, compartments, originator)).ToList();
        var written = new WrittenCase();
        foreach (var (n, marking) in all.Index()) written.Add(new ObservableSeen($"o{n}", new("domain-name", $"n{n}x.example", 2, null, null)), marking);
        written.Add(new RequestDrafted("r", new("Help", "Help", [new("a", "Who?")], "Law", WrittenCase.Ana, "2026-04-01T00:00:00.000Z", Partners, [.. all.Index().Select(m => $"o{m.Index}")])), WrittenCase.ToBoth);
        var releaser = View.For(written.File, WrittenCase.AtDesk(WrittenCase.Ana, true, "crypto"));
        foreach (var partner in Partners)
        {
            var composed = Composed.Of(View.For(written.File, new Audience.Partner(partner)), Outgoing.To(partner, "r", releaser)!, new("package", "2026-03-02T10:00:00.000Z", "desk-n", "Norland", "desk-w", partner));
            var text = Encoding.UTF8.GetString(composed.Plain);
            foreach (var (n, marking) in all.Index())
            {
                Assert.True(May(marking, partner) == text.Contains($"\"n{n}x.example\"", StringComparison.Ordinal), $"{marking.ToJson()} to {partner}");
                Assert.Equal(!May(marking, partner), composed.Withheld.Contains($"o{n}"));
            }
            Assert.InRange(composed.Items.Count, 10, all.Count - 10);
        }
    }

    /// <summary>Of two markings that disagree the stricter counts, in each of its parts and for everybody.</summary>
    [Fact]
    public void What_two_markings_allow_together_each_allows_alone()
    {
        var allowed = 0;
        Gen.Select(Gen.Int[0, 399], Gen.Int[0, 399]).Sample((one, two) =>
        {
            var (first, second) = (RandomCase.MarkingOf(one), RandomCase.MarkingOf(two));
            foreach (var audience in new Audience[] { new Audience.Partner(RandomCase.P), new Audience.Partner(RandomCase.Q), new Audience.Public(), WrittenCase.AtDesk(readsRed: false), WrittenCase.AtDesk(WrittenCase.Ana, true, "crypto") })
            {
                if (!Ruling.For(first.And(second), audience).Seen) continue;
                Interlocked.Increment(ref allowed);
                // Whoever gave us one of the two sees that one; the two together are nobody's own.
                Assert.True(Ruling.For(first with { Originator = null }, audience).Seen && Ruling.For(second with { Originator = null }, audience).Seen || first.Originator == second.Originator,
                    $"{first.ToJson()} and {second.ToJson()}");
            }
        }, iter: 3_000);
        Assert.True(allowed > 1_000, $"Only {allowed} were allowed.");
    }

    // The rules once more, written down by themselves: whoever changes the ruling has to change both.
    private static bool May(Marking marking, string partner) =>
        marking.Compartments.Count == 0
        && (marking.Originator == partner
            || (marking.Originator is null || marking.Tlp < Tlp.Amber || marking.ReleasableTo.Contains(partner)) && (marking.Tlp == Tlp.Clear || marking.ReleasableTo.Contains(partner)));
}
