using System.Text.Json.Nodes;

namespace Demarche.Leaks;

/// <summary>Finds out what stands on a desk for two people, by nothing but what the desk answers them.</summary>
internal sealed class Survey(Probe sees, Probe seesNot, Probe outsider, IReadOnlyList<string> declared)
{
    /// <summary>Cases looked into, of each sort.</summary>
    private const int MostCases = 3;

    /// <summary>Cases that the second is asked for.</summary>
    private const int MostAsked = 100;

    /// <summary>Pages of one history.</summary>
    private const int MostPages = 25;

    /// <exception cref="LeaksProblem">The desk describes no endpoint.</exception>
    public async Task<Ground> LookAsync(CancellationToken ct)
    {
        var routes = Route.Of(await sees.GetAsync(Route.Description, ct));
        var (theirs, others) = (await CasesAsync(sees, ct), await CasesAsync(seesNot, ct));
        List<string> hidden = [.. declared], shared = [];
        // The case's own page decides; a list that names a case whose page is not there is a leak of the list.
        foreach (var id in theirs.Except(declared).Take(MostAsked)) ((await seesNot.GetAsync($"/api/cases/{id}", ct)).IsFound ? shared : hidden).Add(id);
        var differing = new List<(string Id, List<(string? Item, string Text)> Common, List<(string? Item, string Text)> Kept)>();
        foreach (var id in shared)
        {
            var (firsts, seconds) = (await HistoryAsync(sees, id, ct), (await HistoryAsync(seesNot, id, ct)).Select(r => r.Item).ToHashSet());
            differing.Add((id, [.. firsts.Where(r => r.Item is null || seconds.Contains(r.Item))], [.. firsts.Where(r => r.Item is not null && !seconds.Contains(r.Item))]));
        }
        // Those in which the two are shown most differently: in the others there is nothing to find.
        differing = [.. differing.OrderByDescending(d => d.Kept.Count).Take(MostCases)];
        (hidden, shared) = ([.. hidden.Take(MostCases)], [.. differing.Select(d => d.Id)]);
        var (common, kept) = (differing.SelectMany(d => d.Common).ToList(), differing.SelectMany(d => d.Kept).ToList());
        List<string> items = [.. kept.Select(r => r.Item!).Distinct()];

        var (first, inHidden, second, own) = (new Crawl(sees, routes), new Crawl(sees, routes), new Crawl(seesNot, routes), new Crawl(seesNot, routes));
        await first.OutsideAsync(ct);
        foreach (var id in shared) await first.InsideAsync(id, items, ct);
        foreach (var id in hidden) await inHidden.InsideAsync(id, [], ct);
        await second.OutsideAsync(ct);
        foreach (var id in shared) await second.InsideAsync(id, [], ct);
        foreach (var id in others.Except(theirs).Take(MostCases)) await own.InsideAsync(id, [], ct);

        var known = Known(first, inHidden);
        // What both cases name is a person or a partner who can be chosen in either; what has a page of its own in the hidden one is not.
        var chosen = first.Answers.Values.Where(a => IsInside(a, shared)).Concat(own.Answers.Values).SelectMany(a => a.Ids);
        var ids = inHidden.Answers.Values.SelectMany(a => a.Ids).Except(chosen).Concat(inHidden.Answers.Values.SelectMany(a => (a with { Text = a.Asked }).Ids))
            .Except(known.SelectMany(a => a.Ids)).Except(common.Select(c => c.Item!)).Except(shared).Except(others.Except(theirs))
            // These are hidden whatever else names them: a desk that tells everybody must not thereby make them known.
            .Union(hidden).Union(items).ToList();
        var plain = string.Join('\n', known.Concat(own.Answers.Values).Select(a => a.Text).Concat(common.Select(c => c.Text)));
        var words = Words(inHidden.Answers.Values).Except(Words(first.Answers.Values.Where(a => IsInside(a, shared)))).Concat(kept.Select(k => k.Text))
            .Where(w => w.Length >= ShortestWord && !plain.Contains(w, StringComparison.OrdinalIgnoreCase)).Union(Titles(inHidden, hidden).Except(Titles(own, others))).ToList();
        return new(sees, seesNot, outsider, routes)
        {
            HiddenCases = hidden,
            SharedCases = shared,
            HiddenItems = items,
            HiddenIds = ids,
            HiddenWords = words,
            HiddenPaths =
            [
                .. from answer in inHidden.Answers from id in hidden where answer.Key.Contains(id, StringComparison.Ordinal) select new HiddenPath(answer.Key, id, answer.Value),
                .. from answer in first.Answers from id in items where answer.Key.Contains(id, StringComparison.Ordinal) select new HiddenPath(answer.Key, id, answer.Value),
            ],
            SeenByFirst = first.Answers.Concat(inHidden.Answers).DistinctBy(a => a.Key).ToDictionary(a => a.Key, a => a.Value),
            SeenBySecond = await WithPagesAsync(second.Answers.Concat(own.Answers).Select(a => a.Value), ct),
        };
    }

