using System.Text.Json.Nodes;

namespace Demarche.Leaks;

/// <summary>Paths with the id of something hidden are answered as paths with the id of nothing.</summary>
internal static class PathChecks
{
    /// <summary>Paths tried with each method: a case may have hundreds.</summary>
    private const int MostPaths = 150;

    /// <summary>Hidden items tried with each act.</summary>
    private const int MostItems = 3;

    private const string NothingHidden = "There is no path that the first account may read and the second may not.";

    private static readonly string[] Others = ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"];

    private static readonly string[] Sends = ["/propose", "/remind", "/approve", "/retry", "/package", "/letter"];

    public static IReadOnlyList<LeakCheck> All { get; } =
    [
        new("L14", "An id of something hidden is answered as an id of nothing, by every method", EnumerateAsync),
        new("L11", "A download of something hidden is answered as a download of nothing", (ground, notes, ct) => AlikeAsync(ground, notes,
            ground.HiddenPaths.Where(p => !p.Seen.IsJson), "The first account has no download to try.", ct)),
        new("L12", "Nothing can be made to go out, or to anybody, from what is hidden", async (ground, notes, ct) =>
        {
            foreach (var route in ground.Routes.Where(r => r.IsOfCase && r.Writes && Sends.Any(s => r.Path.EndsWith(s, StringComparison.Ordinal))))
            {
                foreach (var id in ground.HiddenCases) await PostAsync(ground, notes, route, id, ct);
                await PostInsideAsync(ground, notes, route, ct);
            }
            if (ground.HiddenPaths.Count == 0) notes.Missing = NothingHidden;
            notes.Controlled(ground.HiddenPaths.Count > 0);
        }),
        new("L20", "Who works at the desk, and on what, is told to nobody whose work it is not", DirectoryAsync),
    ];

    private static async Task EnumerateAsync(Ground ground, Notes notes, CancellationToken ct)
    {
        await AlikeAsync(ground, notes, ground.HiddenPaths, NothingHidden, ct);
        foreach (var hidden in ground.HiddenPaths.Take(MostPaths / Others.Length))
        {
            foreach (var method in Others) await MethodAsync(ground, notes, new(method), hidden, ct);
        }
        foreach (var route in ground.Routes.Where(r => r.IsOfCase && r.Writes))
        {
            foreach (var id in ground.HiddenCases.Take(1)) await PostAsync(ground, notes, route, id, ct);
            await PostInsideAsync(ground, notes, route, ct);
        }
    }

    // Where the case is open to both, what is hidden is an item in it: an act on it is answered as an act on nothing.
    private static async Task PostInsideAsync(Ground ground, Notes notes, Route route, CancellationToken ct)
    {
        if (route.Parameters.Count < 2) return;
        foreach (var path in ground.HiddenPaths.Where(p => ground.HiddenItems.Contains(p.Id)).DistinctBy(p => p.Id).Take(MostItems))
        {
            if (ground.SharedCases.FirstOrDefault(c => path.Path.Contains(c, StringComparison.Ordinal)) is not { } caseId) continue;
            var rest = route.Parameters.Skip(2).ToDictionary(p => p, _ => Demarche.Id.New());
            Dictionary<string, string> At(string item) => new(rest) { [route.Parameters[0]] = caseId, [route.Parameters[1]] = item };
            var asked = await ground.SeesNot.PostAsync(route.At(At(path.Id)), new JsonObject(), ct);
            var other = await ground.SeesNot.PostAsync(route.At(At(Demarche.Id.New())), new JsonObject(), ct);
            notes.Compare(asked.IsLike(other) && !asked.IsFound, () => $"POST {asked.Asked}: {asked.Difference(other)}");
            notes.Controlled();
        }
    }

    private static async Task AlikeAsync(Ground ground, Notes notes, IEnumerable<HiddenPath> paths, string missing, CancellationToken ct)
    {
        var tried = paths.Take(MostPaths).ToList();
        if (tried.Count == 0) notes.Missing = missing;
        foreach (var hidden in tried)
        {
            var pages = new[] { (hidden.Path, hidden.Nothing), (Route.PageOf(hidden.Path), Route.PageOf(hidden.Nothing)) };
            foreach (var (path, nothing) in pages.Where(p => p.Item1 is not null))
            {
                var (asked, other) = (await ground.SeesNot.GetAsync(path!, ct), await ground.SeesNot.GetAsync(nothing!, ct));
                notes.Compare(asked.IsLike(other), () => $"GET {path}: {asked.Difference(other)}");
            }
            notes.Controlled(hidden.Seen.IsFound);
        }
    }

    private static async Task MethodAsync(Ground ground, Notes notes, HttpMethod method, HiddenPath hidden, CancellationToken ct)
    {
        var (asked, other) = (await ground.SeesNot.SendAsync(method, hidden.Path, ct: ct), await ground.SeesNot.SendAsync(method, hidden.Nothing, ct: ct));
        notes.Compare(asked.IsLike(other), () => $"{method} {hidden.Path}: {asked.Difference(other)}");
    }

    // Nothing in the body: what would be done if the case were open to the caller is refused for that at the latest.
    private static async Task PostAsync(Ground ground, Notes notes, Route route, string id, CancellationToken ct)
    {
        var rest = route.Parameters.Skip(1).ToDictionary(p => p, _ => Demarche.Id.New());
        var (hidden, nothing) = (route.At(new Dictionary<string, string>(rest) { ["case"] = id }), route.At(new Dictionary<string, string>(rest) { ["case"] = Demarche.Id.New() }));
        var (asked, other) = (await ground.SeesNot.PostAsync(hidden, new JsonObject(), ct), await ground.SeesNot.PostAsync(nothing, new JsonObject(), ct));
        notes.Compare(asked.IsLike(other) && !asked.IsFound, () => $"POST {hidden}: {asked.Difference(other)}");
        notes.Controlled();
    }

    private static async Task DirectoryAsync(Ground ground, Notes notes, CancellationToken ct)
    {
        var people = await ground.SeesNot.GetAsync("/api/people", ct);
        if (people.IsFound) notes.Missing = "The second account administers people; name one that does not.";
        notes.Compare(people.Status is 403 or 404 || notes.Missing is not null, () => $"/api/people answered {people.Status}");
        foreach (var path in ground.SeenByFirst.Keys.Where(p => p.EndsWith("/access", StringComparison.Ordinal) && ground.HiddenCases.Any(c => p.Contains(c, StringComparison.Ordinal))))
        {
            var list = await ground.SeesNot.GetAsync(path, ct);
            notes.Compare(!list.IsFound, () => $"{path} answered {list.Status}");
        }
        foreach (var path in ground.SeenByFirst.Keys.Append("/api/people").Append("/api/partners").Where(p => p != "/exchange/card"))
        {
            var stranger = await ground.Outsider.GetAsync(path, ct);
            notes.Compare(!stranger.IsFound, () => $"{path} answered somebody who is not signed in with {stranger.Status}");
        }
        notes.Controlled(ground.SeenByFirst.Count > 0);
    }
}
