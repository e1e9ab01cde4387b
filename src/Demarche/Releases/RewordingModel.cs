using Demarche.Web;

namespace Demarche.Releases;

/// <summary>An item in its own words, and in those of one partner's copy.</summary>
/// <param name="Suspicion">Why the partner may itself have a part in the incident.</param>
/// <param name="Own">What it says itself.</param>
/// <param name="Copy">What stands in the copy; null while it goes in its own words.</param>
public sealed record RewordingModel(string Case, string Draft, string Partner, string Name, string? Suspicion, string Item, string Own, Held<Rewording>? Copy)
{
    public static Shown<RewordingModel> Of(CaseCall call)
    {
        var (draft, partner, item) = (call.Route("draft"), call.Route("partner"), call.Route("item"));
        if (!call.Writes || Outgoing.To(partner, draft, call.View) is not { } outgoing || call.View.Item(item) is not { } held) return Shown<RewordingModel>.Nothing;
        var goes = outgoing.Includes.Contains(item) || outgoing.Includes.Any(i => call.View.Claims.Find(i)?.Content.Source == item);
        var known = call.Desk.Partners.Find(partner)?.Content;
        return !goes ? Shown<RewordingModel>.Nothing : new RewordingModel(call.CaseId, draft, partner, known?.Name ?? partner, known?.Suspicion, item,
            ItemLine.Of(call.View, call.Desk, held).Text, RewordingDecisions.Find(call.View, draft, partner, item));
    }
}
