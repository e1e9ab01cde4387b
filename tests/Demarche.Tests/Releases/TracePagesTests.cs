using System.Net;
using System.Text;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Markings;
using Demarche.Tests.Exchange;

namespace Demarche.Tests.Releases;

/// <summary>The question where a text could have come from, over pages and API of a running desk.</summary>
public sealed class TracePagesTests
{
    private const string Report = "Halden. Mail was relayed by machines in Westmark, officials say.\n\nThe weather stays fine.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pasted_text_and_a_document_are_traced_by_page_and_by_program()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, _, _) = await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);

        using var answer = await desks.Analyst.PostJsonAsync($"/api/cases/{ours}/trace", new { text = Report, published = "2026-03-04" });
        var told = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["result"]!;
        Assert.Equal(desks.Westmark, (string)Assert.Single(told["recipients"]!.AsArray())!["partner"]!);
        Assert.True((bool)told["recipients"]![0]!["hadAll"]!);
        Assert.Equal("reworded", (string)told["matches"]![0]!["manner"]!);

        using var page = await desks.Analyst.PostAsync($"/cases/{ours}/trace", ("text", Report));
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.Contains("possibilities", html, StringComparison.Ordinal);
        Assert.Contains("<mark>", html, StringComparison.Ordinal);

        var document = await TakeInAsync(desks, ours, Report);
        Assert.Contains("Westmark", await desks.Analyst.ReadAsync($"/cases/{ours}/documents/{document}/trace"), StringComparison.Ordinal);
        Assert.Single((await desks.Analyst.GetJsonAsync($"/api/cases/{ours}/documents/{document}/trace"))["result"]!["matches"]!.AsArray());
        var other = await TakeInAsync(desks, ours, "The harvest in the south was good this year, farmers said on Tuesday.");
        Assert.Contains("carries no sentence that left this desk", await desks.Analyst.ReadAsync($"/cases/{ours}/documents/{other}/trace"), StringComparison.Ordinal);
        Assert.Contains("textarea", await desks.Analyst.ReadAsync($"/cases/{ours}/trace"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partners_package_that_was_taken_in_is_traced()
    {
        await using var desks = await TwoDesks.StartAsync();
        await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var arrival = (string)(await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]![0]!["id"]!;
        var theirs = await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { items = Array.Empty<string>() });
        var asked = Assert.Single((await desks.Theirs.Cases.FindAsync(theirs, Ct))!.Incoming.All).Id;
        Assert.Empty((await desks.TheirAnalyst.GetJsonAsync($"/api/cases/{theirs}/incoming/{asked}/trace"))["result"]!["matches"]!.AsArray());
    }

    [Fact]
    public async Task A_text_that_is_empty_or_dated_never_is_refused()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, _, _) = await desks.ReleaseAsync();
        using var empty = await desks.Analyst.PostJsonAsync($"/api/cases/{ours}/trace", new { text = " " });
        using var undated = await desks.Analyst.PostJsonAsync($"/api/cases/{ours}/trace", new { text = Report, published = "the day before" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (empty.StatusCode, undated.StatusCode));
    }

    private static async Task<string> TakeInAsync(TwoDesks desks, string @case, string text)
    {
        var sha256 = await desks.Ours.Store.KeepAsync(Encoding.UTF8.GetBytes(text), Ct);
        var id = Id.New();
        await desks.Ours.Cases.WriteAsync(@case, desks.Analyst.Person!, _ => Decision.Allow(
            new DocumentTakenIn(id, new("report.txt", sha256, sha256, "text/plain", text.Length, "web", "A report", null, null, null, "2026-03-04", "en", null)), Marking.Of(Tlp.Amber)), ct: Ct);
        return id;
    }
}
