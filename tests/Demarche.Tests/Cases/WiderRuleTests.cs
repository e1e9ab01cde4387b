using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Views;

namespace Demarche.Tests.Cases;

/// <summary>What is derived is no wider than its basis, for every kind that is taken out of something, unless a person says why.</summary>
public sealed class WiderRuleTests
{
    private static readonly Document Paper = new("report.txt", new('a', 64), new('b', 64), "text/plain", 10, "carried here", null, null, null, null, null, null, null);
    private static readonly Marking Strict = Marking.Of(Tlp.AmberStrict, WrittenCase.Ostania);
    private static readonly Marking Green = Marking.Of(Tlp.Green, WrittenCase.Ostania);
    private static readonly PassageRef Place = new("doc", 0, 4, "word");

    private readonly WrittenCase written = new WrittenCase().Add(new DocumentTakenIn("doc", Paper), Strict)
        .Add(new PropositionStated("p", new("It was so.")), Green).Add(new SourceNamed("s", new("Ada Berg", "", null, Standing.Official, null, [], null)), Green)
        .Add(new PartyNamed("a", new("Norland", PartyKind.State, "NO", "")), Green).Add(new PartyNamed("b", new("Sudria", PartyKind.State, "SE", "")), Green);

    public static TheoryData<string> Derived => [.. Facts().Keys];

    [Theory]
    [MemberData(nameof(Derived))]
    public void Whatever_is_taken_out_of_a_stricter_document_needs_a_reason(string kind)
    {
        var fact = Facts()[kind];
        var refused = Assert.IsType<Decision.Refused>(Judge([new(fact, Green)]));
        Assert.Equal(("derived-must-not-be-wider", "marking.wider"), (refused.Rule, refused.Field));
        // The controls: as strict as the document it needs none; with a reason the reason is written with it, under the item's marking.
        Assert.Single(Assert.IsType<Decision.Allowed>(Judge([new(fact, Strict)])).Facts);
        var allowed = Assert.IsType<Decision.Allowed>(Judge([new(fact, Green)], "The address is public."));
        Assert.Equal(new(new WiderMarkingJustified("x", "The address is public."), Green), allowed.Facts[^1]);
    }

    [Theory]
    [MemberData(nameof(Derived))]
    public void What_a_partner_gave_goes_no_wider_whatever_anybody_writes(string kind)
    {
        written.Add(new DocumentTakenIn("theirs", Paper with { Sha256 = new('c', 64) }), Strict with { Originator = WrittenCase.Sudria });
        var fact = Facts("theirs")[kind];
        Assert.Equal("originators-terms-must-hold", Assert.IsType<Decision.Refused>(Judge([new(fact, Green)], "I think so.")).Rule);
        Assert.IsType<Decision.Allowed>(Judge([new(fact, Strict)]));
    }

    [Theory]
    [MemberData(nameof(Derived))]
    public void Without_a_marking_of_its_own_it_is_marked_like_the_document(string kind)
    {
        var content = Facts()[kind].GetType().GetProperty("Content")!.GetValue(Facts()[kind])!;
        Assert.False(RestsOn.IsWider(RestsOn.MarkingFor(written.View, content, null), content, [], written.File.MarkingOf));
    }

    [Fact]
    public void Each_part_of_a_marking_counts()
    {
        var basis = new Marking(Tlp.Amber, [WrittenCase.Ostania], ["vault"], null, [WrittenCase.Sudria], new("2026-05-01T00:00:00.000Z", "UTC", [WrittenCase.Ostania], []), Pap.Amber);
        Assert.False(basis.IsWiderThan(basis));
        foreach (var wider in new[]
        {
            basis with { Tlp = Tlp.Green }, basis with { ReleasableTo = [WrittenCase.Ostania, "another"] }, basis with { Compartments = [] },
            basis with { NotReleasableTo = null }, basis with { Embargo = null }, basis with { Pap = null }, basis with { Pap = Pap.Green },
        })
        {
            Assert.True(wider.IsWiderThan(basis), wider.ToJson());
        }
        Assert.False((basis with { Pap = Pap.Red }).IsWiderThan(basis));
        Assert.False((basis with { Pap = null }).IsWiderThan(basis with { Pap = Pap.Clear }));
        Assert.False((basis with { Tlp = Tlp.Red, ReleasableTo = [], Compartments = ["vault", "crypto"] }).IsWiderThan(basis));
        // What is public may be told to anybody.
        Assert.False(Marking.Of(Tlp.Clear, "another").IsWiderThan(Marking.Of(Tlp.Clear)));
    }

