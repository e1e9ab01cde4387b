using System.Text;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Leverage;
using Demarche.Parties;

namespace Demarche.Tests.Leverage;

public sealed class TieShelfTests
{
    private int ids;

    private string New() => $"new-{++ids}";

    private static TieShelf Shelf(TiedCase tied, string? of, params (string Name, string Text)[] files) => TieShelf.From(
        tied.View, ReferenceSet.Shipped,
        [.. files.Select((f, i) => (tied.View.Documents.All[i], f.Text, TieFile.Read(Encoding.UTF8.GetBytes(f.Text), f.Name, ReferenceSet.Shipped.Countries)))], of, true);

    private static TiedCase OfKorea() => new TiedCase().Party("Pyongyang", "KP").Party("China", "CN").Party("ASEAN", kind: PartyKind.Organisation);

    [Fact]
    public void The_shelf_says_what_the_set_states_of_a_country_and_who_would_become_a_party()
    {
        var shelf = Shelf(OfKorea(), "pyongyang");
        var exports = shelf.Rows.Where(r => r.Kind == TieKind.ExportsShare && r.From.Party == "pyongyang").ToList();
        Assert.Equal([("China", "china", "54.9"), ("Algeria", null, "30"), ("South Korea", null, "16")], exports.Select(r => (r.To.Name, r.To.Party, r.Figure)));
        Assert.DoesNotContain(shelf.Rows, r => r.Kind == TieKind.Membership);
        Assert.True(shelf.Unplaced > 20);
        Assert.Contains(Shelf(OfKorea(), "china").Rows, r => r is { Kind: TieKind.Membership, To.Party: "asean", Note: "dialogue partner" });
        Assert.Empty(Shelf(OfKorea(), "asean").Rows);
        Assert.Empty(Shelf(OfKorea(), null).Rows);
    }

    [Fact]
    public void Nothing_of_it_counts_until_it_is_taken_in_and_then_it_is_a_tie_with_its_citation()
    {
        var tied = OfKorea();
        Assert.Empty(tied.View.Ties.All);
        var shelf = Shelf(tied, "pyongyang");
        var taken = shelf.Chosen(null, New);
        foreach (var fact in Assert.IsType<Decision.Allowed>(TieDecisions.Take(tied.View, taken, null)).Facts) tied.Written.Add(fact.Fact, fact.Marking);
        Assert.Single(tied.View.Parties.All, p => p.Content is { Name: "South Korea", Country: "KR", Kind: PartyKind.State });
        Assert.Equal(shelf.Rows.Count, tied.View.Ties.All.Count);
        Assert.All(tied.View.Ties.All, t => Assert.Contains("World Factbook", t.Content.Citation, StringComparison.Ordinal));
        var again = Shelf(tied, "pyongyang");
        Assert.All(again.Rows.Where(r => shelf.Rows.Any(s => s.Key == r.Key)), r => Assert.NotNull(r.Taken));
        Assert.Equal("china", tied.Ask("pyongyang", "2014", order: Criterion.Exports).Influencers[0].Party);
    }

    [Fact]
    public void Chosen_rows_come_alone_and_a_figure_that_somebody_challenged_is_not_taken_with_all()
    {
        var tied = OfKorea();
        var row = Shelf(tied, "pyongyang").Rows.Single(r => r is { Kind: TieKind.ExportsShare, To.Name: "China" });
        tied.Written.Add(new TieRecorded("ours", TiedCase.Of("pyongyang", "china", TieKind.ExportsShare, "60", "2014")));
        var shelf = Shelf(tied, "pyongyang");
        Assert.Equal(("ours", "60"), shelf.Rows.Where(r => r.Key == row.Key).Select(r => (r.Differs, r.DiffersFigure)).Single());
        Assert.DoesNotContain(shelf.Chosen(null, New), t => t.Tie is { Kind: TieKind.ExportsShare, To: "china" });
        Assert.Equal("54.9", Assert.Single(shelf.Chosen([row.Key], New)).Tie.Figure);
        Assert.Empty(shelf.Chosen(["0000"], New));
    }

