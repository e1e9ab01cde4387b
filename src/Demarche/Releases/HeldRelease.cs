using Demarche.People;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>Deliveries that were held back and wait for a person.</summary>
public static class HeldRelease
{
    /// <summary>
    /// Those that wait for this reader: for who proposed or approved it, and for everybody who sees it where its approver has left the desk, or where neither of
    /// the two sees it any more. Once a later package of the draft was proposed, or it was stopped, nothing waits.
    /// </summary>
    public static IReadOnlyList<Held<Release>> For(View view, DeskFile desk) => view.Audience is not Audience.AtDesk { Id: var reader } ? [] :
    [
        .. view.Releases.All.Where(r => r.Content.State == ReleaseState.HeldBack
            && (r.Content.DecidedBy == reader || r.Author == reader || !IsHere(desk, r.Content.DecidedBy)
                || !(Sees(view, desk, r.Author, r) || Sees(view, desk, r.Content.DecidedBy, r)))
            && !view.Releases.IsFollowed(r)),
    ];

    private static bool IsHere(DeskFile desk, string? person) => desk.People.Find(person) is { IsWithdrawn: false, Content.Disabled: false };

    // Whoever may read the draft is shown its releases. A reader of the release sees the draft and its marking.
    private static bool Sees(View view, DeskFile desk, string? person, Held<Release> release) => IsHere(desk, person)
        && view.Item(release.Content.Proposal.About) is { } draft && Ruling.For(draft.Marking, Roles.Caller(desk.People.Find(person)!).Audience).Seen;
}
