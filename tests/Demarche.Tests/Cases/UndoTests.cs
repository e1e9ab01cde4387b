using Demarche.Cases;
using Demarche.Claims;
using Demarche.Markings;
using Demarche.Sources;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Cases;

/// <summary>What can be taken back, and that the offer to take it back tells nothing of a seal.</summary>
public sealed class UndoTests
{
    private static readonly Source Protected = new(null, "An official", null, Standing.Official, null, [], null);
    private static readonly Grade Grade = new(Reliability.B, Ana, Time(3), "Right three times.");

    public static TheoryData<string> Facts => ["named", "corrected", "graded"];

    [Theory]
    [MemberData(nameof(Facts))]
    public void No_entry_of_a_protected_source_is_taken_back_sealed_or_not(string what)
    {
        foreach (var source in new[] { Protected, Protected with { Identity = new("key", "nonce", "cipher"), Handlers = [Ana] } })
        {
            var written = Written(source, what);
            Assert.False(Undo.IsOffered(written.File, written.View, Ana));
            Assert.Equal("what-is-final-stays", Assert.IsType<Decision.Refused>(Undo.Decide(written.File, written.View, Ana)).Rule);
        }
        // The control: the same of a named source is taken back.
        var named = Written(Protected with { Name = "Ada Berg" }, what);
        Assert.True(Undo.IsOffered(named.File, named.View, Ana));
        Assert.IsType<Decision.Allowed>(Undo.Decide(named.File, named.View, Ana));
    }

    [Theory]
    [InlineData("release-proposed")]
    [InlineData("release-approved")]
    [InlineData("release-refused")]
    [InlineData("package-sent")]
    [InlineData("delivery-revived")]
    [InlineData("delivery-stopped")]
    [InlineData("handler-agreed")]
    [InlineData("agreement-taken-back")]
    [InlineData("sources-joined")]
    [InlineData("sources-parted")]
    [InlineData("source-handlers-changed")]
    [InlineData("partner-reminded")]
    public void What_left_was_stopped_or_was_said_under_seal_is_not_taken_back(string kind)
    {
        var written = new WrittenCase().AddRaw(kind, "{\"id\":\"one\"}");
        Assert.False(Undo.IsOffered(written.File, written.View, Ana));
        Assert.Equal("what-is-final-stays", Assert.IsType<Decision.Refused>(Undo.Decide(written.File, written.View, Ana)).Rule);
        // The control: an entry of another kind is taken back.
        Assert.IsType<Decision.Allowed>(Undo.Decide(written.AddRaw("a-kind", "{\"id\":\"two\"}").File, written.View, Ana));
    }

    [Fact]
    public void What_is_written_under_a_marking_that_hides_it_does_not_move_the_offer()
    {
        var written = new WrittenCase().Add(new PropositionStated("own", new("Mine.")), Internal, Ben);
        var offered = Undo.IsOffered(written.File, Demarche.Views.View.For(written.File, AtDesk(Ben)), Ben);
        written.Add(new PropositionStated("hidden", new("Not yours.")), new Marking(Tlp.Amber, [], ["crypto"])).Add(new PropositionCorrected("hidden", new("Nor this."), "r"));
        Assert.Equal((true, true), (offered, Undo.IsOffered(written.File, Demarche.Views.View.For(written.File, AtDesk(Ben)), Ben)));
        written.Add(new MarkingChanged("hidden", Internal, "Open now."));
        Assert.False(Undo.IsOffered(written.File, Demarche.Views.View.For(written.File, AtDesk(Ben)), Ben));
    }

    public static TheoryData<string> Works => ["claim", "effect on it", "rating of a claim of it", "request with it", "claim of a hidden source", "hidden part of a claim"];

