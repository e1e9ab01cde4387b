using System.Text.Json;
using CsCheck;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Tests.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Cases;

public class CaseFileTests
{
    private static readonly Party Norland = new("Norland", PartyKind.State, "NL", "victim");

    [Fact]
    public void Opening_a_case_gives_its_author_the_right_to_write()
    {
        var file = new WrittenCase().File;
        Assert.True(file is { Exists: true, IsOpen: true, Title.Title: "Norland's registry" });
        Assert.Equal(CaseAccess.Write, file.Access[Ana]);
    }

    [Fact]
    public void A_correction_keeps_what_was_said_before()
    {
        var held = new WrittenCase().Add(new PartyNamed("p", Norland)).Add(new PartyCorrected("p", Norland with { Role = "asked" }, "misheard"), author: Ben)
            .File.Parties.Find("p")!;
        Assert.Equal("asked", held.Content.Role);
        Assert.Equal(["victim", "asked"], held.History.Select(c => c.Content.Role));
        Assert.Equal([Ana, Ben], held.History.Select(c => c.Author));
        Assert.Equal("misheard", held.History[1].Reason);
        Assert.Equal(2, held.History.Count);
    }

    [Fact]
    public void Withdrawing_an_item_keeps_its_history()
    {
        var shelf = new WrittenCase().Add(new PartyNamed("p", Norland)).Add(new PartyWithdrawn("p", "not in it")).File.Parties;
        Assert.Empty(shelf.Standing);
        Assert.True(shelf.Find("p") is { IsWithdrawn: true, Content.Name: "Norland", History.Count: 2 });
    }

    [Fact]
    public void A_correction_lets_a_withdrawn_item_stand_again()
    {
        var file = new WrittenCase().Add(new PartyNamed("p", Norland)).Add(new PartyWithdrawn("p", "no")).Add(new PartyCorrected("p", Norland, "yes")).File;
        Assert.Single(file.Parties.Standing);
    }

    [Fact]
    public void A_new_marking_governs_every_version_of_an_item()
    {
        var written = new WrittenCase().Add(new PartyNamed("p", Norland), ToOstania).Add(new PartyCorrected("p", Norland, "r"), ToOstania);
        Assert.NotNull(written.For(Ostania).Parties.Find("p"));
        written.Add(new MarkingChanged("p", Internal, "too early"));
        Assert.Null(written.For(Ostania).Parties.Find("p"));
        Assert.Equal(Internal, written.File.MarkingOf("p"));
    }

    [Fact]
    public void The_marking_of_the_entry_that_corrects_changes_nothing()
    {
        var file = new WrittenCase().Add(new PartyNamed("p", Norland)).Add(new PartyCorrected("p", Norland, "r"), Marking.Of(Tlp.Clear)).File;
        Assert.Equal(Internal, file.MarkingOf("p"));
    }

    [Fact]
    public void An_undone_entry_never_was()
    {
        var written = new WrittenCase().Add(new PartyNamed("p", Norland)).Add(new PartyCorrected("p", Norland with { Role = "asked" }, "r"));
        var file = written.Add(new EntryUndone(3)).File;
        Assert.Equal("victim", file.Parties.Find("p")!.Content.Role);
        Assert.Single(file.Parties.Find("p")!.History);
        Assert.Null(file.Last);
        Assert.Equal(4, file.Head.Number);
    }

    [Fact]
    public void Nobody_undoes_what_is_not_written_yet()
    {
        var file = new WrittenCase().Add(new EntryUndone(3)).Add(new PartyNamed("p", Norland)).File;
        Assert.NotNull(file.Parties.Find("p"));
    }

    [Fact]
    public void The_first_holder_of_an_id_keeps_it()
    {
        var file = new WrittenCase().Add(new PartyNamed("p", Norland), ToOstania).Add(new PartyNamed("p", Norland with { Name = "Westmark" }), Internal).File;
        Assert.Equal("Norland", file.Parties.Find("p")!.Content.Name);
    }

