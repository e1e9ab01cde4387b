namespace Demarche.Imports;

/// <summary>One incident as the three tables tell it.</summary>
internal sealed record EurepocIncident(string Id, CsvRow Row, IReadOnlyList<CsvRow> Attributions, IReadOnlyList<CsvRow> Receivers);

/// <summary>
/// The tables of the European Repository of Cyber Incidents (EuRepoC), version 1.1 (Zenodo, record 7848941): one row per incident; one per attribution and
/// named initiator; one per receiver. Which file is which table is told by its columns, not by its name.
/// </summary>
internal sealed class EurepocTables
{
    private static readonly string[] Needed = ["ID", "name", "description", "start_date", "end_date"];

    private static readonly string[] OfIncidents =
    [
        .. Needed, "inclusion_criteria", "inclusion_criteria_subcode", "source_incident_detection_disclosure", "incident_type", "receiver_name", "receiver_country",
        "receiver_region", "receiver_category", "receiver_category_subcode", "initiator_name", "initiator_country", "initiator_category", "initiator_category_subcode",
        "number_of_attributions", "attribution_date", "attribution_type", "attribution_basis", "attributing_actor", "attribution_it_company", "attributing_country",
        "attributed_initiator", "attributed_initiator_country", "attributed_initiator_category", "attributed_initiator_subcategory", "sources_attribution",
        "cyber_conflict_issue", "offline_conflict_issue", "offline_conflict_name_HIIK", "offline_conflict_intensity", "offline_conflict_intensity_subcode",
        "number_of_political_responses", "political_response_date", "political_response_type", "political_response_type_subcode", "political_response_country",
        "political_response_actor", "zero_days", "zero_days_subcode", "MITRE_initial_access", "MITRE_impact", "user_interaction", "has_disruption", "data_theft",
        "disruption", "hijacking", "physical_effects_spatial", "physical_effects_temporal", "unweighted_cyber_intensity", "target_multiplier",
        "weighted_cyber_intensity", "impact_indicator", "impact_indicator_value", "functional_impact", "intelligence_impact", "political_impact_affected_entities",
        "political_impact_affected_entities_exact_value", "political_impact_third_countries", "political_impact_third_countries_exact_value", "economic_impact",
        "economic_impact_exact_value", "economic_impact_currency", "state_responsibility_indicator", "IL_breach_indicator", "IL_breach_indicator_subcode",
        "evidence_for_sanctions_indicator", "number_of_legal_responses", "legal_response_date", "legal_response_type", "legal_response_type_subcode",
        "legal_response_country", "legal_response_actor", "legal_attribution_reference", "legal_attribution_reference_subcode", "legal_response_indicator", "casualties",
        "sources_url",
    ];

    private static readonly string[] OfAttributions =
    [
        "incident_ID", "attribution_ID", "attribution_date", "attribution_type", "attribution_basis", "attributing_actor", "attribution_it_company", "attributing_country",
        "attributed_initiator", "attributed_initiator_country", "attributed_initiator_category",
    ];

    private static readonly string[] OfReceivers = ["ID", "receiver_country", "receiver_region", "receiver_name", "receiver_category", "receiver_category_subcode"];

    private readonly List<ImportProblem> problems = [];

    private EurepocTables() { }

    public List<EurepocIncident> Incidents { get; } = [];

    public IReadOnlyList<ImportProblem> Problems => problems;

    /// <summary>Puts tables together. Rows that belong to no incident are told with their text.</summary>
    public static EurepocTables Of(IReadOnlyList<CsvTable> tables)
    {
        var read = new EurepocTables();
        read.Join(tables);
        return read;
    }