    [Theory]
    [MemberData(nameof(Works))]
    public void What_others_built_unseen_on_an_entry_keeps_it_for_them_and_its_author_is_answered_alike(string work)
    {
        var plain = Stated();
        var built = Stated();
        foreach (var (fact, marking) in Built(work)) built.Add(fact, marking);
        var ben = AtDesk(Ben);
        foreach (var written in new[] { plain, built })
        {
            Assert.True(Undo.IsOffered(written.File, Demarche.Views.View.For(written.File, ben), Ben));
            TakeBack(written);
            var view = Demarche.Views.View.For(written.File, ben);
            Assert.Null(view.Item("own"));
            Assert.False(Undo.IsOffered(written.File, view, Ben));
            Assert.Equal("only-ones-own-entry-can-be-undone", Assert.IsType<Decision.Refused>(Undo.Decide(written.File, view, Ben)).Rule);
        }
        // To Ben, and to everybody who does not see the work, the two cases are one.
        foreach (var reader in new[] { ben, AtDesk("person-cal", false), AtDesk("person-dan", true, "other") })
            Assert.Equal(Demarche.Tests.Views.ViewText.Of(Demarche.Views.View.For(plain.File, reader)), Demarche.Tests.Views.ViewText.Of(Demarche.Views.View.For(built.File, reader)));
        var member = Demarche.Views.View.For(built.File, AtDesk(Ana, true, "crypto"));
        Assert.Equal("Mine.", Assert.IsType<Proposition>(member.Item("own")!.Content).Text);
        Assert.All(Built(work).Select(b => b.Fact).OfType<ClaimMade>(), c => Assert.NotNull(member.Item(c.Id)));
    }

    [Fact]
    public void A_correction_that_others_built_on_unseen_is_taken_back_for_its_author_and_stays_a_version_for_them()
    {
        var plain = Stated().Add(new PropositionCorrected("own", new("Better."), "r"), Internal, Ben);
        var built = Stated().Add(new PropositionCorrected("own", new("Better."), "r"), Internal, Ben).Add(new SourceNamed("s", new("Bo", "", null, Standing.Official, null, [], null)), Kept)
            .Add(new ClaimMade("c", new("own", "s", Stance.Denies, Standing.Official, true, Nature.Fact, null, null, null)), Kept);
        TakeBack(plain);
        TakeBack(built);
        foreach (var reader in new[] { AtDesk(Ben), AtDesk("person-cal", false) })
            Assert.Equal(Demarche.Tests.Views.ViewText.Of(Demarche.Views.View.For(plain.File, reader)), Demarche.Tests.Views.ViewText.Of(Demarche.Views.View.For(built.File, reader)));
        var member = Demarche.Views.View.For(built.File, AtDesk(Ana, true, "crypto")).Propositions.Find("own")!;
        Assert.Equal(["Mine.", "Better.", "Mine."], member.History.Select(h => h.Content.Text));
        Assert.Equal("entry-retained", member.History[^1].What);
    }

    [Theory]
    [InlineData("marking")]
    [InlineData("field")]
    [InlineData("lift")]
    public void Taking_back_who_may_see_an_item_leaves_it_as_it_was_to_everybody_whatever_was_built_unseen(string what)
    {
        WrittenCase With(bool isBuilt)
        {
            var written = Stated().Add(new PropositionCorrected("own", new("Better."), "r"), Internal, Ana);
            written.Add(what switch
            {
                "marking" => new MarkingChanged("own", new(Tlp.Red, [], []), "Too far."),
                "field" => new FieldMarked("own", "text", new(Tlp.Red, [], []), "Too far."),
                _ => (Fact)new VersionLifted("own", written.Entries[^2].Number, null, "Old."),
            }, Internal, Ben);
            return !isBuilt ? written : written.Add(new SourceNamed("s", new("Bo", "", null, Standing.Official, null, [], null)), Kept)
                .Add(new ClaimMade("c", new("own", "s", Stance.Denies, Standing.Official, true, Nature.Fact, null, null, null)), Kept);
        }
        var (plain, built) = (With(false), With(true));
        foreach (var written in new[] { plain, built }) TakeBack(written);
        foreach (var reader in new[] { AtDesk(Ben), AtDesk("person-cal", false), AtDesk("person-dan", true, "other") })
        {
            var (one, two) = (Demarche.Views.View.For(plain.File, reader), Demarche.Views.View.For(built.File, reader));
            Assert.Equal(Demarche.Tests.Views.ViewText.Of(one), Demarche.Tests.Views.ViewText.Of(two));
            Assert.All(two.Items(), i => Assert.NotEmpty(i.History));
            Assert.Equal(["Mine.", "Better."], two.Propositions.Find("own")!.History.Select(h => h.Content.Text));
        }
        Assert.NotNull(Demarche.Views.View.For(built.File, AtDesk(Ana, true, "crypto")).Item("c"));
    }