    [Theory]
    [InlineData("claim-made", """{"content":{},"id":"c"}""")]
    [InlineData("claim-made", "{}")]
    [InlineData("marking-changed", "{}")]
    [InlineData("marking-changed", """{"item":"p","reason":"r","to":{"compartments":[],"releasableTo":["partner-ostania"]}}""")]
    [InlineData("marking-changed", """{"item":"p","reason":"r","to":null}""")]
    [InlineData("party-named", """{"content":{"kind":"planet","name":"Q","role":""},"id":"q"}""")]
    [InlineData("party-named", """{"content":{"kind":"state","name":"Q","role":"","until":"2027"},"id":"q"}""")]
    [InlineData("party-named", """{"content":{"kind":"state","name":null,"role":""},"id":"q"}""")]
    [InlineData("case-retitled", "{}")]
    [InlineData("statement-made", """{"content":{"at":{"about":false,"value":"2026"},"speaker":"S","text":"T"},"id":"s"}""")]
    public void A_body_that_lacks_something_or_says_more_is_seen_by_nobody_and_harms_nothing(string kind, string body)
    {
        var written = new WrittenCase().Add(new PartyNamed("p", Norland));
        var before = ViewText.Of(written.View);
        written.AddRaw(kind, body);
        Assert.Equal(before, ViewText.Of(written.View));
        Assert.Equal(Internal, written.File.MarkingOf("p"));
    }

    [Theory]
    [InlineData("claim-dreamt", 1)]
    [InlineData("party-named", 2)]
    public void An_unknown_kind_is_kept_and_seen_by_nobody(string kind, int version)
    {
        var written = new WrittenCase().Add(new PartyNamed("p", Norland));
        var before = ViewText.Of(written.View);
        written.AddRaw(kind, CanonicalJson.Of(new { content = new { kind = "state", name = "Westmark", role = "" }, id = "q" }), version: version);
        Assert.Equal(before, ViewText.Of(written.View));
        Assert.Equal(3, written.File.Head.Number);
    }

    [Fact]
    public void Every_fact_is_read_back_as_it_was_written() => RandomCase.Steps.Sample(steps =>
    {
        foreach (var (_, marked) in RandomCase.Facts(steps))
        {
            var entry = FactKinds.Draft(CaseId, Time(0), Ana, marked).After(Head.Empty(CaseId));
            var read = FactKinds.Read(entry);
            Assert.Equal(marked.Fact.GetType(), read.GetType());
            Assert.Equal(entry.Body, FactKinds.Draft(CaseId, Time(0), Ana, new(read, marked.Marking)).Body);
            Assert.Equal(marked.Marking, Marking.FromJson(entry.Marking));
        }
    }, iter: 300);

    [Fact]
    public void Folding_what_came_later_gives_the_same_case_as_folding_all() => Gen.Select(RandomCase.Steps, Gen.Int[0, 40]).Sample((steps, cut) =>
    {
        var entries = RandomCase.Entries(RandomCase.Facts(steps).Select(f => (f.Item, (Marked?)f.Fact)));
        cut = Math.Min(cut + 1, entries.Count);
        var whole = CaseFile.Fold(CaseId, entries);
        var first = CaseFile.Fold(CaseId, [.. entries.Take(cut)]);
        var before = Told(first);
        var grown = first;
        foreach (var entry in entries.Skip(cut)) grown = grown.With([entry]) ?? CaseFile.Fold(CaseId, [.. entries.Take((int)entry.Number)]);
        Assert.Equal(Told(whole), Told(grown));
        Assert.Equal(before, Told(first));
        if (first.With([.. entries.Skip(cut)]) is { } atOnce) Assert.Equal(Told(whole), Told(atOnce));
    }, iter: LongTest.Count(200, 1000));

    private static string Told(CaseFile file) => ViewText.Of(Demarche.Views.View.For(file, new Audience.Desk()))
        + JsonSerializer.Serialize(new
        {
            file.Head,
            file.Last,
            file.Exists,
            Access = file.Access.OrderBy(a => a.Key),
            Closed = file.Closed.Select(c => $"{c.Key} {c.Value}").Order(),
            file.Reminders,
        });

    [Fact]
    public void Every_kind_of_fact_has_its_own_name() =>
        Assert.Equal(FactKinds.All.Count(), FactKinds.All.Select(t => t.Name).Distinct().Count());

    [Fact]
    public void A_claim_is_made_corrected_and_withdrawn_under_names_that_never_change() => Assert.Equal(
        ["claim-corrected", "claim-made", "claim-withdrawn"],
        new[] { typeof(ClaimMade), typeof(ClaimCorrected), typeof(ClaimWithdrawn) }
            .Select(t => ((KindAttribute)Attribute.GetCustomAttribute(t, typeof(KindAttribute))!).Name).Order(StringComparer.Ordinal));
}
