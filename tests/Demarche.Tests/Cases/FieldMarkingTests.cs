using Demarche.Cases;
using Demarche.Documents;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Tests.Releases;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Cases;

/// <summary>One part of an item under a marking of its own.</summary>
public sealed class FieldMarkingTests
{
    private static readonly Marking Crypto = new(Tlp.Amber, [Ostania], ["crypto"]);
    private static readonly Observable Relay = new("ipv4-addr", "198.51.100.7", 2, null, "It answered as relay seven.");

    private static WrittenCase Whole() => new WrittenCase().Add(new ObservableSeen("relay", Relay), ToBoth);

    private static WrittenCase Marked(Marking to) => Whole().Add(new FieldMarked("relay", "note", to, "How we know."), ToBoth);

    [Fact]
    public void A_partner_that_may_not_see_a_part_is_given_the_rest()
    {
        var written = Marked(Marking.Of(Tlp.Amber, Sudria));
        var kept = written.For(Ostania).Observables.Find("relay")!;
        Assert.Equal(("198.51.100.7", null), (kept.Content.Value, kept.Content.Note));
        Assert.All(kept.History, c => Assert.Null(c.Content.Note));
        Assert.Empty(kept.Fields);
        Assert.Empty(kept.Withheld);
        Assert.Equal(Relay.Note, written.For(Sudria).Observables.Find("relay")!.Content.Note);
    }

    [Fact]
    public void What_says_more_goes_out_under_the_stricter_level()
    {
        Assert.Equal(Tlp.AmberStrict, Marked(Marking.Of(Tlp.AmberStrict, Sudria)).For(Sudria).Observables.Find("relay")!.Marking.Tlp);
        Assert.Equal(Tlp.Amber, Marked(Marking.Of(Tlp.AmberStrict, Sudria)).For(Ostania).Observables.Find("relay")!.Marking.Tlp);
    }

