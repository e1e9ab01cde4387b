using System.Text.RegularExpressions;
using Demarche.Tests.Web;

namespace Demarche.Tests.Leaks;

/// <summary>Everything that the desk answers to a person about the case.</summary>
internal sealed partial class GuardedCase
{
    /// <summary>The answer of every endpoint that reads, by its pattern.</summary>
    /// <param name="plain">Without what differs from one answer to the next anyway.</param>
    /// <param name="of">The ids to read with; those that everybody may see where none are given.</param>
    public async Task<Dictionary<string, string>> AllAsync(Visitor visitor, bool plain = true, IReadOnlyDictionary<string, string>? of = null)
    {
        var ids = Ids(of);
        Dictionary<string, string> all = [];
        foreach (var endpoint in Endpoint.Of(Desk).Where(e => e.Method == "GET" && !IsOwn(e.Pattern)))
        {
            using var answer = await (endpoint.IsApi ? visitor.Api : visitor.Page).GetAsync(endpoint.At(ids), Ct);
            var text = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}";
            all[endpoint.Pattern] = plain ? Steady(endpoint, Visitor.WithoutFormToken(text)) : text;
        }
        return all;
    }

    /// <summary>The ids of items with those of the case, the partner and a person.</summary>
    public Dictionary<string, string> Ids(IReadOnlyDictionary<string, string>? of = null) =>
        new(of ?? Seen) { ["case"] = Case, ["partner"] = Partner, ["person"] = Reader.Person! };

    /// <summary>How many answers hold a word.</summary>
    public async Task<int> HoldingAsync(Visitor visitor, string word, IReadOnlyDictionary<string, string>? of = null) =>
        (await AllAsync(visitor, plain: false, of)).Count(a => a.Value.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Nothing that the reader is shown moves while this is done; much of what the author is shown does.</summary>
    public async Task MovesNothingAsync(Func<Task> act, int least)
    {
        var (before, authors) = (await AllAsync(Reader), await AllAsync(Author));
        await act();
        var after = await AllAsync(Reader);
        foreach (var (path, text) in before) Assert.True(text == after[path], $"{path} moved: {Difference(text, after[path])}");
        var moved = (await AllAsync(Author)).Count(a => a.Value != authors[a.Key]);
        Assert.True(moved >= least, $"Only {moved} answers to the author moved.");
    }

    public static string Difference(string one, string two)
    {
        var at = Math.Max(0, one.AsSpan().CommonPrefixLength(two) - 200);
        return $"{one[at..Math.Min(one.Length, at + 400)]} became {two[at..Math.Min(two.Length, at + 400)]}";
    }

    // What says nothing of a case: files of the program, and when the caller was last here.
    private static bool IsOwn(string pattern) => pattern.StartsWith("/assets/", StringComparison.Ordinal) || pattern is "/me" or "/api/me";

    // A preview is a letter of the moment at which it is looked at, under an id of its own.
    private static string Steady(Endpoint endpoint, string text) =>
        endpoint.Pattern.Contains("/preview", StringComparison.Ordinal) ? Moment().Replace(text, "") : text;

    [GeneratedRegex("<tr><th scope=\"row\">(Date|Package)</th>.*?</tr>|<p><small>Package [0-9a-z]+</small></p>")]
    private static partial Regex Moment();
}
