using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Demarche.Leaks;

/// <summary>What every answer has or has not, whatever it is about.</summary>
internal static partial class GuardChecks
{
    public static IReadOnlyList<LeakCheck> All { get; } =
    [
        new("L13", "Nothing is streamed, and every answer about a case needs somebody who is signed in", async (ground, notes, ct) =>
        {
            foreach (var answer in Both(ground)) notes.Compare(answer.Type != "text/event-stream" && answer.Status != 101, () => $"{answer.Asked} is a stream");
            foreach (var path in ground.SeenBySecond.Keys.Where(p => p.Contains("/cases", StringComparison.Ordinal)))
            {
                var stranger = await ground.Outsider.GetAsync(path, ct);
                notes.Compare(!stranger.IsFound, () => $"{path} answered somebody who is not signed in");
            }
            notes.Controlled(ground.SeenBySecond.Values.Any(a => a.IsFound));
        }),
        new("L19", "No address carries a secret, and no answer to a person is kept by a browser or proxy", (ground, notes, _) =>
        {
            foreach (var answer in Both(ground))
            {
                notes.Compare(answer.Headers.Contains("Cache-Control: no-store", StringComparison.OrdinalIgnoreCase), () => $"{answer.Asked} may be kept");
                notes.Compare(!Version().IsMatch(answer.Headers), () => $"{answer.Asked} tells what the server runs");
                notes.Compare(!new[] { ground.Sees.Token, ground.SeesNot.Token }.OfType<string>().Any(t => answer.Text.Contains(t, StringComparison.Ordinal)), () => $"{answer.Asked} holds a session's token");
            }
            foreach (var route in ground.Routes) notes.Compare(!route.TakesSecret || OneTime().IsMatch(route.Path) || !route.Path.Contains("{token}", StringComparison.Ordinal), () => $"{route.Path} takes a secret in its address");
            notes.Controlled(ground.SeenBySecond.Count > 0);
            return Task.CompletedTask;
        }),
        new("L34", "Pages run no script and load nothing but the desk's own, and nothing is taken for a page that is none", (ground, notes, _) =>
        {
            foreach (var answer in Both(ground))
            {
                notes.Compare(answer.Headers.Contains("X-Content-Type-Options: nosniff", StringComparison.OrdinalIgnoreCase), () => $"{answer.Asked} may be taken for another type");
                if (answer.Type != "text/html") continue;
                notes.Compare(Policy().IsMatch(answer.Headers) && !Unsafe().IsMatch(answer.Headers), () => $"{answer.Asked} has no policy against foreign script");
                var runs = ActivePage.Fault(answer.Text);
                notes.Compare(runs is null, () => $"{answer.Asked} holds {runs}");
                notes.Controlled();
            }
            return Task.CompletedTask;
        }),
        new("L38", "No address in any answer holds a credential", (ground, notes, _) =>
        {
            foreach (var answer in Both(ground)) notes.Compare(!Credential().IsMatch(answer.Text), () => $"{answer.Asked} holds {Credential().Match(answer.Text).Value.Split('=')[0]}=…");
            notes.Controlled(ground.SeenBySecond.Count > 0);
            return Task.CompletedTask;
        }),
        new("L41", "Who a protected source is stands in no answer, and who may open it in none but that person's own", (ground, notes, _) =>
        {
            foreach (var answer in Both(ground).Where(a => a.IsJson && a.Asked.Contains("/sources", StringComparison.Ordinal)))
            {
                notes.Compare(!Members(Probe.Json(answer), "identity").Any(v => v is not null), () => $"{answer.Asked} has a member identity with a value");
                notes.Controlled();
            }
            return Task.CompletedTask;
        }),
    ];

    private static IEnumerable<Answer> Both(Ground ground) => ground.SeenByFirst.Values.Concat(ground.SeenBySecond.Values);

    private static IEnumerable<JsonNode?> Members(JsonNode? node, string name) => node switch
    {
        JsonObject record => record.SelectMany(m => m.Key == name ? [m.Value] : Members(m.Value, name)),
        JsonArray list => list.SelectMany(n => Members(n, name)),
        _ => [],
    };

    [GeneratedRegex(@"^(Server|X-Powered-By|X-AspNet\w*): ", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Version();

    // Told once, good once, and kept by the store as a hash.
    [GeneratedRegex(@"^/api/(invitation|first-start)/\{token\}$")]
    private static partial Regex OneTime();

    [GeneratedRegex(@"Content-Security-Policy: .*default-src 'none'", RegexOptions.IgnoreCase)]
    private static partial Regex Policy();

    [GeneratedRegex(@"script-src[^;]*('unsafe-inline'|'unsafe-eval'|\*)", RegexOptions.IgnoreCase)]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"[?&;](access_token|token|auth|apikey|api_key|key|password|session|sid)=[A-Za-z0-9_\-]{8,}", RegexOptions.IgnoreCase)]
    private static partial Regex Credential();
}