    [Theory]
    [MemberData(nameof(Derived))]
    public void A_correction_that_loses_the_place_needs_a_reason(string kind)
    {
        var made = Facts()[kind];
        written.Add(made, Strict);
        if (FactKinds.Corrects(((IAdded)made).Said.GetType()) is not { } corrects) return;
        var type = FactKinds.All.Single(t => FactKinds.All.Contains(t) && ((KindAttribute)t.GetCustomAttributes(typeof(KindAttribute), false)[0]).Name == corrects);
        Fact Corrected(string? document) => (Fact)type.GetConstructors().MaxBy(c => c.GetParameters().Length)!.Invoke(["x", At(((IAdded)made).Said, document), "The other page."]);
        written.Add(new DocumentTakenIn("lax", Paper with { Sha256 = new('d', 64) }), Green).Add(new DocumentTakenIn("same", Paper with { Sha256 = new('e', 64) }), Strict);
        foreach (var gone in new[] { null, "lax" })
        {
            Assert.Equal(("basis-must-not-be-lost", "marking.wider"), Judge([new(Corrected(gone), Strict)]) is Decision.Refused refused ? (refused.Rule, refused.Field) : default);
            Assert.IsType<WiderMarkingJustified>(Assert.IsType<Decision.Allowed>(Judge([new(Corrected(gone), Strict)], "It stood there by mistake.")).Facts[^1].Fact);
        }
        // The controls: another place that is as strict, and the same place.
        Assert.Single(Assert.IsType<Decision.Allowed>(Judge([new(Corrected("same"), Strict)])).Facts);
        Assert.Single(Assert.IsType<Decision.Allowed>(Judge([new(Corrected("doc"), Strict)])).Facts);
    }

    private static object At(object content, string? document)
    {
        var make = content.GetType().GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return make.Invoke([.. make.GetParameters().Select(p => p.Name == "Passage" ? document is null ? null : Place with { Document = document } : content.GetType().GetProperty(p.Name!)!.GetValue(content))]);
    }

    [Fact]
    public void A_document_goes_no_laxer_than_it_says_of_itself_without_a_reason()
    {
        written.Add(new DocumentTakenIn("x", Paper with { Sha256 = new('f', 64), Stated = Tlp.Red }), Marking.Of(Tlp.Red));
        Assert.Equal("derived-must-not-be-wider", Assert.IsType<Decision.Refused>(Judge([new(new MarkingChanged("x", Green, "r"), Green)])).Rule);
        Assert.IsType<WiderMarkingJustified>(Assert.IsType<Decision.Allowed>(Judge([new(new MarkingChanged("x", Green, "r"), Green)], "Its author published it.")).Facts[^1].Fact);
    }

    [Fact]
    public void A_later_marking_that_is_wider_needs_a_reason_and_a_stricter_one_none()
    {
        written.Add(new ObservableSeen("x", new("url", "https://a.example", 2, Place, null)), Strict);
        Assert.Equal("derived-must-not-be-wider", Assert.IsType<Decision.Refused>(Judge([new(new MarkingChanged("x", Green, "r"), Green)])).Rule);
        Assert.IsType<Decision.Allowed>(Judge([new(new MarkingChanged("x", Marking.Of(Tlp.Red), "r"), Marking.Of(Tlp.Red))]));
        var first = Assert.IsType<Decision.Allowed>(Judge([new(new MarkingChanged("x", Green, "r"), Green)], "Public."));
        foreach (var fact in first.Facts) written.Add(fact.Fact, fact.Marking);
        // A reason for one marking is no reason for a wider one still; to go back needs none.
        Assert.IsType<Decision.Refused>(Judge([new(new MarkingChanged("x", Marking.Of(Tlp.Clear), "r"), Marking.Of(Tlp.Clear))]));
        Assert.IsType<Decision.Allowed>(Judge([new(new MarkingChanged("x", Marking.Of(Tlp.Amber, WrittenCase.Ostania), "r"), Green)]));
    }

    [Fact]
    public void Nobody_justifies_what_rests_on_something_that_they_may_not_see_and_all_are_told_alike()
    {
        written.Add(new DocumentTakenIn("vault", Paper with { Sha256 = new('d', 64) }), new Marking(Tlp.Amber, [], ["vault"], WrittenCase.Sudria))
            .Add(new DocumentTakenIn("ours", Paper with { Sha256 = new('e', 64) }), new Marking(Tlp.Red, [], ["crypto"]))
            .Add(new ObservableSeen("x", new("url", "https://a.example", 2, new("vault", 0, 4, "word"), null)), Strict)
            .Add(new ObservableSeen("y", new("url", "https://b.example", 2, new("ours", 0, 4, "word"), null)), Strict);
        var refusals = new[] { "x", "y" }.Select(id => Judge([new(new WiderMarkingJustified(id, "r"), Strict)])).ToList();
        Assert.Equal("basis-must-be-seen", Assert.IsType<Decision.Refused>(refusals[0]).Rule);
        Assert.Equal(refusals[0], refusals[1]);
        Assert.IsType<Decision.Allowed>(Judge([new(new WiderMarkingJustified("y", "r"), Strict)], reader: WrittenCase.AtDesk(WrittenCase.Ana, true, "crypto")));
    }

