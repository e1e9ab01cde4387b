using Demarche.Cases;
using Demarche.Markings;
using Demarche.People;
using Demarche.Releases;
using Demarche.Sources;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

public sealed partial class DeliveryCheckTests
{
    private static readonly Person Cleo = Handler("person-cleo"), Dora = Handler("person-dora");

    [Fact]
    public void What_a_handler_agreed_to_is_held_back_when_that_account_counts_no_more_and_nothing_tells_it_from_an_approver_who_is_gone()
    {
        Fact[] gone =
        [
            new PersonDisabled(Cleo.Login, Cleo with { Disabled = true }, "Stolen password"),
            new PersonChanged(Cleo.Login, Cleo with { Roles = [Role.Analyst] }, "Moved"),
        ];
        var one = AgreedBy(Cleo);
        Assert.Empty(RulesAfter(one));
        foreach (var fact in gone)
        {
            Assert.Equal([DeliveryCheck.WordGone], RulesAfter(one, fact));
            Assert.Empty(RulesAfter(one, fact, new PersonChanged(Cleo.Login, Cleo, "Back")));
            // The word of another handler of the source is enough, before as now.
            Assert.Empty(RulesAfter(AgreedBy(Cleo, Dora), fact));
            // The controls: a handler who did not agree, and what an earlier program approved without agreements.
            Assert.Empty(RulesAfter(AgreedBy(Dora), fact));
            Assert.Empty(RulesAfter(AgreedBy(), fact));
        }
        // A list that is found by time may have what came after the approval: whoever agreed was a handler all the same.
        Assert.Equal([DeliveryCheck.WordGone], Rules(one, List(gone[0]), List(gone[0])));
        var approver = Reasons(one, List(), List(new PersonDisabled(Ben, new("Ben", "ben", [Role.Releaser], [], true), "Stolen password")));
        Assert.Equivalent(approver, Reasons(one, List(), List(gone[0])), strict: true);
        Assert.Equivalent(new HoldReason(DeliveryCheck.WordGone, null, []), Assert.Single(approver), strict: true);
    }

    [Fact]
    public void Who_handles_a_source_since_an_approval_holds_nothing_back()
    {
        var handed = AgreedBy(Cleo);
        var source = handed.Written.File.Sources.Find("source")!.Content;
        handed.Written.Add(new SourceCorrected("source", source with { Handlers = [Dora.Login] }, "Shifts change."), ToBoth);
        Assert.Empty(RulesAfter(handed));
        Assert.Equal([DeliveryCheck.WordGone], RulesAfter(handed, new PersonDisabled(Cleo.Login, Cleo with { Disabled = true }, "Left")));
    }

    [Fact]
    public void An_approver_who_handled_the_source_and_is_no_handler_any_more_gave_a_word_that_is_gone()
    {
        var ben = new Person("Ben", "ben", [Role.Releaser, Role.SourceHandler], [], false);
        var then = List(new PersonChanged(Ben, ben, "Handles"));
        var now = List(new PersonChanged(Ben, ben with { Roles = [Role.Releaser] }, "No more"));
        var released = Handled(Ben);
        released.Draft("one", [Ostania], "claim").Release("one", Ostania, ReleaseState.Approved);
        Assert.Empty(Rules(released, then, then));
        Assert.Equal([DeliveryCheck.WordGone], Rules(released, then, now));
    }

    private static Person Handler(string id) => new(id, id, [Role.SourceHandler], [], false);

    private static DeskFile List(params Fact[] since) =>
        ListedDesk.With([Ostania, Sudria], [new PersonAdded(Cleo.Login, Cleo), new PersonAdded(Dora.Login, Dora), .. since]);

    private static List<string> RulesAfter(ReleasedCase released, params Fact[] since) => Rules(released, List(), List(since));

    private static ReleasedCase Handled(params string[] handlers)
    {
        var released = WithPublicSecond();
        var source = released.Written.File.Sources.Find("source")!.Content;
        released.Written.Add(new SourceCorrected("source", source with { Handlers = handlers }, "Its handlers."), ToBoth);
        return released;
    }

    // A package with a claim of a source that both handle, approved by somebody who does not.
    private static ReleasedCase AgreedBy(params Person[] people)
    {
        var released = Handled(Cleo.Login, Dora.Login);
        released.Draft("one", [Ostania], "claim").Release("one", Ostania, ReleaseState.Proposed);
        const string Id = "release-one-" + Ostania;
        foreach (var person in people)
            released.Written.Add(new HandlerAgreed(Id, ["source"], "They were asked."), Marking.Nobody, person.Login);
        released.Written.Add(new ReleaseApproved(Id, null, "sealed", 7), author: Ben);
        return released;
    }
}
