using Demarche.Briefs;

namespace Demarche.Releases;

/// <summary>
/// What the text of a brief cites, numbered as its reader finds it: by the order of the text, and only what goes with it. What stays at the desk leaves no gap.
/// One numbering for the letter and for the bundle.
/// </summary>
internal sealed class Citations(Outgoing outgoing, IReadOnlyList<LetterLine> lines)
{
    private readonly List<LetterLine> cited = [];
    private readonly Dictionary<string, LetterLine> going = lines.GroupBy(l => l.Item).ToDictionary(g => g.Key, g => g.First());

    /// <summary>A piece of the text with its citations as numbers. Called in the order of the text.</summary>
    public string Words(IReadOnlyList<BriefRun> runs) => string.Concat(runs.Select(Words));

    /// <summary>What the numbers name, first to last, and then what goes without being cited.</summary>
    public IReadOnlyList<LetterLine> InOrder() => [.. cited, .. lines.Where(l => !cited.Contains(l))];

    private string Words(BriefRun run)
    {
        if (run.Cite is not { } cite) return run.Text;
        if (cite > outgoing.Cites.Count || !going.TryGetValue(outgoing.Cites[cite - 1], out var line)) return "";
        if (!cited.Contains(line)) cited.Add(line);
        return $" [{cited.IndexOf(line) + 1}]";
    }
}
