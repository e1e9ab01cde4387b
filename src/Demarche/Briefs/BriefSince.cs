using System.Text.Json;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Leverage;
using Demarche.Options;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Views;
using Demarche.Web;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

/// <summary>One thing of a case that has changed since a brief was written.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Text">A sentence, in the signs of <see cref="BriefText"/>: <c>[3]</c> is the third item that the brief cites.</param>
/// <param name="Path">Where it stands, after the case's address.</param>
/// <param name="Was">What was said when the brief was written; null where nothing was.</param>
/// <param name="Is">What is said now; null where there is no difference to show.</param>
public sealed record BriefChange(string Time, string Text, string Path, string? Was, string? Is);

/// <summary>
/// What has changed since a brief was written: of what it cites, and of what it was made from. From one reader's view; what that view does
/// not show has not changed for its reader.
/// </summary>
public static class BriefSince
{
    /// <summary>More than this is no list that somebody reads before a meeting: the brief is composed anew.</summary>
    public const int MostChanges = 40;

    private static readonly string[] Worded = ["brief-drafted", "brief-revised"];

    /// <summary>When the words of a brief were written last: a change of its marking says nothing anew.</summary>
    public static string WrittenAt(Held<Brief> brief) => brief.History.LastOrDefault(c => Worded.Contains(c.What))?.Time ?? brief.Changed;

    /// <summary>Every change, oldest first.</summary>
    public static IReadOnlyList<BriefChange> Of(View view, DeskFile desk, Held<Brief> brief)
    {
        var at = WrittenAt(brief);
        var cites = brief.Content.Cites;
        List<(int Number, Item Item)> cited = [.. cites.Select((id, i) => (Number: i + 1, Item: view.Item(id)))
            .Where(c => c.Item is not null).Select(c => (c.Number, c.Item!))];
        bool IsNew(string id, string time) => string.CompareOrdinal(time, at) > 0 && !cites.Contains(id);
        List<BriefChange> found = [.. cited.SelectMany(c => OfCited(view, desk, at, c.Number, c.Item))];
        var about = cited.Select(c => c.Item.Content is Claim claim ? claim.Proposition : c.Item.Content is Proposition ? c.Item.Id
            : null).OfType<string>().ToHashSet();
        foreach (var claim in view.Claims.Standing.Where(c => IsNew(c.Id, c.Time)
            && (brief.Content.Partner is null || about.Contains(c.Content.Proposition))))
        {
            found.Add(new(claim.Time, Say("briefs.since.claimed", BriefWords.Speaker(view, claim.Content),
                SayOf(claim.Content.Stance, "briefs.cite.stance", Quoted(view.Propositions.Find(claim.Content.Proposition)!.Content.Text)),
                HumanDate.When(claim.Time)), $"/claims#{claim.Id}", null, null));
        }
        foreach (var statement in view.Statements.Standing.Where(s => IsNew(s.Id, s.Time)))
            found.Add(new(statement.Time, Say("briefs.since.said", BriefWords.Subject(statement.Content.Speaker),
                HumanDate.When(statement.Content.At), Quoted(statement.Content.Text)), $"/statements#{statement.Id}", null, null));
        foreach (var reply in view.Replies.Standing.Where(r => IsNew(r.Id, r.Time)
            && (brief.Content.Partner is null || brief.Content.Partner == r.Content.Partner)))
        {
            found.Add(new(reply.Time, BriefCitation.Of(view, desk, Item.Of(reply)), ItemLine.Of(view, desk, Item.Of(reply)).Path, null,
                null));
        }
        foreach (var notice in view.PartnerNotices.Standing.Where(n => IsNew(n.Id, n.Time)))
        {
            var name = desk.Partners.Find(notice.Content.Partner)?.Content.Name ?? Say("briefs.partner.gone");
            foreach (var number in cited.Where(c => notice.Content.Concerns.Contains(c.Item.Id)).Select(c => c.Number))
                found.Add(new(notice.Time, Say(notice.Content.Kind == NoticeKind.Correction ? "briefs.since.notice.correction"
                    : "briefs.since.notice.retraction", BriefWords.Name(name), HumanDate.When(notice.Content.Sent), number),
                    $"/notices#{notice.Id}", null, BriefWords.OneLine(notice.Content.Text)));
        }
        if (brief.Content.Partner is null)
            found.AddRange([.. OfTheDesk(view, desk, IsNew), .. Added(view, desk, IsNew), .. Sent(view, desk, at)]);
        return [.. found.OrderBy(f => f.Time, StringComparer.Ordinal).ThenBy(f => f.Text, StringComparer.Ordinal)];
    }

