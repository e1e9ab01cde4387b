namespace Demarche.Options;

/// <summary>An answer that a category allows, by the name that CISA gives it and the value that it adds.</summary>
public sealed record ImpactOption(string Key, string Name, int Value);

/// <summary>A category of NCISS with its weight.</summary>
public sealed record ImpactScale(ImpactCategory Category, string Name, int Weight, IReadOnlyList<ImpactOption> Options)
{
    public int Least => Options.Min(o => o.Value);

    public int Most => Options.Max(o => o.Value);

    public ImpactOption? Find(string? key) => Options.FirstOrDefault(o => o.Key == key);
}

/// <summary>The priority levels of NCISS. CISA divides the lowest further, into negligible and minor, by judgement.</summary>
public enum PriorityLevel
{
    Baseline,
    Low,
    Medium,
    High,
    Severe,
    Emergency,
}

/// <summary>
/// The National Cyber Incident Scoring System of CISA: eight categories with weights, a weighted arithmetic mean brought to 0 to 100, and the
/// level of priority that follows from it. What of this could be checked and what could not stands in docs/decisions/nciss-by-its-table.md.
/// </summary>
public static class Nciss
{
    public static IReadOnlyList<ImpactScale> Scales { get; } =
    [
        new(ImpactCategory.FunctionalImpact, "Functional Impact", 6,
        [
            new("no-impact", "No Impact", 0), new("no-impact-to-services", "No Impact to Services", 20),
            new("minimal-impact-to-non-critical-services", "Minimal Impact to Non-Critical Services", 35),
            new("minimal-impact-to-critical-services", "Minimal Impact to Critical Services", 40),
            new("significant-impact-to-non-critical-services", "Significant Impact to Non-Critical Services", 50),
            new("denial-of-non-critical-services", "Denial of Non-Critical Services", 60),
            new("significant-impact-to-critical-services", "Significant Impact to Critical Services", 70),
            new("denial-of-critical-services-or-loss-of-control", "Denial of Critical Services or Loss of Control", 100),
        ]),
        new(ImpactCategory.ObservedActivity, "Observed Activity", 5,
        [
            new("none", "None", 0), new("prepare", "Prepare", 40), new("engage", "Engage", 70), new("presence", "Presence", 80), new("effect", "Effect", 100),
        ]),
        new(ImpactCategory.LocationOfObservedActivity, "Location of Observed Activity", 4,
        [
            new("level-1-business-demilitarized-zone", "Level 1: Business Demilitarized Zone", 30),
            new("level-2-business-network", "Level 2: Business Network", 40), new("unknown", "Unknown", 50),
            new("level-3-business-network-management", "Level 3: Business Network Management", 60),
            new("level-4-critical-system-demilitarized-zone", "Level 4: Critical System Demilitarized Zone", 70),
            new("level-5-critical-system-management", "Level 5: Critical System Management", 80), new("level-6-critical-systems", "Level 6: Critical Systems", 90),
            new("level-7-safety-systems", "Level 7: Safety Systems", 100),
        ]),
        new(ImpactCategory.ActorCharacterization, "Actor Characterization", 4,
        [
            new("hacktivists", "Hacktivists", 20), new("unwitting-insider", "Unwitting Insider", 30), new("criminal", "Criminal", 40),
            new("unknown", "Unknown", 50), new("witting-insider", "Witting Insider", 65), new("advanced-persistent-threat", "Advanced persistent threat", 80),
            new("advanced-persistent-threat-targeted", "Advanced persistent threat, targeted", 100),
        ]),
        new(ImpactCategory.InformationImpact, "Information Impact", 2,
        [
            new("no-impact", "No Impact", 0), new("suspected-but-not-identified", "Suspected But Not Identified", 10),
            new("privacy-data-loss", "Privacy Data Loss", 20), new("proprietary-information-loss", "Proprietary Information Loss", 50),
            new("destruction-of-non-critical-system", "Destruction of Non-Critical System", 60),
            new("critical-systems-data-breach", "Critical Systems Data Breach", 70), new("core-credential-compromise", "Core Credential Compromise", 80),
            new("destruction-of-critical-system", "Destruction of Critical System", 100),
        ]),
        new(ImpactCategory.Recoverability, "Recoverability", 4,
        [
            new("regular", "Regular", 20), new("supplemented", "Supplemented", 40), new("extended", "Extended", 60), new("not-recoverable", "Not Recoverable", 100),
        ]),
        new(ImpactCategory.CrossSectorDependency, "Cross-Sector Dependency", 3,
        [
            new("agriculture-and-food", "Agriculture and Food", 20), new("banking-and-finance", "Banking and Finance", 35), new("chemical", "Chemical", 20),
            new("commercial-facilities", "Commercial Facilities", 30), new("communications", "Communications", 75),
            new("critical-manufacturing", "Critical Manufacturing", 50), new("dams", "Dams", 25), new("defense-industrial-base", "Defense Industrial Base", 35),
            new("emergency-services", "Emergency Services", 25), new("energy", "Energy", 100), new("government-facilities", "Government Facilities", 40),
            new("healthcare-and-public-health", "Healthcare and Public Health", 30), new("information-technology", "Information Technology", 80),
            new("nuclear-reactors-materials-and-waste", "Nuclear Reactors, Materials, and Waste", 15), new("transportation-systems", "Transportation Systems", 75),
            new("water", "Water", 60),
        ]),
        new(ImpactCategory.PotentialImpact, "Potential Impact", 6,
        [
            new("minimal", "Minimal", 0), new("low", "Low", 25), new("moderate", "Moderate", 50), new("high", "High", 75), new("severe", "Severe", 100),
        ]),    ];

