using System.Text;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Sources;

namespace Demarche.Imports;

/// <summary>A case as an import would open it: nothing of it is written yet.</summary>
/// <param name="Facts">What stands in it beside its opening, each under the case's default marking.</param>
internal sealed record CaseDraft(string Title, string Summary, IReadOnlyList<Fact> Facts, IReadOnlyList<ImportProblem> Problems, int Responses);

/// <summary>
/// One incident of EuRepoC as a case: what happened and to whom, the rows themselves as a document, who attributes it to whom as claims on
/// propositions that cite their rows, and a hypothesis for each who is named and one for somebody else. Nothing is rated or assessed.
/// </summary>
internal sealed class EurepocCase
{
    /// <summary>The question that the rivals answer.</summary>
    public const string Question = "Who was behind it?";

    private readonly EurepocIncident incident;
    private readonly Func<string> newId;
    private readonly List<ImportProblem> problems = [];
    private readonly List<Fact> facts = [];
    private readonly ImportedParties parties = new();

    private EurepocCase(EurepocIncident incident, Func<string> newId) => (this.incident, this.newId) = (incident, newId);

    /// <summary>The rows of an incident as they stand in the tables, each table under what it tells and its first line: the same rows under another file's name are the same.</summary>
    public static byte[] RowsOf(EurepocIncident incident, IReadOnlyDictionary<string, string> heads)
    {
        var text = new StringBuilder();
        foreach (var (name, table) in new[] { ("Incident", [incident.Row]), ("Attributions", incident.Attributions), ("Receivers", incident.Receivers) }.Where(t => t.Item2.Count > 0))
        {
            text.Append(name).Append('\n').Append(heads.GetValueOrDefault(table[0].File)).Append('\n');
            foreach (var row in table) text.Append(row.Raw).Append('\n');
            text.Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <param name="incident">The incident.</param>
    /// <param name="rows">Its rows, taken in; null where they can't be read.</param>
    /// <param name="text">The kept text of them.</param>
    /// <param name="newId">Ids for what comes to stand in the case.</param>
    public static CaseDraft Of(EurepocIncident incident, Document? rows, string text, Func<string> newId) => new EurepocCase(incident, newId).Draft(rows, text);

    private CaseDraft Draft(Document? rows, string text)
    {
        var document = newId();
        if (rows is not null) facts.Add(new DocumentTakenIn(document, rows));
        foreach (var row in incident.Receivers.Where(r => IsNew(r, incident.Receivers))) EurepocVictims.Add(parties, row);
        var (began, ended) = Times();
        var claims = Attributions(rows is null ? null : document, text);
        var title = Title();
        var responses = EurepocResponses.Of(incident.Row);
        facts.Add(new IncidentDescribed(newId(), new(Description(), began, ended, null)));
        facts.AddRange(parties.All.Select(p => new PartyNamed(newId(), p)));
        facts.AddRange(EurepocEffects.Of(incident.Row).Select(e => new EffectRecorded(newId(), e)));
        facts.AddRange(claims);
        facts.AddRange(EurepocResponses.Made(responses, $"EuRepoC 1.1, incident {incident.Id}").Select(r => new ResponseRecorded(newId(), r)));
        return new(title, $"Incident {incident.Id} of EuRepoC, as its tables have it. Nothing in it has been assessed at this desk.", facts, problems, responses.Count);
    }

    private string Title()
    {
        var title = EurepocValues.Plain(incident.Row["name"], out var changed);
        if (changed) Tell(Defect.Disguise, incident.Row, "name", "Signs that are not seen were taken out of the title.");
        if (title.Length > 0) return Cut.To(title, 1_000, "…");
        Tell(Defect.MissingText, incident.Row, "name", "empty; the case is called by the incident's number.");
        return $"EuRepoC incident {incident.Id}";
    }

    private (ApproximateTime?, ApproximateTime?) Times()
    {
        var (first, began) = Date(incident.Row, "start_date", "the case has no beginning");
        var (last, ended) = Date(incident.Row, "end_date", "the case has no end");
        if (first is null || last is null || last >= first) return (began, ended);
        Tell(Defect.EndBeforeBeginning, incident.Row, "end_date", $"{incident.Row["end_date"]} is before the beginning, {incident.Row["start_date"]}; the end was left out.");
        return (began, null);
    }

    private (DateOnly?, ApproximateTime?) Date(CsvRow row, string column, string so)
    {
        if (!EurepocValues.TryDate(row[column], out var day, out var time)) Tell(Defect.ImpossibleDate, row, column, $"“{Cut.To(row[column], 60, "…")}” is no date; {so}.");
        else if (day is null) Tell(Defect.MissingDate, row, column, $"empty; {so}.");
        return (day, time);
    }

    private List<Fact> Attributions(string? document, string text)
    {
        Dictionary<string, string> sources = [];
        Dictionary<string, string> propositions = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> rivals = [];
        HashSet<(string, string, string?, string?)> said = [];
        List<Fact> made = [];
        foreach (var row in incident.Attributions.Where(r => IsNew(r, incident.Attributions)))
        {
            var told = EurepocAttribution.Of(row);
            if (told.Initiator.Proposition is not { Length: > 0 } words)
            {
                Tell(Defect.NobodyNamed, row, "attributed_initiator", $"Attribution {told.Number} names nobody, not even by a kind; there is no claim of it.");
                continue;
            }
            words = Cut.To(words, Rules.LongestText, "…");
            if (!propositions.TryGetValue(words, out var proposition))
            {
                propositions[words] = proposition = newId();
                made.Add(new PropositionStated(proposition, new(words)));
                if (told.Initiator.IsNamed) rivals[words] = proposition;
            }
            if (told.Initiator.Party is var (name, kind)) parties.Add(name, kind, EurepocValues.CountryCode(told.Initiator.Country), "named as initiator");
            if (told.IsContested)
            {
                Tell(Defect.Contested, row, "attribution_basis", $"EuRepoC has it that this is contested, and not by whom: {words}. There is no claim of it.");
                continue;
            }
            var (_, saidOn) = Date(row, "attribution_date", "the claim has no date");
            if (!sources.TryGetValue(told.SourceKey, out var source))
            {
                sources[told.SourceKey] = source = newId();
                made.Add(new SourceNamed(source, told.ToSource()));
            }
            if (!said.Add((source, proposition, told.Cue, saidOn?.Value))) continue;
            made.Add(new ClaimMade(newId(), new(proposition, source, Stance.Asserts, told.Standing, !told.IsAnonymous, told.Nature, told.Cue, Passage(document, text, row.Raw), saidOn)));
        }
        made.AddRange(Hypotheses(rivals));
        return made;
    }

    private IEnumerable<Fact> Hypotheses(Dictionary<string, string> rivals)
    {
        if (rivals.Count == 0) yield break;
        foreach (var (words, proposition) in rivals)
            yield return new HypothesisStated(newId(), new(words + ".", Question, HypothesisKind.Responsibility, false, false, [new(proposition, false)]));
        yield return new HypothesisStated(newId(), new("Somebody else was behind it.", Question, HypothesisKind.Responsibility, true, true, [.. rivals.Values.Select(p => new HypothesisPart(p, true))]));
    }

    private static PassageRef? Passage(string? document, string text, string words) =>
        document is not null && text.IndexOf(words, StringComparison.Ordinal) is >= 0 and var start ? new(document, start, start + words.Length, words) : null;

    private bool IsNew(CsvRow row, IReadOnlyList<CsvRow> among)
    {
        if (among.First(r => r.Raw == row.Raw) is var first && ReferenceEquals(first, row)) return true;
        Tell(Defect.RepeatedRow, row, null, $"It says the same as line {first.Line}, word for word; it counts once.");
        return false;
    }

    private string Description()
    {
        var row = incident.Row;
        var told = row["description"];
        if (told.Length == 0) Tell(Defect.MissingText, row, "description", "empty.");
        List<string> parts = [told.Length > 0 ? told : "EuRepoC does not describe the incident."];
        Sources(parts, "sources_url", "Sources");
        Sources(parts, "sources_attribution", "Sources of attributions");
        if (problems.Count > 0) parts.Add("Not taken as it stands in the tables:\n" + string.Join('\n', problems.Select(p => p.ToString())));
        var whole = string.Join("\n\n", parts);
        if (whole.Length <= Rules.LongestText) return whole;
        // What was left out must be seen before what the rows hold anyway.
        var note = problems.Count > 0 ? "\n\n" + parts[^1] : "";
        var room = Rules.LongestText - Math.Min(note.Length, Rules.LongestText / 2);
        Tell(Defect.TooMuch, row, "description", "With its sources it is too long for a case and was cut. It stands whole in the rows that the case keeps.");
        return Cut.To(whole[..^note.Length], room, "…") + Cut.To(note, Rules.LongestText / 2, "…");
    }

    private void Sources(List<string> parts, string column, string called)
    {
        if (EurepocValues.List(incident.Row[column]) is not { } urls) Tell(Defect.UnreadableList, incident.Row, column, "This is no list; it stands in the rows that the case keeps.");
        else if (urls.Count > 0) parts.Add($"{called}:\n{string.Join('\n', urls.Distinct())}");
    }

    private void Tell(Defect defect, CsvRow row, string? column, string what) => problems.Add(new(defect, row.File, row.Line, column, what, incident.Id));
}
