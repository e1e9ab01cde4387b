using Demarche.Cases;
using Demarche.Markings;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Every delivery that was held back is somebody's task, whatever happens to those who released it.</summary>
public sealed class HeldReleaseTests
{
    private const string Run = "person-run";
    private static readonly Marking Delta = new(Demarche.Stix.Tlp.Amber, [Ostania], ["DELTA"]);

    [Fact]
    public void What_neither_who_proposed_nor_who_approved_it_sees_is_a_task_of_all_who_do()
    {
        var desk = ListedDesk.With([Ostania], new PersonAdded(Run, new("Run", "run", [Role.Releaser], ["DELTA"], false)));
        var (held, hidden) = (Held(ToBoth), Held(Delta));
        Assert.Equal((1, 1, 0), (Tasks(held, desk, Ana), Tasks(held, desk, Ben), Tasks(held, desk, Run, "DELTA")));
        Assert.Equal((0, 0, 1), (Tasks(hidden, desk, Ana), Tasks(hidden, desk, Ben), Tasks(hidden, desk, Run, "DELTA")));
        // Where one of the two is in the compartment, it is that one's.
        var within = ListedDesk.With([Ostania], new PersonAdded(Run, new("Run", "run", [Role.Releaser], ["DELTA"], false)), new PersonChanged(Ana, new("Ana", "ana", [Role.Analyst], ["DELTA"], false), "Let in"));
        Assert.Equal((1, 0, 0), (Tasks(hidden, within, Ana, "DELTA"), Tasks(hidden, within, Ben), Tasks(hidden, within, Run, "DELTA")));
    }

    [Fact]
    public void Where_its_approver_has_left_it_is_a_task_of_all_who_see_it()
    {
        var desk = ListedDesk.With([Ostania], new PersonAdded(Run, new("Run", "run", [Role.Releaser], [], false)), new PersonChanged(Ben, new("Ben", "ben", [Role.Releaser], [], true), "Left"));
        Assert.Equal(1, Tasks(Held(ToBoth), desk, Run));
    }

    private static int Tasks(WrittenCase written, DeskFile desk, string reader, params string[] compartments) =>
        HeldRelease.For(Demarche.Views.View.For(written.File, AtDesk(reader, true, compartments)), desk).Count;

    private static WrittenCase Held(Marking marking) => new WrittenCase()
        .Add(new RequestDrafted("r", new("Logs", "Dear colleagues", [new("a1", "Keep the logs")], "Agreement", Ana, Time(900), [Ostania], [])), ToBoth)
        .Add(new ReleaseProposed("release", new(PackageKind.Request, "r", Ostania, "package", Time(50), "sha", [], [])))
        .Add(new ReleaseApproved("release", null, "sealed", 1), author: Ben)
        .Add(new MarkingChanged("r", marking, "Its circle"))
        .Add(new DeliveryHeldBack("release", []), author: "desk");
}
