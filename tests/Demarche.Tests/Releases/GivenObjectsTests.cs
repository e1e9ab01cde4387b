using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
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
using Demarche.Stix;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Ids and times of what a partner is given, over everything that it was ever given.</summary>
public sealed partial class GivenObjectsTests
{
    private static readonly Marking Red = Marking.Of(Tlp.Red, Ostania, Sudria);
    private static readonly string[] Texts = ["one", "two", "three"];

    /// <summary>One thing that is done in a case with two partners, numbers read modulo what there is.</summary>
    private readonly record struct Act(int What, int Which, int Text);

    private static readonly int Cases = LongTest.Count(150, 1_000);

    private static Gen<Act[]> Acts { get; } = Gen.Select(Gen.Int[0, 13], Gen.Int[0, 63], Gen.Int[0, 2], (a, b, c) => new Act(a, b, c)).Array[4, 30];

    [Fact]
    public void One_id_has_one_time_of_creation_and_one_id_and_time_never_carry_two_texts_whatever_is_released_in_whatever_order()
    {
        var (versions, revoked, reworded) = (0, 0, 0);
        Acts.Sample(acts =>
        {
            var played = new Played(acts, redDrafts: true);
            foreach (var partner in (string[])[Ostania, Sudria])
            {
                var histories = ObjectHistory.Of(played.Given[partner].Where(o => o.Modified is not null));
                Assert.Empty(histories.SelectMany(h => h.Rejected));
                Interlocked.Add(ref versions, histories.Sum(h => h.Earlier.Count));
                Interlocked.Add(ref revoked, histories.Count(h => h.Current.Revoked));
            }
            Interlocked.Add(ref reworded, played.Written.View.Releases.All.Sum(r => r.Content.Proposal.Items.Count(i => i.InOtherWords == true)));
        }, iter: Cases);
        // The controls: objects have later versions, some end, and some are in other words.
        Assert.True(versions > Cases / 2, $"Only {versions} later versions.");
        Assert.True(revoked > 0, $"Only {revoked} objects ended.");
        Assert.True(reworded > Cases / 20, $"Only {reworded} items were in other words.");
    }

    [Fact]
    public void A_version_is_later_exactly_where_what_is_told_is_other_than_what_this_partner_was_given_last() => Acts.Sample(acts =>
    {
        var played = new Played(acts, redDrafts: false);
        foreach (var partner in (string[])[Ostania, Sudria])
        {
            Dictionary<StixId, StixObject> last = [];
            foreach (var one in played.Given[partner].Where(o => o.CreatedByRef == StixId.DerivedFrom("identity", "desk-n")))
            {
                if (last.TryGetValue(one.Id, out var before))
                {
                    if (Said(before) == Said(one)) Assert.Equal(before.Modified, one.Modified);
                    else Assert.True(before.Modified < one.Modified, $"{one.Id} says something else at {one.Modified} than at {before.Modified}.");
                }
                else
                {
                    Assert.Equal(one.Created, one.Modified);
                }
                last[one.Id] = one;
            }
        }
    }, iter: Cases);

    [Fact]
    public void Every_time_in_a_package_is_evidence_or_is_that_of_a_package_to_this_partner() => Acts.Sample(acts =>
    {
        var played = new Played(acts, redDrafts: true);
        foreach (var (partner, plain) in played.Packages)
        {
            HashSet<string> own = [.. played.Written.View.Releases.All.Where(r => r.Content.Proposal.Partner == partner).Select(r => r.Content.Proposal.Created)];
            var times = Times().Matches(plain).Select(m => m.Value).Distinct();
            Assert.DoesNotContain(times, t => !own.Contains(t) && !Evidence.Contains(t) && !Defined.Contains(t));
        }
    }, iter: Cases);

