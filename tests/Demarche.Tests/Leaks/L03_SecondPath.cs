using System.Text.RegularExpressions;
using Demarche.Tests.Web;

namespace Demarche.Tests.Leaks;

/// <summary>Every page, list, download and API answer gives a reader exactly what the reader's view has: by content, and by what moves.</summary>
public sealed partial class L03_SecondPath
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_done_in_a_compartment_moves_nothing_that_others_are_shown()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var (before, authors) = (await AllAsync(guarded, guarded.Reader), await AllAsync(guarded, guarded.Author));
        await guarded.HideAsync();
        var after = await AllAsync(guarded, guarded.Reader);
        foreach (var (path, text) in before) Assert.True(text == after[path], $"{path} moved: {Difference(text, after[path])}");
        // The control: whoever is in the compartment sees much of it move.
        var moved = (await AllAsync(guarded, guarded.Author)).Count(a => a.Value != authors[a.Key]);
        Assert.True(moved > 6, $"Only {moved} answers moved.");
    }

    [Fact]
    public async Task No_answer_to_a_reader_holds_a_word_or_an_id_of_what_is_in_a_compartment()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        guarded.Seen["release"] = await guarded.ReleaseWithHiddenItemAsync();
        var told = 0;
        foreach (var (path, text) in await AllAsync(guarded, guarded.Reader, plain: false))
        {
            Assert.DoesNotContain(GuardedCase.Word, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("77777", text, StringComparison.Ordinal);
            foreach (var (key, id) in guarded.Hidden) Assert.False(text.Contains(id, StringComparison.Ordinal), $"{path} names the hidden {key}.");
        }
        foreach (var (_, text) in await AllAsync(guarded, guarded.Author, plain: false))
            told += text.Contains(GuardedCase.Word, StringComparison.Ordinal) ? 1 : 0;
        Assert.True(told > 8, $"Only {told} answers told anybody of it.");
    }

    private static async Task<Dictionary<string, string>> AllAsync(GuardedCase guarded, Visitor visitor, bool plain = true)
    {
        var ids = new Dictionary<string, string>(guarded.Seen) { ["case"] = guarded.Case, ["partner"] = guarded.Partner, ["person"] = guarded.Reader.Person! };
        Dictionary<string, string> all = [];
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e.Method == "GET" && !IsOwn(e.Pattern)))
        {
            using var answer = await (endpoint.IsApi ? visitor.Api : visitor.Page).GetAsync(endpoint.At(ids), Ct);
            var text = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}";
            all[endpoint.Pattern] = plain ? Steady(endpoint, Visitor.WithoutFormToken(text)) : text;
        }
        return all;
    }

    private static string Difference(string one, string two)
    {
        var at = Math.Max(0, one.AsSpan().CommonPrefixLength(two) - 200);
        return $"{one[at..Math.Min(one.Length, at + 400)]} became {two[at..Math.Min(two.Length, at + 400)]}";
    }

    // What says nothing of a case: files of the program, and when the caller was last here.
    private static bool IsOwn(string pattern) => pattern.StartsWith("/assets/", StringComparison.Ordinal) || pattern is "/me" or "/api/me";

    // A preview is a letter of the moment at which it is looked at, under an id of its own.
    private static string Steady(Endpoint endpoint, string text) =>
        endpoint.Pattern.Contains("/preview", StringComparison.Ordinal) ? Moment().Replace(text, "") : text;

    [GeneratedRegex("<tr><th scope=\"row\">(Date|Package)</th>.*?</tr>")]
    private static partial Regex Moment();
}
