using System.Text.Json.Nodes;

namespace Demarche.Leaks;

/// <summary>Who is let in, and for how long.</summary>
internal static class SessionChecks
{
    private static readonly string[] Tokens = ["", "null", "undefined", "0", "admin", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."];

    private static readonly string[] Passwords = ["", " ", "\u0000", "' or '1'='1"];

    public static IReadOnlyList<LeakCheck> All { get; } =
    [
        new("L31", "Every endpoint of the API asks who calls", async (ground, notes, ct) =>
        {
            foreach (var route in ground.Routes.Where(r => r is { Reads: true, TakesSecret: false } && r.Path.StartsWith("/api", StringComparison.Ordinal)))
            {
                var answer = await ground.Outsider.GetAsync(route.At(new Dictionary<string, string>()), ct);
                notes.Compare(answer.Status == 401, () => $"{route.Path} answered {answer.Status} to somebody who is not signed in");
            }
            notes.Controlled((await ground.Sees.GetAsync("/api/me", ct)).IsFound);
        }),
        new("L33", "A session that was made up, and an empty password, open nothing", async (ground, notes, ct) =>
        {
            foreach (var token in Tokens)
            {
                var answer = await ground.Outsider.SendAsync(HttpMethod.Get, "/api/me", with: [("Authorization", $"Bearer {token}")], ct: ct);
                notes.Compare(answer.Status == 401, () => $"the token \"{token}\" was answered {answer.Status}");
            }
            // Of an account that is not there: an account that is would be locked by so many tries.
            foreach (var password in Passwords)
            {
                var answer = await ground.Outsider.PostAsync("/api/session", new JsonObject { ["login"] = "nobody-" + Demarche.Id.New()[..8], ["password"] = password }, ct);
                notes.Compare(!answer.IsFound, () => $"a password of {password.Length} characters opened a session");
            }
            notes.Controlled((await ground.Sees.GetAsync("/api/me", ct)).IsFound);
        }),
        new("L46", "Two people over one connection are each answered as themselves", async (ground, notes, ct) =>
        {
            foreach (var path in new[] { "/api/me", "/api/cases", "/api" })
            {
                for (var i = 0; i < 10; i++)
                {
                    var first = ground.Sees.SendAsync(HttpMethod.Get, path, ct: ct);
                    var second = ground.Sees.SendAsync(HttpMethod.Get, path, with: [("Authorization", $"Bearer {ground.SeesNot.Token}")], anonymous: true, ct: ct);
                    var (one, two) = (await first, await second);
                    notes.Compare(ground.LeakIn(two) is null && (path != "/api/me" || one.Text != two.Text), () => $"{path} answered the second as the first");
                    notes.Controlled(one.IsFound && two.IsFound);
                }
            }
        }),
    ];
}
