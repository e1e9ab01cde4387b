using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using Demarche.Tests.Documents;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Each finding of the check, beside the same draft without what causes it.</summary>
public sealed partial class DraftCheckTests
{
    private static readonly DeskFile Desk = DeskOf(new PartnerAdded(Ostania, Known("Ostania")), new PartnerAdded(Sudria, Known("Sudria", "Never in court.")));

    private readonly WrittenCase written = new WrittenCase()
        .Add(new SourceNamed("official", new(null, "A senior official", null, Standing.Anonymous, null, [Ana], null)), ToBoth)
        .Add(new SourceNamed("minister", new("Ida Lund", "Minister", null, Standing.Official, null, [], null)), ToBoth)
        .Add(new PropositionStated("deleted", new("Records were deleted.")), ToBoth)
        .Add(new DocumentTakenIn("paper", Stories.Document(Stories.Paper)), ToBoth).Add(new DocumentTakenIn("wire", Stories.Document(Stories.Wire)), ToBoth);

    private readonly List<string> includes = [];
    private string text = "We ask for your help.";

    [Fact]
    public void A_protected_source_that_is_the_only_origin_stops_the_copy()
    {
        Claim("c", "official", Stance.Asserts, "paper");
        var block = Assert.Single(Check().Findings, f => f.Severity == Severity.Block);
        Assert.Equal(("protected-source-exposed", "c"), (block.Rule, block.Item));
        Assert.Contains("A senior official", block.Message, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(Check().Reach).Origins);
    }

    [Fact]
    public void A_copy_of_the_same_story_is_no_second_origin_and_another_speaker_is()
    {
        Claim("c", "official", Stance.Asserts, "paper");
        Claim("copy", "official", Stance.Asserts, "wire");
        Assert.Contains(Check().Findings, f => f.Rule == "protected-source-exposed");
        Claim("second", "minister", Stance.Asserts, null);
        Assert.DoesNotContain(Check().Findings, f => f.Severity == Severity.Block);
        Assert.All(Check().Reach, r => Assert.Equal(2, r.Origins));
    }

    [Fact]
    public void A_second_speaker_whom_the_partner_may_not_hear_is_no_origin_for_the_partner()
    {
        Claim("c", "official", Stance.Asserts, "paper");
        Claim("second", "minister", Stance.Asserts, null, Internal);
        Assert.Contains(Check().Findings, f => f.Rule == "protected-source-exposed");
    }

    [Fact]
    public void A_denial_is_no_second_origin_of_an_assertion()
    {
        Claim("c", "official", Stance.Asserts, "paper");
        Claim("denial", "minister", Stance.Denies, null);
        Assert.Contains(Check().Findings, f => f.Rule == "protected-source-exposed");
    }

    [Fact]
    public void The_words_of_a_part_that_is_kept_from_the_partner_stop_the_letter()
    {
        written.Add(new ObservableSeen("relay", new("ipv4-addr", "198.51.100.7", 2, null, "It answered the operators of relay seven at night.")), ToBoth);
        includes.Add("relay");
        text = "It answered the operators of relay seven at night, we hear.";
        Assert.DoesNotContain(Check().Findings, f => f.Severity == Severity.Block);
        written.Add(new FieldMarked("relay", "note", Marking.Of(Tlp.Amber, Sudria), "How we know."), ToBoth);
        Assert.Equal("withheld-words-given-away", Assert.Single(Check().Findings, f => f.Severity == Severity.Block).Rule);
        text = "We ask for your help.";
        Assert.DoesNotContain(Check().Findings, f => f.Severity == Severity.Block);
    }

