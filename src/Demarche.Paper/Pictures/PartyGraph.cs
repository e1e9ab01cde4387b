using Demarche.Paper.Fonts;

namespace Demarche.Paper.Pictures;

/// <summary>Parties on an oval and labelled ties between them. The order on the oval is the one with the fewest crossings that exchanging neighbours finds; the same input gives the same picture.</summary>
/// <param name="Parties">Names, each once; at most <see cref="MostParties"/> can be read on one picture.</param>
public sealed record PartyGraph(string Title, IReadOnlyList<string> Parties, IReadOnlyList<PartyTie> Ties)
{
    public const int MostParties = 14;
    public const int MostTies = 40;
    private const double Width = 640;
    private const double Size = 12;
    private const double Step = 14.5;

    public PaperWords Words { get; init; } = PaperWords.English;

    /// <summary>Parties that are drawn with a stronger edge, such as one's own state.</summary>
    public IReadOnlyList<string> Stressed { get; init; } = [];

    public Picture Draw()
    {
        if (Parties.Count is 0 or > MostParties) throw new ArgumentException($"From 1 to {MostParties} parties are drawn.", nameof(Parties));
        if (Ties.Count > MostTies) throw new ArgumentException($"At most {MostTies} ties are drawn.", nameof(Ties));
        if (Parties.Distinct().Count() != Parties.Count) throw new ArgumentException("A party stands once.", nameof(Parties));
        if (Ties.Any(t => t.From == t.To || !Parties.Contains(t.From) || !Parties.Contains(t.To))) throw new ArgumentException("A tie goes from one party of the picture to another.", nameof(Ties));
        var height = Math.Clamp(190 + 26 * Parties.Count, 220, 520);
        var order = PartyOrder.Of(Parties, Ties);
        var nodes = order.Select((p, i) => Node.At(p, i, order.Count, Width, height)).ToDictionary(n => n.Name);
        var placed = nodes.Values.Select(n => n.Frame).ToList();
        List<Shape> arrows = [], labels = [];
        var ways = Ties.Select(t => (Tie: t, Way: Way(t, nodes))).ToList();
        foreach (var (tie, way) in ways)
        {
            arrows.Add(way);
            var others = ways.Where(w => w.Way != way).SelectMany(w => Enumerable.Range(1, 19).Select(i => Flattened.Along(w.Way, i / 20.0))).ToList();
            labels.AddRange(LabelOn(way, tie.Label, placed, others, height));
        }
        return new(Width, height, Title, string.Join(" ", Ties.Select(t => $"{t.From} → {t.To}: {t.Label}.")) is { Length: <= 2000 } told ? told : Title, [.. arrows, .. labels, .. nodes.Values.SelectMany(n => n.Draw(Stressed.Contains(n.Name)))]);
    }

    public Table ToTable() => new([new(Words.From), new(Words.Tie), new(Words.To)], [.. Ties.Select(t => (IReadOnlyList<Prose>)[t.From, t.Label, t.To])]);

    private Arrow Way(PartyTie tie, Dictionary<string, Node> nodes)
    {
        var (from, to) = (nodes[tie.From], nodes[tie.To]);
        var alike = Ties.Where(t => (t.From == tie.From && t.To == tie.To) || (t.From == tie.To && t.To == tie.From)).ToList();
        var index = alike.FindIndex(t => ReferenceEquals(t, tie));
        var sameWay = tie.From == alike[0].From;
        var bend = alike.Count == 1 ? 0 : (sameWay ? 1 : -1) * (index - (alike.Count - 1) / 2.0) * 56;
        var through = Flattened.Bow(new Arrow(from.Centre, to.Centre) { Bend = bend });
        return new Arrow(from.Frame.Border(from.Centre, through), to.Frame.Border(to.Centre, through, 2)) { Bend = bend, Edge = Tone.Quiet, EdgeWidth = 1.3 };
    }

    /// <summary>Where on its way a label hides least: of other labels, of parties, of other ties.</summary>
    private static IEnumerable<Shape> LabelOn(Arrow way, string text, List<Frame> placed, List<Spot> others, double height)
    {
        var lines = Wrap.Lines(text, 118, 11, most: 4);
        if (lines.Count == 0) yield break;
        var (wide, high) = (lines.Max(l => Face.Of(false).Width(l, 11)) + 6, lines.Count * 13 + 2.0);
        Frame? best = null;
        var least = double.MaxValue;
        foreach (var share in (double[])[0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8])
        {
            var at = Flattened.Along(way, share);
            var frame = new Frame(Math.Clamp(at.X - wide / 2, 0, Width - wide), Math.Clamp(at.Y - high / 2, 0, height - high), wide, high);
            var cost = placed.Sum(p => p.Overlap(frame)) * 10 + others.Count(frame.Holds) * 60 + Math.Abs(share - 0.5) * 20;
            if (cost >= least) continue;
            (best, least) = (frame, cost);
        }
        placed.Add(best!.Value);
        yield return new Box(best.Value.X, best.Value.Y, wide, high) { Fill = Tone.Ground };
        for (var i = 0; i < lines.Count; i++) yield return new Label(new(best.Value.X + wide / 2, best.Value.Y + 11.5 + i * 13), lines[i]) { Size = 11, Anchor = Alignment.Centre };
    }

    private sealed record Node(string Name, IReadOnlyList<string> Lines, Frame Frame)
    {
        public Spot Centre => new(Frame.X + Frame.Width / 2, Frame.Y + Frame.Height / 2);

        public static Node At(string name, int index, int count, double width, double height)
        {
            var lines = Wrap.Lines(name, 124, Size, bold: true, most: 3);
            var (wide, high) = ((lines.Count == 0 ? 0 : lines.Max(l => Face.Of(true).Width(l, Size))) + 18, Math.Max(lines.Count, 1) * Step + 11);
            var angle = 2 * Math.PI * index / count - Math.PI / 2;
            var centre = count == 1 ? new Spot(width / 2, height / 2) : new Spot(width / 2 + (width / 2 - 74) * Math.Cos(angle), height / 2 + (height / 2 - 30) * Math.Sin(angle));
            return new(name, lines, new(Math.Clamp(centre.X - wide / 2, 1, width - wide - 1), Math.Clamp(centre.Y - high / 2, 1, height - high - 1), wide, high));
        }

        public IEnumerable<Shape> Draw(bool stressed) =>
        [
            new Box(Frame.X, Frame.Y, Frame.Width, Frame.Height) { Fill = stressed ? Tone.BlueWash : Tone.Ground, Edge = stressed ? Tone.Blue : Tone.Ink, EdgeWidth = stressed ? 2 : 1.2 },
            .. Lines.Select((l, i) => new Label(new(Centre.X, Frame.Y + 17.5 + i * Step), l) { Bold = true, Size = Size, Anchor = Alignment.Centre }),
        ];
    }
}

/// <param name="Label">A few words along the arrow.</param>
public sealed record PartyTie(string From, string To, string Label);
