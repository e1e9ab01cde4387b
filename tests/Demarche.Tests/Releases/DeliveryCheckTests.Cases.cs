using Demarche.Cases;
using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Cases with a release that waits, changes of them, and what the check says then.</summary>
public sealed partial class DeliveryCheckTests
{
    // A claim of a protected source, and a public one that says the same: k is 2.
    private static ReleasedCase WithPublicSecond()
    {
        var (released, open) = (new ReleasedCase(), Marking.Of(Tlp.Clear));
        released.Written.Add(new SourceNamed("source", new(null, "An official", null, Standing.Official, new("k", "n", "c"), [Ana], null)), ToBoth)
            .Add(new PropositionStated("proposition", new(ReleasedCase.Said)), open)
            .Add(new ClaimMade("claim", new("proposition", "source", Stance.Asserts, Standing.Official, false, Nature.Fact, null, null, null)), ToBoth)
            .Add(new SourceNamed("open", new("Ida Lund", "A minister", null, Standing.Official, null, [], null)), open)
            .Add(new ClaimMade("second", new("proposition", "open", Stance.Asserts, Standing.Official, true, Nature.Fact, null, null, null)), open);
        return released;
    }

    private static ReleasedCase Waiting() => ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "claim", "address").Release("one", Ostania, ReleaseState.Approved);

    // With words of its own for one partner, one item in other words, and a party that goes by itself and as a victim.
    private static ReleasedCase WaitingInOwnWords()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new PartyNamed("kestrel", new("Kestrel Haulage", PartyKind.Organisation, null, "haulier")), ToBoth)
            .Add(new PartyNamed("port", new("Port of Ekhaven", PartyKind.Organisation, null, "victim")), ToBoth)
            .Add(new EffectRecorded("outage", new("port", "Outage", "Eleven hours dark.", null)), ToBoth)
            .Add(new StatementMade("statement", new("Nothing was lost.", new("2026-02-27"), "A minister", [])), ToBoth);
        released.Draft("one", [Ostania, Sudria], "claim", "address", "outage", "port", "statement");
        released.Written.Add(new RequestWorded("own-words", new("one", Ostania, "We ask you, of all, about Kestrel Haulage.", null)), ToBoth)
            .Add(new CopyReworded("other-words", new("one", Ostania, "statement", "A minister denied it.")), ToBoth);
        return released.Release("one", Ostania, ReleaseState.Approved);
    }

    private static void Approve(ReleasedCase released, DeskFile list)
    {
        var copy = ReleaseDesk.Compose(released.Written.File, list, AtDesk(Ben), "one", Ostania, new("package", Time(90), "desk-n"))!;
        Assert.NotEmpty(copy.Composed.Items);
        released.Written.Add(new ReleaseProposed("release-one-" + Ostania, new(PackageKind.Request, "one", Ostania, "package", Time(90), copy.Composed.Sha256, copy.Composed.Items, [])))
            .Add(new ReleaseApproved("release-one-" + Ostania, null, "sealed", 1), author: Ben);
    }

    private static void Change(WrittenCase written, string change)
    {
        var (view, nobody) = (written.View, new Marking(Tlp.Red, [], []));
        _ = change switch
        {
            "observable withdrawn" => written.Add(new ObservableWithdrawn("address", "Another relay"), ToBoth),
            "observable for nobody" => written.Add(new MarkingChanged("address", nobody, "Sealed"), ToBoth),
            "observable in a compartment" => written.Add(new MarkingChanged("address", new(Tlp.Amber, [Ostania], ["crypto"]), "Sealed"), ToBoth),
            "observable corrected" => written.Add(new ObservableCorrected("address", view.Observables.Find("address")!.Content with { Value = "203.0.113.8" }, "Misread"), ToBoth),
            "note on an observable corrected" => written.Add(new ObservableCorrected("address",
                view.Observables.Find("address")!.Content with { Note = "a relay" }, "Misread"), ToBoth),
            "observable of another level" => written.Add(new MarkingChanged("address", Marking.Of(Tlp.Green, Ostania, Sudria), "Agreed"), ToBoth),
            "proposition corrected" => written.Add(new PropositionCorrected("proposition", new("Servers in Veld were used"), "Misread"), ToBoth),
            "source described otherwise" => written.Add(new SourceCorrected("source", view.Sources.Find("source")!.Content with { Name = "Ada Bergh" }, "Her name"), ToBoth),
            "source withdrawn" => written.Add(new SourceWithdrawn("source", "Not an engineer"), ToBoth),
            "copy reworded" => written.Add(new CopyReworded("words", new("one", Ostania, "address", "An address in your country")), ToBoth),
            "request revised" => written.Add(new RequestRevised("one", view.Requests.Find("one")!.Content with { Text = "We ask otherwise." }, "Clearer")),
            "wording of its own" => written.Add(new RequestWorded("wording", new("one", Ostania, "To you we say this.", null))),
            "request withdrawn" => written.Add(new RequestWithdrawn("one", "Not needed")),
            "request in a compartment" => written.Add(new MarkingChanged("one", new(Tlp.Amber, [], ["crypto"]), "Sealed")),
            "request for nobody" => written.Add(new MarkingChanged("one", Internal, "Sealed")),
            "request barred from the partner" => written.Add(new MarkingChanged("one", ToBoth with { NotReleasableTo = [Ostania] }, "Sealed")),
            "request under an embargo of others" => written.Add(new MarkingChanged("one", ToBoth with { Embargo = new(Time(50_000), "UTC", [Sudria], []) }, "Agreed")),
            "request red and for nobody" => written.Add(new MarkingChanged("one", nobody, "Sealed")),
            "wording for nobody" => written.Add(new MarkingChanged("own-words", Internal, "Sealed")),
            "other words for nobody" => written.Add(new MarkingChanged("other-words", Internal, "Sealed")),
            "source of another level" => written.Add(new MarkingChanged("source", Marking.Of(Tlp.Green, Ostania, Sudria), "Agreed")),
            "victim described otherwise" => written.Add(new PartyCorrected("port", view.Parties.Find("port")!.Content with { Role = "owner of the cranes" }, "Misread"), ToBoth),
            "somebody in the letter sealed" => written.Add(new MarkingChanged("kestrel", nobody, "Sealed")),
            "partner taken off" => written.Add(new RequestRevised("one", view.Requests.Find("one")!.Content with { Partners = [Sudria] }, "Not them")),
            "request closed" => written.Add(new RequestClosed("one", Ostania, "Done")),
            "hidden item added" => written.Add(new PropositionStated("hidden", new("Only here")), nobody),
            "credibility corrected" => written.Add(new ObservableCorrected("address", view.Observables.Find("address")!.Content with { Credibility = 1 }, "Seen again"), ToBoth),
            "case renamed" => written.Add(new CaseRetitled("Another name", "", "Clearer")),
            "source graded" => written.Add(new SourceGraded("source", view.Sources.Find("source")!.Content with { Grade = new(Reliability.B, Ana, Time(5), "Tested") }, "Tested"), ToBoth),
            "item added to nothing" => written.Add(new PartyNamed("party", new("Veld", PartyKind.State, null, "neighbour")), ToBoth),
            "other partner" => written.Add(new RequestClosed("one", Sudria, "Done")).Add(new RequestWorded("wording", new("one", Sudria, "To you we say this.", null))),
            "corrected and corrected back" => written.Add(new PropositionCorrected("proposition", new("Another"), "Misread"), ToBoth)
                .Add(new PropositionCorrected("proposition", new(ReleasedCase.Said), "It was right"), ToBoth),
            "nothing" => written,
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, "No such change."),
        };
    }

    internal static List<string> Rules(ReleasedCase released, DeskFile? then = null, DeskFile? now = null, string? sealedTo = null, Held<Release>? held = null,
        string about = "one", Audience? sender = null) => [.. Reasons(released, then, now, sealedTo, held, about, sender).Select(r => r.Rule).Distinct()];

    internal static IReadOnlyList<HoldReason> Reasons(
        ReleasedCase released, DeskFile? then = null, DeskFile? now = null, string? sealedTo = null, Held<Release>? held = null, string about = "one",
        Audience? sender = null) => DeliveryCheck.Reasons(Question(released, then, now, sealedTo, held, about, sender));

    // As the release desk asks: the case before the approval and the case as it is, for the person who approved.
    private static DeliveryQuestion Question(
        ReleasedCase released, DeskFile? then = null, DeskFile? now = null, string? sealedTo = null, Held<Release>? held = null, string about = "one",
        Audience? sender = null)
    {
        var (list, id) = (ListedDesk.Of(Ostania, Sudria), $"release-{about}-{Ostania}");
        var file = released.Written.File;
        held ??= file.Releases.Find(id)!;
        var proposal = held.Content.Proposal;
        var approval = released.Written.Entries.ToList().FindIndex(e => FactKinds.Read(e) is ReleaseApproved approved && approved.Id == id);
        var fileThen = CaseFile.Fold("case", [.. released.Written.Entries.Take(approval)]);
        CheckedCopy? Copy(CaseFile of, DeskFile rights) => ReleaseDesk.Compose(of.BeforeDelivery(id), rights, sender ?? AtDesk(Ben),
            about, Ostania, new(proposal.Package, proposal.Created, "desk-n"), list);
        return new(held, Copy(fileThen, then ?? list), Copy(file, now ?? list),
            file.BeforeDelivery(id),
            now ?? list, fileThen, then ?? list, sealedTo ?? ListedDesk.CardOf(Ostania).Encryption.Thumbprint, "ours");
    }
}