    [Fact]
    public void A_row_whose_tie_was_withdrawn_or_corrected_is_not_taken_again_with_all()
    {
        var tied = OfKorea();
        foreach (var fact in Assert.IsType<Decision.Allowed>(TieDecisions.Take(tied.View, Shelf(tied, "pyongyang").Chosen(null, New), null)).Facts) tied.Written.Add(fact.Fact, fact.Marking);
        var ties = tied.View.Ties.All.Where(t => t.Content is { Kind: TieKind.ExportsShare, From: "pyongyang" }).ToList();
        tied.Written.Add(new TieWithdrawn(ties[0].Id, "It is an estimate.")).Add(new TieCorrected(ties[1].Id, ties[1].Content with { Citation = "The customs' own table" }, "Where it comes from."));
        var shelf = Shelf(tied, "pyongyang");
        Assert.DoesNotContain(shelf.Chosen(null, New), t => t.Tie is { Kind: TieKind.ExportsShare, From: "pyongyang" });
        var withdrawn = shelf.Rows.Single(r => r.Withdrawn == ties[0].Id);
        Assert.Contains(shelf.Rows, r => r.Taken == ties[1].Id);
        Assert.Equal(ties[0].Content.Figure, Assert.Single(shelf.Chosen([withdrawn.Key], New)).Tie.Figure);
    }

    [Fact]
    public void What_one_is_a_member_of_is_no_country_though_its_short_name_is_a_code()
    {
        var member = ReferenceSet.Shipped.Rows.First(r => r is { Kind: TieKind.Membership, To: "CD" }).From;
        var tied = new TiedCase().Party("Kinshasa", "CD").Party("Member", member);
        Assert.DoesNotContain(Shelf(tied, "kinshasa").Rows.Concat(Shelf(tied, "member").Rows), r => r.Kind == TieKind.Membership);
        Assert.Contains(Shelf(tied.Party("CD", kind: PartyKind.Organisation), "member").Rows, r => r is { Kind: TieKind.Membership, To.Party: "cd" });
    }

    [Fact]
    public void A_party_that_comes_in_with_a_row_does_not_name_another_in_its_role()
    {
        var taken = Shelf(OfKorea(), "pyongyang").Chosen(null, New);
        Assert.NotEmpty(taken.Select(t => t.NewTo).OfType<Party>());
        Assert.All(taken.Select(t => t.NewTo).OfType<Party>(), p => Assert.DoesNotContain("Pyongyang", p.Role, StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_of_a_file_of_the_case_cite_their_place_in_it()
    {
        const string text = "from,to,kind,figure,unit,year,source,note\nPyongyang,China,energy,500,kt of oil,2014,A customs table,crude\nPyongyang,Poland,exports-share,3,%,2023,A yearbook,\n";
        var tied = OfKorea();
        tied.Written.Add(new DocumentTakenIn("d", new("ties.csv", "x", "y", "text/plain", 1, "us", null, null, null, null, null, null, null)));
        var shelf = Shelf(tied, "pyongyang", ("ties.csv", text));
        var energy = shelf.Rows.Single(r => r.Kind == TieKind.Energy);
        Assert.Equal(("d", "Pyongyang,China,energy,500,kt of oil,2014,A customs table,crude"), (energy.Document, energy.Passage!.Quote));
        Assert.Equal(energy.Passage.Quote, text[energy.Passage.Start..energy.Passage.End]);
        Assert.Equal("PL", shelf.Rows.Single(r => r.Document == "d" && r.To.Name == "Poland").To.Country);
        Assert.Equal((2, 0), shelf.Files.Select(f => (f.Rows, f.Unread.Count)).Single());
        tied.Written.Add(new DocumentWithdrawn("d", "r"));
        var taken = shelf.Chosen([energy.Key], New);
        Assert.Equal("item-must-stand", Assert.IsType<Decision.Refused>(TieDecisions.Take(tied.View, taken, null)).Rule);
    }
}
