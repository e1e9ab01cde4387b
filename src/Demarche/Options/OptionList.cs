using Demarche.Leverage;
using Demarche.Partners;
using Demarche.Views;

namespace Demarche.Options;

/// <summary>What the form of an option offers.</summary>
public sealed record OptionChoices(IReadOnlyList<PartyChoice> Parties, IReadOnlyList<Named> Effects, IReadOnlyList<Held<Partner>> Partners)
{
    public static OptionChoices Of(View view, DeskFile desk) => new(
        PartyChoice.Of(view), [.. view.Effects.Standing.Select(e => new Named(e.Id, $"{e.Content.Kind}: {e.Content.Description}"))],
        [.. desk.Partners.Standing.OrderBy(p => p.Content.Name, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal)]);
}

/// <summary>The options of a case side by side, in the order in which they were proposed.</summary>
/// <param name="Scores">Standing scores of the incident, for whoever judges proportion.</param>
/// <param name="Responses">How many responses that were really made stand in this case.</param>
public sealed record OptionList(
    string Case, IReadOnlyList<OptionRow> Options, IReadOnlyList<ScoreRow> Scores, int Responses, OptionChoices Choices, bool Writes)
{
    /// <param name="now">UTC.</param>
    public static OptionList Of(View view, DeskFile desk, string now, bool writes)
    {
        var requests = ReliedPartner.OfRequests(view, desk, now);
        return new(
            view.CaseId, [.. view.Options.All.OrderBy(o => o.IsWithdrawn).ThenBy(o => o.Time, StringComparer.Ordinal).ThenBy(o => o.Id, StringComparer.Ordinal).Select(o => OptionRow.Of(view, desk, requests, o))],
            [.. ScoreList.ScoresOf(view, desk).Where(s => !s.Score.IsWithdrawn)], view.Responses.Standing.Count(), OptionChoices.Of(view, desk), writes && view.IsOpen);
    }
}

/// <summary>One option, to be weighed.</summary>
public sealed record OptionModel(string Case, OptionRow Row, IReadOnlyList<ScoreRow> Scores, OptionChoices Choices, bool Writes)
{
    /// <summary>Null where the reader sees no such option.</summary>
    /// <param name="now">UTC.</param>
    public static OptionModel? Of(View view, DeskFile desk, string option, string now, bool writes) => view.Options.Find(option) is not { } held ? null : new(
        view.CaseId, OptionRow.Of(view, desk, ReliedPartner.OfRequests(view, desk, now), held), [.. ScoreList.ScoresOf(view, desk).Where(s => !s.Score.IsWithdrawn)],
        OptionChoices.Of(view, desk), writes && view.IsOpen);
}
