using System.Net;

namespace Demarche.Tests.Leaks;

/// <summary>Fingerprints, hashes, sizes and receipts tell of what they are of: they need the same leave.</summary>
public sealed class L28_KeysAndSignatures
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hash_a_size_and_a_receipt_of_what_holds_something_hidden_are_told_to_nobody_who_may_not_see_it()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        var release = await guarded.ReleaseWithHiddenItemAsync();
        guarded.Seen["release"] = release;
        var content = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.Releases.Find(release)!.Content;
        string[] secrets = [content.Proposal.PlainSha256, "77777", "note--" + GuardedCase.Word];
        var told = 0;
        foreach (var (path, text) in await guarded.AllAsync(guarded.Reader, plain: false))
            Assert.All(secrets, s => Assert.False(text.Contains(s, StringComparison.Ordinal), $"{path} tells {s}"));
        foreach (var (_, text) in await guarded.AllAsync(guarded.Author, plain: false)) told += secrets.Count(s => text.Contains(s, StringComparison.Ordinal));
        Assert.True(told > 1, "Nobody is told anything.");
    }

    [Fact]
    public async Task Whose_keys_we_hold_is_told_to_nobody_who_is_not_signed_in()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var card = (await guarded.Desk.Book.OpenAsync(Ct)).Partners.Find(guarded.Partner)!.Content.Card!;
        using var stranger = guarded.Desk.Stranger();
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e.Method == "GET"))
        {
            foreach (var client in new[] { stranger.Page, stranger.Api })
            {
                using var answer = await client.GetAsync(endpoint.At(guarded.Ids()), Ct);
                var text = await answer.Content.ReadAsStringAsync(Ct);
                Assert.False(text.Contains(card.Fingerprint, StringComparison.Ordinal) || text.Contains(card.Desk, StringComparison.Ordinal), $"{endpoint} tells of a partner's keys");
            }
        }
        using var reader = await guarded.Reader.Api.GetAsync($"/api/partners/{guarded.Partner}", Ct);
        Assert.Equal(HttpStatusCode.OK, reader.StatusCode);
        Assert.Contains(card.Fingerprint, await reader.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
