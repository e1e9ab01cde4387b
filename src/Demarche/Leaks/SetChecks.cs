namespace Demarche.Leaks;

/// <summary>Every way to a thing gives each person the same set.</summary>
internal static class SetChecks
{
    private const string NothingHidden = "The first account sees nothing that the second may not. Name accounts of two tenants, or have them made with --set-up.";

    public static IReadOnlyList<LeakCheck> All { get; } =
    [
        new("L2", "What is done in secret moves nothing that others are shown: no list, count, order or time", (ground, notes, _) =>
        {
            if (ground.Moved is null) notes.Missing = "Nothing is written here without --set-up, so nothing can move.";
            for (var i = 0; i < ground.Held - (ground.Moved?.Count ?? 0); i++) notes.Compare(true, () => "");
            foreach (var moved in ground.Moved ?? []) notes.Compare(false, () => moved);
            notes.Controlled(ground.HiddenPaths.Count > 0);
            return Task.CompletedTask;
        }),
        new("L3", "No page, list, download or API answer holds an id or a word of what is hidden", (ground, notes, _) => HoldsNothing(ground, notes, _ => true, null)),
        new("L4", "What may be seen tells nothing of the stricter things that hang on it", (ground, notes, _) => HoldsNothing(ground, notes, a => IsIn(a, ground.SharedCases),
            ground.HiddenItems.Count == 0 ? "No case that both read holds an item that the second may not see." : null)),
        new("L18", "The history of a case that both read tells the second of nothing hidden", (ground, notes, _) => HoldsNothing(ground, notes,
            a => IsIn(a, ground.SharedCases) && a.Asked.EndsWith("/journal", StringComparison.Ordinal), ground.HiddenItems.Count == 0 ? "No case that both read holds an item that the second may not see." : null)),
        new("L24", "What is downloaded is within what the reader may see", (ground, notes, _) => HoldsNothing(ground, notes,
            a => a.Type is not ("text/html" or "application/json" or "application/problem+json") && a.IsFound, null)),
        new("L40", "Lists and pages outside a case name no case that the reader may not open", ListsHoldAsync),
    ];

    private static Task HoldsNothing(Ground ground, Notes notes, Func<Answer, bool> which, string? missing)
    {
        notes.Missing = ground.HiddenIds.Count == 0 ? NothingHidden : missing;
        foreach (var answer in ground.SeenBySecond.Values.Where(which))
        {
            var leak = ground.LeakIn(answer);
            notes.Compare(leak is null, () => $"{answer.Asked} holds {leak}");
        }
        // The control: the ids and words are what the first is shown, in the same places.
        foreach (var answer in ground.SeenByFirst.Values) notes.Controlled(ground.LeakIn(answer with { Asked = "" }) is not null);
        return Task.CompletedTask;
    }

    private static Task ListsHoldAsync(Ground ground, Notes notes, CancellationToken ct)
    {
        // What is hidden inside a case that both read may be named by a list outside of it too: what is due, what was found, what arrived.
        List<string> ids = [.. ground.HiddenCases, .. ground.HiddenItems];
        if (ids.Count == 0) notes.Missing = NothingHidden;
        foreach (var answer in ground.SeenBySecond.Values.Where(a => !a.Asked.Contains("/cases/", StringComparison.Ordinal)))
        {
            var named = ids.FirstOrDefault(c => answer.Text.Contains(c, StringComparison.Ordinal));
            notes.Compare(named is null, () => $"{answer.Asked} names {named}");
        }
        foreach (var answer in ground.SeenByFirst.Values) notes.Controlled(ids.Any(c => answer.Text.Contains(c, StringComparison.Ordinal)));
        return Task.CompletedTask;
    }

    private static bool IsIn(Answer answer, IReadOnlyList<string> cases) => cases.Any(c => answer.Asked.Contains(c, StringComparison.Ordinal));
}