    [Fact]
    public void Every_versioned_object_of_ours_is_in_the_ledger_under_its_id_and_times()
    {
        var released = Everything("request", Internal);
        var composed = Compose(released, "request", Ostania);
        var ours = Bundle(composed).Objects.Where(o => o.CreatedByRef == StixId.DerivedFrom("identity", "desk-n"))
            .Select(o => (o.Id.ToString(), $"{o.Created}", $"{o.Modified}")).Order();
        Assert.Equal(ours, composed.Objects.Select(o => (o.As, o.Created, o.Modified)).Order());
        Assert.True(composed.Objects.Count > 8);
    }

    [Fact]
    public void A_source_that_is_described_in_other_words_is_another_object_and_a_later_description_is_a_later_version()
    {
        var released = Everything("one", Internal);
        Reword(released, "one", "source", "somebody at a port");
        released.Release("one", Ostania);
        var first = released.Sent[Ostania].Single(o => o.Type == "identity" && o.Name == "somebody at a port");
        released.Written.Add(new CopyRewordedAnew("rewording-one-source", new("one", Ostania, "source", "somebody at sea"), "Reworded"));
        var second = Bundle(Compose(released, "one", Ostania)).Objects.Single(o => o.Type == "identity" && o.Name == "somebody at sea");
        Assert.Equal((first.Id, first.Created), (second.Id, second.Created));
        Assert.True(first.Modified < second.Modified);
        // In its own words it is another object: the two are not to be joined.
        released.Draft("two", [Ostania], "claim");
        Assert.NotEqual(first.Id, Bundle(Compose(released, "two", Ostania)).Objects.Single(o => o.Type == "identity" && o.Name == "An engineer of a port").Id);
    }

    [Theory]
    [InlineData(ReleaseState.Proposed, false)]
    [InlineData(ReleaseState.Refused, false)]
    [InlineData(ReleaseState.Approved, true)]
    [InlineData(ReleaseState.Undeliverable, true)]
    [InlineData(ReleaseState.HeldBack, false)]
    [InlineData(ReleaseState.Stopped, false)]
    public void What_may_have_gone_was_given_and_what_can_not_have_was_not(ReleaseState state, bool isGiven)
    {
        var released = Everything("one", Internal).Release("one", Ostania, state).Draft("two", [Ostania], "claim");
        var (first, second) = (released.View.Releases.All[0].Content.Proposal.Objects!.Single(o => o.Item == "claim"), Compose(released, "two", Ostania).Objects.Single(o => o.Item == "claim"));
        Assert.Equal(isGiven, first.As == second.As);
        Assert.Equal(isGiven, first.Created == second.Created);
    }

    [Fact]
    public void What_was_stopped_before_anything_left_gave_nothing()
    {
        var released = Everything("one", Internal).Release("one", Ostania, ReleaseState.Approved).Draft("two", [Ostania], "claim");
        var first = released.View.Releases.All[0].Content.Proposal.Objects!.Single(o => o.Item == "claim");
        Assert.Equal(first.As, Compose(released, "two", Ostania).Objects.Single(o => o.Item == "claim").As);
        released.Written.Add(new DeliveryStopped("release-one-" + Ostania, "Not so"));
        var next = Compose(released, "two", Ostania).Objects.Single(o => o.Item == "claim");
        Assert.NotEqual(first.As, next.As);
        Assert.Equal(Time(900), next.Created);
    }

