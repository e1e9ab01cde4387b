using Demarche.Claims;

namespace Demarche.Releases;

/// <summary>What a copy carries although the partner who gave it corrected or retracted it since.</summary>
internal static class Recalls
{
    public const string Rule = "taken-back-by-its-partner";

    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var recalls = RecallList.Of(copy.View);
        HashSet<string> looked = [];
        foreach (var (given, item) in copy.Held)
        {
            // A claim takes its proposition and its source along, and an effect its victim.
            IEnumerable<string?> within = item.Content switch
            {
                Claim c => [item.Id, c.Proposition, c.Source],
                Incidents.Effect e => [item.Id, e.Victim],
                _ => [item.Id],
            };
            foreach (var recall in within.OfType<string>().Where(looked.Add).Select(recalls.Find).OfType<Recall>()) yield return Of(copy, given.Item, recall);
        }
    }

    // Whoever may not see the notice, or to whom it went, is not told of the finding.
    private static Finding Of(CheckedCopy copy, string item, Recall recall)
    {
        var told = RecallRow.ToldOf(copy.View, copy.Desk, recall.Item, recall.Notice.Content.Partner).Where(t => t.Since is not null).ToList();
        var releases = Holding.OfItem(copy.View, recall.Item).SelectMany(h => h.Gone).Select(r => r.Id);
        var advice = recall.State == RecallState.Kept ? ""
            : " Withdraw or correct it here, or decide that it stays, before it goes.";
        var others = told.Count == 0 ? ""
            : $" It went before to {string.Join(", ", told.Select(t => t.Name))}, who must be told once it is corrected or withdrawn here.";
        return new(Rule, recall.State == RecallState.Kept ? Severity.Note : Severity.Warning, item, RecallWords.Sentence(copy.Desk, recall) + advice + others)
        {
            RestsOn = [.. new[] { recall.Notice.Id, recall.Judgement?.Id, recall.Item == item ? null : recall.Item }.OfType<string>(), .. told.Count == 0 ? [] : releases.Distinct()],
            IsOfTheDraft = true,
        };
    }
}
