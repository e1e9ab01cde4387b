using System.Text;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Tests.Views;
using Demarche.Views;

namespace Demarche.Tests.Twins;

/// <summary>What twins have found, each in its smallest case.</summary>
public sealed class FoundByTwinsTests
{
    [Fact]
    public void A_package_does_not_hang_on_a_victim_that_only_one_of_its_sender_and_its_partner_sees()
    {
        var (both, sender, partner) = (Marking.Of(Tlp.Amber, WrittenCase.Ostania), Marking.Of(Tlp.Amber), Marking.Of(Tlp.Red, WrittenCase.Ostania));
        Assert.Contains("Harbour of Norland", Package(both), StringComparison.Ordinal);
        Assert.Equal(Package(Marking.Of(Tlp.Red)), Package(sender));
        Assert.Equal(Package(Marking.Of(Tlp.Red)), Package(partner));
        Assert.Contains("network down", Package(partner), StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour", Package(partner), StringComparison.Ordinal);
    }

    [Fact]
    public void A_victim_that_an_effect_names_stands_among_what_was_given()
    {
        var file = Case(Marking.Of(Tlp.Amber, WrittenCase.Ostania)).File;
        var composed = ReleaseDesk.Compose(file, DeskFile.Fold([]), WrittenCase.AtDesk(readsRed: false), "request", WrittenCase.Ostania, new("package-1", "2026-03-02T10:00:00.000Z", "desk-n"))!.Composed;
        Assert.Equal(["effect", "victim"], composed.Items.Select(i => i.Item));
        Assert.Equal(composed.Items[0].As, composed.Items[1].As);
    }

    [Fact]
    public void An_earlier_version_of_a_claim_does_not_name_a_source_that_its_reader_may_not_see()
    {
        Claim Said(string source) => new("proposition", source, Stance.Denies, Standing.Official, true, Nature.Fact, null, null, null);
        var file = new WrittenCase()
            .Add(new SourceNamed("seen", new("Ada Berg", "", null, Standing.Official, null, [], null)))
            .Add(new SourceNamed("hidden", new(null, "An official", null, Standing.Anonymous, null, [], null)), new Marking(Tlp.Amber, [], ["crypto"]))
            .Add(new PropositionStated("proposition", new("It rained.")))
            .Add(new ClaimMade("claim", Said("hidden")))
            .Add(new ClaimCorrected("claim", Said("seen"), "It was somebody else."));
        Assert.DoesNotContain("hidden", ViewText.Of(View.For(file.File, WrittenCase.AtDesk(WrittenCase.Ben))), StringComparison.Ordinal);
        Assert.Contains("hidden", ViewText.Of(View.For(file.File, WrittenCase.AtDesk(WrittenCase.Ben, true, "crypto"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rewording_does_not_tell_of_the_item_that_an_earlier_version_was_about()
    {
        var file = Case(WrittenCase.ToOstania).Add(new PropositionStated("hidden", new("It rained.")), Vault)
            .Add(new CopyReworded("reworded", new("request", WrittenCase.Ostania, "hidden", "Not so loud.")))
            .Add(new CopyRewordedAnew("reworded", new("request", WrittenCase.Ostania, "effect", "Something stood still."), "Another item.")).File;
        var view = View.For(file, WrittenCase.AtDesk(WrittenCase.Ben));
        Assert.Single(view.Rewordings.All);
        Assert.DoesNotContain("hidden", ViewText.Of(view), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_marking_of_a_rewording_is_no_new_version_of_what_its_reader_has()
    {
        byte[] Plain(WrittenCase written) => ReleaseDesk.Compose(written.File, DeskFile.Fold([]), WrittenCase.AtDesk(WrittenCase.Ben), "request", WrittenCase.Ostania,
            new("package-1", "2026-03-02T10:00:00.000Z", "desk-n"))!.Composed.Plain;
        WrittenCase Reworded() => Case(WrittenCase.ToOstania).Add(new CopyReworded("reworded", new("request", WrittenCase.Ostania, "effect", "Something stood still.")));
        Assert.Equal(Plain(Reworded()), Plain(Reworded().Add(new MarkingChanged("reworded", WrittenCase.ToBoth, "Colleagues may see it."))));
    }

    [Fact]
    public void A_preview_does_not_tell_of_a_retraction_that_its_reader_does_not_see()
    {
        var retracted = Case(WrittenCase.ToOstania).Add(new NoticeDrafted("notice", new(NoticeKind.Retraction, ["effect"], "It was another port.")), Vault)
            .Add(new ReleaseProposed("release", Proposed(PackageKind.Retraction, "notice", [])), Vault).Add(new ReleaseApproved("release", null, "sealed", 7), Vault);
        IEnumerable<string> Goes(Audience reader) => ReleaseDesk.Compose(retracted.File, DeskFile.Fold([]), reader, "request", WrittenCase.Ostania,
            new("package-1", "2026-03-02T10:00:00.000Z", "desk-n"))!.Composed.Items.Select(i => i.Item);
        Assert.Contains("effect", Goes(WrittenCase.AtDesk(WrittenCase.Ben)));
        Assert.DoesNotContain("effect", Goes(WrittenCase.AtDesk(WrittenCase.Ben, true, "crypto")));
    }

    [Fact]
    public void A_warning_in_the_ledger_is_told_to_whoever_sees_what_it_rests_on()
    {
        AnsweredWarning[] warnings = [new("names-somebody-withheld", null, "It names the hidden one.", "Weighed.", ["hidden"])];
        var file = Case(WrittenCase.ToOstania).Add(new PartyNamed("hidden", new("The hidden one", PartyKind.Group, null, "")), Vault)
            .Add(new ReleaseProposed("release", Proposed(PackageKind.Request, "request", warnings))).File;
        IReadOnlyList<AnsweredWarning> Told(Audience reader) => View.For(file, reader).Releases.Find("release")!.Content.Proposal.Warnings;
        Assert.Empty(Told(WrittenCase.AtDesk(WrittenCase.Ben)));
        Assert.Single(Told(WrittenCase.AtDesk(WrittenCase.Ben, true, "crypto")));
    }

    private static readonly Marking Vault = new(Tlp.Amber, [], ["crypto"]);

    private static Proposal Proposed(PackageKind kind, string about, IReadOnlyList<AnsweredWarning> warnings) => new(
        kind, about, WrittenCase.Ostania, "package-0", "2026-03-01T10:00:00.000Z", "sha", [new("effect", "effect", "note--x", 1)], warnings);

    private static string Package(Marking victim) => Encoding.UTF8.GetString(ReleaseDesk.Compose(
        Case(victim).File, DeskFile.Fold([]), WrittenCase.AtDesk(readsRed: false), "request", WrittenCase.Ostania, new("package-1", "2026-03-02T10:00:00.000Z", "desk-n"))!.Composed.Plain);

    private static WrittenCase Case(Marking victim) => new WrittenCase()
        .Add(new PartyNamed("victim", new("Harbour of Norland", PartyKind.Organisation, null, "victim")), victim)
        .Add(new EffectRecorded("effect", new("victim", "network down", "For a day.", null)), WrittenCase.ToOstania)
        .Add(new RequestDrafted("request", new("Logs", "Please help.", [new("ask", "Which logs?")], "Treaty", WrittenCase.Ana, "2026-04-01T00:00:00.000Z", [WrittenCase.Ostania], ["effect"])));
}
