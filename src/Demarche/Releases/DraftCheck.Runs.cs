using System.Text;

namespace Demarche.Releases;

/// <summary>A text of a copy.</summary>
/// <param name="Named">How a finding calls it: asked for only where something was found.</param>
/// <param name="Item">The item in whose words it stands; null for the letter's own.</param>
/// <param name="Kind">What goes in its own words; null for what is written for the copy.</param>
/// <param name="Since">The entry that brought these words into the item; later than all for what is written for the copy.</param>
internal sealed record Place(Func<Place, string> Named, string? Item, string Text, string? Kind = null, long Since = long.MaxValue)
{
    public string Name => Named(this);

    public bool IsWrittenForTheCopy => Kind is null;

    /// <summary>Whether it says on what ground the letter asks.</summary>
    public bool IsCitation { get; init; }
}

/// <summary>
/// Some texts of a copy, folded and in one row: what is cut in pieces over several of them is found too. Any text can be compared with them; the work
/// grows with that text, and with theirs once. Most of a large case shares not even six letters in a row with them, and is told by a table of bits.
/// Not for several threads at once.
/// </summary>
internal sealed partial class Runs
{
    /// <summary>So many words in a row are not chance. Common phrases of offices are shorter.</summary>
    public const int Length = 6;

    /// <summary>A withheld text that is shorter than a run counts when all of it stands there, if it is at least this long.</summary>
    public const int ShortestWhole = 4;

    /// <summary>A value of so many letters is found within other letters too.</summary>
    private const int LongValue = 16;

    /// <summary>Letters that are looked up at once. What is shorter is no run.</summary>
    private const int Gram = 6;

    /// <summary>So many places of one beginning are looked at one by one; a letter that is one letter over and over has more.</summary>
    private const int Looks = 32;

    /// <summary>So many searches through all of the letters are made for one copy. After that, what has all its beginnings here counts as standing here.</summary>
    private const int Searches = 2_000;

    private const uint Radix = 0x01000193, Oldest = unchecked(Radix * Radix * Radix * Radix * Radix * Radix);

    // A text is compared as it stands, made thinner, and without any number; with tags as it stands.
    private const int Steps = FoldedText.Thinnest + 1, Rows = Steps + 2;

    // After the letters of all places and before the same made thinner: no run stands over both.
    private const char Between = '\0';

    private readonly List<(int Start, Place Place)> places = [], plainPlaces = [];
    private readonly HashSet<string> vocabulary = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> known;
    private readonly string letters, plain;
    private readonly FoldedText text = new();
    private readonly int shift;
    private readonly ulong[] bits;
    private int[]? heads, next;
    private readonly Dictionary<string, int> searched = new(StringComparer.Ordinal);
    private int[] rows = new int[256], weights = new int[64];

    public Runs(IEnumerable<Place> written)
    {
        known = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        var read = written.Select(p => (Place: p, Forms: Codings.Forms(p.Text))).ToList();
        var rows = Enumerable.Range(0, Rows).Select(_ => new Row()).ToList();
        foreach (var (place, forms) in read)
        {
            var isGlued = false;
            for (var row = 0; row < Rows; row++)
            {
                if (row == 0) isGlued = text.Read(forms[^1]).HasGluedNumbers;
                else if (row < Steps) text.ThinTo(row);
                else if (row > Steps) text.Read(forms[0]);
                else if (isGlued) text.Read(forms[^1], withoutNumbers: true).ThinTo(FoldedText.Thinnest);
                if (text.Words.Count > 0) rows[row].Add(place, text);
                if (row is not (0 or Rows - 1)) continue;
                foreach (var word in text.Words) known.Add(text.Token(word));
            }
        }
        // The same letters again would be found once more.
        var (all, apart) = (new StringBuilder(), new StringBuilder("\n"));
        foreach (var row in rows.DistinctBy(r => r.Letters.ToString()))
        {
            places.AddRange(row.Places.Select(p => (all.Length + p.At, p.Place)));
            plainPlaces.AddRange(row.Places.Select(p => (apart.Length + p.PlainAt, p.Place)));
            all.Append(row.Letters).Append(Between);
            apart.Append(row.Plain);
        }
        (letters, plain) = (all.ToString(), apart.ToString());
        var size = 12;
        while (size < 26 && 1L << size < 16L * letters.Length) size++;
        (shift, bits) = (32 - size, new ulong[(1 << size) / 64]);
        var hash = 0u;
        for (var i = 0; i < letters.Length; i++)
        {
            hash = (hash * Radix) + letters[i] - (i >= Gram ? letters[i - Gram] * Oldest : 0);
            if (i >= Gram - 1) bits[Slot(hash) / 64] |= 1UL << (int)(Slot(hash) % 64);
        }
    }

    /// <summary>How often a letter or a place was looked at to compare texts: what comparing costs, on any machine.</summary>
    internal long Looked { get; private set; }

    /// <summary>All that is compared, folded.</summary>
    public string Letters => letters;

    /// <summary>Where a run of a text stands, or all of a short one.</summary>
    /// <param name="alsoShort">Whether a text that is shorter than a run counts whole.</param>
    /// <param name="isTold">Whether a run is told anyway.</param>
    /// <param name="counts">Whether it matters that it stands in this place.</param>
    public Place? Find(string said, bool alsoShort, Func<string, bool> isTold, Func<Place, bool>? counts = null)
    {
        foreach (var run in In(said, alsoShort, false))
        {
            if (At(run, counts) is { } place && !isTold(run)) return place;
        }
        return null;
    }

