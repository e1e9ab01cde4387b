using Demarche.Claims;
using Demarche.Documents;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Tests.Documents;

namespace Demarche.Tests.Claims;

public sealed class ClaimListTests
{
    private static readonly ClaimFilter All = new(null, null, null, null, false, false, null);
    private static readonly DeskFile Desk = DeskFile.Fold([]);
    private readonly WrittenCase written = new WrittenCase()
        .Add(new DocumentTakenIn("paper", Stories.Document(Stories.Paper))).Add(new DocumentTakenIn("wire", Stories.Document(Stories.Wire)))
        .Add(new SourceNamed("norland", new("Norland's government", "", null, Standing.Official, null, [], null)))
        .Add(new SourceNamed("westmark", new("Westmark's foreign ministry", "", null, Standing.Official, null, [], null)))
        .Add(new PropositionStated("p", new("Servers in Westmark were used.")))
        .Add(new ClaimMade("c1", Said("norland", Stance.Asserts, "paper"))).Add(new ClaimMade("c2", Said("norland", Stance.Asserts, "wire")));

    [Fact]
    public void Two_copies_of_one_story_are_two_claims_from_one_origin() =>
        Assert.Equal([new StanceCount(Stance.Asserts, 2, 1)], Assert.Single(List(All).Groups).Counts);

    [Fact]
    public void What_two_sources_told_us_comes_from_two_origins()
    {
        written.Add(new ClaimMade("c3", Said("norland", Stance.Asserts, null))).Add(new ClaimMade("c4", Said("westmark", Stance.Asserts, null)));
        Assert.Equal(3, List(All).Groups[0].Counts[0].Origins);
    }

    [Fact]
    public void No_evidence_for_and_a_denial_are_counted_apart_and_only_a_denial_contradicts()
    {
        written.Add(new ClaimMade("c3", Said("westmark", Stance.NoEvidenceFor, null)));
        Assert.False(List(All).Groups[0].Contradicted);
        written.Add(new ClaimMade("c4", Said("westmark", Stance.Denies, null)));
        var list = List(All with { Contradicted = true });
        Assert.Equal([Stance.Asserts, Stance.Denies, Stance.NoEvidenceFor], Assert.Single(list.Groups).Counts.Select(c => c.Stance));
        Assert.Equal(1, list.Contradicted);
    }

    [Fact]
    public void A_filter_lets_through_what_it_says()
    {
        written.Add(new ClaimMade("c3", Said("westmark", Stance.Denies, null))).Add(new ClaimWithdrawn("c1", "Misread."));
        Assert.Equal(["c3"], Rows(List(All with { Source = "westmark" })));
        Assert.Equal(["c3"], Rows(List(All with { Stance = Stance.Denies })));
        Assert.Equal(["c1"], Rows(List(All with { Withdrawn = true })));
        Assert.Equal(["c2", "c3"], Rows(List(All)));
        Assert.Empty(List(All with { Stance = Stance.AskedAbout }).Groups);
        Assert.Equal(["c2", "c3"], Rows(List(All with { Words = "westMARK" })));
        Assert.Empty(List(All with { Words = "Sudria" }).Groups);
    }

    [Fact]
    public void A_claim_of_a_source_that_the_reader_may_not_see_is_not_there_and_not_counted()
    {
        var vault = new Marking(Tlp.Amber, [], ["vault"]);
        written.Add(new SourceNamed("hidden", new(null, "A Sudrian official", null, Standing.Official, new SealedField("k", "n", "c"), [], null)), vault)
            .Add(new ClaimMade("c3", Said("hidden", Stance.Denies, null)));
        Assert.Equal(["c1", "c2"], Rows(List(All)));
        Assert.Equal([new StanceCount(Stance.Asserts, 2, 1)], List(All).Groups[0].Counts);
        Assert.DoesNotContain(List(All).Sources, s => s.Id == "hidden");
    }

    [Fact]
    public void Documents_that_the_reader_may_not_see_count_as_one_origin_together()
    {
        var vault = new Marking(Tlp.Amber, [], ["vault"]);
        written.Add(new DocumentTakenIn("x", Stories.Document(Stories.Other)), vault).Add(new DocumentTakenIn("y", Stories.Document(Stories.Other + " More.")), vault)
            .Add(new ClaimMade("c3", Said("norland", Stance.Asserts, "x"))).Add(new ClaimMade("c4", Said("norland", Stance.Asserts, "y")));
        Assert.Equal([new StanceCount(Stance.Asserts, 4, 2)], List(All).Groups[0].Counts);
    }

    [Fact]
    public void Ten_thousand_claims_are_paged_without_gap_or_repetition()
    {
        for (var i = 0; i < 300; i++) written.Add(new PropositionStated($"p{i:000}", new($"Proposition {i}.")));
        for (var i = 0; i < 10_000; i++) written.Add(new ClaimMade($"n{i:00000}", Said("norland", (Stance)(i % 5), i % 2 == 0 ? "paper" : "wire", $"p{i % 300:000}")));
        var view = written.View;
        List<string> seen = [];
        string? after = null;
        do
        {
            var page = ClaimList.Of(view, Desk, All with { After = after });
            Assert.InRange(page.Groups.Sum(g => Math.Max(1, g.Claims.Count)), 1, ClaimList.PageRows);
            seen.AddRange(Rows(page));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(10_002, seen.Distinct().Count());
        Assert.Equal(10_002, seen.Count);
    }

    private ClaimList List(ClaimFilter filter) => ClaimList.Of(written.View, Desk, filter);

    private static string[] Rows(ClaimList list) => [.. list.Groups.SelectMany(g => g.Claims).Select(c => c.Id)];

    private static Claim Said(string source, Stance stance, string? document, string proposition = "p") =>
        new(proposition, source, stance, Standing.Official, true, Nature.Fact, "said", document is null ? null : new(document, 0, 4, "They"), null);
}
