using Demarche.Parties;

namespace Demarche.Imports;

/// <summary>Parties of a case that is being imported: each name once, with every part that it has.</summary>
internal sealed class ImportedParties
{
    private readonly Dictionary<string, (Party Party, List<string> Parts)> parties = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name, PartyKind kind, string? country, string part)
    {
        if (!parties.TryGetValue(name, out var known)) parties[name] = known = (new(name, kind, country, ""), []);
        if (!known.Parts.Contains(part)) known.Parts.Add(part);
    }

    public IEnumerable<Party> All => parties.Values.Select(p => p.Party with { Role = Cut.To(string.Join("; ", p.Parts), Rules.LongestText, "…") });
}

/// <summary>Who was hit, by the receiver table. A country is a party where its state was; what was hit in it otherwise, without a name, is a group of its own.</summary>
internal static class EurepocVictims
{
    private const string StateItself = "State institutions / political system";

    public static void Add(ImportedParties parties, CsvRow row)
    {
        var country = EurepocValues.Given(row["receiver_country"]);
        var category = EurepocValues.Given(row["receiver_category"]) is { } said ? EurepocValues.WithoutRemark(said) : null;
        var within = EurepocValues.Given(row["receiver_category_subcode"]);
        var code = EurepocValues.CountryCode(country);
        var kind = category is null ? "" : within is null ? $": {category}" : $": {category}, {within}";
        if (EurepocValues.Given(row["receiver_name"]) is { } name && EurepocValues.Plain(name, out _) is { Length: > 0 } plain)
            parties.Add(plain, PartyKind.Organisation, code, "victim" + kind);
        else if (country is not null && (category == StateItself && code is not null))
            parties.Add(country, PartyKind.State, code, "victim" + kind);
        else if (country is not null)
            parties.Add($"{category ?? "Receivers"} in {country}", PartyKind.Group, code, "victim, not named" + kind);
        else if (category is not null)
            parties.Add($"{category}, no country told", PartyKind.Group, null, "victim, not named" + kind);
    }
}