    [Fact]
    public void After_a_clock_that_was_set_back_what_is_told_anew_is_a_later_version_all_the_same()
    {
        GivenObject Claim(Composed composed) => composed.Objects.Single(o => o.Item == "claim");
        ReleasedCase Drafted() => Everything("one", Internal).Draft("two", [Ostania], "claim").Draft("three", [Ostania], "claim");
        var released = Drafted();
        var first = Compose(released, "one", Ostania, "p1", Time(900));
        Give(released, "r1", first, "one");
        released.Written.Add(new PropositionCorrected("proposition", new("Servers in Veld were used"), "Misread"), ToBoth);
        var second = Compose(released, "two", Ostania, "p2", Time(800));
        Assert.Equal(Claim(first).As, Claim(second).As);
        Assert.True(string.CompareOrdinal(Claim(second).Modified, Claim(first).Modified) > 0, Claim(second).Modified);
        Give(released, "r2", second, "two");
        released.Written.Add(new ClaimWithdrawn("claim", "It was nothing"), ToBoth);
        var ended = Compose(released.Notice("notice", NoticeKind.Retraction, "claim"), "notice", Ostania, "p4", Time(850));
        Assert.Equal(Claim(first).As, Claim(ended).As);
        Assert.True(string.CompareOrdinal(Claim(ended).Modified, Claim(second).Modified) > 0, Claim(ended).Modified);
        // By that clock the later package stands before the earlier one in the ledger.
        var back = Drafted();
        Give(back, "r2", second, "two");
        Give(back, "r1", first, "one");
        back.Written.Add(new PropositionCorrected("proposition", new("Servers elsewhere were used"), "Misread again"), ToBoth);
        var third = Compose(back, "three", Ostania, "p3", Time(850));
        Assert.Equal(Claim(first).As, Claim(third).As);
        Assert.True(string.CompareOrdinal(Claim(third).Modified, Claim(second).Modified) > 0, Claim(third).Modified);
    }

    [Fact]
    public void What_went_by_a_draft_that_a_reader_may_not_see_moves_nothing_in_that_readers_packages()
    {
        var without = Everything("hidden", Red).Draft("seen", [Ostania], "claim");
        var with = Everything("hidden", Red).Release("hidden", Ostania).Draft("seen", [Ostania], "claim");
        var (one, two) = (Compose(without, "seen", Ostania), Compose(with, "seen", Ostania));
        Assert.Equal(Encoding.UTF8.GetString(one.Plain), Encoding.UTF8.GetString(two.Plain));
        // The control: to whoever reads the first draft, it is the same object.
        Assert.Contains(Compose(with, "hidden", Ostania).Objects.Single(o => o.Item == "claim").As, with.View.Releases.All[0].Content.Proposal.Objects!.Select(o => o.As));
    }

    [Fact]
    public void Composed_again_for_approval_it_is_the_same_bytes_and_other_ones_once_another_package_gave_the_same_item()
    {
        var released = Everything("one", Internal).Draft("two", [Ostania], "claim");
        var (one, two) = (Compose(released, "one", Ostania, "p1"), Compose(released, "two", Ostania, "p2"));
        Assert.Equal(one.Sha256, Compose(released, "one", Ostania, "p1").Sha256);
        Give(released, "r1", one, "one");
        // Before its delivery it is composed once more, when it is in the ledger itself.
        Assert.Equal(one.Sha256, Compose(released, "one", Ostania, "p1").Sha256);
        Assert.NotEqual(two.Sha256, Compose(released, "two", Ostania, "p2").Sha256);
    }

    [Fact]
    public void An_object_of_an_earlier_version_of_this_program_goes_on_with_its_id_and_its_time_of_creation()
    {
        var released = Everything("one", Internal).Draft("two", [Ostania], "claim");
        var claim = released.View.Claims.Find("claim")!;
        var known = StixId.DerivedFrom("note", Ostania, "claim");
        released.Written.Add(new ReleaseProposed("old", new(PackageKind.Request, "one", Ostania, "package-old", Time(400), "sha", [new("claim", "claim", known.ToString(), 1)], [])))
            .Add(new ReleaseApproved("old", null, "sealed", 7)).Add(new PackageSent("old", "file"));
        var note = Bundle(Compose(released, "two", Ostania, made: Time(500))).Objects.Single(o => o.Id == known);
        Assert.Equal((claim.Time, Time(500)), ($"{note.Created}", $"{note.Modified}"));
    }

