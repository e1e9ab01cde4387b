namespace Demarche.Reading;

/// <summary>Disjoint sets; each remembers the weakest relation that joined it.</summary>
internal sealed class Groups(int count)
{
    private static readonly string[] FromStrongest = [Relations.Single, Relations.Copy, Relations.NearCopy, Relations.Excerpt];

    public static int Weakness(string relation) => Array.IndexOf(FromStrongest, relation);

    private readonly int[] parent = [.. Enumerable.Range(0, count)];
    private readonly int[] strength = new int[count];

    public void Join(int a, int b, string relation)
    {
        var (first, second) = (Root(a), Root(b));
        // Two that are already together gain nothing from a weaker tie.
        if (first == second)
            return;
        var (low, high) = first < second ? (first, second) : (second, first);
        parent[high] = low;
        strength[low] = Math.Max(Math.Max(strength[low], strength[high]), Weakness(relation));
    }

    public IEnumerable<(List<int> Members, string Relation)> All() =>
        Enumerable.Range(0, parent.Length)
            .GroupBy(Root)
            .Select(g => (g.ToList(), FromStrongest[strength[g.Key]]));

    private int Root(int item)
    {
        while (parent[item] != item)
        {
            parent[item] = parent[parent[item]];
            item = parent[item];
        }
        return item;
    }
}
