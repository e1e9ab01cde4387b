using System.Globalization;
using System.Text.Json.Nodes;

namespace Demarche.Leaks;

/// <summary>Questions whose answer, or whose time, could tell whether something is there.</summary>
internal static class OracleChecks
{
    /// <summary>Samples of each kind in one comparison of times.</summary>
    public const int Samples = 150;

    /// <summary>Words asked after.</summary>
    private const int MostWords = 10;

    private static readonly string[] Asking = ["q", "find", "search", "type", "kind", "after", "before", "show", "partner", "at", "edit"];

    public static IReadOnlyList<LeakCheck> All { get; } =
    [
        new("L1", "To ask for a value that stands only in what is hidden is answered as to ask for one of nobody", AskAsync),
        new("L1", "To ask for a hidden value takes no other time", (ground, notes, ct) => TimeAsync(ground, notes,
            from word in ground.HiddenWords.Take(1) from path in Lists(ground).Take(2) select ($"{path}?q={Uri.EscapeDataString(word)}", $"{path}?q={Uri.EscapeDataString(Other(word))}"), ct)),
        new("L26", "A link, a password and a name that are wrong are refused alike", RefusedAlikeAsync),
        new("L27", "To look for something hidden takes no other time than to look for nothing", (ground, notes, ct) => TimeAsync(ground, notes,
            ground.HiddenPaths.DistinctBy(p => p.Id).Take(3).Select(p => (p.Path, p.Nothing)), ct)),
    ];

    private static async Task AskAsync(Ground ground, Notes notes, CancellationToken ct)
    {
        var lists = Lists(ground).ToList();
        if (ground.HiddenWords.Count == 0) notes.Missing = "No words are known that stand only in what is hidden.";
        foreach (var word in ground.HiddenWords.Take(MostWords))
        {
            var other = Other(word);
            foreach (var path in lists)
            {
                foreach (var name in Asking)
                {
                    var asked = await ground.SeesNot.GetAsync($"{path}?{name}={Uri.EscapeDataString(word)}", ct);
                    var nothing = await ground.SeesNot.GetAsync($"{path}?{name}={Uri.EscapeDataString(other)}", ct);
                    var echoed = asked with { Text = asked.Text.Replace(word, other, StringComparison.Ordinal) };
                    notes.Compare(echoed.IsLike(nothing), () => $"{path}?{name}=…: {echoed.Difference(nothing)}");
                }
            }
        }
        notes.Controlled(ground.SeenByFirst.Values.Any(a => ground.HiddenWords.Any(w => a.Text.Contains(w, StringComparison.OrdinalIgnoreCase))));
    }

    private static async Task RefusedAlikeAsync(Ground ground, Notes notes, CancellationToken ct)
    {
        foreach (var route in ground.Routes.Where(r => r.Parameters is ["token"] && r.Reads))
        {
            var (one, two) = (await ground.Outsider.GetAsync(route.With("token", Demarche.Id.New()), ct), await ground.Outsider.GetAsync(route.With("token", "x"), ct));
            notes.Compare(one.IsLike(two) && !one.IsFound, () => $"{route.Path}: {one.Difference(two)}");
        }
        // One wrong try each: five in a row would lock the account. The right password was just given and forgets this one.
        List<Answer> wrong = [];
        foreach (var login in new[] { await LoginAsync(ground.SeesNot, ct), "nobody-" + Demarche.Id.New()[..8] }.OfType<string>())
            wrong.Add(await ground.Outsider.PostAsync("/api/session", new JsonObject { ["login"] = login, ["password"] = Demarche.Id.New() }, ct));
        if (wrong.Count == 2) notes.Compare(wrong[0].IsLike(wrong[1]) && !wrong[0].IsFound, () => $"sign-in: {wrong[0].Difference(wrong[1])}");
        notes.Controlled((await ground.SeesNot.GetAsync("/api/me", ct)).IsFound);
    }

    // One of each in turn, and which of the two goes first changes: what else the machine does falls on both.
    private static async Task TimeAsync(Ground ground, Notes notes, IEnumerable<(string Hidden, string Nothing)> paths, CancellationToken ct)
    {
        var tried = paths.ToList();
        if (tried.Count == 0) notes.Missing = "There is nothing hidden to look for.";
        foreach (var (hidden, nothing) in tried)
        {
            List<double> first = [], second = [];
            for (var i = 0; i < Samples + 10; i++)
            {
                var turn = i % 2 == 0 ? new[] { (hidden, first), (nothing, second) } : [(nothing, second), (hidden, first)];
                foreach (var (path, times) in turn)
                {
                    var took = await ground.SeesNot.TimedAsync(path, ct);
                    // The first answers are made while the program is still being compiled.
                    if (i >= 10) times.Add(took.TotalMicroseconds);
                }
            }
            var test = RankTest.Of(first, second);
            var said = string.Create(CultureInfo.InvariantCulture, $"{hidden.Split('?')[0]}: z {test.Z:0.0}, larger in {test.Larger:0.00}, median {test.Shift:+0;-0;0} µs of {Samples} each");
            notes.Beside += $"; {said}";
            notes.Compare(!test.Tells, () => said);
            notes.Controlled(first.Count == Samples);
        }
    }

    private static async Task<string?> LoginAsync(Probe probe, CancellationToken ct) => (string?)Probe.Json(await probe.GetAsync("/api/me", ct))?["login"];

    private static IEnumerable<string> Lists(Ground ground) => ground.SeenBySecond.Keys
        .Where(p => p.StartsWith("/api", StringComparison.Ordinal) && p != Route.Description && (ground.SharedCases.Count == 0 || p.Split('/').Length < 6))
        .OrderBy(p => ground.SharedCases.Any(c => p.Contains(c, StringComparison.Ordinal)) ? 0 : 1).ThenBy(p => p, StringComparer.Ordinal).Take(20);

    // As long, of the same sort of signs, and of nobody.
    private static string Other(string word) => new([.. word.Select((c, i) => char.IsAsciiLetter(c) ? (char)('a' + (i * 7 + 3) % 26) : char.IsAsciiDigit(c) ? (char)('0' + i % 10) : c)]);
}