    [Fact]
    public void The_marking_governs_the_earlier_versions_too()
    {
        var view = Whole().Add(new ObservableCorrected("relay", Relay with { Note = "Relay eight." }, "A slip."), ToBoth)
            .Add(new FieldMarked("relay", "note", Crypto, "How we know."), ToBoth).File.ViewOf(AtDesk());
        Assert.All(view.Observables.Find("relay")!.History, c => Assert.Null(c.Content.Note));
        Assert.Equal(["note"], view.Observables.Find("relay")!.Withheld);
        // Its level is told, and not whose compartment it is in.
        Assert.Equal(Crypto with { Compartments = ["?"] }, view.Item("relay")!.Fields["note"]);
        Assert.DoesNotContain("elay", Views.ViewText.Of(view).Replace("relay", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_part_is_kept_or_opened_again_the_version_is_another()
    {
        var written = Whole();
        var (first, at) = (written.For(Sudria).Observables.Find("relay")!.Changed, Time(written.Entries.Count));
        written.Add(new FieldMarked("relay", "note", Crypto, "How we know."), ToBoth);
        Assert.Equal((Time(1), at), (first, written.For(Sudria).Observables.Find("relay")!.Changed));
        written.Add(new FieldMarked("relay", "note", Marking.Of(Tlp.Red), "Even less."), ToBoth);
        Assert.Equal(at, written.For(Sudria).Observables.Find("relay")!.Changed);
        at = Time(written.Entries.Count);
        written.Add(new FieldUnmarked("relay", "note", "All may know."), ToBoth);
        Assert.Equal((at, Relay.Note), (written.For(Sudria).Observables.Find("relay")!.Changed, written.For(Sudria).Observables.Find("relay")!.Content.Note));
    }

    [Fact]
    public void A_marking_of_a_part_that_this_program_does_not_know_hides_the_whole()
    {
        var written = Whole().Add(new FieldMarked("relay", "tomorrow", Crypto, "A later program's."), ToBoth);
        Assert.Null(written.View.Observables.Find("relay"));
        Assert.Null(written.For(Sudria).Observables.Find("relay"));
        Assert.NotNull(written.File.ViewOf(AtDesk(Ana, true, "crypto")).Observables.Find("relay"));
    }

    [Fact]
    public void A_correction_by_somebody_who_does_not_see_a_part_keeps_it()
    {
        var written = Marked(Crypto);
        var (fact, overwritten) = written.File.Kept(new ObservableCorrected("relay", Relay with { Credibility = 1, Note = null }, "Confirmed."), written.View);
        Assert.Equal((Relay.Note, 1, null), (((ObservableCorrected)fact).Content.Note, ((ObservableCorrected)fact).Content.Credibility, overwritten));
        Assert.Equal("note", written.File.Kept(new ObservableCorrected("relay", Relay with { Note = "Mine." }, "Confirmed."), written.View).Overwritten);
        // Whoever guesses right is refused as whoever guesses wrong: else the refusals would tell.
        Assert.Equal("note", written.File.Kept(new ObservableCorrected("relay", Relay with { Note = new string(Relay.Note) }, "Confirmed."), written.View).Overwritten);
        var whole = written.File.ViewOf(AtDesk(Ana, true, "crypto"));
        Assert.Null(((ObservableCorrected)written.File.Kept(new ObservableCorrected("relay", Relay with { Note = null }, "Gone."), whole).Fact).Content.Note);
    }

    [Theory]
    [InlineData("value", "field-must-be-markable")]
    [InlineData("note", null)]
    public void Only_what_an_item_can_do_without_is_marked(string field, string? rule) =>
        Assert.Equal(rule, (Mark(Whole(), new("relay", field, Marking.Of(Tlp.AmberStrict), "Why", null)) as Decision.Refused)?.Rule);

    [Fact]
    public void A_marking_that_keeps_nothing_or_that_hangs_on_the_clock_or_on_a_group_is_refused()
    {
        string? Rule(Marking to) => (Mark(Whole(), new("relay", "note", to, "Why", null)) as Decision.Refused)?.Rule;
        Assert.Equal("a-fields-marking-must-keep-something", Rule(ToBoth));
        Assert.Equal("a-fields-marking-names-partners-alone", Rule(Marking.Of(Tlp.Red) with { Embargo = new("2026-04-01T00:00:00.000Z", "UTC", [], []) }));
        Assert.Equal("marking-must-let-its-author-see", Rule(Crypto));
        Assert.Equal("partner-must-be-listed", Rule(Marking.Of(Tlp.Red, "nobody")));
        Assert.Null(Rule(Marking.Of(Tlp.Amber, Ostania)));
    }

    [Fact]
    public void A_part_that_is_kept_from_somebody_is_not_theirs_to_mark()
    {
        Assert.Equal("field-must-be-seen", (Mark(Marked(Crypto), new("relay", "note", Marking.Of(Tlp.Red), "Why", null)) as Decision.Refused)?.Rule);
        Assert.Equal("field-must-be-seen", (CaseDecisions.UnmarkField(Marked(Crypto).View, new("relay", "note", null, "Why", null)) as Decision.Refused)?.Rule);
        Assert.Equal("field-must-be-marked", (CaseDecisions.UnmarkField(Whole().View, new("relay", "note", null, "Why", null)) as Decision.Refused)?.Rule);
    }

    [Fact]
    public void It_is_explained_for_each_reader_which_part_is_kept()
    {
        var written = Marked(Marking.Of(Tlp.Amber, Sudria));
        var kept = Assert.Single(written.View.Kept("relay", new Audience.Partner(Ostania)));
        Assert.Equal("note", kept.Field);
        Assert.Contains("not marked releasable", Assert.Single(kept.Reasons), StringComparison.Ordinal);
        Assert.Empty(written.View.Kept("relay", new Audience.Partner(Sudria)));
    }

    [Fact]
    public void Every_part_that_can_be_marked_can_be_left_out()
    {
        var contents = FactKinds.All.Select(k => k.GetProperty("Content")?.PropertyType).OfType<Type>().Distinct().Where(t => Fields.Of(t).Count > 0).Select(Sample).ToList();
        Assert.True(contents.Count > 7);
        foreach (var content in contents)
        {
            foreach (var field in Fields.Of(content.GetType()))
            {
                var without = Fields.Without(content, [field]);
                Assert.NotEqual(content, without);
                Assert.Equal(content, Fields.Keeping(without, content, [field]));
                Assert.Equal(field, Fields.Overwritten(content, without, [field]));
            }
        }
    }

    private static object Sample(Type type)
    {
        var make = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return make.Invoke([.. make.GetParameters().Select(p => Value(p.ParameterType))]);

        static object? Value(Type of) => of == typeof(string) ? "words" : of == typeof(ApproximateTime) ? new ApproximateTime("2026") : of == typeof(PassageRef) ? new PassageRef("d", 0, 1, "q")
            : of.IsValueType ? Activator.CreateInstance(of) : of.IsGenericType ? Array.CreateInstance(of.GetGenericArguments()[0], 0) : null;
    }

    [Fact]
    public void A_package_carries_a_part_where_partner_and_sender_both_see_it_and_waits_for_a_sender_who_does()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "address");
        var note = released.View.Observables.Find("address")!.Content.Note!;
        Assert.Contains(note, Plain(released, Ostania, AtDesk()), StringComparison.Ordinal);
        released.Written.Add(new FieldMarked("address", "note", Marking.Of(Tlp.Red, Ostania), "How we know."), ToBoth);
        Assert.Contains(note, Plain(released, Ostania, AtDesk()), StringComparison.Ordinal);
        var sudria = Plain(released, Sudria, AtDesk());
        Assert.Contains(released.View.Observables.Find("address")!.Content.Value, sudria, StringComparison.Ordinal);
        Assert.DoesNotContain(note, sudria, StringComparison.Ordinal);
        // Ben does not read TLP:RED.
        Assert.DoesNotContain(released.View.Observables.Find("address")!.Content.Value, Plain(released, Ostania, AtDesk(Ben, false)), StringComparison.Ordinal);
        Assert.Equal(sudria, Plain(released, Sudria, AtDesk(Ben, false)));
    }

    [Fact]
    public void What_a_partner_had_before_a_part_was_kept_from_it_is_an_earlier_version()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania, Sudria], "address").Release("one", Ostania).Release("one", Sudria);
        Assert.Equal(HoldingState.Current, released.Had("address", Ostania).State);
        released.Written.Add(new FieldMarked("address", "note", Marking.Of(Tlp.Amber, Sudria), "How we know."), ToBoth);
        Assert.Equal((HoldingState.Earlier, HoldingState.Current), (released.Had("address", Ostania).State, released.Had("address", Sudria).State));
    }

    private static string Plain(ReleasedCase released, string partner, Audience sender) => System.Text.Encoding.UTF8.GetString(
        ReleaseDesk.Compose(released.Written.File, Listed, sender, "one", partner, new("package", Time(500), "desk"))!.Composed.Plain);

    private static readonly DeskFile Listed = DeskFile.Fold(
        [.. new[] { Ostania, Sudria }.Select((id, i) => FactKinds.Draft(DeskFile.JournalId, Time(i), Ana, new(new PartnerAdded(id, new Partner(id, "OS", id, "", null, false, [], null, null)), DeskFile.Internal)))
            .Aggregate(new List<Entry>(), (all, draft) => [.. all, draft.After(all.Count == 0 ? Head.Empty(DeskFile.JournalId) : all[^1].AsHead())])]);

    private static Decision Mark(WrittenCase written, ChangeFieldMarking request) => CaseDecisions.MarkField(written.View, Listed, request);
}

file static class Looks
{
    public static View ViewOf(this CaseFile file, Audience audience) => View.For(file, audience);
}
