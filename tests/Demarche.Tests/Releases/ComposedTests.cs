using System.Text;
using System.Text.Json;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Stix;
using Demarche.Views;

namespace Demarche.Tests.Releases;

public sealed class ComposedTests
{
    private static readonly Marking ForWestmark = Marking.Of(Tlp.Amber, "westmark");
    private static readonly Letterhead Head = new("package00000000000000000a", "2026-03-02T10:00:00.000Z", "desk-n", "Norland CSIRT", "desk-w", "Westmark CSIRT");

    [Fact]
    public void A_package_is_valid_stix_without_an_error()
    {
        var composed = Compose(Facts());
        using var plain = JsonDocument.Parse(composed.Plain);
        var problems = StixCheck.Check(plain.RootElement.GetProperty("bundle"));
        Assert.DoesNotContain(problems, p => p.Severity == StixSeverity.Error);
        Assert.Equal(["claim", "observable"], composed.Items.Select(i => i.Kind));
        Assert.Equal("TLP:AMBER", plain.RootElement.GetProperty("tlp").GetString());
    }

    [Fact]
    public void A_withheld_claim_leaves_no_trace_in_the_bytes()
    {
        var composed = Compose(Facts());
        var text = Encoding.UTF8.GetString(composed.Plain);
        Assert.DoesNotContain("only for us", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sudria", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("analyst-1", text, StringComparison.Ordinal);
        Assert.Contains("c2", composed.Withheld);
        Assert.Contains("203.0.113.7", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Twins_that_differ_in_what_the_partner_may_not_see_give_the_same_bytes()
    {
        var twin = Facts().Where(f => f.Marking != Marking.Of(Tlp.Red)).ToList();
        twin.Insert(3, new(new SourceGraded("s1", new("Ada Berg", "Ada Berg", null, Standing.Analyst, null, [], new(Reliability.B, "analyst-1", "2026-03-01T00:00:00.000Z", "tested")), "tested"), ForWestmark));
        Assert.Equal(Compose(Facts()).Plain, Compose(twin).Plain);
    }

    [Fact]
    public void Two_partners_know_one_item_under_two_ids()
    {
        var facts = Facts().Select(f => f.Marking == ForWestmark ? f with { Marking = Marking.Of(Tlp.Amber, "westmark", "sudria") } : f).ToList();
        var (first, second) = (Compose(facts), Compose(facts, "sudria"));
        Assert.Empty(first.Items.Where(i => i.Kind == "claim").Select(i => i.As).Intersect(second.Items.Select(i => i.As)));
    }

    [Fact]
    public void Hostile_text_is_inert_in_the_letter()
    {
        var composed = Compose(Facts("<script>alert(1)</script>"));
        Assert.DoesNotContain("<script>", composed.Letter, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", composed.Letter, StringComparison.Ordinal);
    }

    private static Composed Compose(IReadOnlyList<Marked> facts, string partner = "westmark")
    {
        var file = Fold(facts);
        var desk = View.For(file, new Audience.AtDesk("analyst-1", true, new HashSet<string>()));
        return Composed.Of(View.For(file, new Audience.Partner(partner)), Outgoing.To(partner, "r1", desk)!, Head);
    }

    internal static CaseFile Fold(IReadOnlyList<Marked> facts)
    {
        List<Entry> entries = [];
        var head = Journal.Head.Empty("case");
        foreach (var fact in facts)
        {
            // The time hangs on the fact, not on its place: a twin with more or fewer entries keeps every time.
            var time = $"2026-03-01T12:00:{(uint)StableHash(fact.Fact.ToString()) % 60:00}.000Z";
            entries.Add(FactKinds.Draft("case", time, "analyst-1", fact).After(head));
            head = entries[^1].AsHead();
        }
        return CaseFile.Fold("case", entries);
    }

    private static int StableHash(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));

    private static List<Marked> Facts(string claimed = "Servers in Ostania were used to mask the origin") =>
    [
        new(new CaseOpened("Harbour", "Port systems down", Marking.Of(Tlp.Amber)), Marking.Of(Tlp.Amber)),
        new(new SourceNamed("s1", new("Ada Berg", "Ada Berg", null, Standing.Analyst, null, [], null)), ForWestmark),
        new(new PropositionStated("p1", new(claimed)), ForWestmark),
        new(new ClaimMade("c1", new("p1", "s1", Stance.Suggests, Standing.Analyst, true, Nature.Inference, "said", null, new("2026-02-27"))), ForWestmark),
        new(new PropositionStated("p2", new("This is only for us, not for Sudria")), Marking.Of(Tlp.Red)),
        new(new ClaimMade("c2", new("p2", "s1", Stance.Asserts, Standing.Analyst, false, Nature.Fact, null, null, null)), Marking.Of(Tlp.Red)),
        new(new ObservableSeen("o1", new("ipv4-addr", "203.0.113.7", 2, null, "control server")), ForWestmark),
        new(new RequestDrafted("r1", new("Logs of a control server", "Dear colleagues", [new("a1", "Please preserve the logs.")], "Agreement, article 5", "analyst-1", "2026-03-09T12:00:00.000Z", ["westmark", "sudria"], ["c1", "c2", "o1"])), Marking.Of(Tlp.Amber)),
    ];
}