    /// <summary>The least and the greatest sum of weighted values that answers to all categories can have.</summary>
    public static int LeastSum { get; } = Scales.Sum(s => s.Weight * s.Least);

    public static int GreatestSum { get; } = Scales.Sum(s => s.Weight * s.Most);

    /// <summary>Where each level begins, of 100.</summary>
    public static IReadOnlyList<(PriorityLevel Level, int From)> Levels { get; } =
        [(PriorityLevel.Baseline, 0), (PriorityLevel.Low, 20), (PriorityLevel.Medium, 35), (PriorityLevel.High, 50), (PriorityLevel.Severe, 65), (PriorityLevel.Emergency, 80)];

    public static ImpactScale Of(ImpactCategory category) => Scales.First(s => s.Category == category);

    /// <param name="score">0 to 100.</param>
    public static PriorityLevel LevelOf(decimal score) => Levels.Last(l => score >= l.From || l.From == 0).Level;

    /// <summary>A sum of weighted values brought to 0 to 100: the least possible sum is 0, the greatest 100.</summary>
    internal static decimal Brought(int sum) => 100m * (sum - LeastSum) / (GreatestSum - LeastSum);
}

/// <summary>One category in a score: what was answered, or between what the answer lies.</summary>
/// <param name="Choice">The name of the option chosen; null where nobody answered.</param>
/// <param name="Least">The value that counts at least; at most <paramref name="Most"/>.</param>
public sealed record ImpactLine(ImpactCategory Category, string Name, int Weight, string? Choice, int Least, int Most)
{
    public int LeastWeighted => Weight * Least;

    public int MostWeighted => Weight * Most;
}

/// <summary>A score with everything that it was made from. What nobody answered leaves a range, never a value that nobody gave.</summary>
/// <param name="Least">0 to 100, with every missing answer at its lowest.</param>
/// <param name="Most">0 to 100, with every missing answer at its highest.</param>
public sealed record ImpactResult(IReadOnlyList<ImpactLine> Lines, int LeastSum, int MostSum, decimal Least, decimal Most, PriorityLevel From, PriorityLevel To)
{
    public bool IsWhole => Lines.All(l => l.Choice is not null);

    /// <summary>A category that is answered twice is not answered: a journal that no desk wrote may hold that.</summary>
    public static ImpactResult Of(IReadOnlyList<ImpactInput> inputs)
    {
        List<ImpactLine> lines = [.. Nciss.Scales.Select(s => Line(s, [.. inputs.Where(i => i.Category == s.Category)]))];
        var (least, most) = (lines.Sum(l => l.LeastWeighted), lines.Sum(l => l.MostWeighted));
        var (low, high) = (Nciss.Brought(least), Nciss.Brought(most));
        return new(lines, least, most, decimal.Round(low, 1, MidpointRounding.AwayFromZero), decimal.Round(high, 1, MidpointRounding.AwayFromZero), Nciss.LevelOf(low), Nciss.LevelOf(high));
    }

    private static ImpactLine Line(ImpactScale scale, List<ImpactInput> given) =>
        given is [var input] && scale.Find(input.Choice) is { } chosen ? new(scale.Category, scale.Name, scale.Weight, chosen.Name, chosen.Value, chosen.Value)
        : new(scale.Category, scale.Name, scale.Weight, null, scale.Least, scale.Most);
}
