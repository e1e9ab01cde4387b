using Demarche.Documents;
using Demarche.Incidents;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Requests;
using Demarche.Statements;
using Demarche.Views;

namespace Demarche.Cases;

public sealed record EffectRow(Held<Effect> Effect, string? Victim);

/// <summary>How far those who were asked have come.</summary>
/// <param name="Partners">How many partners are in which state; a partner's is a summary of its asks.</param>
/// <param name="Overdue">How many asks of partners are overdue.</param>
/// <param name="Rows">Each partner with each of its asks.</param>
public sealed record AskedRow(string Request, string Title, string Due, IReadOnlyList<ProgressCount> Partners, int Overdue, IReadOnlyList<PartnerRow> Rows);

public sealed record ProgressCount(Progress Progress, int Count);

/// <summary>What happened, to whom, what is said of it in public, and who was asked.</summary>
/// <param name="Reviews">Decisions that are to be looked at again by now.</param>
/// <param name="Documents">How many documents stand in the case.</param>
/// <param name="Origins">Of how many originals they are.</param>
/// <param name="Authors">Names by id, for whoever wrote what is shown.</param>
public sealed record CaseOverview(
    string Case, CaseTitle Title, Marking Default, bool IsOpen, string Opened, string OpenedBy, IReadOnlyList<Held<Incident>> Incidents,
    IReadOnlyList<EffectRow> Effects, IReadOnlyList<Held<Party>> Parties, Held<Statement>? Latest, int Disagreements, IReadOnlyList<AskedRow> Asked,
    IReadOnlyList<ResolutionRow> Reviews, int Documents, int Origins, IReadOnlyDictionary<string, string> Authors, bool Writes)
{
    /// <summary>Packages that are on their way and go though the case is closed.</summary>
    public IReadOnlyList<Releases.ReleaseRow> Waiting { get; init; } = [];

    /// <summary>What partners ask of us in this case, what is longest past its time first.</summary>
    public IReadOnlyList<IncomingRow> Owed { get; init; } = [];

    /// <summary>What partners ask back and nobody has answered.</summary>
    public IReadOnlyList<OpenQuestion> Questions { get; init; } = [];

    /// <summary>What partners corrected or retracted and nobody has decided on.</summary>
    public IReadOnlyList<Releases.RecallRow> Recalled { get; init; } = [];

    public static CaseOverview Of(View view, DeskFile desk, string now, bool writes)
    {
        var line = PublicLine.Of(view);
        var asked = RequestList.WorstFirst(view, desk, now);
        return new(
            view.CaseId, view.Title, view.Default, view.IsOpen, view.Opened, desk.NameOf(view.OpenedBy), view.Incidents.All,
            [.. view.Effects.All.OrderBy(e => e.Content.At?.Value ?? "~", StringComparer.Ordinal).Select(e => new EffectRow(e, view.Parties.Find(e.Content.Victim)?.Content.Name))],
            view.Parties.All, line.Latest, line.Disagreements.Count, [.. asked.Where(r => !r.Request.IsWithdrawn).Select(RowOf)],
            ResolutionRow.Due(view, desk, now), view.Documents.Standing.Count(), OriginList.Of(view).Groups.Count, Names(view, desk), writes)
        {
            Waiting = StillGoing(view, desk),
            Owed = IncomingRow.All(view, desk, now),
            Questions = view.IsOpen ? QuestionList.Of(view, desk, asked, now) : [],
            Recalled = view.IsOpen ? [.. Releases.RecallList.Of(view).Open.Select(r => Releases.RecallRow.Of(view, desk, r))] : [],
        };
    }

    /// <summary>Packages that are on their way, as far as this reader sees them.</summary>
    internal static IReadOnlyList<Releases.ReleaseRow> StillGoing(View view, DeskFile desk) =>
        [.. view.Releases.All.Where(r => r.Content.IsOnItsWay).Select(r => Releases.ReleaseRow.Of(view, desk, r))];

    private static AskedRow RowOf(RequestRow row) => new(
        row.Request.Id, row.Request.Content.Title, row.Request.Content.Due,
        [.. row.Partners.GroupBy(p => p.Progress).OrderBy(g => g.Key).Select(g => new ProgressCount(g.Key, g.Count()))], row.Overdue, row.Partners);

    private static Dictionary<string, string> Names(View view, DeskFile desk) =>
        view.Incidents.All.Select(i => i.Author).Concat(view.Effects.All.Select(e => e.Author)).Concat(view.Parties.All.Select(p => p.Author))
            .Distinct().ToDictionary(a => a, desk.NameOf);
}
