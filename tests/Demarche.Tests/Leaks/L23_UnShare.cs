using System.Net;
using Demarche.Cases;

namespace Demarche.Tests.Leaks;

/// <summary>To take access away takes no work away: what the person wrote stands, and what others wrote.</summary>
public sealed class L23_UnShare
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_somebody_wrote_stands_after_the_person_may_read_it_no_more()
    {
        await using var guarded = await GuardedCase.StartAsync();
        using var answer = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}/propositions", new { text = "zqmine" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        // Reading may name who may read; everything else of the case must stay as it is.
        var before = await CountsAsync(guarded);
        await guarded.Desk.GrantAsync(guarded.Case, guarded.Author, guarded.Reader, CaseAccess.None);
        Assert.Equal(before, await CountsAsync(guarded));
        Assert.True(await guarded.HoldingAsync(guarded.Author, "zqmine") > 1);
        // The control: the access is gone.
        Assert.Equal(0, await guarded.HoldingAsync(guarded.Reader, "zqmine"));
        using var gone = await guarded.Reader.Api.GetAsync($"/api/cases/{guarded.Case}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private static async Task<string> CountsAsync(GuardedCase guarded)
    {
        var file = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!;
        return $"{file.Propositions.Count} {file.Claims.Count} {file.Documents.Count} {file.Observables.Count} {file.Requests.Count} {file.Replies.Count} {file.Incoming.Count} {file.Sources.Count}";
    }
}
