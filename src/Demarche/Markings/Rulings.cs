using System.Diagnostics.CodeAnalysis;

namespace Demarche.Markings;

/// <summary>What one audience sees, each marking judged once: a large case has few markings and many items that bear one. Not for several threads at once.</summary>
/// <param name="teller">Whoever asks about this audience: of what is kept under several markings, those alone count by which the teller
/// sees it. Null where nobody asks.</param>
internal sealed class Rulings(Audience audience, Audience? teller = null)
{
    // By reference: equal markings that were read twice are judged twice, which changes nothing.
    private readonly Dictionary<Marking, bool> judged = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Marking, Marking> told = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether the audience sees what bears this marking. What has none is seen by nobody.</summary>
    public bool Sees([NotNullWhen(true)] Marking? marking)
    {
        if (marking is null) return false;
        if (!judged.TryGetValue(marking, out var seen)) judged[marking] = seen = Ruling.For(Counting(marking), audience).Seen;
        return seen;
    }

    /// <summary>As <see cref="Marking.AsSeenBy"/>: one object for one marking.</summary>
    public Marking Told(Marking marking)
    {
        if (marking.Or.Count == 0) return marking;
        if (!told.TryGetValue(marking, out var seen)) told[marking] = seen = marking.AsSeenBy(audience);
        return seen;
    }

    private Marking Counting(Marking marking) => teller is null || marking.Or.Count == 0 ? marking
        : Ruling.For(marking, teller).Seen ? marking.AsSeenBy(teller) : Marking.Nobody;
}
