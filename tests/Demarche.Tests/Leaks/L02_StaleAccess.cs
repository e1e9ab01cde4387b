using System.Net;
using Demarche.Markings;

namespace Demarche.Tests.Leaks;

/// <summary>Once something is narrowed, nothing that was computed before still tells of it: not at the next request.</summary>
public sealed class L02_StaleAccess
{
    private const string Word = "zqnarrow";

    [Fact]
    public async Task What_is_narrowed_is_gone_from_every_answer_before_the_narrowing_returns()
    {
        await using var guarded = await GuardedCase.StartAsync();
        Dictionary<string, string> items = [];
        await guarded.WriteAsync(items, Word, Marking.Of(Tlp.Amber, guarded.Partner), guarded.Author);
        // Whatever is kept between two requests is kept from here on. This is also the control.
        Assert.True(await guarded.HoldingAsync(guarded.Reader, Word, items) > 12);
        foreach (var (kind, id) in items.Where(i => i.Key != "release").DistinctBy(i => i.Value))
        {
            using var answer = await guarded.Author.PostJsonAsync($"/api/cases/{guarded.Case}/items/{id}/marking",
                new { marking = new { tlp = "amber", compartments = new[] { "crypto" } }, reason = "It names somebody" });
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{kind}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            using var why = await guarded.Reader.Api.GetAsync($"/api/cases/{guarded.Case}/items/{id}/why", TestContext.Current.CancellationToken);
            Assert.True(why.StatusCode == HttpStatusCode.NotFound, $"{kind} was still there.");
        }
        Assert.Equal(0, await guarded.HoldingAsync(guarded.Reader, Word, items));
        Assert.True(await guarded.HoldingAsync(guarded.Author, Word, items) > 12);
    }
}
