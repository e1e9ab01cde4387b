using Demarche.Claims;
using Demarche.Parties;
using Demarche.Sources;

namespace Demarche.Imports;

/// <summary>Whom an attribution names.</summary>
/// <param name="Name">As the table calls it; null where it gives no name.</param>
/// <param name="Country">As the table calls it; null where it gives none.</param>
/// <param name="Category">State, group, individual; null where it says nothing.</param>
internal sealed record Initiator(string? Name, string? Country, string? Category)
{
    private const string State = "State";
    private const string Suggested = "Non-state actor, state-affiliation suggested";
    private const string Group = "Non-state-group";
    private const string Individual = "Individual hacker(s)";

    /// <summary>Whether somebody is named: a rival in the question who it was.</summary>
    public bool IsNamed => Name is not null || Country is not null;

    /// <summary>What an attribution to it says. Without a name the category belongs to the statement: hackers of a country are not its state.</summary>
    public string Proposition => (Name, Country, Category) switch
    {
        ({ } name, { } country, _) => $"{name} ({country}) was behind it",
        ({ } name, null, _) => $"{name} was behind it",
        (null, { } country, State) => $"The state of {country} was behind it",
        (null, { } country, Suggested) => $"A non-state actor of {country}, with suggested affiliation to a state, was behind it",
        (null, { } country, Group) => $"A non-state group of {country} was behind it",
        (null, { } country, Individual) => $"One or more individuals of {country} were behind it",
        (null, { } country, _) => $"Somebody of {country} was behind it",
        (null, null, State) => "A state that is not named was behind it",
        (null, null, Suggested) => "A non-state actor that is not named, with suggested affiliation to a state, was behind it",
        (null, null, Group) => "A non-state group that is not named was behind it",
        (null, null, Individual) => "One or more individuals who are not named were behind it",
        _ => "",
    };

    /// <summary>As a party of the case: only who has a name, or the state itself.</summary>
    public (string Name, PartyKind Kind)? Party => (Name, Country, Category) switch
    {
        ({ } name, _, Individual) => (name, PartyKind.Person),
        ({ } name, _, State) => (name, PartyKind.Organisation),
        ({ } name, _, _) => (name, PartyKind.Group),
        (null, { } country, State) => (country, PartyKind.State),
        _ => null,
    };
}

/// <summary>A row of the attribution table: somebody says that somebody was behind it.</summary>
internal sealed record EurepocAttribution(CsvRow Row, string Number, string? Basis, string? Type, string? Speaker, string? Country, Initiator Initiator)
{
    private const string ContestedBasis = "Contested attribution";
    private const string AnonymousType = "Anonymous statement in media report";

    public static EurepocAttribution Of(CsvRow row)
    {
        string? Given(string column) => EurepocValues.Given(row[column]) is { } said && EurepocValues.Plain(said, out _) is { Length: > 0 } plain ? plain : null;
        var number = row["attribution_ID"];
        return new(row, number.EndsWith(".0", StringComparison.Ordinal) ? number[..^2] : number, Given("attribution_basis"), Given("attribution_type"),
            Given("attributing_actor") ?? Given("attribution_it_company"), Given("attributing_country"),
            new(Given("attributed_initiator"), Given("attributed_initiator_country"), Given("attributed_initiator_category")));
    }

    /// <summary>That an attribution is contested, which the table says without saying by whom. It is nobody's assertion.</summary>
    public bool IsContested => Basis == ContestedBasis;

    public bool IsAnonymous => Type?.StartsWith(AnonymousType, StringComparison.Ordinal) == true;

    /// <summary>In what capacity it is said, by its basis.</summary>
    public Standing Standing => IsAnonymous ? Standing.Anonymous : Basis switch
    {
        "Attribution by receiver government / state entity" or "Attribution by EU institution/agency" or "Attribution by international organization" => Standing.Official,
        "IT-security community attributes attacker" => EurepocValues.Given(Row["attribution_it_company"]) is null ? Standing.Technical : Standing.Company,
        "Media-based attribution" => Standing.Journalist,
        "Receiver attributes attacker" => Standing.Witness,
        _ => Standing.Unknown,
    };

    /// <summary>Who says it was oneself says what one knows; everybody else concludes it.</summary>
    public Nature Nature => Basis == "Attacker confirms" ? Nature.Fact : Nature.Inference;

    /// <summary>What attributes it, in the table's words.</summary>
    public string? Cue => string.Join("; ", new[] { Basis, Type is null ? null : EurepocValues.WithoutRemark(Type), Initiator.Category is { } category ? $"as: {category}" : null }.OfType<string>()) is { Length: > 0 } cue ? cue : null;

    /// <summary>What tells this speaker from others. Two anonymous ones are neither the same nor two.</summary>
    public string SourceKey => IsAnonymous ? $"anonymous {Number} {Speaker} {Country}" : Speaker is { } name ? name : $"unnamed {Basis} {Country}";

    public Source ToSource()
    {
        var who = Speaker ?? Unnamed() + (Country is { } country ? $" ({country})" : "") + ", whom EuRepoC does not name";
        var about = $"{(Country is { } of ? $"Attributes for: {of}. " : "")}As EuRepoC has it, attribution {Number}.";
        return IsAnonymous
            ? new(null, Short($"Somebody speaking anonymously in a media report{(Speaker is null ? "" : $", {Speaker}")}{(Country is { } where ? $" ({where})" : "")}; {about}"), null, Standing, null, [], null)
            : new(Short(who), Short(about), null, Standing, null, [], null);
    }

    private string Unnamed() => Basis switch
    {
        "Attacker confirms" => "The attacker, in its own words",
        "IT-security community attributes attacker" => "Somebody of the IT security community",
        "Attribution by receiver government / state entity" => "A state entity of the receiver's country",
        "Media-based attribution" => "A media report",
        "Attribution by third-party" => "A third party",
        "Receiver attributes attacker" => "A receiver of the attack",
        "Attribution by EU institution/agency" => "An institution or agency of the EU",
        "Attribution by international organization" => "An international organization",
        _ => "Somebody",
    };

    private static string Short(string text) => Cut.To(text, SourceDecisions.LongestName, "…");
}
