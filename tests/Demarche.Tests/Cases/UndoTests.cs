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