    [Fact]
    public void What_was_wider_before_can_be_corrected_and_withdrawn_and_still_does_not_go()
    {
        written.Add(new ObservableSeen("x", new("url", "https://a.example", 2, Place, null)), Green);
        Assert.IsType<Decision.Allowed>(Judge([new(new ObservableCorrected("x", new("url", "https://b.example", 2, Place, null), "r"), Green)]));
        Assert.IsType<Decision.Allowed>(Judge([new(new ObservableWithdrawn("x", "r"), Green)]));
        Assert.Null(written.For(WrittenCase.Ostania).Observables.Find("x"));
        Assert.Equal([View.WiderThanItsBasis], written.View.Explain("x", new Audience.Partner(WrittenCase.Ostania))!.Reasons);
        written.Add(new WiderMarkingJustified("x", "It is public."), Green);
        Assert.NotNull(written.For(WrittenCase.Ostania).Observables.Find("x"));
    }

    [Fact]
    public void A_correction_that_brings_in_a_stricter_basis_needs_a_reason()
    {
        written.Add(new ObservableSeen("o", new("url", "https://a.example", 2, null, null)), Marking.Of(Tlp.Red))
            .Add(new FindingRecorded("x", new("F", FindingKind.Other, [], "m", "a", 2, null)), Green);
        Assert.IsType<Decision.Refused>(Judge([new(new FindingCorrected("x", new("F", FindingKind.Other, ["o"], "m", "a", 2, null), "r"), Green)]));
        Assert.IsType<Decision.Allowed>(Judge([new(new FindingCorrected("x", new("Other words", FindingKind.Other, [], "m", "a", 2, null), "r"), Green)]));
    }

    [Fact]
    public void In_an_old_journal_what_is_wider_goes_to_nobody_and_at_no_laxer_level()
    {
        // A document that this partner may have, at a stricter level; one that it may not have at all; one that is not there.
        written.Add(new DocumentTakenIn("hidden", Paper with { Sha256 = new('c', 64) }), Marking.Of(Tlp.Green))
            .Add(new ObservableSeen("lax", new("url", "https://a.example", 2, Place, null)), Green)
            .Add(new ObservableSeen("unseen", new("url", "https://b.example", 2, new("hidden", 0, 4, "word"), null)), Green)
            .Add(new ObservableSeen("nowhere", new("url", "https://c.example", 2, new("gone", 0, 4, "word"), null)), Green)
            .Add(new ObservableSeen("good", new("url", "https://d.example", 2, Place, null)), Strict);
        Assert.Equal(["good"], written.For(WrittenCase.Ostania).Observables.All.Select(o => o.Id));
        // At the desk all of them stand.
        Assert.Equal(4, written.View.Observables.Count);
    }

    [Fact]
    public void A_document_made_stricter_leaves_a_task_and_changes_nothing_else()
    {
        written.Add(new ObservableSeen("x", new("url", "https://a.example", 2, Place, null)), Strict)
            .Add(new ObservableSeen("y", new("url", "https://b.example", 2, Place, null)), Green).Add(new WiderMarkingJustified("y", "It is public."), Green);
        Assert.Empty(WiderList.Of(written.View));
        written.Add(new MarkingChanged("doc", Marking.Of(Tlp.Red), "It names our source."), Marking.Of(Tlp.Red));
        Assert.Equal([("x", false), ("y", true)], WiderList.Of(written.View).Select(w => (w.Item.Id, w.IsStale)));
        Assert.Equal((Strict, Green), (written.View.Observables.Find("x")!.Marking, written.View.Observables.Find("y")!.Marking));
        // Only for whoever sees both.
        Assert.Empty(WiderList.Of(View.For(written.File, WrittenCase.AtDesk(readsRed: false))));
        written.Add(new WiderMarkingJustified("y", "It is public still."), Green).Add(new MarkingChanged("x", Marking.Of(Tlp.Red), "r"), Marking.Of(Tlp.Red));
        Assert.Empty(WiderList.Of(written.View));
    }

    private Decision Judge(IReadOnlyList<Marked> facts, string? reason = null, Audience? reader = null)
    {
        var after = new WrittenCase(false).Copied(written);
        foreach (var fact in facts) after.Add(fact.Fact, fact.Marking);
        return WiderRule.Judge(written.File, after.File, new(facts, null), new(reason, reader ?? WrittenCase.AtDesk()));
    }

    private static Dictionary<string, Fact> Facts(string document = "doc")
    {
        var place = Place with { Document = document };
        return new()
        {
            ["claim"] = new ClaimMade("x", new("p", "s", Stance.Asserts, Standing.Official, true, Nature.Fact, "said", place, null)),
            ["observable"] = new ObservableSeen("x", new("url", "https://a.example", 2, place, null)),
            ["commitment"] = new CommitmentMade("x", new(WrittenCase.Ostania, "Logs are kept.", true, null, null, place)),
            ["finding"] = new FindingRecorded("x", new("F", FindingKind.Other, [], "m", "a", 2, place)),
            ["tie"] = new TieRecorded("x", new("a", "b", TieKind.Treaty, null, null, null, null, "page 4", null, place, null)),
            ["interest"] = new InterestRecorded("x", new("a", "Wants it.", false, "page 4", null, place)),
        };
    }
}