    [Fact]
    public void The_order_of_what_goes_is_that_of_its_words_and_not_of_when_it_was_added()
    {
        WrittenCase Case(params string[] order)
        {
            var written = new WrittenCase().Add(new SourceNamed("source", new(null, "an official", null, Standing.Official, null, [Ana], null)), ToBoth);
            foreach (var word in order)
                written.Add(new PropositionStated("p" + word, new($"It was {word}.")), ToBoth).Add(new ClaimMade("c" + word, new("p" + word, "source", Stance.Asserts, Standing.Official, false, Nature.Fact, null, null, null)), ToBoth);
            return written.Add(new RequestDrafted("r", new("Help", "Help", [new("a", "Who?")], "Law", Ana, Time(9_000), [Ostania], [.. order.Select(w => "c" + w)])), ToBoth);
        }
        Composed Of(WrittenCase written) => Composed.Of(written.For(Ostania), Outgoing.To(Ostania, "r", written.View)!, new("package", Time(900), "desk-n", "Norland", "desk-o", "Ostania"));
        var (one, two) = (Of(Case("dry", "wet", "cold", "late")), Of(Case("wet", "late", "dry", "cold")));
        Assert.Equal(Encoding.UTF8.GetString(one.Plain), Encoding.UTF8.GetString(two.Plain));
        Assert.Equal(["ccold", "cdry", "clate", "cwet"], one.Items.Select(i => i.Item));
    }

    [Fact]
    public void What_a_package_tells_is_the_same_whichever_packages_went_before_it()
    {
        var released = Everything("one", Internal).Draft("two", [Ostania], All);
        CheckedCopy Copy() => ReleaseDesk.Compose(released.Written.File, DeskFile.Fold([]), AtDesk(), "two", Ostania, new("p2", Time(900), "desk-n"))!;
        var then = Copy();
        released.Release("one", Ostania);
        var now = Copy();
        Assert.NotEqual(then.Composed.Sha256, now.Composed.Sha256);
        var (told, again) = (ToldContent.Of(then), ToldContent.Of(now));
        Assert.Equal(told.Words, again.Words);
        Assert.Equal(told.Items.OrderBy(i => i.Key, StringComparer.Ordinal), again.Items.OrderBy(i => i.Key, StringComparer.Ordinal));
        // The controls: the words of the source, and what was noted of an address, are told.
        released.Written.Add(new SourceCorrected("source", released.View.Sources.Find("source")!.Content with { Description = "A mechanic" }, "Better"), ToBoth);
        Assert.NotEqual(told.Items["claim"], ToldContent.Of(Copy()).Items["claim"]);
        released.Written.Add(new ObservableCorrected("address", released.View.Observables.Find("address")!.Content with { Note = "a relay" }, "Better"), ToBoth);
        Assert.NotEqual(told.Items["address"], ToldContent.Of(Copy()).Items["address"]);
        Assert.Equal(told.Items["network"], ToldContent.Of(Copy()).Items["network"]);
    }

    [Fact]
    public void What_was_retracted_ends_and_stays_ended()
    {
        var released = Everything("one", Internal).Release("one", Ostania);
        released.Written.Add(new MarkingChanged("claim", Internal, "Its originator asked"));
        released.Notice("notice", NoticeKind.Retraction, "claim").Release("notice", Ostania);
        released.Written.Add(new MarkingChanged("claim", ToBoth, "After all"));
        released.Draft("two", [Ostania], "claim");
        var ended = released.View.Releases.All[0].Content.Proposal.Objects!.Single(o => o.Item == "claim").As;
        Assert.Contains(ended, released.View.Releases.All[1].Content.Proposal.Objects!.Select(o => o.As));
        // Even where a sender doesn't know of the retraction, no version follows.
        Assert.DoesNotContain(ended, Compose(released, "two", Ostania).Objects.Select(o => o.As));
        Assert.True(released.Sent[Ostania].Last(o => o.Id.ToString() == ended).Revoked);
    }

    private static void Give(ReleasedCase released, string id, Composed composed, string about) => released.Written
        .Add(new ReleaseProposed(id, new(composed.Kind, about, Ostania, composed.Package, composed.Created, composed.Sha256, composed.Items, [], composed.Objects)))
        .Add(new ReleaseApproved(id, null, "sealed-" + id, 7)).Add(new PackageSent(id, "file"));

