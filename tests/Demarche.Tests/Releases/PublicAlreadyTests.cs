using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>What a protected source says needs no handler's word where everybody may read it, and who says it, anyway.</summary>
public sealed class PublicAlreadyTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("claim", true)]
    [InlineData("source", true)]
    [InlineData("proposition", true)]
    public void It_is_public_only_where_the_claim_its_source_and_what_it_says_all_are(string kept, bool isNeeded)
    {
        Marking Of(string item) => item == kept ? ToBoth : Marking.Of(Tlp.Clear);
        var written = new WrittenCase()
            .Add(new PropositionStated("wiped", new("The registry was wiped.")), Of("proposition"))
            .Add(new SourceNamed("clerk", new(null, "A clerk of the registry", null, Standing.Official, null, [], null)), Of("source"))
            .Add(new ClaimMade("said", Said), Of("claim"));
        var request = new Request("Help", "We ask.", [new("a", "Who?")], "Law", Ana, Time(9_000), [Ostania], ["said"]);
        written.Add(new RequestDrafted("r", request), ToBoth);
        var copy = ReleaseDesk.Compose(written.File, Desk, AtDesk(), "r", Ostania, new("package", Time(600), "desk-n"))!;
        Assert.Contains(copy.Items, i => i.Item == "said");
        Assert.Equal(isNeeded, HandlersWord.Of(copy).IsNeeded);
        Assert.Equal(isNeeded ? ["clerk"] : [], HandlersWord.Of(copy).Sources);
    }

    private static readonly Claim Said = new("wiped", "clerk", Stance.Asserts, Standing.Official, true, Nature.Fact, null, null, null);

    private static readonly Marked Added =
        new(new PartnerAdded(Ostania, new("Ostania", null, "", "", null, false, [], null, null)), DeskFile.Internal);

    private static readonly DeskFile Desk =
        DeskFile.Fold([FactKinds.Draft(DeskFile.JournalId, Time(0), Ana, Added).After(Head.Empty(DeskFile.JournalId))]);
}
