using Demarche.Tests.Exchange;

namespace Demarche.Tests.Options;

/// <summary>A partner who may itself have a part in the incident is shown as such wherever something is drafted for it or told of it.</summary>
public sealed class SuspectTests
{
    [Fact]
    public async Task A_suspicion_stands_on_every_page_on_which_something_is_drafted_for_the_partner()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (id, request, release) = await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var option = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/options", new { kind = "demarche", title = "Ask", text = "Ask.", reversibility = "reversible", reliesOn = new[] { desks.Westmark } });
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/contacts", new { partner = desks.Westmark, at = new { value = "2026-03-01" }, channel = "call", said = "They will look." });
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/commitments", new { partner = desks.Westmark, text = "They will help." });
        var claim = (string)(await desks.Analyst.GetJsonAsync($"/api/cases/{id}/ledger"))["rows"]![0]!["items"]![0]!["item"]!;
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/items/{claim}/marking", new { marking = new { tlp = "amber" }, reason = "No further." });
        string[] pages =
        [
            $"requests/{request}", $"requests/{request}/edit", $"requests/{request}/wording/{desks.Westmark}", $"drafts/{request}/preview", $"releases/{release}", "ledger", "notices", "contacts",
            "options", $"options/{option}", $"drafts/{request}/copies/{desks.Westmark}/{claim}",
        ];
        const string because = "its registry relayed the mail";
        foreach (var page in pages) Assert.DoesNotContain(because, await desks.Analyst.ReadAsync($"/cases/{id}/{page}"), StringComparison.Ordinal);
        await TwoDesks.DoneAsync(desks.Releaser, $"/api/partners/{desks.Westmark}/correct", new { partner = new { name = "Westmark", suspicion = because }, reason = "a report" });
        foreach (var page in pages)
            Assert.True((await desks.Analyst.ReadAsync($"/cases/{id}/{page}")).Contains(because, StringComparison.Ordinal), $"{page} does not say that the partner may itself be a suspect.");
    }
}
