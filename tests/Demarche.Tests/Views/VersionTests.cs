using System.Text.Json;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Tests.Twins;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Views;

/// <summary>What is seen of the past: a version under its own marking and every later one, of every kind of item alike.</summary>
public sealed class VersionTests
{
    private static readonly Marking Kept = new(Tlp.Amber, [], ["crypto"]);
    private static readonly Audience Reader = AtDesk(Ben);
    private static readonly Audience Member = AtDesk(Ben, true, "crypto");

    public static TheoryData<string> CorrectedKinds =>
        [.. FactMaker.Adding.Where(k => k != typeof(SourcesJoined) && Correcting(k) is not null).Select(k => k.FullName!)];

    [Theory]
    [MemberData(nameof(CorrectedKinds))]
    public void An_item_sanitised_and_then_widened_is_to_its_new_readers_an_item_that_came_in_then(string name)
    {
        var kind = typeof(Fact).Assembly.GetType(name)!;
        for (var seed = 1UL; seed < 600; seed++)
        {
            var maker = new FactMaker(new Dice(seed));
            // Twice: what rests on something finds it the second time.
            List<Fact> around = [.. FactMaker.Adding.Concat(FactMaker.Adding).Where(k => k != kind).Select(maker.Make).OfType<Fact>()];
            if (maker.Make(kind) is not { } first || maker.Make(Correcting(kind)!) is not { } sanitised) continue;
            var id = Line.ItemOf(first)!;
            if (Line.ItemOf(sanitised) != id || Says(first) == Says(sanitised)) continue;
            // What another act said keeps the marking of that act.
            if (sanitised.GetType().GetProperty("Content")!.GetValue(sanitised) is Source { Grade: not null } or Demarche.Hypotheses.Assessment { Dissents.Count: > 0 }) continue;
            WrittenCase Case(params (Fact Fact, Marking Marking)?[] facts)
            {
                var written = new WrittenCase();
                foreach (var fact in around) written.Add(fact);
                foreach (var fact in facts) _ = fact is { } f ? written.Add(f.Fact, f.Marking) : written.AddRaw("kind-of-tomorrow", "{}");
                return written;
            }
            var plain = Case(null, null, null, (With(kind, id, sanitised), Internal));
            var shown = View.For(plain.File, Reader);
            if (shown.Item(id) is not { History: [var only] } item) continue;

            var moved = Case((first, Kept), (sanitised, Kept), (With(Correcting(kind)!, id, sanitised, "zqreason"), Kept), (new MarkingChanged(id, Internal, "Nothing in it needs the compartment now."), Internal));
            Assert.Equal(ViewText.Of(shown), ViewText.Of(View.For(moved.File, Reader)));
            var seen = View.For(moved.File, Reader).Item(id)!;
            Assert.Equal((only.What, only.Author, null, item.Revision), (seen.History[0].What, seen.History[0].Author, seen.History[0].Reason, seen.Revision));
            // The control: who was in the compartment sees them; a version about something else than the last is seen by nobody.
            Assert.InRange(View.For(moved.File, Member).Item(id)!.History.Count, 3, 4);
            Assert.Contains("zqreason", ViewText.Of(View.For(moved.File, Member)), StringComparison.Ordinal);
            return;
        }
        Assert.Fail($"No random case of 600 shows a {name}.");
    }

    [Fact]
    public void What_was_open_before_it_was_narrowed_stays_hidden_when_it_is_widened_after_a_correction()
    {
        var written = Named("zqfirst", Internal).Add(new MarkingChanged("p", Kept, "It names somebody.")).Add(new PartyCorrected("p", Party("second"), "Without the name."), Kept)
            .Add(new MarkingChanged("p", Internal, "wider"));
        Assert.Equal("second", Assert.Single(History(written, Reader)).Content.Name);
        Assert.Equal(4, History(written, Member).Count);
    }

