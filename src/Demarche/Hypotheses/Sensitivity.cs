namespace Demarche.Hypotheses;

/// <summary>What was left out: a row, or all rows of a source or of an origin.</summary>
public enum LeftOut { Claim, Finding, Source, Origin }

/// <summary>The order of the hypotheses without something.</summary>
/// <param name="Id">Of the row, the source, or the origin's first document.</param>
/// <param name="Name">What it says, or what it is called; empty for an origin.</param>
/// <param name="Rows">How many rows went with it.</param>
/// <param name="Places">Of the hypotheses, in the order of the columns.</param>
/// <param name="FirstChanges">Whether other hypotheses have the fewest inconsistencies then.</param>
public sealed record Swing(LeftOut What, string Id, string Name, int Rows, IReadOnlyList<int> Places, bool FirstChanges);

/// <summary>
/// Step six of Heuer's eight: how far the order hangs on a few pieces of evidence. Each row, each source and each origin is left out in turn. Only
/// what its rows added is taken off the sums, so that all of it costs as much as one matrix.
/// </summary>
public static class Sensitivity
{
    /// <summary>Everything that changes the order when it alone is left out; rows first, each kind in the order of the rows.</summary>
    public static IReadOnlyList<Swing> Of(Matrix matrix)
    {
        var scores = new double[matrix.Columns.Count];
        List<(MatrixRow Row, double[] Adds)> adding = [];
        foreach (var row in matrix.Rows)
        {
            var adds = new double[scores.Length];
            for (var h = 0; h < adds.Length; h++) scores[h] += adds[h] = row.Cells[h].Points ?? 0;
            if (Array.Exists(adds, a => a > 0)) adding.Add((row, adds));
        }
        var places = Matrix.Places(scores);
        List<Swing> swings = [];
        void Try(LeftOut what, string id, string name, IReadOnlyList<double[]> left)
        {
            var without = (double[])scores.Clone();
            foreach (var adds in left)
            {
                for (var h = 0; h < without.Length; h++) without[h] -= adds[h];
            }
            var then = Matrix.Places(without);
            if (then.AsSpan().SequenceEqual(places)) return;
            swings.Add(new(what, id, name, left.Count, then, !then.Select(p => p == 1).SequenceEqual(places.Select(p => p == 1))));
        }
        foreach (var (row, adds) in adding) Try(row.Evidence.FindingKind is null ? LeftOut.Claim : LeftOut.Finding, row.Evidence.Id, row.Evidence.Text, [adds]);
        // A group of one row was tried already.
        foreach (var source in adding.Where(a => a.Row.Evidence.Source is not null).GroupBy(a => a.Row.Evidence.Source!).Where(g => g.Skip(1).Any()))
            Try(LeftOut.Source, source.Key, source.First().Row.Evidence.Speaker, [.. source.Select(a => a.Adds)]);
        // What one source told us has that source for its origin.
        foreach (var origin in adding.GroupBy(a => a.Row.Evidence.Origin).Where(g => g.Skip(1).Any() && !g.Key.StartsWith("told ", StringComparison.Ordinal)))
            Try(LeftOut.Origin, origin.Key, "", [.. origin.Select(a => a.Adds)]);
        return swings;
    }
}