    // Of the kinds that a brief is composed from and that nothing above tells.
    private static IEnumerable<BriefChange> Added(View view, DeskFile desk, Func<string, string, bool> isNew) => view.Items()
        .Where(i => !i.IsWithdrawn && i.Content is Incident or Effect or Hypothesis or Option or Weighing or Commitment
            or CommitmentJudgement or IncomingRequest or Interest { IsRedLine: true } && isNew(i.Id, i.History[0].Time))
        .Select(i => new BriefChange(i.History[0].Time, BriefCitation.Of(view, desk, i) + " "
            + Say("briefs.since.added", HumanDate.When(i.History[0].Time)), ItemLine.Of(view, desk, i).Path, null, null));

    // What left this desk since: what we asked, answered, corrected and took back.
    private static IEnumerable<BriefChange> Sent(View view, DeskFile desk, string at)
    {
        foreach (var release in view.Releases.All.Where(r => r.Content.HasGone))
        {
            var (sent, proposal) = (release.Content.SentAt ?? release.Changed, release.Content.Proposal);
            if (string.CompareOrdinal(sent, at) <= 0) continue;
            var name = BriefWords.Name(desk.Partners.Find(proposal.Partner)?.Content.Name ?? Say("briefs.partner.gone"));
            var text = proposal.Kind switch
            {
                PackageKind.Request when SentVersion.At(view.Requests.Find(proposal.About), proposal.Created) is { } request =>
                    Say("briefs.since.sent", Quoted(request.Title), name, HumanDate.When(sent)),
                PackageKind.Reply when view.ReplyDrafts.Find(proposal.About) is { } reply =>
                    Say("briefs.since.replied", name, HumanDate.When(sent), BriefCitation.Title(view, reply.Content.Request)),
                PackageKind.Correction or PackageKind.Retraction when view.Notices.Find(proposal.About) is { } notice =>
                    Say(notice.Content.Kind == NoticeKind.Correction ? "briefs.notices.corrected" : "briefs.notices.retracted", name,
                        HumanDate.When(sent), Quoted(notice.Content.Text)),
                _ => null,
            };
            if (text is not null && view.Item(proposal.About) is { } item)
                yield return new(sent, text, ItemLine.Of(view, desk, item).Path, null, null);
        }
    }

    // What is judged and decided here, for readers here.
    private static IEnumerable<BriefChange> OfTheDesk(View view, DeskFile desk, Func<string, string, bool> isNew)
    {
        foreach (var decision in view.Resolutions.Standing.Where(r => isNew(r.Id, r.Time)))
            yield return new(decision.Time, Say("briefs.since.decided", Quoted(decision.Content.Text)), $"/decisions#{decision.Id}", null,
                null);
        foreach (var assessment in view.Assessments.Standing.Where(a => isNew(a.Id, a.Time)))
            yield return new(assessment.Time, Say("briefs.since.assessed", BriefWords.Name(desk.NameOf(assessment.Author)),
                SayOf(assessment.Content.Likelihood, "briefs.judged", Quoted(AssessmentList.Text(view, assessment.Content.About)))),
                $"/assessments#{assessment.Id}", null, null);
    }

    private static IEnumerable<BriefChange> OfCited(View view, DeskFile desk, string at, int number, Item item)
    {
        var path = ItemLine.Of(view, desk, item).Path;
        if (item.IsWithdrawn && string.CompareOrdinal(item.Changed, at) > 0)
        {
            yield return new(item.Changed, Say("briefs.since.withdrawn", number, HumanDate.When(item.Changed)), path, null, null);
            yield break;
        }
        if (Then(item, at) is { } then)
            yield return new(then.Time, Say("briefs.since.corrected", number, HumanDate.When(then.Time)), path,
                BriefCitation.Of(view, desk, item with { Content = then.Content }), BriefCitation.Of(view, desk, item));
        // A claim says what its proposition says, by whom its source is.
        if (item.Content is not Claim claim) yield break;
        foreach (var basis in new[] { view.Item(claim.Proposition), view.Item(claim.Source) }.OfType<Item>())
        {
            if (Then(basis, at) is { } before)
                yield return new(before.Time, Say("briefs.since.about", number, HumanDate.When(before.Time)),
                    ItemLine.Of(view, desk, basis).Path, BriefCitation.Of(view, desk, basis with { Content = before.Content }),
                    BriefCitation.Of(view, desk, basis));
        }
    }

    // What an item said when the brief was written, and when it last came to say something else; null where it says the same.
    private static (string Time, object Content)? Then(Item item, string at)
    {
        var history = item.History;
        var then = history[0];
        foreach (var change in history.Where(c => string.CompareOrdinal(c.Time, at) <= 0)) then = change;
        if (Json(then.Content) == Json(item.Content)) return null;
        var (time, text) = (item.Changed, Json(item.Content));
        foreach (var change in history.Reverse())
        {
            if (Json(change.Content) != text) break;
            time = change.Time;
        }
        return (time, then.Content);
    }

    private static string Json(object content) => JsonSerializer.Serialize(content, content.GetType(), FactKinds.Json);

    private static string Quoted(string words) => BriefWords.Quoted(BriefComposer.Shortened(words));
}
