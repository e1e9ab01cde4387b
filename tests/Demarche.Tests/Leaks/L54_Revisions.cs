using System.Text.RegularExpressions;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Markings;

namespace Demarche.Tests.Leaks;

/// <summary>No revision, token, tag, cursor or refusal counts or names a version that its reader does not see.</summary>
public sealed partial class L54_Revisions
{
    private static readonly Marking Vault = new(Tlp.Amber, [], ["crypto"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_with_hidden_versions_and_one_without_are_answered_alike()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var (one, two) = (Id.New(), Id.New());
        await WriteAsync(guarded, new PropositionStated(one, new("zq one")), Vault);
        for (var i = 0; i < 5; i++)
        {
            guarded.Clock.Advance(TimeSpan.FromMinutes(1));
            await WriteAsync(guarded, new PropositionCorrected(one, new("It is known."), $"zq {i}"), Vault);
        }
        guarded.Clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(guarded, new MarkingChanged(one, Marking.Of(Tlp.Amber), "zq open"), Marking.Of(Tlp.Amber));
        await WriteAsync(guarded, new PropositionStated(two, new("It is known.")), Marking.Of(Tlp.Amber));
        foreach (var path in new[] { "propositions/ID", "items/ID/why", "items/ID/had" })
        {
            foreach (var prefix in new[] { "/cases", "/api/cases" })
            {
                async Task<string> ToReader(string id)
                {
                    using var answer = await (prefix == "/cases" ? guarded.Reader.Page : guarded.Reader.Api).GetAsync($"{prefix}/{guarded.Case}/{path.Replace("ID", id, StringComparison.Ordinal)}", Ct);
                    var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie" or "Content-Security-Policy")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}"));
                    return headers + Demarche.Tests.Web.Visitor.WithoutFormToken(await answer.Content.ReadAsStringAsync(Ct)).Replace(id, "ID", StringComparison.Ordinal);
                }
                Assert.Equal(await ToReader(two), await ToReader(one));
            }
        }
        // The journal page tells of each once, and of no gap.
        var journal = await guarded.Reader.ReadAsync($"/cases/{guarded.Case}/journal?kind=proposition");
        Assert.Equal(2, Regex.Count(journal, "It is known\\."));
        // The control: who sees the versions is answered otherwise.
        var why = $"/api/cases/{guarded.Case}/items/";
        Assert.NotEqual((await guarded.Author.GetJsonAsync(why + one + "/why"))["revision"]!.GetValue<int>(), (await guarded.Author.GetJsonAsync(why + two + "/why"))["revision"]!.GetValue<int>());
        Assert.Equal((await guarded.Reader.GetJsonAsync(why + one + "/why"))["revision"]!.GetValue<int>(), (await guarded.Reader.GetJsonAsync(why + two + "/why"))["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_correction_with_the_token_that_its_author_was_shown_goes_through_and_a_stale_one_names_no_hidden_time()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var id = Id.New();
        await WriteAsync(guarded, new PropositionStated(id, new("zq one")), Vault);
        await WriteAsync(guarded, new PropositionCorrected(id, new("It is known."), "zq"), Vault);
        await WriteAsync(guarded, new MarkingChanged(id, Marking.Of(Tlp.Amber), "open"), Marking.Of(Tlp.Amber));
        var page = await guarded.Reader.ReadAsync($"/cases/{guarded.Case}/propositions/{id}");
        var seen = Token().Match(page).Groups[1].Value;
        async Task<string> CorrectAsync(string text)
        {
            using var answer = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}/propositions/{id}/correct", new { text, reason = "r", seen = int.Parse(seen, null) });
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}";
        }
        Assert.StartsWith("20", await CorrectAsync("It is known now."), StringComparison.Ordinal);
        var stale = await CorrectAsync("It was known.");
        Assert.StartsWith("422", stale, StringComparison.Ordinal);
        Assert.Contains("form-must-be-fresh", stale, StringComparison.Ordinal);
    }

    private static Task WriteAsync(GuardedCase guarded, Fact fact, Marking marking) =>
        guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!, _ => Decision.Allow(fact, marking), ct: Ct);

    [GeneratedRegex("name=\"seen\" value=\"(\\d+)\"")]
    private static partial Regex Token();
}
