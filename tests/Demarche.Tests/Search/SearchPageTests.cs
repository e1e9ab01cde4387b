using Demarche.Cases;
using Demarche.Markings;
using Demarche.People;
using Demarche.Search;
using Demarche.Statements;
using Demarche.Tests.Leaks;
using Demarche.Tests.Web;

namespace Demarche.Tests.Search;

/// <summary>The page of hits, and an index that is behind its journals.</summary>
public sealed class SearchPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_text_that_a_reader_sees_is_found_and_leads_to_a_page_that_shows_it()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        var list = await guarded.Reader.GetJsonAsync("/api/search?q=text");
        var hits = list["groups"]!.AsArray().SelectMany(g => g!["hits"]!.AsArray()).ToList();
        string[] kinds =
        [
            "assessment", "brief", "claim", "commitment", "commitment-judgement", "contact", "document", "effect", "effect-terms", "finding", "hypothesis", "impact-score", "incident",
            "incoming-request", "interest", "observable", "option", "party", "passage", "proportionality", "proposition", "rating", "reply", "reply-draft", "request", "resolution",
            "response", "source", "statement", "tie", "weighing", "wording",
        ];
        Assert.Equal(kinds, hits.Select(h => h!["kind"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal));
        Assert.All(hits, h => Assert.Contains(h!["words"]!.AsArray(), w => w!["found"]!.GetValue<bool>() && w["text"]!.GetValue<string>() == "text"));
        foreach (var path in hits.Select(h => h!["path"]!.GetValue<string>()).Distinct())
            Assert.Contains("text", await guarded.Reader.ReadAsync($"/cases/{guarded.Case}{path}"), StringComparison.Ordinal);
        Assert.DoesNotContain(GuardedCase.Word, list.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await guarded.Reader.GetJsonAsync($"/api/search?q={GuardedCase.Word}"))["groups"]!.AsArray());
        Assert.True((await guarded.Author.GetJsonAsync($"/api/cases/{guarded.Case}/search?q={GuardedCase.Word}"))["groups"]![0]!["hits"]!.AsArray().Count >= kinds.Length);
    }

    [Fact]
    public async Task Hits_are_marked_and_a_query_that_is_not_understood_is_told_at_its_place()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var author = await desk.VisitAsync(Role.Analyst);
        var @case = await desk.OpenCaseAsync(author, "<b>Norland</b>");
        await SayAsync(desk, @case, author, "Mail of <i>hxxp://évil[.]example</i> was read, and evil.example again.");
        var page = await author.ReadAsync("/search?q=evil.example");
        Assert.Contains("&lt;i&gt;hxxp://<mark>évil[.]example</mark>&lt;/i&gt;", page.Replace("&#xE9;", "é", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("<mark>evil.example</mark>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Norland", page, StringComparison.Ordinal);
        Assert.Contains("<mark>&quot;</mark>", await author.ReadAsync("/search?q=mail+%22read"), StringComparison.Ordinal);
        Assert.Equal("quote", (await author.GetJsonAsync("/api/search?q=%22read"))["problem"]!["rule"]!.GetValue<string>());
        Assert.Contains("class=\"empty\"", await author.ReadAsync($"/cases/{@case}/search?q=nowhere"), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"empty\"", await author.ReadAsync("/search"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_doubling()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var author = await desk.VisitAsync(Role.Analyst);
        List<string> said = [];
        foreach (var title in new[] { "One", "Two" })
        {
            var @case = await desk.OpenCaseAsync(author, title);
            for (var i = 0; i < SearchDesk.PageHits * 3 / 4; i++) said.Add(await SayAsync(desk, @case, author, "The harbour.", i % 3 == 0 ? Tlp.Green : Tlp.Amber));
        }
        List<string> found = [];
        for (var (next, pages) = ((string?)"", 0); next is not null; pages++)
        {
            Assert.True(pages < 3);
            var list = await author.GetJsonAsync($"/api/search?q=harbour&after={next}");
            found.AddRange(list["groups"]!.AsArray().SelectMany(g => g!["hits"]!.AsArray()).Select(h => h!["item"]!.GetValue<string>()));
            next = list["next"]?.GetValue<string>();
        }
        Assert.Equal(said.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_index_that_is_behind_is_made_anew_before_it_is_searched()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var author = await desk.VisitAsync(Role.Analyst);
        var @case = await desk.OpenCaseAsync(author);
        var item = await SayAsync(desk, @case, author, "The harbour was dark.");
        // Somebody appends past the case book, as an import does: what the index says of this case counts no more.
        var narrowed = FactKinds.Draft(@case, desk.Cases.Now(), author.Person!, new(new MarkingChanged(item, new(Tlp.Amber, [], ["crypto"]), "Narrower."), Marking.Of(Tlp.Amber)));
        await desk.Store.AppendAsync(await desk.Store.HeadAsync(@case, Ct), [narrowed], null, Ct);
        Assert.Empty(await desk.Store.ScopesAsync([@case], SearchIndex.Version, Ct));
        Assert.Empty((await author.GetJsonAsync("/api/search?q=harbour"))["groups"]!.AsArray());
        Assert.NotEmpty(await desk.Store.ScopesAsync([@case], SearchIndex.Version, Ct));
        Assert.Empty(await desk.Store.ScopesAsync([@case], "another version", Ct));
        // And an append upon a head that the index does not know leaves it behind rather than half carried on.
        await desk.Store.DropIndexAsync(Ct);
        await SayAsync(desk, @case, author, "Another harbour.");
        Assert.Empty(await desk.Store.ScopesAsync([@case], SearchIndex.Version, Ct));
        Assert.Single((await author.GetJsonAsync("/api/search?q=harbour"))["groups"]![0]!["hits"]!.AsArray());
    }

    [Fact]
    public async Task The_command_line_finds_what_the_named_person_sees()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var author = await desk.VisitAsync([Role.Analyst], ["crypto"]);
        var other = await desk.AddPersonAsync([Role.Analyst], login: "otto");
        var @case = await desk.OpenCaseAsync(author);
        await desk.Cases.WriteAsync(@case, author.Person!, file => Decision.Allow(new AccessGranted(other, CaseAccess.Read), file.Default), ct: Ct);
        await SayAsync(desk, @case, author, "The harbour was dark.");
        await desk.Cases.WriteAsync(@case, author.Person!, _ => Decision.Allow(
            new StatementMade(Id.New(), new("A hidden harbour.", new("2026-03-01"), "Norland", [])), new(Tlp.Amber, [], ["crypto"])), ct: Ct);
        var (rebuilt, said, _) = await Executable.RunAsync("search", "rebuild", "--data", desk.Folder);
        Assert.Equal((0, "1 cases were indexed."), (rebuilt, said.Trim()));
        var (code, found, _) = await Executable.RunAsync("search", "find", "harbour", "--as", "otto", "--data", desk.Folder);
        Assert.Equal(0, code);
        Assert.Contains("was dark", found, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", found, StringComparison.Ordinal);
        Assert.NotEqual(0, (await Executable.RunAsync("search", "find", "ha*", "--as", "otto", "--data", desk.Folder)).Code);
        Assert.NotEqual(0, (await Executable.RunAsync("search", "find", "harbour", "--data", desk.Folder)).Code);
    }

    private static async Task<string> SayAsync(RunningDesk desk, string @case, Visitor by, string text, Tlp tlp = Tlp.Amber)
    {
        var id = Id.New();
        await desk.Cases.WriteAsync(@case, by.Person!, _ => Decision.Allow(new StatementMade(id, new(text, new("2026-03-01"), "Norland", [])), Marking.Of(tlp)), ct: Ct);
        return id;
    }
}
