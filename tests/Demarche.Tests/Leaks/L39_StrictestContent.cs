using System.Text;
using CsCheck;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>What is made of many things is as strict as the strictest of them, whatever the case or the draft says.</summary>
public sealed class L39_StrictestContent
{
    private static readonly Tlp[] Levels = Enum.GetValues<Tlp>();

    [Fact]
    public void A_package_bears_the_strictest_level_of_its_draft_and_of_what_goes_with_it()
    {
        var seen = new HashSet<Tlp>();
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4].Array[0, 4]).Sample((level, levels) =>
        {
            var (draft, items) = (Levels[level], levels.Select(l => Levels[l]).ToList());
            var written = new WrittenCase();
            foreach (var (n, of) in items.Index())
                written.Add(new ObservableSeen($"o{n}", new("domain-name", $"n{n}.example", 2, null, null)), Marking.Of(of, WrittenCase.Ostania));
            written.Add(new RequestDrafted("r", new("Help", "Help", [new("a", "Who?")], "Law", WrittenCase.Ana, "2026-04-01T00:00:00.000Z", [WrittenCase.Ostania], [.. items.Index().Select(i => $"o{i.Index}")])), Marking.Of(draft, WrittenCase.Ostania));
            var composed = Composed.Of(View.For(written.File, new Audience.Partner(WrittenCase.Ostania)), Outgoing.To(WrittenCase.Ostania, "r", written.View)!,
                new("package", "2026-03-02T10:00:00.000Z", "desk-n", "Norland", "desk-w", "Ostania"));
            var strictest = items.Append(draft).Max();
            Assert.Equal(strictest, composed.Tlp);
            Assert.Contains($"\"tlp\":\"{Marking.Of(strictest).Label}\"", Encoding.UTF8.GetString(composed.Plain), StringComparison.Ordinal);
            Assert.Contains(Marking.Of(strictest).Label, System.Net.WebUtility.HtmlDecode(composed.Letter), StringComparison.Ordinal);
            // The control: all of it went.
            Assert.Equal(items.Count, composed.Items.Count);
            lock (seen) seen.Add(strictest);
        }, iter: 300);
        Assert.Equal(Levels.Length, seen.Count);
    }
}
