using Demarche.Views;

namespace Demarche.Releases;

/// <summary>One package that carried an item to one partner.</summary>
/// <param name="Made">The time in the package: what stood then is what went.</param>
/// <param name="Text">What it said.</param>
/// <param name="IsCurrent">Whether it says what stands now and may still be had.</param>
/// <param name="Left">When it left the desk, or may have left it; null while it has not.</param>
/// <param name="Received">When this desk noted that the partner's desk signed for it; only this says that it arrived.</param>
/// <param name="Stored">Whether that desk stored the item, by its receipt; null where no receipt tells.</param>
public sealed record HadVersion(
    string Release, PackageKind Kind, string Made, string Text, bool IsCurrent, ReleaseState State, Departure Departure, string? Left, string? Received, bool? Stored);

/// <summary>That an item was retracted from a partner.</summary>
/// <param name="Acknowledged">When that partner's desk signed for the retraction; null while it has not.</param>
public sealed record HadRetraction(string Release, ReleaseState State, string? Left, string? Acknowledged);

/// <summary>A partner who was sent an item.</summary>
/// <param name="Item">What carried it: the item itself, or one that rested on it.</param>
/// <param name="Since">When it first left for this partner; null while it has not.</param>
/// <param name="Received">When this partner's desk first signed for it; null before a receipt.</param>
public sealed record HadRow(
    string Partner, string Name, string? Suspicion, string Item, string Kind, ItemLine Line, HoldingState State, string? Since, string? Received,
    IReadOnlyList<HadVersion> Versions, HadRetraction? Retraction)
{
    public static HadRow Of(View view, DeskFile desk, Holding holding)
    {
        List<HadVersion> versions = [.. holding.Handed.Select(r => Version(view, holding, r))];
        var partner = desk.Partners.Find(holding.Partner)?.Content;
        return new(
            holding.Partner, partner?.Name ?? "a partner that is no longer listed", partner?.Suspicion, holding.Item, holding.Kind,
            ItemLine.Of(view, desk, view.Item(holding.Item)!), holding.State, versions.Select(v => v.Left).Min(StringComparer.Ordinal),
            versions.Where(v => v.Stored != false).Select(v => v.Received).OfType<string>().Min(StringComparer.Ordinal), versions,
            holding.Retraction is { } gone ? new(gone.Id, gone.Content.State, gone.Content.SentAt, gone.Content.ReceivedAt) : null);
    }

    private static HadVersion Version(View view, Holding holding, Held<Release> release)
    {
        var (content, made) = (release.Content, release.Content.Proposal.Created);
        var told = Telling.Of(view, holding.Item, made, holding.Partner);
        return new(release.Id, content.Proposal.Kind, made, told?.Text ?? "",
            IsShown(view, holding) && told?.Whole == holding.Now?.Whole, content.State, content.Departure, content.SentAt, content.ReceivedAt,
            content.Receipt?.Items.FirstOrDefault(i => i.Id == holding.As)?.Stored);
    }

    // What was approved and has not left says what stands as well as what left.
    private static bool IsShown(View view, Holding holding) => holding.State is HoldingState.Current or HoldingState.Earlier
        || (holding.State == HoldingState.Nothing && view.IsShownTo(holding.Partner, holding.Item));
}

/// <summary>Who has had an item, since when, and in which version. From the reader's view alone.</summary>
/// <param name="Kind">claim, source, document…</param>
/// <param name="Words">Where the item is a draft, the packages that carried its words.</param>
/// <param name="Notices">What a partner said of it since it was taken from that partner.</param>
public sealed record HadModel(
    string Case, string Item, string Kind, ItemLine Line, Marking Marking, bool IsWithdrawn, IReadOnlyList<HadRow> Rows, IReadOnlyList<ReleaseRow> Words,
    IReadOnlyList<PartnerNoticeRow> Notices)
{
    /// <returns>Null when the reader sees no such item.</returns>
    public static HadModel? Of(View view, DeskFile desk, string id)
    {
        if (view.Item(id) is not { } item) return null;
        return new(
            view.CaseId, id, item.Kind, ItemLine.Of(view, desk, item), item.Marking, item.IsWithdrawn,
            [.. Holding.OfItem(view, id).Select(h => HadRow.Of(view, desk, h)).OrderBy(r => r.Since ?? "~", StringComparer.Ordinal).ThenBy(r => r.Partner, StringComparer.Ordinal)],
            [.. view.Releases.All.Where(r => r.Content.Proposal.About == id && r.Content.SealedSha256 is not null).Select(r => ReleaseRow.Of(view, desk, r))],
            NoticeList.About(view, desk, id));
    }
}
