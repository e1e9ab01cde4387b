using System.Net.Http.Headers;
using System.Text;

namespace Demarche.Leaks;

/// <summary>The same request in another form opens nothing and does nothing.</summary>
internal static class FormChecks
{
    private const int MostPaths = 12;

    private static readonly (string Name, string Value)[] Lowering =
    [
        ("X-HTTP-Method-Override", "PUT"), ("X-Original-URL", "/api/cases"), ("X-Rewrite-URL", "/api/cases"), ("X-Forwarded-User", "administrator"), ("X-Remote-User", "administrator"),
        ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "localhost"), ("Accept", "application/xml, text/csv, */*"), ("Accept-Encoding", "gzip, br, deflate"),
        ("Range", "bytes=0-100"), ("If-None-Match", "*"), ("synchronized-upsert", "true"), ("Cookie", "role=administrator; admin=1"),
    ];

    private static readonly string[] ForeignTypes = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];

    private static readonly Func<string, string>[] Spellings =
    [
        p => p.ToUpperInvariant(), p => p + "/", p => p + "?", p => p + "?format=csv", p => p + ".json", p => p + "%20", p => p + "%00", p => p + ";a=b", p => "/" + p,
        p => p.Replace("/cases/", "/cases/./", StringComparison.Ordinal), p => p.Replace("/cases/", "/cases/x/../", StringComparison.Ordinal),
        p => p.Replace("/cases/", "/cases/%2e%2e/cases/", StringComparison.Ordinal), p => p.Replace("/cases/", "/cases%2f", StringComparison.Ordinal),
        p => p.Replace("c", "%63", StringComparison.Ordinal), p => p.Replace("a", "%EF%BD%81", StringComparison.Ordinal),
    ];

    public static IReadOnlyList<LeakCheck> All { get; } =
    [
        new("L16", "No header that a caller sets raises what the caller may do", async (ground, notes, ct) =>
            await VariedAsync(ground, notes, (path, header) => ground.SeesNot.SendAsync(HttpMethod.Get, path, with: [header], ct: ct), Lowering, h => h.Name, ct)),
        new("L30", "Another spelling of a path opens nothing", async (ground, notes, ct) =>
            await VariedAsync(ground, notes, (path, spelled) => ground.SeesNot.GetAsync(spelled(path), ct), Spellings, s => s("/x"), ct)),
        new("L47", "A form that the desk did not make, a type that a foreign page can send, and a method that only reads do nothing", ForgedAsync),
    ];

    private static async Task VariedAsync<T>(Ground ground, Notes notes, Func<string, T, Task<Answer>> ask, IEnumerable<T> ways, Func<T, string> name, CancellationToken ct)
    {
        var paths = ground.HiddenPaths.Take(MostPaths).ToList();
        if (paths.Count == 0) notes.Missing = "There is no path that the first account may read and the second may not.";
        foreach (var way in ways)
        {
            foreach (var hidden in paths)
            {
                var answer = await ask(hidden.Path, way);
                var opened = answer.Text.Length > 0 && ground.LeakIn(answer) is { } leak ? leak : answer.IsFound && answer.Text == hidden.Seen.Text ? "what the first is shown" : null;
                notes.Compare(opened is null, () => $"{name(way)} on {hidden.Path} gives {opened}");
            }
        }
        foreach (var path in paths) notes.Controlled((await ground.Sees.GetAsync(path.Path, ct)).IsFound);
    }

    private static async Task ForgedAsync(Ground ground, Notes notes, CancellationToken ct)
    {
        var cookie = ("Cookie", $"{Web.CookieNames.Session(ground.SeesNot.Desk)}={ground.SeesNot.Token}");
        foreach (var route in ground.Routes.Where(r => r.IsOfCase && r.Writes && r.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            // A case of nobody: were the request let through, there would be nothing for it to act on.
            var path = route.At(new Dictionary<string, string>());
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("reason", "leaks")]);
            await RefusedAsync(Route.PageOf(path)!, form);
            foreach (var type in ForeignTypes)
            {
                using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("{}")) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
                await RefusedAsync(path, body);
            }
            foreach (var method in new[] { "PUT", "PATCH", "DELETE" })
            {
                var answer = await ground.SeesNot.SendAsync(new(method), path, ct: ct);
                notes.Compare(!answer.IsFound, () => $"{answer.Asked} answered {answer.Status}");
            }
        }
        notes.Controlled((await ground.SeesNot.SendAsync(HttpMethod.Get, "/api/me", with: [cookie], anonymous: true, ct: ct)).IsFound);

        async Task RefusedAsync(string path, HttpContent body)
        {
            var answer = await ground.SeesNot.SendAsync(HttpMethod.Post, path, body, [cookie], anonymous: true, ct);
            notes.Compare(answer.Status is >= 400 and < 500, () => $"{answer.Asked} as {body.Headers.ContentType} answered {answer.Status}");
        }
    }
}
