using System.Runtime.CompilerServices;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Views;

namespace Demarche.Hypotheses;

/// <summary>
/// The evidence of a view, in the order in which it came in. Claims of one source on one proposition with one stance from one origin are one row:
/// a copy adds nothing, and as long as one of the copies stands, so does the row with its ratings.
/// </summary>
public sealed class EvidenceList
{
    private static readonly ConditionalWeakTable<View, EvidenceList> Lists = [];
    private readonly Dictionary<string, Evidence> byId = [];

    private EvidenceList(View view)
    {
        var origins = OriginList.Of(view);
        (string, string, string, Stance) Key(Claim claim) => (origins.KeyOf(claim), claim.Proposition, claim.Source, claim.Stance);
        var sayings = view.Claims.Standing.GroupBy(c => Key(c.Content)).ToDictionary(g => g.Key, g => Of(view, [.. g], g.Key.Item1));
        foreach (var claim in view.Claims.All)
        {
            if (sayings.TryGetValue(Key(claim.Content), out var row)) byId[claim.Id] = row;
        }
        var findings = view.Findings.Standing.Select(Of).ToList();
        foreach (var finding in findings) byId.TryAdd(finding.Id, finding);
        Rows = [.. sayings.Values.Concat(findings).OrderBy(r => r.Time, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    public IReadOnlyList<Evidence> Rows { get; }

    /// <summary>Kept with the view that it belongs to, which never changes.</summary>
    public static EvidenceList Of(View view) => Lists.GetValue(view, v => new EvidenceList(v));

    /// <summary>The row of a claim or a finding; null where nothing of it stands.</summary>
    public Evidence? Find(string id) => byId.GetValueOrDefault(id);

    private static Evidence Of(View view, List<Held<Claim>> copies, string origin)
    {
        var (first, claim) = (copies[0], copies[0].Content);
        // One copy that states it as a fact states it as a fact, whichever came in first.
        var nature = copies.Min(c => c.Content.Nature);
        var source = view.Sources.Find(claim.Source)!.Content;
        return new(first.Id, "claim", [.. copies.Select(c => c.Id)], view.Propositions.Find(claim.Proposition)!.Content.Text, claim.Proposition, claim.Source,
            source.PublicName, source.IsProtected, claim.Standing, claim.Stance, nature, null, origin, source.Grade?.Reliability, null, first.Time);
    }

    private static Evidence Of(Held<Finding> held)
    {
        var finding = held.Content;
        return new(held.Id, "finding", [held.Id], finding.Text, null, null, finding.Analyst, false, null, null, null, finding.Kind, "found " + held.Id, null,
            finding.Credibility, held.Time);
    }
}
