using System.Text;
using Demarche.Cases;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Statements;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>A package of which nothing left: nothing in a later one tells of it, and what was composed on it is asked about again.</summary>
public sealed class NothingLeftTests
{
    private const string First = "release-one-" + Ostania, Second = "release-two-" + Ostania, Third = "release-three-" + Ostania;

    /// <summary>How a package comes to nothing after its approval.</summary>
    public static TheoryData<string> Ends => ["held back", "stopped", "given up"];

    [Theory, MemberData(nameof(Ends))]
    public void A_later_package_is_byte_for_byte_what_it_would_be_without_it(string end)
    {
        var with = Ended(Waiting(), First, end);
        Assert.Equal(Later(Base()), Later(with));
        // The control: where it has gone, the next one has its ids and times.
        Assert.NotEqual(Later(Base()), Later(Base().Release("one", Ostania, ReleaseState.Sent)));
    }

    [Theory, MemberData(nameof(Ends))]
    public void A_version_that_never_went_is_no_version(string end)
    {
        ReleasedCase Gone() => Base().Release("one", Ostania);
        void Corrected(ReleasedCase released) => released.Written.Add(new StatementCorrected("statement", Said("Little was lost."), "Misread"), ToBoth);
        var without = Gone();
        Corrected(without);
        var with = Gone();
        Corrected(with);
        Ended(with.Draft("two", [Ostania], "statement").Release("two", Ostania, ReleaseState.Approved), Second, end);
        Assert.Equal(Later(without), Later(with));
    }

    [Theory, MemberData(nameof(Ends))]
    public void A_retraction_that_never_went_ends_no_object(string end)
    {
        var with = Base().Release("one", Ostania);
        var without = Later(with);
        var items = with.View.Releases.All[0].Content.Proposal.Items;
        with.Written.Add(new NoticeDrafted("notice", new(NoticeKind.Retraction, ["statement"], "It does not hold")))
            .Add(new ReleaseProposed("retraction", new(PackageKind.Retraction, "notice", Ostania, "p-9", with.Now, "sha", items, [])))
            .Add(new ReleaseApproved("retraction", null, "s", 1), author: Ben);
        Ended(with, "retraction", end);
        Assert.Equal(without, Later(with));
    }

    [Theory, MemberData(nameof(Ends))]
    public void What_was_composed_on_a_package_that_came_to_nothing_does_not_go_and_waits_while_it_is_on_its_way(string end)
    {
        ReleasedCase Both() => Waiting().Draft("two", [Ostania], "statement").Release("two", Ostania, ReleaseState.Approved);
        var waiting = Both();
        Assert.Empty(DeliveryCheckTests.Rules(waiting, about: "one"));
        var reasons = DeliveryCheckTests.Reasons(waiting, about: "two");
        Assert.Equal((DeliveryCheck.Ids, First), (Assert.Single(reasons).Rule, Assert.Single(reasons[0].RestsOn)));
        Assert.True(Waits(waiting, Second, reasons));
        // It goes once that one has.
        var gone = Both();
        gone.Written.Add(new PackageSent(First, "exchange"), author: "desk");
        Assert.Empty(DeliveryCheckTests.Rules(gone, about: "two"));
        var ended = Ended(Both(), First, end);
        Assert.Equal([DeliveryCheck.Ids], DeliveryCheckTests.Rules(ended, about: "two"));
        Assert.False(Waits(ended, Second, DeliveryCheckTests.Reasons(ended, about: "two")));
    }

    [Theory, MemberData(nameof(Ends))]
    public void A_time_of_change_that_is_that_of_a_package_which_came_to_nothing_does_not_go(string end)
    {
        ReleasedCase Three()
        {
            var released = Base().Release("one", Ostania);
            released.Written.Add(new StatementCorrected("statement", Said("Little was lost."), "Misread"), ToBoth);
            return released.Draft("two", [Ostania], "statement").Release("two", Ostania, ReleaseState.Approved)
                .Draft("three", [Ostania], "statement").Release("three", Ostania, ReleaseState.Approved);
        }
        var waiting = Three();
        GivenObject Of(string release) => waiting.View.Releases.Find(release)!.Content.Proposal.Objects!.Single(o => o.Item == "statement");
        Assert.Equal((Of(First).As, Of(Second).Modified), (Of(Third).As, Of(Third).Modified));
        Assert.True(Waits(waiting, Third, DeliveryCheckTests.Reasons(waiting, about: "three")));
        Assert.Equal([DeliveryCheck.Ids], DeliveryCheckTests.Rules(Ended(Three(), Second, end), about: "three"));
        var gone = Three();
        gone.Written.Add(new PackageSent(Second, "exchange"), author: "desk");
        Assert.Empty(DeliveryCheckTests.Rules(gone, about: "three"));
    }

    [Theory]
    [InlineData("held back")]
    [InlineData("given up")]
    public void A_package_that_is_tried_again_after_the_same_went_under_other_ids_is_held_back(string end)
    {
        var released = Ended(Waiting(), First, end).Draft("two", [Ostania], "statement").Release("two", Ostania);
        var (first, second) = (released.View.Releases.Find(First)!.Content.Proposal.Objects!, released.View.Releases.Find(Second)!.Content.Proposal.Objects!);
        Assert.NotEqual(first.Single(o => o.Item == "statement").As, second.Single(o => o.Item == "statement").As);
        released.Written.Add(new DeliveryRevived(First), author: Ben);
        var reasons = DeliveryCheckTests.Reasons(released, about: "one");
        Assert.Equal((DeliveryCheck.Ids, Second), (Assert.Single(reasons).Rule, Assert.Single(reasons[0].RestsOn)));
        Assert.False(Waits(released, First, reasons));
    }

    private static bool Waits(ReleasedCase released, string release, IReadOnlyList<HoldReason> reasons) =>
        DeliveryCheck.WaitsForAnother(released.Written.File, released.Written.File.Releases.Find(release)!, reasons);

    private static Statement Said(string text) => new(text, new("2026-02-27"), "A minister", []);

    private static ReleasedCase Base()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new StatementMade("statement", Said("Nothing was lost.")), ToBoth);
        return released.Draft("one", [Ostania], "statement", "claim");
    }

    private static ReleasedCase Waiting() => Base().Release("one", Ostania, ReleaseState.Approved);

    private static ReleasedCase Ended(ReleasedCase released, string release, string end)
    {
        released.Written.Add((Fact)(end switch
        {
            "held back" => new DeliveryHeldBack(release, []),
            "stopped" => new DeliveryStopped(release, "Not now"),
            _ => new DeliveryGivenUp(release, "Nobody answers"),
        }), author: "desk");
        return released;
    }

    // One that would be made much later.
    private static string Later(ReleasedCase released)
    {
        released.Written.Add(new RequestDrafted("later", new("Later", "We ask for your help.", [new("ask", "Who?")], "Treaty", Ana, Time(90_000), [Ostania], ["statement", "claim"])), ToBoth);
        return Encoding.UTF8.GetString(Composed.Of(released.Written.For(Ostania), Outgoing.To(Ostania, "later", released.View)!,
            new("package-later", Time(5_000), "desk-n", "Norland CSIRT", "desk-o", "Ostania CERT")).Plain);
    }
}
