using Demarche.Views;

namespace Demarche.Releases;

/// <summary>Deliveries that were held back and wait for a person.</summary>
public static class HeldRelease
{
    /// <summary>
    /// Those that wait for this reader: for who proposed or approved it, and for everybody who sees it where its approver has left the desk. Once a later package
    /// of the draft was proposed, or it was stopped, nothing waits.
    /// </summary>
    public static IReadOnlyList<Held<Release>> For(View view, DeskFile desk) => view.Audience is not Audience.AtDesk { Id: var reader } ? [] :
    [
        .. view.Releases.All.Where(r => r.Content.State == ReleaseState.HeldBack
            && (r.Content.DecidedBy == reader || r.Author == reader || desk.People.Find(r.Content.DecidedBy) is not { IsWithdrawn: false, Content.Disabled: false })
            && !view.Releases.IsFollowed(r)),
    ];
}
