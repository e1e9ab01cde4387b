using System.Globalization;
using Demarche.Paper.Checking;
using Demarche.Paper.Fonts;

namespace Demarche.Paper.Pdf;

/// <summary>One line as it is set: fragments, each from its own x.</summary>
internal sealed record PdfLine(IReadOnlyList<PdfFragment> Fragments, double Width);

internal sealed record PdfFragment(double X, string Text, Stress Stress, bool Raised)
{
    public const double RaisedSize = 0.68;

    public double Width(double size) => Face.Of(Stress).Width(Text, Raised ? size * RaisedSize : size);
}

/// <summary>Breaks runs into lines, greedily. Runs that touch without a space between them stay together; a word wider than the line is broken where the line ends.</summary>
internal sealed class PdfLines(Prepared prepared, Remarks remarks)
{
    public IReadOnlyList<PdfLine> Break(Prose prose, double width, double size, Stress usual = Stress.None)
    {
        var lines = new List<PdfLine>();
        var line = new List<PdfFragment>();
        var x = 0.0;
        foreach (var word in Join(prose, usual))
        {
            var wide = word.Sum(f => f.Width(size));
            var space = line.Count == 0 ? 0 : Face.Of(line[^1].Stress).Width(" ", size);
            if (line.Count > 0 && x + space + wide > width) Finish();
            else x += space;
            foreach (var fragment in word) Put(fragment);
        }
        if (line.Count > 0) Finish();
        return lines;

        void Put(PdfFragment fragment)
        {
            while (x + fragment.Width(size) > width)
            {
                var cut = Wrap.Fitting(fragment.Text, width - x, fragment.Raised ? size * PdfFragment.RaisedSize : size, Face.Of(fragment.Stress));
                if (cut == fragment.Text.Length) break;
                Set(fragment with { Text = fragment.Text[..cut] });
                fragment = fragment with { Text = fragment.Text[cut..] };
                Finish();
            }
            Set(fragment);
        }

        // A space within a style is set with its words, so that whoever copies the text has it.
        void Set(PdfFragment fragment)
        {
            if (line is [.., var last] && last.Stress == fragment.Stress && !last.Raised && !fragment.Raised)
            {
                var gap = x - (last.X + last.Width(size)) > 0.01 ? " " : "";
                line[^1] = last with { Text = last.Text + gap + fragment.Text };
            }
            else
            {
                line.Add(fragment with { X = x });
            }
            x += fragment.Width(size);
        }

        void Finish()
        {
            lines.Add(new([.. line], x));
            line.Clear();
            x = 0;
        }
    }

    /// <summary>Words, each the fragments that it is made of.</summary>
    private List<List<PdfFragment>> Join(Prose prose, Stress usual)
    {
        var words = new List<List<PdfFragment>>();
        var touches = false;
        for (var i = 0; i < prose.Runs.Count; i++)
        {
            if (prose.Runs[i] is Cite cite)
            {
                var comma = i > 0 && prose.Runs[i - 1] is Cite ? "," : "";
                Add(new(0, comma + prepared.Numbers[cite.Key].ToString(CultureInfo.InvariantCulture), Stress.None, true), touches || words.Count > 0);
                touches = true;
            }
            if (prose.Runs[i] is not Words { Text.Length: > 0 } run) continue;
            var stress = run.Stress == Stress.None ? usual : run.Stress == usual ? Stress.None : run.Stress;
            var shown = Face.Shown(run.Text, stress, remarks);
            foreach (var (word, n) in shown.Split(' ').Select((w, n) => (w, n)))
            {
                if (n > 0) touches = false;
                if (word.Length == 0) continue;
                Add(new(0, word, stress, false), touches);
                touches = true;
            }
        }
        return words;

        void Add(PdfFragment fragment, bool joined)
        {
            if (joined && words.Count > 0) words[^1].Add(fragment);
            else words.Add([fragment]);
        }
    }
}
