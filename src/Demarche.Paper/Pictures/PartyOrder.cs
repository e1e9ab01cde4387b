namespace Demarche.Paper.Pictures;

/// <summary>The order of parties on a circle: exchanges of two, taken while they lessen crossings first and lengths second. The first party stays first.</summary>
internal static class PartyOrder
{
    public static IReadOnlyList<string> Of(IReadOnlyList<string> parties, IReadOnlyList<PartyTie> ties)
    {
        var order = parties.ToArray();
        var least = Cost(order, ties);
        for (var better = true; better;)
        {
            better = false;
            for (var i = 1; i < order.Length; i++)
            {
                for (var j = i + 1; j < order.Length; j++)
                {
                    (order[i], order[j]) = (order[j], order[i]);
                    var cost = Cost(order, ties);
                    if (cost < least) (least, better) = (cost, true);
                    else (order[i], order[j]) = (order[j], order[i]);
                }
            }
        }
        return order;
    }

    private static long Cost(string[] order, IReadOnlyList<PartyTie> ties)
    {
        var at = order.Select((p, i) => (p, i)).ToDictionary(x => x.p, x => x.i);
        var chords = ties.Select(t => (A: Math.Min(at[t.From], at[t.To]), B: Math.Max(at[t.From], at[t.To]))).Distinct().ToList();
        long cost = 0;
        for (var i = 0; i < chords.Count; i++)
        {
            cost += Math.Min(chords[i].B - chords[i].A, order.Length - chords[i].B + chords[i].A);
            for (var j = i + 1; j < chords.Count; j++)
            {
                if (Cross(chords[i], chords[j])) cost += 1000;
            }
        }
        return cost;
    }

    private static bool Cross((int A, int B) x, (int A, int B) y) => (x.A < y.A && y.A < x.B && x.B < y.B) || (y.A < x.A && x.A < y.B && y.B < x.B);
}