    private void Join(IReadOnlyList<CsvTable> tables)
    {
        foreach (var table in tables) problems.AddRange(table.Problems);
        var incidents = Rows(tables, h => h.ContainsKey("start_date"), OfIncidents, Needed);
        var attributions = ByIncident(Rows(tables, h => h.ContainsKey("incident_ID"), OfAttributions, OfAttributions), "incident_ID");
        var receivers = ByIncident(Rows(tables, h => !h.ContainsKey("start_date") && h.ContainsKey("receiver_country"), OfReceivers, OfReceivers), "ID");
        foreach (var table in tables.Where(t => t.Head is { } head && !head.Columns.ContainsKey("start_date") && !head.Columns.ContainsKey("incident_ID") && !head.Columns.ContainsKey("receiver_country")))
            problems.Add(new(Defect.MissingColumn, table.File, table.Head!.Line, null, "This is none of EuRepoC's three tables: it has no column start_date, incident_ID or receiver_country. Nothing of it was read."));
        if (incidents.Count == 0)
            problems.Add(new(Defect.NoIncident, string.Join(", ", tables.Select(t => t.File)), null, null, "There is no incident in it. Give the global database, a table with the columns ID, name, description, start_date and end_date."));
        HashSet<string> seen = [];
        foreach (var row in incidents)
        {
            var id = row["ID"];
            if (id.Length == 0 || id.Length > 40) problems.Add(new(Defect.NoIncident, row.File, row.Line, "ID", "The incident has no number. It can't become a case.", null, row.Raw));
            else if (!seen.Add(id)) problems.Add(new(Defect.RepeatedRow, row.File, row.Line, "ID", $"Incident {id} stands on an earlier line. This row was not taken.", id, row.Raw));
            else Incidents.Add(new(id, row, Taken(attributions, id), Taken(receivers, id)));
        }
        foreach (var stray in attributions.Concat(receivers).SelectMany(g => g.Value).OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Line))
            problems.Add(new(Defect.NoIncident, stray.File, stray.Line, null, "No incident of the global database has this number. The row was not taken.", null, stray.Raw));
    }

    private List<CsvRow> Rows(IReadOnlyList<CsvTable> tables, Func<IReadOnlyDictionary<string, int>, bool> isOne, string[] known, string[] needed)
    {
        List<CsvRow> rows = [];
        foreach (var table in tables.Where(t => t.Head is { } head && isOne(head.Columns)))
        {
            var head = table.Head!;
            foreach (var other in head.Columns.Keys.Except(known))
                problems.Add(new(Defect.UnknownColumn, table.File, head.Line, Cut.To(other, 80, "…"), "EuRepoC 1.1 has no such column. It was not read; it stands in the rows that each case keeps."));
            foreach (var missing in needed.Except(head.Columns.Keys))
                problems.Add(new(Defect.MissingColumn, table.File, head.Line, missing, "This column is missing and must be there. Nothing of the table was read."));
            if (known.Except(needed).Except(head.Columns.Keys).ToList() is { Count: > 0 } absent)
                problems.Add(new(Defect.MissingColumn, table.File, head.Line, null, $"Columns of EuRepoC 1.1 that are missing, so that what they would tell is in no case: {string.Join(", ", absent)}."));
            if (needed.All(head.Columns.ContainsKey)) rows.AddRange(table.Rows);
        }
        return rows;
    }

    private static Dictionary<string, List<CsvRow>> ByIncident(List<CsvRow> rows, string column) =>
        rows.GroupBy(r => r[column]).ToDictionary(g => g.Key, g => g.ToList());

    private List<CsvRow> Taken(Dictionary<string, List<CsvRow>> rows, string id)
    {
        if (!rows.Remove(id, out var own)) return [];
        if (own.Count <= ImportLimits.RowsOfIncident) return own;
        foreach (var over in own.Skip(ImportLimits.RowsOfIncident))
            problems.Add(new(Defect.TooMuch, over.File, over.Line, null, $"An incident takes at most {ImportLimits.RowsOfIncident} rows of a table. This row was not taken.", id, over.Raw));
        return own[..ImportLimits.RowsOfIncident];
    }
}
