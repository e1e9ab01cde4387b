using Demarche.Cases;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.People;
using Demarche.Search;
using Demarche.Statements;
using Demarche.Tests.Web;

namespace Demarche.Tests.Search;

/// <summary>Two who work at one desk: what one may not see, no search, count, order or page of the other tells.</summary>
public sealed class SearchLeakTests : IAsyncLifetime
{
    private static readonly Marking Secret = new(Tlp.Amber, [], ["crypto"]);

    private RunningDesk desk = null!;
    private Visitor author = null!;
    private Visitor reader = null!;
    private Visitor outsider = null!;
    private string @case = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        author = await desk.VisitAsync([Role.Analyst], ["crypto"]);
        (reader, outsider) = (await desk.VisitAsync(Role.Analyst), await desk.VisitAsync(Role.Analyst));
        @case = await desk.OpenCaseAsync(author, "The registry of Norland");
        await desk.GrantAsync(@case, author, reader, CaseAccess.Read);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in new[] { author, reader, outsider }) visitor.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task L01_A_value_that_stands_only_in_what_others_see_is_nowhere_in_the_answer()
    {
        await SayAsync("The harbour was dark.", Secret);
        var (hidden, nothing) = (await JsonAsync(reader, "harbour"), await JsonAsync(reader, "nowhere"));
        Assert.Equal(nothing.Replace("nowhere", "harbour", StringComparison.Ordinal), hidden);
        Assert.Equal(await PageAsync(reader, "nowhere"), (await PageAsync(reader, "harbour")).Replace("harbour", "nowhere", StringComparison.Ordinal));
        Assert.Equal(await JsonAsync(outsider, "nowhere"), (await JsonAsync(outsider, "harbour")).Replace("harbour", "nowhere", StringComparison.Ordinal));
        Assert.Single(await HitsAsync(author, "harbour"));
    }

    [Fact]
    public async Task L01_The_same_value_in_another_case_is_told_to_whom_it_is_seen_there_and_to_nobody_else()
    {
        var seen = await SeeAsync(@case, author, Marking.Of(Tlp.Amber));
        var alone = await ObservableAsync(reader, seen);
        var (theirs, hidden) = (await desk.OpenCaseAsync(author, "Another case"), await desk.OpenCaseAsync(author, "A third case"));
        await SeeAsync(theirs, author, Marking.Of(Tlp.Amber));
        await SeeAsync(hidden, author, Secret);
        await desk.GrantAsync(hidden, author, reader, CaseAccess.Read);
        Assert.Equal(alone, await ObservableAsync(reader, seen));
        Assert.DoesNotContain("other cases", await reader.ReadAsync($"/cases/{@case}/observables/{seen}"), StringComparison.Ordinal);

        Assert.Equal(2, (await author.GetJsonAsync($"/api/cases/{@case}/observables/{seen}"))["elsewhere"]!.AsArray().Count);
        await desk.GrantAsync(theirs, author, reader, CaseAccess.Read);
        Assert.Equal("Another case", Assert.Single((await reader.GetJsonAsync($"/api/cases/{@case}/observables/{seen}"))["elsewhere"]!.AsArray())!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task L02_What_is_narrowed_is_forgotten_before_the_call_that_narrows_it_returns()
    {
        var item = await SayAsync("The harbour was dark.", Marking.Of(Tlp.Amber));
        Assert.Single(await HitsAsync(reader, "harbour"));
        await WriteAsync(@case, author, new MarkingChanged(item, Secret, "Too much."), Secret);
        // Straight from the index, past the view: it knows by itself.
        var seen = new ScopesSeen(new Audience.AtDesk(reader.Person!, false, new HashSet<string>()));
        var scopes = seen.Of(await desk.Store.ScopesAsync([@case], SearchIndex.Version, Ct)).Select(s => s.Id).ToList();
        Assert.Empty(await desk.Store.FindAsync(SearchQuery.Read("harbour").Terms!, scopes, null, 10, Ct));
        Assert.Empty(await HitsAsync(reader, "harbour"));
        Assert.Single(await HitsAsync(author, "harbour"));

        await desk.GrantAsync(@case, author, reader, CaseAccess.None);
        await WriteAsync(@case, author, new MarkingChanged(item, Marking.Of(Tlp.Amber), "All may see it."), Marking.Of(Tlp.Amber));
        Assert.Empty(await HitsAsync(reader, "harbour"));
    }

    [Fact]
    public async Task L02_A_part_that_is_kept_from_a_reader_is_found_by_those_alone_who_see_it()
    {
        var item = Id.New();
        await WriteAsync(@case, author, new ObservableSeen(item, new("domain-name", "relay.example", 2, null, "Told at the harbour.")), Marking.Of(Tlp.Amber));
        Assert.Single(await HitsAsync(reader, "harbour"));
        await WriteAsync(@case, author, new FieldMarked(item, "note", Secret, "How we know."), Secret);
        Assert.Empty(await HitsAsync(reader, "harbour"));
        Assert.Equal([item], await HitsAsync(reader, "relay.example"));
        Assert.Equal([item], await HitsAsync(author, "harbour"));
        Assert.Equal([item], await HitsAsync(author, "relay.example"));
        var seen = new ScopesSeen(new Audience.AtDesk(reader.Person!, false, new HashSet<string>()));
        var scopes = seen.Of(await desk.Store.ScopesAsync([@case], SearchIndex.Version, Ct)).Select(s => s.Id).ToList();
        Assert.Empty(await desk.Store.FindAsync(SearchQuery.Read("harbour").Terms!, scopes, null, 10, Ct));
        await WriteAsync(@case, author, new FieldUnmarked(item, "note", "All may know."), Marking.Of(Tlp.Amber));
        Assert.Equal([item], await HitsAsync(reader, "harbour"));
    }

    [Fact]
    public async Task L21_What_comes_in_under_a_narrow_marking_was_never_to_be_found_under_a_wider_one()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var found = 0;
        var looking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) found += (await HitsAsync(reader, "harbour")).Count;
        }, Ct);
        for (var i = 0; i < 20; i++) await SayAsync("The harbour was dark.", Secret);
        await stop.CancelAsync();
        await looking;
        Assert.Equal(0, found);
        Assert.Equal(20, (await HitsAsync(author, "harbour")).Count);
    }

    [Fact]
    public async Task L25_What_is_withdrawn_or_taken_back_is_found_no_more_and_what_is_restored_is()
    {
        var item = await SayAsync("The harbour was dark.", Marking.Of(Tlp.Amber));
        await WriteAsync(@case, author, new StatementCorrected(item, new("The port was dark.", new("2026-03-01"), "Norland", []), "A slip."), Marking.Of(Tlp.Amber));
        Assert.Empty(await HitsAsync(reader, "harbour"));
        Assert.Single(await HitsAsync(reader, "port"));
        await WriteAsync(@case, author, new StatementWithdrawn(item, "Wrong."), Marking.Of(Tlp.Amber));
        Assert.Empty(await HitsAsync(author, "port"));
        await desk.Cases.UndoAsync(@case, new(author.Person!, true, new HashSet<string>()), Ct);
        Assert.Single(await HitsAsync(reader, "port"));
    }

    [Fact]
    public async Task A_hidden_item_is_no_place_to_begin_after()
    {
        var before = await SayAsync("An early harbour.", Marking.Of(Tlp.Amber));
        var hidden = await SayAsync("A hidden harbour.", Secret);
        var after = await SayAsync("A late harbour.", Marking.Of(Tlp.Amber));
        Assert.Equal([after, before], await HitsAsync(reader, "harbour"));
        Assert.Equal([after, before], await HitsAsync(reader, "harbour", $"{@case}.{hidden}.statement.-1"));
        Assert.Equal([after, before], await HitsAsync(reader, "harbour", "nonsense"));
        Assert.Equal([before], await HitsAsync(reader, "harbour", $"{@case}.{after}.statement.-1"));
        Assert.Equal([before], await HitsAsync(author, "harbour", $"{@case}.{hidden}.statement.-1"));
    }

    private async Task<string> SayAsync(string text, Marking marking)
    {
        var id = Id.New();
        // Entries have milliseconds; of two in one, the order is that of their ids.
        for (var before = desk.Cases.Now(); desk.Cases.Now() == before;) await Task.Delay(1, Ct);
        await WriteAsync(@case, author, new StatementMade(id, new(text, new("2026-03-01"), "Norland", [])), marking);
        return id;
    }

    private async Task<string> SeeAsync(string caseId, Visitor by, Marking marking)
    {
        var id = Id.New();
        await WriteAsync(caseId, by, new ObservableSeen(id, new("domain-name", "evil.example", 3, null, null)), marking);
        return id;
    }

    private async Task WriteAsync(string caseId, Visitor by, Fact fact, Marking marking) =>
        Assert.Null((await desk.Cases.WriteAsync(caseId, by.Person!, _ => Decision.Allow(fact, marking), ct: Ct)).Refusal);

    private async Task<string> ObservableAsync(Visitor who, string id) => Visitor.WithoutFormToken(await who.ReadAsync($"/cases/{@case}/observables/{id}"));

    private static async Task<List<string>> HitsAsync(Visitor who, string words, string after = "") =>
        [.. (await who.GetJsonAsync($"/api/search?q={Uri.EscapeDataString(words)}&after={after}"))["groups"]!.AsArray().SelectMany(g => g!["hits"]!.AsArray()).Select(h => h!["item"]!.GetValue<string>())];

    private static async Task<string> JsonAsync(Visitor who, string words) => (await who.GetJsonAsync($"/api/search?q={words}")).ToJsonString();

    private static async Task<string> PageAsync(Visitor who, string words) => Visitor.WithoutFormToken(await who.ReadAsync($"/search?q={words}"));
}
