using Demarche.Hypotheses;
using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>Somebody to whom we passed something on that its originator corrected or retracted.</summary>
/// <param name="Since">When it last left for that partner, or may have left; null while it is on its way.</param>
public sealed record PassedOn(string Partner, string Name, string? Suspicion, string? Since);

/// <summary>An item that its partner corrected or retracted, and what there is to know before somebody decides.</summary>
/// <param name="Line">What it says here.</param>
/// <param name="Now">What the partner says now in place of it; null in a retraction.</param>
/// <param name="Text">The partner's words about it.</param>
/// <param name="Arrival">The package in the inbox.</param>
/// <param name="Withdraws">Where the item is withdrawn; null for what is withdrawn nowhere.</param>
/// <param name="Told">Who else has it from us.</param>
/// <param name="RestingOn">What here rests on it.</param>
public sealed record RecallRow(
    string Notice, string Item, NoticeKind Kind, RecallState State, string ItemKind, ItemLine Line, string? Now, Marking Marking, int Revision, string Partner,
    string? Suspicion, string Text, string Sent, string Noted, string? Arrival, string? Withdraws, IReadOnlyList<PassedOn> Told,
    IReadOnlyList<ItemLine> RestingOn)
{
    /// <summary>The decision that it stays; null where nobody took one.</summary>
    public Held<NoticeJudgement>? Judgement { get; init; }

    /// <summary>Who decided so.</summary>
    public string? KeptBy { get; init; }

    /// <summary>Items that rest on one; more are found from its own page.</summary>
    private const int MostResting = 20;

    public static RecallRow Of(View view, DeskFile desk, Recall recall)
    {
        var (item, notice) = (view.Item(recall.Item)!, recall.Notice.Content);
        var arrival = desk.Inbox.All.FirstOrDefault(a => a.Content.Partner == notice.Partner && a.Content.Package == notice.Package);
        return new(
            recall.Notice.Id, recall.Item, recall.Kind, recall.State, item.Kind, ItemLine.Of(view, desk, item), recall.Now, item.Marking, item.Revision,
            RecallWords.Partner(desk, recall), desk.Partners.Find(notice.Partner)?.Content.Suspicion, notice.Text, notice.Sent, recall.Notice.Time, arrival?.Id,
            item.CanBeChanged ? WithdrawalOf(item) : null, ToldOf(view, desk, recall.Item, notice.Partner),
            [.. view.Items().Where(i => !i.IsWithdrawn && i.Id != recall.Item && Rests(i.Content, recall.Item)).Take(MostResting).Select(i => ItemLine.Of(view, desk, i))])
        {
            Judgement = recall.Judgement,
            KeptBy = recall.Judgement is { } kept ? desk.NameOf(kept.Author) : null,
        };
    }

    /// <summary>Who had an item from us, and has had no retraction of it. Its originator is told nothing that it did not tell us.</summary>
    internal static IReadOnlyList<PassedOn> ToldOf(View view, DeskFile desk, string item, string originator) =>
    [
        .. from holding in Holding.OfItem(view, item)
           where holding.Partner != originator && holding.State != HoldingState.Retracted
               && holding.Handed.Any(r => r.Content.HasGone || r.Content.IsOnItsWay)
           group holding by holding.Partner into of
           let partner = desk.Partners.Find(of.Key)?.Content
           orderby partner?.Name, of.Key
           select new PassedOn(of.Key, partner?.Name ?? Web.Words.Say("releases.recall.unlisted"), partner?.Suspicion,
               of.SelectMany(h => h.Gone).Select(r => r.Content.SentAt).Max(StringComparer.Ordinal)),
    ];

    private static bool Rests(object content, string item) => RestsOn.Of(content).Contains(item) || content switch
    {
        Claims.Claim c => c.Proposition == item || c.Source == item,
        Rating r => r.Evidence == item,
        Hypothesis h => h.Propositions.Any(p => p.Proposition == item),
        Assessment a => a.About == item,
        Request r => r.Includes.Contains(item),
        ReplyDraft d => d.Includes.Contains(item),
        Statements.Statement s => s.Stances.Any(x => x.Proposition == item),
        _ => false,
    };

    private static string? WithdrawalOf(Item item) => item.Content switch
    {
        Claims.Claim => $"/claims/{item.Id}/withdraw",
        Claims.Proposition => $"/propositions/{item.Id}/withdraw",
        Observables.Observable => $"/observables/{item.Id}/withdraw",
        Incidents.Incident => $"/incident/{item.Id}/withdraw",
        Incidents.Effect => $"/effects/{item.Id}/withdraw",
        Parties.Party => $"/parties/{item.Id}/withdraw",
        Statements.Statement => $"/statements/{item.Id}/withdraw",
        Sources.Source => $"/sources/{item.Id}/withdraw",
        _ => null,
    };
}

/// <summary>What partners corrected or retracted of what this case holds: what waits for a decision, then what was decided, the newest first.</summary>
public sealed record RecallPart(string Case, IReadOnlyList<RecallRow> Open, IReadOnlyList<RecallRow> Decided)
{
    public static RecallPart Of(View view, DeskFile desk)
    {
        List<RecallRow> rows = [.. RecallList.Of(view).All.Reverse().Select(r => RecallRow.Of(view, desk, r))];
        return new(view.CaseId, [.. rows.Where(r => r.State == RecallState.Open)], [.. rows.Where(r => r.State != RecallState.Open)]);
    }
}

/// <param name="Reason">Why the item stays as it is.</param>
/// <param name="Seen">The item's revision that the person saw.</param>
public sealed record KeepForm(string Reason, int? Seen);
