using Demarche.Leverage;
using Demarche.Views;

namespace Demarche.Options;

/// <param name="Options">Those chosen that the reader sees.</param>
/// <param name="IsDue">Whether it is to be looked at again by now.</param>
public sealed record ResolutionRow(Held<Resolution> Decision, string By, IReadOnlyList<Named> Options, bool IsDue)
{
    /// <param name="now">UTC.</param>
    public static ResolutionRow Of(View view, DeskFile desk, Held<Resolution> decision, string now) => new(
        decision, desk.NameOf(decision.Author), [.. decision.Content.Options.Select(view.Options.Find).OfType<Held<Option>>().Select(o => new Named(o.Id, o.Content.Title))],
        ResolutionDecisions.IsDue(decision, now));

    /// <summary>Decisions that are to be looked at again by now, the longest due first.</summary>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<ResolutionRow> Due(View view, DeskFile desk, string now) => !view.IsOpen ? [] :
        [.. view.Resolutions.Standing.Where(r => ResolutionDecisions.IsDue(r, now)).OrderBy(r => r.Content.ReviewOn, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => Of(view, desk, r, now))];
}

/// <summary>What was decided, the latest first.</summary>
/// <param name="Choices">Options that a new decision can choose.</param>
public sealed record ResolutionList(string Case, IReadOnlyList<ResolutionRow> Decisions, IReadOnlyList<Named> Choices, bool Writes)
{
    /// <param name="now">UTC.</param>
    public static ResolutionList Of(View view, DeskFile desk, string now, bool writes) => new(
        view.CaseId, [.. view.Resolutions.All.OrderBy(r => r.IsWithdrawn).ThenByDescending(r => r.Time, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => ResolutionRow.Of(view, desk, r, now))],
        [.. view.Options.Standing.Select(o => new Named(o.Id, o.Content.Title))], writes && view.IsOpen);
}
