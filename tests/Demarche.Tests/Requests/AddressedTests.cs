using Demarche.Cases;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.Tests.Releases;
using Demarche.Web;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Requests;

/// <summary>A draft is for those to whom it is addressed, and its marking says so.</summary>
public sealed class AddressedTests
{
    private static readonly DeskFile Desk = ListedDesk.Of(Ostania, Sudria);

    [Fact]
    public void A_new_draft_that_names_nobody_names_those_to_whom_it_is_addressed_unless_it_is_red()
    {
        string[] Named(MarkingForm form) => [.. form.ToMarking([Sudria, Ostania])!.ReleasableTo];
        Assert.Equal([Ostania, Sudria], Named(new(Tlp.Amber, null, null)));
        Assert.Equal([Ostania, Sudria], Named(new(Tlp.AmberStrict, [], null)));
        Assert.Equal([Sudria], Named(new(Tlp.Amber, [Sudria], null)));
        Assert.Empty(Named(new(Tlp.Red, null, null)));
        Assert.Null(new MarkingForm(null, null, null).ToMarking([Ostania]));
    }

    [Fact]
    public void Whoever_asks_one_more_partner_says_that_it_may_go_to_that_one_and_a_wording_is_for_its_partner_alone()
    {
        var written = new WrittenCase().Add(new RequestDrafted("r", Asked(Ostania)), Marking.Of(Tlp.Amber, Ostania));
        Assert.Equal("draft-must-stand", Refused(written, Sudria));
        Apply(written, RequestDecisions.Revise(written.View, Desk, new("r", Asked(Ostania, Sudria), "They have logs too", null)));
        Assert.Equal([Ostania, Sudria], written.View.Requests.Find("r")!.Marking.ReleasableTo);
        Assert.Null(Refused(written, Sudria));
        // Marked for nobody later, it stays; a further revision that asks nobody new changes that not at all.
        written.Add(new MarkingChanged("r", Internal, "Not yet"));
        Apply(written, RequestDecisions.Revise(written.View, Desk, new("r", Asked(Ostania, Sudria) with { Title = "Other logs" }, "Clearer", null)));
        Assert.Equal("words-must-be-for-the-partner", Refused(written, Ostania));
        written.Add(new MarkingChanged("r", ToBoth, "Now"));
        Apply(written, RequestDecisions.Word(written.View, new("w", new("r", Ostania, "Dear friends.", null), null)));
        Assert.Equal([Ostania], written.View.Wordings.Find("w")!.Marking.ReleasableTo);
        Assert.Null(Refused(written, Ostania));
    }

    private static string? Refused(WrittenCase written, string partner) =>
        (ReleaseDecisions.Propose(written.View, Desk, new("release", new(PackageKind.Request, "r", partner, "p", Time(1), "sha", [], []), new([], []))) as Decision.Refused)?.Rule;

    private static void Apply(WrittenCase written, Decision decision)
    {
        foreach (var (fact, marking) in Assert.IsType<Decision.Allowed>(decision).Facts) written.Add(fact, marking);
    }

    private static Request Asked(params string[] partners) => new("Logs", "Please help.", [new("a1", "Who rented it?")], "Treaty", Ana, Time(9_000), partners, []);
}
