using System.Collections.Frozen;
using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.Web;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Exchange;

/// <summary>Who is shown an answer to something that this desk does not find.</summary>
public sealed class ArrivalReaderTests
{
    private static readonly FrozenSet<Capability> Releasing = new[] { Capability.SignedIn, Capability.ReadCases, Capability.WriteCases, Capability.ApproveReleases }.ToFrozenSet();

    [Theory]
    [InlineData(PackageKind.Reply)]
    [InlineData(PackageKind.Correction)]
    [InlineData(PackageKind.Retraction)]
    public void It_is_for_those_who_see_what_that_partner_brought_into_cases(PackageKind kind)
    {
        var file = new WrittenCase().Add(new AccessGranted(Ben, CaseAccess.Write))
            .Add(new RequestTakenIn("in", new(Ostania, "known", "sha", Time(0), "t", "t", [new("a", "t")], "t", Time(9), "grouping--x")), new Marking(Tlp.Amber, [], ["crypto"])).File;
        var desk = Desk(new("known", Ostania, PackageKind.Request, "t", "sha", Time(0), null, CaseId), new("unknown", Ostania, kind, "t", "sha", Time(0), "no such package", null));
        bool Sees(Caller caller, params string[] compartments) =>
            InboxList.IsShown(desk.Inbox.Find("a1")!, null, caller with { Compartments = compartments.ToFrozenSet() }, desk, a => a.Id == "a0" ? file : null);
        Assert.True(Sees(Of(Ben), "crypto"));
        Assert.False(Sees(Of(Ben)));
        Assert.False(Sees(Of("person-elsewhere"), "crypto"));
        Assert.False(Sees(Of(Ben) with { Capabilities = new[] { Capability.SignedIn }.ToFrozenSet() }, "crypto"));
    }

    [Fact]
    public void Where_that_partner_brought_nothing_into_a_case_it_is_for_the_named_recipients_and_a_request_is_for_those_who_open_cases()
    {
        var desk = Desk(new("unknown", Ostania, PackageKind.Reply, "t", "sha", Time(0), "no such package", null), new("request", Ostania, PackageKind.Request, "t", "sha", Time(0), null, null),
            new("elsewhere", Sudria, PackageKind.Request, "t", "sha", Time(0), null, CaseId));
        bool Sees(string arrival, Caller caller) => InboxList.IsShown(desk.Inbox.Find(arrival)!, null, caller, desk, a => a.Id == "a2" ? new WrittenCase().File : null);
        Assert.True(Sees("a0", Of(Ben)));
        Assert.False(Sees("a0", Of(Ben) with { ReadsRed = false }));
        Assert.True(Sees("a1", Of(Ben) with { ReadsRed = false }));
    }

    private static Caller Of(string person) => new(person, person, Releasing, true, FrozenSet<string>.Empty);

    private static DeskFile Desk(params Arrival[] arrivals)
    {
        var head = Head.Empty(DeskFile.JournalId);
        List<Entry> entries = [];
        foreach (var (arrival, n) in arrivals.Select((a, n) => (a, n)))
        {
            entries.Add(FactKinds.Draft(DeskFile.JournalId, Time(n), "partner", new(new PackageArrived($"a{n}", arrival), new Marking(Tlp.Amber, [], [], arrival.Partner))).After(head));
            head = entries[^1].AsHead();
        }
        return DeskFile.Fold(entries);
    }
}