    private static void Reword(ReleasedCase released, string draft, string item, string text) =>
        released.Written.Add(new CopyReworded($"rewording-{draft}-{item}", new(draft, Ostania, item, text)));

    private static Composed Compose(ReleasedCase released, string about, string partner, string package = "package", string? made = null) => Composed.Of(
        released.Written.For(partner), Outgoing.To(partner, about, released.View)!, new(package, made ?? Time(900), "desk-n", "Norland CSIRT", "desk-" + partner, partner));

    private static StixBundle Bundle(Composed composed)
    {
        using var plain = JsonDocument.Parse(composed.Plain);
        return StixBundle.Parse(JsonSerializer.SerializeToUtf8Bytes(plain.RootElement.GetProperty("bundle"))).Value!;
    }

    // A version without its times.
    private static string Said(StixObject one) => Times().Replace(one.RawJson, "");

    private static readonly string[] Evidence = ["2026-02-27T09:32:00Z"];

    // Of objects that are the same for everybody: extensions, levels, the two desks.
    private static readonly HashSet<string> Defined =
        [.. DemarcheExtensions.Definitions.Append(DemarcheExtensions.Author).Concat(Enum.GetValues<Tlp>().Select(t => t.Definition())).SelectMany(o => new[] { $"{o.Created}", $"{o.Modified}" }), "2026-01-01T00:00:00.000Z", Time(10_000)];

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Times();

    /// <summary>A case with an item of each kind that can go with a package, and a request for all of them.</summary>
    internal static ReleasedCase Everything(string draft, Marking marking)
    {
        var released = new ReleasedCase();
        released.Written
            .Add(new IncidentDescribed("incident", new("Cranes stopped.", new("2026-02-17"), null, null)), ToBoth)
            .Add(new PartyNamed("party", new("Harbour Lines", PartyKind.Organisation, null, "a victim")), ToBoth)
            .Add(new EffectRecorded("effect", new("party", "disruption", "Three harbours stood still.", new("2026-02-18"))), ToBoth)
            .Add(new SourceNamed("source", new(null, "An engineer of a port", "a port", Standing.Technical, null, [Ana], null)), ToBoth)
            .Add(new PropositionStated("proposition", new(ReleasedCase.Said)), ToBoth)
            .Add(new ClaimMade("claim", new("proposition", "source", Stance.Suggests, Standing.Technical, true, Nature.Inference, "said", null, new("2026-02-27T09:32Z"))), ToBoth)
            .Add(new ClaimMade("another", new("proposition", "source", Stance.Asserts, Standing.Technical, false, Nature.Fact, "said", null, null)), ToBoth)
            .Add(new ObservableSeen("address", new("ipv4-addr", "203.0.113.7", 2, null, "control server")), ToBoth)
            .Add(new ObservableSeen("network", new("asn", "AS64500", 2, null, "its network")), ToBoth)
            .Add(new StatementMade("statement", new("The minister", new("2026-02-19"), "We are looking into it.", [])), ToBoth);
        return released.Draft(draft, marking, [Ostania, Sudria], All);
    }

    internal static readonly string[] All = ["incident", "party", "effect", "claim", "another", "address", "network", "statement", "proposition"];

    /// <summary>A case in which acts were done, with everything that the two partners were given.</summary>
    private sealed class Played
    {
        private readonly ReleasedCase released = Everything("draft-0", Internal);
        private readonly List<string> drafts = ["draft-0"];
        private int next = 1;

        public Played(Act[] acts, bool redDrafts)
        {
            foreach (var act in acts) Do(act, redDrafts);
        }

        public WrittenCase Written => released.Written;

        public Dictionary<string, List<StixObject>> Given { get; } = new() { [Ostania] = [], [Sudria] = [] };

        public List<(string Partner, string Plain)> Packages { get; } = [];