    [Fact]
    public void What_others_took_out_of_its_authors_sight_is_not_its_authors_to_take_back()
    {
        var written = Stated().Add(new MarkingChanged("own", Kept, "It names somebody."), Kept).Add(new PropositionCorrected("own", new("zq"), "r"), Kept);
        var view = Demarche.Views.View.For(written.File, AtDesk(Ben));
        Assert.False(Undo.IsOffered(written.File, view, Ben));
        Assert.IsType<Decision.Refused>(Undo.Decide(written.File, view, Ben));
    }

    [Fact]
    public void What_holds_a_part_that_its_author_may_not_see_is_corrected_and_not_taken_back()
    {
        var source = new Source("Bo", "", "zq", Standing.Official, null, [], null);
        var written = new WrittenCase().Add(new SourceNamed("s", source)).Add(new FieldMarked("s", "organisation", Kept, "r"), Kept)
            .Add(new SourceCorrected("s", source with { Description = "A clerk" }, "r"), Internal, Ben);
        var view = Demarche.Views.View.For(written.File, AtDesk(Ben));
        Assert.False(Undo.IsOffered(written.File, view, Ben));
        Assert.Equal("what-is-final-stays", Assert.IsType<Decision.Refused>(Undo.Decide(written.File, view, Ben)).Rule);
    }

    private static readonly Marking Kept = new(Tlp.Amber, [], ["crypto"]);

    private static WrittenCase Stated() => new WrittenCase().Add(new SourceNamed("seen", new("Ada", "", null, Standing.Official, null, [], null))).Add(new PropositionStated("own", new("Mine.")), Internal, Ben);

    private static (Fact Fact, Marking Marking)[] Built(string work)
    {
        ClaimMade Said(string id, string source) => new(id, new("own", source, Stance.Denies, Standing.Official, true, Nature.Fact, null, null, null));
        Demarche.Requests.Request asks = new("Logs", "Please.", [new("ask", "Which?")], "Treaty", Ana, Time(999), [Ostania], ["own"]);
        return work switch
        {
            "claim" => [(Said("c", "seen"), Kept)],
            "effect on it" => [(new Demarche.Hypotheses.HypothesisStated("h", new("why", "It was wiped.", default, false, false, [new("own", true)])), Kept)],
            "rating of a claim of it" => [(Said("c", "seen"), Kept), (new Demarche.Hypotheses.AssessmentMade("a", new("own", default, default, "t", "r", [], "m", [])), Kept)],
            "request with it" => [(new Demarche.Requests.RequestDrafted("r", asks), Kept)],
            "claim of a hidden source" => [(new SourceNamed("hidden", new("Bo", "", null, Standing.Official, null, [], null)), Kept), (Said("c", "hidden"), Internal)],
            _ => [(new SourceNamed("hidden", new("Bo", "", null, Standing.Official, null, [], null)), Kept), (Said("c", "hidden"), Internal), (Said("d", "seen"), Kept)],
        };
    }

    private static void TakeBack(WrittenCase written)
    {
        var allowed = Assert.IsType<Decision.Allowed>(Undo.Decide(written.File, Demarche.Views.View.For(written.File, AtDesk(Ben)), Ben));
        foreach (var fact in allowed.Facts) written.Add(fact.Fact, fact.Marking, Ben);
    }

    private static WrittenCase Written(Source source, string what)
    {
        var written = new WrittenCase().Add(new SourceNamed("s", source));
        return what switch
        {
            "corrected" => written.Add(new SourceCorrected("s", source with { Description = "Another" }, "r")),
            "graded" => written.Add(new SourceGraded("s", source with { Grade = Grade }, "r")),
            _ => written,
        };
    }
}