    /// <summary>What the second is shown of everything it may read, for a comparison: nothing that tells of its own session.</summary>
    public static async Task<IReadOnlyDictionary<string, Answer>> EverythingAsync(Probe probe, IEnumerable<string> cases, CancellationToken ct)
    {
        var crawl = new Crawl(probe, Route.Of(await probe.GetAsync(Route.Description, ct)));
        await crawl.OutsideAsync(ct);
        foreach (var id in cases) await crawl.InsideAsync(id, [], ct);
        return crawl.Answers;
    }

    /// <summary>Shorter words stand in many texts by chance.</summary>
    private const int ShortestWord = 8;

    private static readonly HashSet<string> Worded = ["title", "summary", "text", "name", "description", "value", "quote", "words", "note", "role"];

    private async Task<Dictionary<string, Answer>> WithPagesAsync(IEnumerable<Answer> answers, CancellationToken ct)
    {
        Dictionary<string, Answer> all = [];
        foreach (var answer in answers)
        {
            var path = answer.Asked.Split(' ')[1];
            all[path] = answer;
            if (Route.PageOf(path) is { } page && path != Route.Description) all[page] = await seesNot.GetAsync(page, ct);
        }
        return all;
    }

    // What both know apart from cases: people, partners, the desk itself.
    private static List<Answer> Known(params Crawl[] crawls) =>
        [.. crawls.SelectMany(c => c.Answers).Where(a => a.Key.EndsWith("/access", StringComparison.Ordinal)
            || new[] { "/api/partners", "/api/people", "/api/me", "/api/settings", "/exchange", Route.Description }.Any(p => a.Key.StartsWith(p, StringComparison.Ordinal))).Select(a => a.Value)];

    private static IEnumerable<string> Titles(Crawl crawl, IEnumerable<string> cases) =>
        cases.Select(c => crawl.Answers.TryGetValue($"/api/cases/{c}", out var page) ? (string?)(Probe.Json(page)?["title"] as JsonObject)?["title"] : null)
            .OfType<string>().Where(t => t.Length >= ShortestWord);

    private static bool IsInside(Answer answer, IEnumerable<string> cases) => cases.Any(c => answer.Asked.Contains(c, StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> CasesAsync(Probe probe, CancellationToken ct) =>
        Probe.Json(await probe.GetAsync("/api/cases?show=all", ct))?["cases"] is JsonArray cases ? [.. cases.Select(c => (string)c!["id"]!)] : [];

    private static async Task<List<(string? Item, string Text)>> HistoryAsync(Probe probe, string caseId, CancellationToken ct)
    {
        List<(string?, string)> rows = [];
        string? before = null;
        for (var i = 0; i < MostPages; i++)
        {
            var page = Probe.Json(await probe.GetAsync($"/api/cases/{caseId}/journal{(before is null ? "" : "?before=" + Uri.EscapeDataString(before))}", ct));
            if (page?["rows"] is not JsonArray list) break;
            rows.AddRange(list.Select(r => ((string?)r!["item"], (string?)r["text"] ?? "")));
            if ((before = (string?)page["before"]) is null) break;
        }
        return rows;
    }

    private static IEnumerable<string> Words(IEnumerable<Answer> answers) => answers.Select(Probe.Json).SelectMany(Words).Distinct();

    private static IEnumerable<string> Words(JsonNode? node) => node switch
    {
        JsonObject record => record.SelectMany(m => m.Value is JsonValue value && Worded.Contains(m.Key) && value.TryGetValue<string>(out var text) ? [text] : Words(m.Value)),
        JsonArray list => list.SelectMany(Words),
        _ => [],
    };
}
