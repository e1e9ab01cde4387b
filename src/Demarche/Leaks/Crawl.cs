namespace Demarche.Leaks;

/// <summary>Reads what one person can read, by trying the ids that the desk's own answers name.</summary>
/// <param name="routes">What the desk describes.</param>
internal sealed class Crawl(Probe probe, IReadOnlyList<Route> routes)
{
    /// <summary>Ids tried for one parameter of one endpoint.</summary>
    private const int MostTries = 60;

    /// <summary>Ids kept for one parameter of one endpoint: one of each state, not every item.</summary>
    private const int MostKept = 3;

    private readonly Dictionary<string, Answer> answers = [];

    /// <summary>What was answered with something, by path.</summary>
    public IReadOnlyDictionary<string, Answer> Answers => answers;

    /// <summary>Reads everything outside cases.</summary>
    public Task OutsideAsync(CancellationToken ct) => ReadAsync(routes.Where(r => !r.IsOfCase), [], [], ct);

    /// <summary>Reads a case.</summary>
    /// <param name="first">Ids to try before others.</param>
    public Task InsideAsync(string caseId, IReadOnlyList<string> first, CancellationToken ct) =>
        ReadAsync(routes.Where(r => r.IsOfCase), new() { ["/cases/{case}"] = [caseId] }, first, ct);

    private async Task ReadAsync(IEnumerable<Route> of, Dictionary<string, List<string>> known, IReadOnlyList<string> first, CancellationToken ct)
    {
        List<Answer> here = [];
        foreach (var route in of.Where(r => r is { Reads: true, TakesSecret: false }))
        {
            var open = route.Parameters.Where(p => !known.ContainsKey(Place(route, p))).ToList();
            // Two at once would be every pair.
            if (open.Count > 1) continue;
            var path = route.Parameters.Except(open).Aggregate(route.Path, (at, p) => at.Replace($"{{{p}}}", known[Place(route, p)][0], StringComparison.Ordinal));
            if (open.Count == 0) await KeepAsync(path, here, ct);
            else if (await TryAsync(path, open[0], here, first, ct) is { Count: > 0 } found) known[Place(route, open[0])] = found;
        }
    }

    // A parameter's name alone does not say what it is of: a request of ours and one of a partner stand at two places.
    private static string Place(Route route, string parameter)
    {
        var path = Route.PageOf(route.Path) ?? route.Path;
        return path[..(path.IndexOf($"{{{parameter}}}", StringComparison.Ordinal) + parameter.Length + 2)];
    }

    private async Task<List<string>> TryAsync(string path, string parameter, List<Answer> here, IReadOnlyList<string> first, CancellationToken ct)
    {
        var parent = path[..path.IndexOf($"/{{{parameter}}}", StringComparison.Ordinal)];
        var near = answers.TryGetValue(parent, out var list) ? list.Ids : [];
        List<string> kept = [];
        foreach (var id in first.Concat(near).Concat(here.SelectMany(a => a.Ids)).Distinct().Take(MostTries).ToList())
        {
            if (await KeepAsync(path.Replace($"{{{parameter}}}", id, StringComparison.Ordinal), here, ct)) kept.Add(id);
            if (kept.Count >= MostKept) break;
        }
        return kept;
    }

    private async Task<bool> KeepAsync(string path, List<Answer> here, CancellationToken ct)
    {
        var answer = await probe.GetAsync(path, ct);
        if (!answer.IsFound) return false;
        here.Add(answers[path] = answer);
        return true;
    }
}
