using Demarche.Releases;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Exchange;

/// <summary>How far a delivery has come. Only a receipt makes it <see cref="Received"/>.</summary>
public enum DeliveryState { Waiting, Trying, Received, GivenUp, HeldBack, Stopped }

/// <param name="Tries">How often it has been tried since it was approved or revived.</param>
/// <param name="Next">When it is tried next; null when it is not.</param>
/// <param name="Trouble">What went wrong last.</param>
/// <param name="Left">When bytes first left the desk, or may have left it; null while none did.</param>
/// <param name="Refused">Items that the partner did not store, by its receipt.</param>
public sealed record OutboxRow(
    string Case, string CaseTitle, string Release, string Package, PackageKind Kind, string Partner, string PartnerName, string? Suspicion, Marking Marking,
    DeliveryState State, long Tries, string? Next, string? Trouble, string? Left, string Since, int Refused, bool MayRevive);

/// <summary>Every delivery of the cases that the caller may read: what needs a person first, then what waits, then what arrived.</summary>
public sealed record OutboxList(IReadOnlyList<OutboxRow> Deliveries)
{
    /// <summary>More received or stopped deliveries than this are not listed at once; the ledger of each case has them all.</summary>
    public const int MostSettled = 200;

    public static OutboxList Of(DeskFile desk, Caller caller, IReadOnlyList<CaseFile> cases, IReadOnlyList<Work> work)
    {
        var files = cases.Where(f => CaseRoutes.AccessOf(f, caller) != CaseAccess.None).ToDictionary(f => f.Id);
        List<OutboxRow> rows = [];
        foreach (var row in work)
        {
            if (!files.TryGetValue(row.Case, out var file)) continue;
            var view = Views.ViewCache.For(file, caller.Audience);
            if (view.Releases.Find(row.Id) is { } release) rows.Add(Row(desk, caller, file, view.Title.Title, release, row));
        }
        var sorted = rows.OrderByDescending(r => r.State is DeliveryState.GivenUp or DeliveryState.HeldBack).ThenByDescending(r => r.Since, StringComparer.Ordinal).ThenBy(r => r.Release, StringComparer.Ordinal).ToList();
        static bool IsSettled(OutboxRow row) => row.State is DeliveryState.Received or DeliveryState.Stopped;
        return new([.. sorted.Where(r => !IsSettled(r)), .. sorted.Where(IsSettled).Take(MostSettled)]);
    }

    private static OutboxRow Row(DeskFile desk, Caller caller, CaseFile file, string title, Held<Release> held, Work work)
    {
        var (release, partner) = (held.Content, desk.Partners.Find(held.Content.Proposal.Partner)?.Content);
        var state = (release.State, work.State) switch
        {
            (ReleaseState.Received, _) => DeliveryState.Received,
            (ReleaseState.HeldBack, _) => DeliveryState.HeldBack,
            (ReleaseState.Stopped, _) => DeliveryState.Stopped,
            (ReleaseState.Undeliverable, _) or (_, "dead") => DeliveryState.GivenUp,
            (_, "running") => DeliveryState.Trying,
            _ => DeliveryState.Waiting,
        };
        var mayWrite = caller.Can(Capability.WriteCases) && CaseRoutes.AccessOf(file, caller) == CaseAccess.Write;
        return new(
            file.Id, title, held.Id, release.Proposal.Package, release.Proposal.Kind, release.Proposal.Partner, partner?.Name ?? "a partner",
            partner?.Suspicion, held.Marking, state, work.Attempts, state == DeliveryState.Waiting ? Times.Text(work.Due) : null,
            state switch
            {
                DeliveryState.Received => null,
                DeliveryState.HeldBack => Words.Say("releases.held"),
                DeliveryState.Stopped => release.StopReason,
                _ => release.Trouble ?? work.LastError,
            }, release.SentAt, held.Changed,
            release.Receipt?.Items.Count(i => !i.Stored) ?? 0, mayWrite && state is DeliveryState.GivenUp or DeliveryState.Waiting);
    }
}
