using Demarche.Views;
using static Demarche.Web.Words;

namespace Demarche.Releases;

/// <summary>How pages and papers say that a partner corrected or retracted something that stands here.</summary>
internal static class RecallWords
{
    /// <summary>In a few words; null where no partner said so, as far as the view shows.</summary>
    public static string? Of(View view, DeskFile desk, string item) => RecallList.Of(view).Find(item) is { } recall ? Of(desk, recall) : null;

    public static string Of(DeskFile desk, Recall recall) => Say(recall.Kind switch
    {
        NoticeKind.Retraction => recall.State == RecallState.Kept ? "releases.recall.retracted.kept" : "releases.recall.retracted",
        _ => recall.State == RecallState.Kept ? "releases.recall.corrected.kept" : "releases.recall.corrected",
    }, Partner(desk, recall));

    /// <summary>In a sentence, with the partner's words and, where it stays all the same, why.</summary>
    public static string Sentence(DeskFile desk, Recall recall)
    {
        var notice = recall.Notice.Content;
        var said = Say(recall.Kind == NoticeKind.Retraction ? "releases.recall.said.retracted" : "releases.recall.said.corrected",
            Partner(desk, recall), Web.HumanDate.When(notice.Sent), notice.Text);
        return recall.Judgement is { } kept ? $"{said} {Say("releases.recall.said.kept", desk.NameOf(kept.Author), kept.Content.Reason)}" : said;
    }

    internal static string Partner(DeskFile desk, Recall recall) =>
        desk.Partners.Find(recall.Notice.Content.Partner)?.Content.Name ?? Say("releases.recall.unlisted");
}
