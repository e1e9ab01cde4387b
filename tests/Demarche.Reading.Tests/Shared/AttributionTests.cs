using System.Globalization;

namespace Demarche.Reading.Tests;

/// <summary>Against annotated news. The annotators marked every attribution, of thoughts, acts and documents too; the reader looks for what somebody said.</summary>
public class AttributionTests(ITestOutputHelper output)
{
    // Measured on the development part: of 2,320 attributions 0.51 have their cue found; where it is, the speaker overlaps in 0.97 and at
    // least half of the content is covered in 0.91. Of the claims proposed, 0.95 overlap an attribution.
    private const double FoundFloor = 0.49;
    private const double RightFloor = 0.93;

    [Fact]
    public void Attributions_that_annotators_marked_are_found_and_few_others()
    {
        var folder = SharedData.Folder("data/real/polnear/data/dev");
        int gold = 0, found = 0, proposed = 0, right = 0;
        foreach (var path in Directory.GetFiles(Path.Combine(folder, "attributions"), "*.ann"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var story = Path.Combine(folder, "text", name[..name.LastIndexOf('_')] + ".txt");
            if (!File.Exists(story))
                continue;
            var document = SharedData.Read(story, "text/plain");
            var marked = Marked(path, Offsets(document.Text));
            var claims = document.Claims;
            gold += marked.Count;
            found += marked.Count(m => claims.Any(c => Touches(m.Cues, c.CueStart, c.CueEnd)));
            proposed += claims.Count;
            right += claims.Count(c => marked.Any(m => Touches(m.Cues, c.CueStart, c.CueEnd) || Covered(m.Contents, c) >= 0.5));
        }
        var (recall, precision) = ((double)found / gold, (double)right / proposed);
        output.WriteLine($"{found} of {gold} cues found ({recall:F3}); {right} of {proposed} claims overlap one ({precision:F3})");

        Assert.True(recall >= FoundFloor && precision >= RightFloor, $"Found {recall:F3}, right {precision:F3}.");
    }

    private static bool Touches(List<(int Start, int End)> ranges, int start, int end) => ranges.Any(r => r.Start < end && start < r.End);

    private static double Covered(List<(int Start, int End)> gold, ProposedClaim claim)
    {
        var length = gold.Sum(r => r.End - r.Start);
        return length == 0 ? 0 : (double)gold.Sum(r => Math.Max(0, Math.Min(r.End, claim.ContentEnd) - Math.Max(r.Start, claim.ContentStart))) / length;
    }

    // Brat's standoff format: T lines are spans, E lines tie a cue to its source and content.
    private static List<(List<(int, int)> Cues, List<(int, int)> Contents)> Marked(string path, int[] offsets)
    {
        var spans = new Dictionary<string, List<(int, int)>>();
        var marked = new List<(List<(int, int)>, List<(int, int)>)>();
        var lines = File.ReadAllLines(path).Select(l => l.Split('\t')).ToList();
        foreach (var line in lines.Where(l => l[0].StartsWith('T')))
            spans[line[0]] = Ranges(line[1][(line[1].IndexOf(' ', StringComparison.Ordinal) + 1)..], offsets);
        foreach (var line in lines.Where(l => l[0].StartsWith('E')))
        {
            var parts = line[1].Split(' ').Select(p => p.Split(':')).Where(p => p.Length == 2 && spans.ContainsKey(p[1])).ToList();
            marked.Add((Of("Cue", parts, spans), Of("Content", parts, spans)));
        }
        return marked;
    }

    private static List<(int, int)> Of(string role, List<string[]> parts, Dictionary<string, List<(int, int)>> spans) =>
        [.. parts.Where(p => p[0].StartsWith(role, StringComparison.Ordinal)).SelectMany(p => spans[p[1]])];

    private static List<(int, int)> Ranges(string written, int[] offsets) =>
        [.. written.Split(';').Select(r => r.Split(' ')).Select(r => (At(r[0], offsets), At(r[1], offsets)))];

    private static int At(string written, int[] offsets) => offsets[Math.Min(int.Parse(written, CultureInfo.InvariantCulture), offsets.Length - 1)];

    /// <summary>The annotators counted code points.</summary>
    private static int[] Offsets(string text)
    {
        var offsets = new List<int>();
        for (var i = 0; i < text.Length; i += char.IsHighSurrogate(text[i]) ? 2 : 1)
            offsets.Add(i);
        offsets.Add(text.Length);
        return [.. offsets];
    }
}