    [Fact]
    public void A_member_that_was_marked_stricter_stays_hidden_in_the_versions_of_that_time()
    {
        Contact Call(string said) => new(Ostania, new("2026"), "", "call", "", "", said, null);
        var written = new WrittenCase().Add(new ContactHeld("c", Call("zqfirst"))).Add(new FieldMarked("c", "said", Kept, "zqwhy"), Kept)
            .Add(new ContactCorrected("c", Call("zqsecond"), "r")).Add(new ContactCorrected("c", Call("open"), "r")).Add(new FieldUnmarked("c", "said", "open now"));
        var history = View.For(written.File, Reader).Contacts.Find("c")!.History;
        Assert.Equal(["", "", "open"], history.Select(c => c.Content.Said));
        Assert.Equal([true, true, false], history.Select(c => c.Withheld is ["said"]));
        var text = ViewText.Of(View.For(written.File, Reader));
        foreach (var word in new[] { "zqfirst", "zqsecond", "zqwhy" }) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        Assert.Contains("zqwhy", ViewText.Of(View.For(written.File, Member)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_marking_of_an_earlier_version_hides_it()
    {
        var written = new WrittenCase().AddRaw("party-named", FactKinds.Draft(CaseId, Time(0), Ana, new(new PartyNamed("p", Party("zqfirst")), Internal)).Body, """{"tlp":"secret"}""")
            .Add(new PartyCorrected("p", Party("second"), "r")).Add(new MarkingChanged("p", Internal, "r"));
        Assert.Equal("second", Assert.Single(History(written, Member)).Content.Name);
    }

    [Fact]
    public void A_history_whose_first_version_named_something_hidden_begins_with_the_item_being_added()
    {
        Claim Said(string source) => new("proposition", source, Stance.Denies, Standing.Official, true, Nature.Fact, null, null, null);
        var written = new WrittenCase().Add(new SourceNamed("seen", new("Ada Berg", "", null, Standing.Official, null, [], null)))
            .Add(new SourceNamed("hidden", new("Bo", "", null, Standing.Official, null, [], null)), Kept).Add(new PropositionStated("proposition", new("It rained.")))
            .Add(new ClaimMade("claim", Said("hidden"))).Add(new ClaimCorrected("claim", Said("seen"), "It was not Bo."));
        var only = Assert.Single(View.For(written.File, Reader).Claims.Find("claim")!.History);
        Assert.Equal(("claim-made", null), (only.What, only.Reason));
    }

    [Fact]
    public void A_form_made_before_an_item_was_out_of_view_is_stale_afterwards_however_many_versions_there_are()
    {
        var written = Named("first", Internal);
        var seen = View.For(written.File, Reader).Parties.Find("p")!.Revision;
        Assert.IsType<Decision.Allowed>(Correct(written, seen));
        written.Add(new MarkingChanged("p", Kept, "r"), Kept).Add(new PartyCorrected("p", Party("second"), "r"), Kept).Add(new MarkingChanged("p", Internal, "r"));
        Assert.Single(View.For(written.File, Reader).Parties.Find("p")!.History);
        Assert.Equal("form-must-be-fresh", Assert.IsType<Decision.Refused>(Correct(written, seen)).Rule);
        Assert.IsType<Decision.Allowed>(Correct(written, View.For(written.File, Reader).Parties.Find("p")!.Revision));
    }

    [Fact]
    public void A_lift_moves_the_number_of_those_alone_who_see_it_or_the_version()
    {
        var written = Sanitised();
        int Number(Audience audience) => View.For(written.File, audience).Parties.Find("p")!.Revision;
        var (reader, member, red) = (Number(Reader), Number(Member), Number(AtDesk(Ben, true, "other")));
        var lift = Lift(written, Member, 1);
        foreach (var fact in Assert.IsType<Decision.Allowed>(lift).Facts) written.Add(fact.Fact, fact.Marking);
        Assert.NotEqual(reader, Number(Reader));
        Assert.NotEqual(member, Number(Member));
        Assert.Equal(Number(Reader), Number(AtDesk(Ben, true, "other")));
        Assert.NotEqual(red, Number(AtDesk(Ben, true, "other")));
        Assert.DoesNotContain("version-lifted", ViewText.Of(View.For(written.File, Reader)), StringComparison.Ordinal);
        Assert.Contains("version-lifted", ViewText.Of(View.For(written.File, Member)), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_sees_a_hidden_version_lifts_it_alone_and_a_later_marking_hides_it_again()
    {
        var written = Sanitised();
        Assert.Equal("version-must-exist", Assert.IsType<Decision.Refused>(Lift(written, Reader, 2)).Rule);
        Assert.Equal("version-must-be-hidden", Assert.IsType<Decision.Refused>(Lift(written, Reader, 1)).Rule);
        Assert.Equal("text-must-be-given", Assert.IsType<Decision.Refused>(Lift(written, Member, 1, reason: " ")).Rule);
        Assert.Equal("form-must-be-fresh", Assert.IsType<Decision.Refused>(CaseDecisions.Lift(View.For(written.File, Member), new("p", 1, null, "r", null))).Rule);
        var lifted = Assert.IsType<Decision.Allowed>(Lift(written, Member, 1)).Facts.Single();
        Assert.Equal(Kept, lifted.Marking);
        written.Add(lifted.Fact, lifted.Marking, Ben);
        var history = History(written, Reader);
        Assert.Equal(["zqfirst", "third"], history.Select(c => c.Content.Name));
        // The second version stays out, and the third is to this reader a correction of the first.
        Assert.Equal(["party-named", "party-corrected"], history.Select(c => c.What));
        Assert.DoesNotContain("zqsecond", ViewText.Of(View.For(written.File, Reader)), StringComparison.Ordinal);
        written.Add(new MarkingChanged("p", Kept, "r"), Kept).Add(new MarkingChanged("p", Internal, "r"));
        Assert.Equal(["third"], History(written, Reader).Select(c => c.Content.Name));
    }

    [Fact]
    public void A_member_of_an_earlier_version_is_lifted_by_itself()
    {
        Contact Call(string said) => new(Ostania, new("2026"), "", "call", "", "", said, null);
        var written = new WrittenCase().Add(new ContactHeld("c", Call("first"))).Add(new FieldMarked("c", "said", Kept, "r"), Kept)
            .Add(new ContactCorrected("c", Call("open"), "r")).Add(new FieldUnmarked("c", "said", "open now"));
        Decision Lifted(Audience by) => View.For(written.File, by) is var view ? CaseDecisions.Lift(view, new("c", 1, "said", "It may be known.", view.Contacts.Find("c")!.Revision)) : null!;
        Assert.Equal("field-must-be-seen", Assert.IsType<Decision.Refused>(Lifted(Reader)).Rule);
        foreach (var fact in Assert.IsType<Decision.Allowed>(Lifted(Member)).Facts) written.Add(fact.Fact, fact.Marking);
        Assert.Equal(["first", "", "open"], View.For(written.File, Reader).Contacts.Find("c")!.History.Select(c => c.Content.Said));
    }

    [Fact]
    public void The_page_of_readers_lists_the_hidden_versions_to_those_who_see_them()
    {
        var written = Sanitised();
        ItemReaders To(Audience reader) => ItemReaders.Of(View.For(written.File, reader), DeskFile.Fold([]), "p", null, Time(99), true)!;
        Assert.Equal([1, 2, 3], To(Member).Hidden.Select(v => v.Number));
        Assert.All(To(Member).Hidden, v => Assert.Equal(Kept, v.Marking));
        Assert.Empty(To(Reader).Hidden);
        Assert.Equal(1, To(Reader).Versions);
    }

    [Fact]
    public void A_partner_is_told_no_time_from_before_it_might_see_the_item()
    {
        var written = Named("first", Internal).Add(new PartyCorrected("p", Party("second"), "r")).Add(new MarkingChanged("p", ToOstania, "r"));
        var party = written.For(Ostania).Parties.Find("p")!;
        Assert.Equal((Time(3), Time(3), 1), (party.Time, party.Changed, party.History.Count));
    }

    [Fact]
    public void A_package_that_carried_a_hidden_version_says_nothing_of_the_item_to_its_new_readers()
    {
        Demarche.Releases.Proposal proposal = new(Demarche.Releases.PackageKind.Request, "request", Ostania, "package", Time(5), "sha", [new("p", "party", "identity--x", 7)], []);
        var written = Named("zqfirst", Kept)
            .Add(new Demarche.Requests.RequestDrafted("request", new("Logs", "Please.", [new("ask", "Which?")], "Treaty", Ana, Time(999), [Ostania], ["p"])))
            .Add(new Demarche.Releases.ReleaseProposed("release", proposal)).Add(new Demarche.Releases.ReleaseApproved("release", null, "sealed", 7))
            .Add(new PartyCorrected("p", Party("third"), "r"), Kept).AddRaw("kind-of-tomorrow", "{}").Add(new MarkingChanged("p", Internal, "r"));
        Assert.Empty(View.For(written.File, Reader).Releases.Find("release")!.Content.Proposal.Items);
        Assert.Equal("", View.For(written.File, Reader).Releases.Find("release")!.Content.Proposal.PlainSha256);
        var whole = View.For(written.File, Member).Releases.Find("release")!.Content.Proposal;
        Assert.Equal(("p", 0, "sha"), (whole.Items[0].Item, whole.Items[0].Revision, whole.PlainSha256));
    }

    private static WrittenCase Sanitised() => Named("zqfirst", Kept).Add(new PartyCorrected("p", Party("zqsecond"), "r"), Kept)
        .Add(new PartyCorrected("p", Party("third"), "r"), Kept).Add(new MarkingChanged("p", Internal, "r"));

    private static Decision Lift(WrittenCase written, Audience by, int version, string reason = "It may be known.") =>
        View.For(written.File, by) is var view ? CaseDecisions.Lift(view, new("p", version, null, reason, view.Parties.Find("p")!.Revision)) : null!;

    private static Decision Correct(WrittenCase written, int seen) =>
        PartyDecisions.Correct(View.For(written.File, Reader), new("p", Party("third"), "r", seen));

    private static IReadOnlyList<Change<Party>> History(WrittenCase written, Audience audience) => View.For(written.File, audience).Parties.Find("p")!.History;

    private static WrittenCase Named(string name, Marking marking) => new WrittenCase().Add(new PartyNamed("p", Party(name)), marking);

    private static Party Party(string name) => new(name, PartyKind.State, null, "victim");

    private static Type? Correcting(Type adding) =>
        FactMaker.Kinds.FirstOrDefault(k => FactMaker.ContentOf(k, typeof(Corrected<>)) is { } content && content == FactMaker.ContentOf(adding, typeof(Added<>)));

    private static string Says(Fact fact) => JsonSerializer.Serialize(fact.GetType().GetProperty("Content")!.GetValue(fact), FactKinds.Json);

    private static Fact With(Type kind, string id, Fact said, params object[] reason) =>
        (Fact)kind.GetConstructors()[0].Invoke([id, said.GetType().GetProperty("Content")!.GetValue(said), .. reason]);
}