        private void Do(Act act, bool redDrafts)
        {
            var (view, text, id) = (released.View, Texts[act.Text], $"n{next++}");
            var item = All[act.Which % All.Length];
            switch (act.What)
            {
                case 0:
                    Written.Add(new SourceCorrected("source", view.Sources.Find("source")!.Content with { Description = $"An engineer {text}" }, text), ToBoth);
                    break;
                case 1:
                    Written.Add(new PropositionCorrected("proposition", new($"It was {text}"), text), ToBoth);
                    break;
                case 2:
                    Written.Add(new PartyCorrected("party", view.Parties.Find("party")!.Content with { Name = $"Harbour {text}" }, text), ToBoth);
                    break;
                case 3:
                    Written.Add(new IncidentCorrected("incident", view.Incidents.Find("incident")!.Content with { Description = $"Cranes {text}." }, text), ToBoth);
                    break;
                case 4:
                    Written.Add(new MarkingChanged(act.Which % 2 == 0 ? item : "source", act.Text == 0 ? ToBoth : act.Text == 1 ? Marking.Of(Tlp.Green, Ostania, Sudria) : Red, text));
                    break;
                case 5:
                    drafts.Add(id);
                    released.Draft(id, redDrafts && act.Text == 2 ? Red : Internal, [Ostania, Sudria], [.. All.Where((_, n) => (act.Which >> n % 6 & 1) == 1)]);
                    break;
                case 6:
                    var draft = drafts[act.Which % drafts.Count];
                    if (view.Rewordings.Find($"w-{draft}-{item}") is null) Written.Add(new CopyReworded($"w-{draft}-{item}", new(draft, Ostania, act.Text == 0 ? "source" : item, $"In short, {text}")));
                    else Written.Add(new CopyRewordedAnew($"w-{draft}-{item}", new(draft, Ostania, act.Text == 0 ? "source" : item, $"In short, {text}"), text));
                    break;
                case 7:
                    Written.Add(new ClaimCorrected("claim", view.Claims.Find("claim")!.Content with { Stance = (Stance)act.Text }, text), ToBoth);
                    break;
                case 8 when redDrafts:
                    Written.Add(new MarkingChanged(drafts[act.Which % drafts.Count], act.Text == 0 ? Red : Internal, text));
                    break;
                case 9 when act.Text == 0 && view.Statements.Find("statement") is { IsWithdrawn: false }:
                    Written.Add(new StatementWithdrawn("statement", text), ToBoth);
                    Notice(id, NoticeKind.Retraction);
                    break;
                case 9:
                    Notice(id, NoticeKind.Correction);
                    break;
                default:
                    Release(id, drafts[act.Which % drafts.Count], act.Which % 3 == 0 ? Sudria : Ostania, isApproved: act.What != 10);
                    break;
            }
        }

        private void Notice(string id, NoticeKind kind)
        {
            List<string> due = [.. Holding.All(released.View).Where(h => Noticed.Needed(h) == kind).Select(h => h.Item).Distinct()];
            if (due.Count == 0) return;
            Written.Add(new NoticeDrafted(id, new(kind, due, "What we sent you has changed.")));
            foreach (var partner in Noticed.Partners(released.View, released.View.Notices.Find(id)!)) Release($"{id}-{partner}", id, partner, isApproved: true);
        }

        private void Release(string id, string about, string partner, bool isApproved)
        {
            var file = Written.File;
            var copy = ReleaseDesk.Compose(file, Desk, AtDesk(), about, partner, new("package-" + id, released.Now, "desk-n"));
            if (copy is null) return;
            var composed = copy.Composed;
            Written.Add(new ReleaseProposed(id, new(composed.Kind, about, partner, composed.Package, composed.Created, composed.Sha256, composed.Items, [], composed.Objects)));
            if (!isApproved) return;
            Written.Add(new ReleaseApproved(id, null, "sealed-" + id, 7));
            if (next % 5 > 0) Written.Add(new PackageSent(id, "file"));
            Packages.Add((partner, Encoding.UTF8.GetString(composed.Plain)));
            Given[partner].AddRange(Bundle(composed).Objects);
        }

        private static readonly DeskFile Desk = DeskFile.Fold([]);
    }
}