    /// <summary>Where a run stands that was found in a text before.</summary>
    public Place? At(string run, Func<Place, bool>? counts = null)
    {
        foreach (var at in Places(run))
        {
            var place = PlaceAt(places, at);
            if (counts?.Invoke(place) ?? true) return place;
        }
        return null;
    }

    /// <summary>
    /// Whether a run, or two thirds of it at its beginning or its end, stands in the ground on which the letter asks. Before and behind
    /// what is cited stand a word or two: <c>under the</c>.
    /// </summary>
    public bool IsCited(string run)
    {
        var most = Math.Max(Gram, (2 * run.Length + 2) / 3);
        return most <= run.Length && (IsInACitation(run[..most]) || IsInACitation(run[^most..]));
    }

    private bool IsInACitation(string part) =>
        Places(part).Any(at => PlaceAt(places, at) is { IsCitation: true } place && PlaceAt(places, at + part.Length - 1) == place);

    /// <summary>Where a name or a value stands as words of its own, or a long value in whatever letters.</summary>
    public Place? FindWhole(string said, bool isValue = false) =>
        Codings.Forms(said).Select(form => FindWholeAs(form, isValue)).FirstOrDefault(found => found is not null);

    private Place? FindWholeAs(string said, bool isValue)
    {
        text.Read(said);
        if (text.Words.Count == 0 || (text.Letters.Length >= Gram && !HasAll())) return null;
        if (isValue && text.Letters.Length >= LongValue && At(text.Letters.ToString()) is { } within) return within;
        foreach (var word in text.Words)
        {
            if (!known.Contains(text.Token(word))) return null;
        }
        var at = plain.IndexOf($" {text.Plain} ", StringComparison.Ordinal);
        return at < 0 ? null : PlaceAt(plainPlaces, at);
    }

    /// <summary>The runs, and the short wholes, that a text has in common with these.</summary>
    public IReadOnlyList<string> Shared(string said) => In(said, true, true);

    /// <summary>The runs that a long text has in common with these.</summary>
    public IReadOnlyList<string> SharedRuns(string said) => In(said, false, false);

    /// <summary>The same for a text whose codings are undone (<see cref="Codings.Forms(string)"/>).</summary>
    public IReadOnlyList<string> SharedRuns(IReadOnlyList<string> forms) => In(forms, false, false);

    /// <summary>A text as it is compared word by word.</summary>
    public static string Plain(string text) => new FoldedText().Read(text).Plain;

    // For each letter how many letters in a row, ending there, have their like among these texts; whether any has.
    private bool Mark(FoldedText said)
    {
        var row = said.Letters;
        if (rows.Length < row.Length) rows = new int[Math.Max(row.Length, 2 * rows.Length)];
        Looked += row.Length;
        var (hash, any) = (0u, 0);
        for (var i = 0; i < row.Length; i++)
        {
            hash = (hash * Radix) + row[i] - (i >= Gram ? row[i - Gram] * Oldest : 0);
            any |= rows[i] = i < Gram - 1 || (bits[Slot(hash) / 64] >> (int)(Slot(hash) % 64) & 1) == 0 ? 0 : 1 + (i > 0 ? rows[i - 1] : 0);
        }
        return any > 0;
    }

    private bool HasAll() => Mark(text) && rows[text.Letters.Length - 1] == text.Letters.Length - Gram + 1;

    private IEnumerable<int> Places(string run)
    {
        if (run.Length < Gram) yield break;
        if (heads is null) Chain();
        var hash = 0u;
        for (var i = 0; i < Gram; i++) hash = (hash * Radix) + run[i];
        var steps = 0;
        for (var at = heads![Slot(hash) / 8]; at >= 0; at = next![at])
        {
            Looked++;
            if (++steps > Looks)
            {
                if (!searched.TryGetValue(run, out var first)) searched[run] = first = searched.Count < Searches ? Search(run, at) : at;
                if (first >= 0) yield return first;
                yield break;
            }
            if (string.CompareOrdinal(letters, at, run, 0, run.Length) == 0) yield return at;
        }
    }

    private int Search(string run, int from)
    {
        var at = letters.IndexOf(run, from, StringComparison.Ordinal);
        Looked += (at < 0 ? letters.Length : at) - from;
        return at;
    }

    // Where each beginning stands, the first place first.
    private void Chain()
    {
        (heads, next) = (new int[bits.Length * 8], new int[letters.Length]);
        Array.Fill(heads, -1);
        for (var i = letters.Length - Gram; i >= 0; i--)
        {
            var hash = 0u;
            for (var j = i; j < i + Gram; j++) hash = (hash * Radix) + letters[j];
            (next[i], heads[Slot(hash) / 8]) = (heads[Slot(hash) / 8], i);
        }
    }

    private uint Slot(uint hash) => (hash * 2_654_435_769u) >> shift;

    private static Place PlaceAt(List<(int Start, Place Place)> from, int at)
    {
        var (low, high) = (0, from.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (from[middle].Start <= at) low = middle;
            else high = middle - 1;
        }
        return from[low].Place;
    }

    // The letters of all places in a row, and their words.
    private sealed class Row
    {
        public StringBuilder Letters { get; } = new();

        public StringBuilder Plain { get; } = new();

        public List<(int At, int PlainAt, Place Place)> Places { get; } = [];

        public void Add(Place place, FoldedText text)
        {
            Places.Add((Letters.Length, Plain.Length, place));
            Letters.Append(text.Letters);
            Plain.Append(' ').Append(text.Plain).Append(" \n");
        }
    }
}