    [Fact]
    public void The_same_draft_in_other_words_goes_with_a_reason()
    {
        Claim("c", "official", Stance.Asserts, "paper");
        Reword("c", "We hold it likely that records are gone.");
        var check = Check();
        Assert.Null(check.Block);
        var warning = Assert.Single(check.Warnings);
        Assert.Equal("one-origin-behind-other-words", warning.Rule);
        Assert.Single(check.Unanswered([]));
        Assert.Single(check.Unanswered([new(warning.Rule, "other", "", "why", [])]));
        Assert.Single(check.Unanswered([new(warning.Rule, "c", "Something else.", "why", [])]));
        Assert.Empty(check.Unanswered([new(warning.Rule, "c", warning.Message, "why", warning.RestsOn)]));
        var plain = System.Text.Encoding.UTF8.GetString(Copy().Composed.Plain);
        Assert.Contains("We hold it likely that records are gone.", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("A senior official", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("They", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Records were deleted.", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_public_already_exposes_nobody_anew()
    {
        Claim("c", "official", Stance.Asserts, "paper");
        written.Add(new MarkingChanged("paper", Marking.Of(Tlp.Clear), "It is a newspaper."));
        Assert.Null(Check().Block);
        Assert.Contains(Check().Findings, f => f is { Rule: "published-already", Severity: Severity.Note });
    }

    [Fact]
    public void Two_protected_sources_are_two_origins_that_may_be_one_and_one_only_for_those_who_handle_both()
    {
        written.Add(new SourceNamed("other", new(null, "Another official", null, Standing.Anonymous, null, [Ana], null)), ToBoth);
        Claim("c", "official", Stance.Asserts, null);
        Claim("d", "other", Stance.Asserts, null);
        Assert.All(Check().Findings, f => Assert.Equal(("protected-sources-may-be-one", Severity.Warning), (f.Rule, f.Severity)));
        Assert.Null(Check().Sealed);
        var handlers = DraftCheck.Of(Copy() with { Persons = PersonGroups.Of([("official", "other")]) });
        Assert.Equal(Check().Findings.Select(f => f.Message), handlers.Findings.Select(f => f.Message));
        Assert.Equal(Check().Reach, handlers.Reach);
        Assert.All(handlers.Sealed!.Reach, r => Assert.Equal(1, r.Origins));
        Assert.Equal("protected-source-exposed", handlers.Sealed.Block?.Rule);
        Assert.All(handlers.Sealed.Findings, f => Assert.Equal("protected-source-exposed", f.Rule));
    }

    [Fact]
    public void What_the_partner_was_given_before_counts()
    {
        Claim("c", "minister", Stance.Asserts, null);
        Release(Ostania, new ReleasedItem("c", "claim", "note--1", 1));
        includes.Clear();
        Claim("d", "official", Stance.Asserts, "paper");
        Assert.Null(Check().Block);
        Assert.Equal(2, Assert.Single(Check().Reach).Origins);
    }

    [Fact]
    public void A_claim_against_the_public_line_is_weighed()
    {
        Claim("c", "minister", Stance.Asserts, null);
        written.Add(new StatementMade("s", new("Nothing was lost.", new("2026-03-01"), "Ida Lund", [new("deleted", Stance.Denies)])));
        Assert.Contains(Check().Warnings, f => f is { Rule: "contradicts-the-public-line", Item: "c" });
        written.Add(new StatementCorrected("s", new("We see no sign of it.", new("2026-03-01"), "Ida Lund", [new("deleted", Stance.NoEvidenceFor)]), "Misquoted."));
        Assert.Contains(Check().Warnings, f => f is { Rule: "goes-beyond-the-public-line", Item: "c" });
    }

    [Fact]
    public void What_another_partner_was_told_otherwise_is_weighed()
    {
        Claim("denial", "minister", Stance.Denies, null);
        includes.Clear();
        Release(Sudria, new ReleasedItem("denial", "claim", "note--1", 1));
        Claim("c", "minister", Stance.Asserts, null);
        Assert.Contains("Sudria", Assert.Single(Check().Warnings, f => f.Rule == "told-otherwise-to-another").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_withheld_address_in_the_letter_or_in_an_item_stops_the_copy_however_it_is_written()
    {
        written.Add(new ObservableSeen("hidden", new("domain-name", "update.quay-tools.example", 2, null, null)));
        Assert.Null(Check().Block);
        text = "Look for hxxps://update.quay-tools[.]example/orders please.";
        Assert.Equal(("withheld-value-given-away", (string?)null), (Check().Block!.Rule, Check().Block!.Item));
        text = "We ask for your help.";
        written.Add(new ObservableSeen("seen", new("ipv4-addr", "192.0.2.44", 2, null, "Answered for UPDATE.quay-tools.example.")), ToBoth);
        includes.Add("seen");
        Assert.Equal(("withheld-value-given-away", "seen"), (Check().Block!.Rule, Check().Block!.Item));
        written.Add(new ObservableCorrected("seen", new("url", "https://update.quay-tools.example/orders", 2, null, null), "The address of the orders."), ToBoth);
        Assert.Equal(("withheld-value-given-away", "seen"), (Check().Block!.Rule, Check().Block!.Item));
        written.Add(new MarkingChanged("hidden", ToBoth, "No secret any more."));
        Assert.Null(Check().Block);
    }

    [Fact]
    public void The_very_words_of_a_withheld_item_in_the_letter_stop_the_copy()
    {
        written.Add(new PropositionStated("inside", new("The break-in was prepared from inside the company.")));
        text = "You may know that the break-in was prepared from INSIDE  the company, we hear.";
        Assert.Equal("withheld-words-given-away", Check().Block!.Rule);
        text = "You may know that somebody inside may have helped.";
        Assert.Null(Check().Block);
    }

    [Fact]
    public void A_withheld_name_in_the_letter_is_weighed()
    {
        written.Add(new PartyNamed("harbour", new("Ekhaven Ports", PartyKind.Organisation, null, "victim")));
        text = "The cranes of Ekhaven Ports stood still.";
        Assert.Contains(Check().Warnings, f => f.Rule == "names-somebody-withheld");
        written.Add(new MarkingChanged("harbour", ToBoth, "They said so themselves."));
        Assert.Empty(Check().Findings);
    }

    [Fact]
    public void Terms_of_whoever_gave_it_to_us_are_read_before_it_goes_on()
    {
        written.Add(new ObservableSeen("theirs", new("ipv4-addr", "192.0.2.44", 2, null, null)), Marking.Of(Tlp.Green, Ostania) with { Originator = Sudria });
        includes.Add("theirs");
        Assert.Contains("Never in court.", Assert.Single(Check().Warnings, f => f.Rule == "originators-terms").Message, StringComparison.Ordinal);
        written.Add(new MarkingChanged("theirs", Marking.Of(Tlp.Green, Ostania) with { Originator = Ostania }, "They gave it to us."));
        Assert.Empty(Check().Findings);
    }

    [Fact]
    public void One_description_for_two_readers_lets_them_join_a_source()
    {
        Claim("c", "official", Stance.Asserts, "paper");
        Claim("second", "minister", Stance.Asserts, null);
        Assert.Empty(Check().Warnings);
        Release(Sudria, new ReleasedItem("c", "claim", "note--1", 1));
        Assert.Contains(Check().Warnings, f => f is { Rule: "source-can-be-joined", Item: "official" });
        Reword("official", "Somebody in a position to know");
        Assert.DoesNotContain(Check().Warnings, f => f.Rule == "source-can-be-joined");
        Assert.Contains("Somebody in a position to know", System.Text.Encoding.UTF8.GetString(Copy().Composed.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_second_version_shows_beside_the_first_is_said()
    {
        Claim("c", "minister", Stance.Asserts, null);
        var plain = Copy().Composed.Items.Single(i => i.Item == "c");
        Release(Ostania, plain);
        Assert.Empty(Check().Findings);
        written.Add(new ClaimCorrected("c", written.View.Claims.Find("c")!.Content with { Stance = Stance.Suggests }, "Misheard."));
        Assert.Contains(Check().Findings, f => f is { Rule: "difference-shows", Severity: Severity.Note });
        Release(Ostania, plain with { As = "note--2", InOtherWords = true });
        Assert.Contains(Check().Warnings, f => f.Rule == "own-words-after-other-words");
    }

    [Fact]
    public void One_item_in_two_copies_has_two_ids()
    {
        Claim("c", "minister", Stance.Asserts, null);
        var own = Copy().Composed.Items.Single(i => i.Item == "c").As;
        Reword("c", "Records are gone, we are told.");
        Assert.NotEqual(own, Copy().Composed.Items.Single(i => i.Item == "c").As);
    }

    [Fact]
    public void An_earlier_check_is_compared_by_its_blocks_and_by_k()
    {
        Claim("c", "official", Stance.Asserts, "paper");
        Claim("second", "minister", Stance.Asserts, null);
        var before = Check();
        Assert.Empty(before.BlocksSince(before));
        Assert.Empty(before.FewerOriginsThan(before));
        written.Add(new ClaimWithdrawn("second", "Misheard."));
        var now = Check();
        Assert.Equal("protected-source-exposed", Assert.Single(now.BlocksSince(before)).Rule);
        Assert.Equal(("c", 1), Assert.Single(now.FewerOriginsThan(before)) is var reach ? (reach.Item, reach.Origins) : default);
        Assert.Empty(before.FewerOriginsThan(now));
        Assert.Empty(now.BlocksSince(now));
    }

    [Fact]
    public void A_named_source_that_is_the_only_origin_is_no_finding()
    {
        Claim("c", "minister", Stance.Asserts, null);
        Assert.Empty(Check().Findings);
        includes.Add("deleted");
        Assert.Empty(Check().Findings);
    }

    [Fact]
    public void A_proposition_that_only_a_protected_source_asserts_is_weighed_and_one_that_a_named_source_asserts_too_is_not()
    {
        Claim("c", "official", Stance.Asserts, null, Internal);
        includes.Clear();
        includes.Add("deleted");
        Assert.Contains(Check().Warnings, f => f is { Rule: "only-a-protected-source-says-it", Item: "deleted" });
        Claim("denial", "minister", Stance.Denies, null, Internal);
        includes.Remove("denial");
        Assert.Contains(Check().Warnings, f => f.Rule == "only-a-protected-source-says-it");
        Claim("named", "minister", Stance.Suggests, null, Internal);
        includes.Remove("named");
        Assert.Empty(Check().Findings);
        written.Add(new ClaimWithdrawn("named", "Misheard."));
        Reword("deleted", "Something was lost.");
        Assert.Empty(Check().Findings);
    }

    [Fact]
    public void What_was_told_otherwise_to_another_and_goes_along_is_no_contradiction()
    {
        Claim("denial", "minister", Stance.Denies, null);
        Release(Sudria, new ReleasedItem("denial", "claim", "note--1", 1));
        Claim("c", "minister", Stance.Asserts, null);
        Assert.DoesNotContain(Check().Findings, f => f.Rule == "told-otherwise-to-another");
        includes.Remove("denial");
        Assert.Contains(Check().Warnings, f => f is { Rule: "told-otherwise-to-another", Item: "c" });
    }

    [Fact]
    public void What_was_only_proposed_to_another_is_weighed_while_it_waits_and_what_was_refused_was_told_to_nobody()
    {
        Claim("denial", "minister", Stance.Denies, null);
        includes.Clear();
        Claim("c", "minister", Stance.Asserts, null);
        written.Add(new RequestDrafted("earlier", new("Earlier", "", [], "", Ana, "", [Sudria], [])), ToBoth)
            .Add(new ReleaseProposed("waits", new(PackageKind.Request, "earlier", Sudria, "package-w", Time(0), "sha", [new("denial", "claim", "note--1", 1)], [])));
        Assert.Contains("is, in a copy beside this one, told", Assert.Single(Check().Findings, f => f.Rule == "told-otherwise-to-another").Message, StringComparison.Ordinal);
        written.Add(new ReleaseRefused("waits", "Not yet."));
        Assert.DoesNotContain(Check().Findings, f => f.Rule == "told-otherwise-to-another");
    }

    [Fact]
    public void Other_words_after_own_words_are_said_to_keep_nothing()
    {
        Claim("c", "minister", Stance.Asserts, null);
        Release(Ostania, Copy().Composed.Items.Single(i => i.Item == "c"));
        Assert.Empty(Check().Findings);
        Reword("c", "Records are gone, we are told.");
        Assert.Contains(Check().Findings, f => f is { Rule: "other-words-after-own-words", Item: "c", Severity: Severity.Note });
        Assert.DoesNotContain(Check().Findings, f => f.Rule == "own-words-after-other-words");
    }

    [Fact]
    public void The_other_words_of_what_does_not_go_stay_behind_and_are_not_checked()
    {
        Claim("c", "minister", Stance.Asserts, null);
        Reword("c", "Records are gone, update.quay-tools.example told us.");
        Assert.Contains("update.quay-tools.example told us", Plain(), StringComparison.Ordinal);
        written.Add(new ObservableSeen("hidden", new("domain-name", "update.quay-tools.example", 2, null, null)));
        Assert.Equal(("withheld-value-given-away", "c"), (Check().Block!.Rule, Check().Block!.Item));
        written.Add(new MarkingChanged("c", Internal, "Not for partners."));
        Assert.DoesNotContain("told us", Plain(), StringComparison.Ordinal);
        Assert.Null(Check().Block);
    }

    [Fact]
    public void The_other_words_for_a_source_stay_behind_with_its_claims()
    {
        Claim("c", "official", Stance.Asserts, "paper");
        Reword("official", "Somebody in a position to know");
        Assert.Contains("position to know", Plain(), StringComparison.Ordinal);
        written.Add(new MarkingChanged("c", Internal, "Not for partners."));
        Assert.DoesNotContain("position to know", Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_keeps_an_embargo_and_what_the_partner_has_already_are_notes()
    {
        Claim("c", "minister", Stance.Asserts, null, ToBoth with { Embargo = new("2026-04-01T00:00:00.000Z", "UTC", [Ostania], []) });
        Assert.Contains(Check().Findings, f => f is { Rule: "under-embargo", Item: "c", Severity: Severity.Note });
        Release(Ostania, new ReleasedItem("c", "claim", "note--1", 1));
        written.Add(new MarkingChanged("c", Internal, "Not for partners."));
        Assert.Contains(Check().Findings, f => f is { Rule: "they-have-it-already", Item: "c", Severity: Severity.Note });
    }

    private string Plain() => System.Text.Encoding.UTF8.GetString(Copy().Composed.Plain);

    private DraftCheck Check() => DraftCheck.Of(Copy());

    private CheckedCopy Copy()
    {
        var file = new WrittenCase(opened: false).Copied(written).Add(
            new RequestDrafted("r", new("Help", text, [new("a", "Tell us what you know.")], "Article 7", Ana, "2026-03-09T12:00:00.000Z", [Ostania, Sudria], includes)), ToBoth).File;
        var view = Demarche.Views.View.For(file, AtDesk());
        var audience = Desk.AudienceOf(Ostania, Time(900));
        var outgoing = Outgoing.To(Ostania, "r", view)!;
        return new(view, Desk, outgoing, Composed.Of(Demarche.Views.View.For(file, audience), outgoing, new("package", Time(900), "our-desk", "Norland", "their-desk", "Ostania")), audience);
    }

    private void Claim(string id, string source, Stance stance, string? document, Marking? marking = null)
    {
        written.Add(new ClaimMade(id, new("deleted", source, stance, Standing.Official, true, Nature.Fact, "said", document is null ? null : new(document, 0, 4, "They"), null)), marking ?? ToBoth);
        includes.Add(id);
    }

    private void Reword(string item, string other) => written.Add(new CopyReworded("reworded-" + item, new("r", Ostania, item, other)), ToBoth);

    private void Release(string partner, params ReleasedItem[] items)
    {
        var id = $"release-{written.Entries.Count}";
        written.Add(new RequestDrafted("earlier-" + id, new("Earlier", "", [], "", Ana, "", [partner], [])), ToBoth);
        written.Add(new ReleaseProposed(id, new(PackageKind.Request, "earlier-" + id, partner, "package-" + id, Time(0), "sha", items, [])));
        written.Add(new ReleaseApproved(id, null, "sealed", 7));
    }

    private static Partner Known(string name, string? caveats = null) => new(name, null, "", "", null, false, [], null, caveats);

    private static DeskFile DeskOf(params Fact[] facts)
    {
        List<Entry> entries = [];
        foreach (var fact in facts)
            entries.Add(FactKinds.Draft("desk", Time(0), Ana, new(fact, DeskFile.Internal)).After(entries.Count == 0 ? Head.Empty("desk") : entries[^1].AsHead()));
        return DeskFile.Fold(entries);
    }
}
