using System.Net;

namespace Demarche.Tests.Leaks;

/// <summary>Every download asks anew whether its reader may see what it belongs to.</summary>
public sealed class L11_Downloads
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_download_of_something_hidden_is_one_of_nothing_by_its_id_and_by_its_hash()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        guarded.Hidden["release"] = await guarded.ReleaseWithHiddenItemAsync();
        var downloads = Endpoint.Of(guarded.Desk).Where(e => e.Method is "GET" && !e.IsApi && e.Parameters.Contains("case")
            && (e.Pattern.EndsWith("/original", StringComparison.Ordinal) || e.Pattern.EndsWith("/letter", StringComparison.Ordinal) || e.Pattern.EndsWith("/receipt", StringComparison.Ordinal))).ToList();
        Assert.True(downloads.Count >= 3);
        var given = 0;
        var hash = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.Documents.Find(guarded.Hidden["document"])!.Content.Sha256;
        foreach (var endpoint in downloads)
        {
            foreach (var ids in new[] { guarded.Hidden, guarded.Hidden.ToDictionary(h => h.Key, _ => hash) })
            {
                var (status, text) = await GetAsync(guarded.Reader, endpoint.At(guarded.Ids(ids)));
                Assert.Equal(HttpStatusCode.NotFound, status);
                Assert.DoesNotContain(GuardedCase.Word, text, StringComparison.Ordinal);
            }
            if ((await GetAsync(guarded.Author, endpoint.At(guarded.Ids(guarded.Hidden)))).Status == HttpStatusCode.OK) given++;
        }
        Assert.True(given >= 2, $"Only {given} downloads were given to anybody.");
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(Web.Visitor visitor, string path)
    {
        using var answer = await visitor.Page.GetAsync(path, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
