using Demarche.Claims;
using Demarche.Documents;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using Demarche.Tests.Documents;

namespace Demarche.Tests.Claims;

public sealed class ContradictionListTests
{
    private readonly WrittenCase written = new WrittenCase()
        .Add(new DocumentTakenIn("paper", Stories.Document(Stories.Paper))).Add(new DocumentTakenIn("wire", Stories.Document(Stories.Wire)))
        .Add(new SourceNamed("norland", new("Norland's government", "", null, Standing.Official, null, [], null)))
        .Add(new SourceNamed("westmark", new("Westmark's foreign ministry", "", null, Standing.Official, null, [], null)))
        .Add(new PropositionStated("p", new("Servers in Westmark were used.")));

    [Fact]
    public void Copies_contradict_once_and_no_evidence_for_contradicts_nothing()
    {
        Claim("a", "norland", Stance.Asserts, "paper");
        Claim("b", "norland", Stance.Asserts, "wire");
        Claim("n", "westmark", Stance.NoEvidenceFor, null, "2026-03-21");
        Assert.Empty(ContradictionList.Of(written.View).Contradictions);
        Claim("d", "westmark", Stance.Denies, null, "2026-03-22");
        var pair = Assert.Single(ContradictionList.Of(written.View).Contradictions);
        Assert.Equal(("a", 2, "d", "2026-03-22"), (pair.One.Claim, pair.One.Copies, pair.Other.Claim, pair.Other.SaidOn?.Value));
        // Without a date of its own a saying is as old as what printed it.
        Assert.Equal("2026-03-20", pair.One.SaidOn?.Value);
    }

    [Fact]
    public void What_is_said_in_public_stands_beside_what_is_said_in_confidence()
    {
        written.Add(new StatementMade("line", new("No servers of ours.", new("2026-03-19"), "The minister", [new("p", Stance.Denies)])));
        Claim("off", "norland", Stance.Suggests, null, "2026-03-20", onRecord: false);
        var face = Assert.Single(ContradictionList.Of(written.View).Faces);
        Assert.Equal(("line", "off", false), (face.InPublic[0].Statement, face.InConfidence[0].Claim, face.Same));
    }

    [Fact]
    public void A_speaker_who_said_something_else_before_is_shown_over_time()
    {
        Claim("later", "westmark", Stance.Suggests, null, "2026-03-24");
        Claim("first", "westmark", Stance.Denies, null, "2026-03-20");
        var turn = Assert.Single(ContradictionList.Of(written.View).Turns);
        Assert.Equal(["first", "later"], turn.Sayings.Select(s => s.Claim));
    }

    [Fact]
    public void The_chart_has_a_mark_for_each_saying_and_the_table_all()
    {
        Claim("a", "norland", Stance.Asserts, "paper");
        Claim("b", "norland", Stance.Asserts, "wire");
        Claim("d", "westmark", Stance.Denies, null, "2026-03-22");
        Claim("u", "norland", Stance.AskedAbout, null);
        var chart = StanceTimeline.Of(written.View, "p");
        Assert.Equal(["a", "d"], chart.Marks.Select(m => m.Saying.Claim));
        Assert.Equal(["a", "d", "u"], chart.Sayings.Select(s => s.Claim));
        Assert.True(chart.Marks[0].X < chart.Marks[1].X);
        Assert.All(chart.Marks, m => Assert.InRange(m.X, 0, chart.Width));
        Assert.Equal([Stance.Asserts, Stance.Denies], chart.Lanes.Select(l => l.Stance));
    }

    [Fact]
    public void A_source_that_the_reader_may_not_see_contradicts_nobody()
    {
        written.Add(new SourceNamed("hidden", new("Somebody", "", null, Standing.Witness, null, [], null)), new Demarche.Markings.Marking(Tlp.Amber, [], ["vault"]));
        Claim("a", "norland", Stance.Asserts, null);
        Claim("h", "hidden", Stance.Denies, null);
        Assert.Empty(ContradictionList.Of(written.View).Contradictions);
        Assert.Equal("a", Assert.Single(StanceTimeline.Of(written.View, "p").Sayings).Claim);
    }

    private void Claim(string id, string source, Stance stance, string? document, string? on = null, bool onRecord = true) => written.Add(new ClaimMade(id, new(
        "p", source, stance, Standing.Official, onRecord, Nature.Fact, "said", document is null ? null : new(document, 0, 4, "They"), on is null ? null : new(on))));
}
