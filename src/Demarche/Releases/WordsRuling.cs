using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>Words that somebody wrote for a package, which go out whole.</summary>
/// <param name="Id">The draft, the wording or the rewording.</param>
/// <param name="What">The same for a reader.</param>
/// <param name="IsNotice">Whether it goes to those who had something, whoever they are: then an empty list of partners names them.</param>
internal sealed record WrittenWords(string Id, string What, Marking Marking, bool IsNotice = false);

/// <summary>
/// The one ruling over the words of a package: the same as over an item, for a partner at the time in the package. It is asked at the proposal, at the
/// approval and before each delivery.
/// </summary>
internal static class WordsRuling
{
    private const string TheDraft = "The draft", OwnWording = "This partner's own wording", OtherWords = "What this copy says in other words";

    /// <summary>As a reader at the desk sees them.</summary>
    public static IEnumerable<WrittenWords> Of(View view, string about, string partner)
    {
        var draft = view.Requests.Find(about)?.Marking ?? view.ReplyDrafts.Find(about)?.Marking ?? view.Briefs.Find(about)?.Marking;
        if (draft is not null) yield return new(about, TheDraft, draft);
        var notice = view.Notices.Find(about)?.Marking;
        if (notice is not null) yield return new(about, TheDraft, notice, true);
        if (RequestList.WordingFor(view, about, partner) is { } wording) yield return new(wording.Id, OwnWording, wording.Marking);
        foreach (var reworded in RewordingDecisions.Of(view, about, partner)) yield return new(reworded.Id, OtherWords, reworded.Marking, notice is not null);
    }

    /// <summary>As the case has them, but for what the sender does not see of the copy's other words: those do not go.</summary>
    public static IEnumerable<WrittenWords> Of(CaseFile file, Outgoing outgoing, string partner)
    {
        var isNotice = file.Notices.Find(outgoing.About) is not null;
        yield return new(outgoing.About, TheDraft, file.MarkingOf(outgoing.About) ?? Marking.Nobody, isNotice);
        foreach (var wording in file.Wordings.Standing.Where(w => w.Content.Request == outgoing.About && w.Content.Partner == partner))
            yield return new(wording.Id, OwnWording, wording.Marking);
        foreach (var reworded in outgoing.Rewordings.Values) yield return new(reworded.Id, OtherWords, reworded.Marking, isNotice);
    }

    /// <summary>Those that a partner may not be told, and why.</summary>
    public static IEnumerable<(WrittenWords Words, string Why)> Kept(IEnumerable<WrittenWords> words, Audience.Partner partner)
    {
        foreach (var one in words)
        {
            if (Ruling.For(Addressed(one, partner.Id), partner) is { Seen: false, Reasons: var why }) yield return (one, string.Join(" ", why));
        }
    }

    // Whom a notice goes to is worked out from what each has had, and named in no list: only who is barred, and the rest of its marking, keeps it.
    private static Marking Addressed(WrittenWords words, string partner) =>
        words is { IsNotice: true, Marking: { ReleasableTo.Count: 0, Originator: null } marking } ? marking with { ReleasableTo = [partner] } : words.Marking;
}
