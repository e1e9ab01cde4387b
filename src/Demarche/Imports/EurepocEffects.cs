using Demarche.Incidents;

namespace Demarche.Imports;

/// <summary>What an incident did, by the types that EuRepoC gives it, with what it says of their extent. Its scores of intensity are judgements and are not taken.</summary>
internal static class EurepocEffects
{
    private static readonly (string Begins, string[] Columns)[] Extents =
    [
        ("Data theft", ["data_theft", "intelligence_impact"]),
        ("Disruption", ["disruption", "functional_impact"]),
        ("Hijacking", ["hijacking"]),
        ("Ransomware", ["disruption", "functional_impact"]),
    ];

    public static IEnumerable<Effect> Of(CsvRow row)
    {
        foreach (var kind in row["incident_type"].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Where(k => EurepocValues.Given(k) is not null))
        {
            var columns = Extents.FirstOrDefault(e => kind.StartsWith(e.Begins, StringComparison.OrdinalIgnoreCase)).Columns ?? [];
            var extent = columns.Select(c => EurepocValues.Given(row[c])).OfType<string>().Select(EurepocValues.WithoutRemark).ToList();
            yield return new(null, kind, extent.Count > 0 ? string.Join(" ", extent.Select(e => e + ".")) : "EuRepoC says no more of it.", null);
        }
        if (EurepocValues.Given(row["physical_effects_spatial"]) is { } spatial)
            yield return new(null, "Physical effects", EurepocValues.WithoutRemark(spatial), null);
    }
}
