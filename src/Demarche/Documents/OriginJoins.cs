namespace Demarche.Documents;

/// <summary>Joins documents into groups, and never two that a person keeps apart.</summary>
internal sealed class OriginJoins
{
    private readonly List<string> order;
    private readonly Dictionary<string, List<string>> members;
    private readonly Dictionary<string, List<OriginTie>> ties = [];
    private readonly List<(string First, string Second)> apart;

    public OriginJoins(IEnumerable<string> documents, IEnumerable<(string, string)> apart)
    {
        order = [.. documents];
        members = order.ToDictionary(d => d, d => new List<string> { d });
        this.apart = [.. apart];
    }

    /// <summary>In the order of their first documents.</summary>
    public IReadOnlyList<OriginGroup> Groups
    {
        get
        {
            var place = order.Index().ToDictionary(d => d.Item, d => d.Index);
            return [.. order.Select(d => members[d]).Distinct().Select(group =>
            {
                // Most documents are the only one of their origin.
                if (group.Count == 1) return new OriginGroup(group[0], [group[0]], []);
                List<string> documents = [.. group.OrderBy(d => place[d])];
                return new OriginGroup(documents[0], documents, [.. documents.SelectMany(d => ties.GetValueOrDefault(d, []))]);
            })];
        }
    }

    public void Join(OriginTie tie)
    {
        if (!members.TryGetValue(tie.First, out var first) || !members.TryGetValue(tie.Second, out var second) || first == second) return;
        if (apart.Any(a => (first.Contains(a.First) && second.Contains(a.Second)) || (first.Contains(a.Second) && second.Contains(a.First)))) return;
        first.AddRange(second);
        foreach (var document in second) members[document] = first;
        if (!ties.TryGetValue(tie.First, out var held)) ties[tie.First] = held = [];
        held.Add(tie);
    }
}
