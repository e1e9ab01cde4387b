using Demarche.Cases;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Releases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Cases;

/// <summary>What a case gives somebody to do: with whom, by when, and where.</summary>
public sealed class CaseTaskTests
{
    private static readonly DeskFile Desk = DeskFile.Fold([]);

    [Fact]
    public void An_answer_is_awaited_until_it_is_due_and_then_the_partner_is_to_be_reminded()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria]).Release("one", Ostania);
        var awaited = Assert.Single(Tasks(released, Time(100)));
        Assert.Equal((TaskKind.Await, "Request one", "/cases/case/requests/one", Time(10_000), false, 1),
            (awaited.Kind, awaited.What, awaited.Path, awaited.Due, awaited.IsOverdue, awaited.Count));
        Assert.True(awaited.IsAwaited);
        var late = Assert.Single(Tasks(released, Time(10_001)));
        Assert.Equal((TaskKind.Remind, true), (late.Kind, late.IsOverdue));
        Assert.False(late.IsAwaited);
    }

    [Fact]
    public void A_release_waits_with_its_own_page_until_it_is_decided()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania]).Release("one", Ostania, ReleaseState.Proposed);
        var task = Assert.Single(Tasks(released, Time(100)));
        Assert.Equal((TaskKind.Approve, "Request one", "/cases/case/releases/release-one-partner-ostania", Ana), (task.Kind, task.What, task.Path, task.By));
        Assert.Empty(Tasks(ReleasedCase.WithClaim().Draft("one", [Ostania]).Release("one", Ostania, ReleaseState.Refused), Time(100)));
    }

    [Fact]
    public void What_could_not_be_delivered_is_to_be_carried_until_it_is_proposed_again()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania]).Release("one", Ostania, ReleaseState.Undeliverable);
        Assert.Contains(Tasks(released, Time(100)), t => t.Kind == TaskKind.Carry);
        released.Release("one", Ostania, ReleaseState.Received, "-again");
        Assert.DoesNotContain(Tasks(released, Time(100)), t => t.Kind == TaskKind.Carry);
    }

    [Fact]
    public void What_is_on_its_way_waits_for_its_delivery_and_past_its_time_is_to_be_carried()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania]).Release("one", Ostania, ReleaseState.Approved);
        var before = Assert.Single(Tasks(released, Time(100)));
        Assert.Equal((TaskKind.Deliver, true, "/outbox"), (before.Kind, before.IsAwaited, before.Path));
        var after = Assert.Single(Tasks(released, Time(10_001)));
        Assert.Equal((TaskKind.Carry, true, false), (after.Kind, after.IsOverdue, after.IsAwaited));
    }

    [Fact]
    public void A_closed_case_gives_nobody_anything_to_do()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria]).Release("one", Ostania).Release("one", Sudria, ReleaseState.Proposed);
        Assert.Equal(2, Tasks(released, Time(10_001)).Count);
        released.Written.Add(new CaseClosed("Done"));
        Assert.Empty(Tasks(released, Time(10_001)));
    }

    [Fact]
    public void What_is_overdue_comes_first_then_what_is_due_soonest_then_what_has_waited_longest()
    {
        CaseTask Task(string path, string? due, bool isOverdue, string since) => new(TaskKind.Read, "", path, null, null, due, isOverdue, since, null, null);
        var tasks = CaseTasks.InOrder(
        [
            Task("no time, new", null, false, Time(9)), Task("later", Time(60), false, Time(1)), Task("late", Time(2), true, Time(3)), Task("no time, old", null, false, Time(1)),
            Task("soon", Time(50), false, Time(8)), Task("latest", Time(1), true, Time(1)),
        ]);
        Assert.Equal(["latest", "late", "soon", "later", "no time, old", "no time, new"], tasks.Select(t => t.Path));
    }

    private static IReadOnlyList<CaseTask> Tasks(ReleasedCase released, string now) =>
        [.. CaseTasks.Of(released.View, Desk, RequestList.Of(released.View, Desk, now), now)];
}
