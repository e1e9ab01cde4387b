namespace Demarche.Releases;

/// <summary>A text of a copy.</summary>
/// <param name="Named">How a finding calls it: asked for only where something was found.</param>
/// <param name="Item">The item in whose words it stands; null for the letter's own.</param>
/// <param name="Kind">What goes in its own words; null for what is written for the copy.</param>
internal sealed record Place(Func<Place, string> Named, string? Item, string Text, string? Kind = null)
{
    public string Name => Named(this);

    public bool IsWrittenForTheCopy => Kind is null;
}

/// <summary>The runs of words in what is written for a copy. A large case withholds much, so a text is cut into runs only where its words stand here at all.</summary>
internal sealed class Runs
{
    /// <summary>So many words in a row are not chance. Common phrases of offices are shorter.</summary>
    public const int Length = 6;

    /// <summary>A withheld text that is shorter than a run counts when all of it stands there, if it is at least this long.</summary>
    public const int ShortestWhole = 4;

    private readonly Dictionary<string, Place> places = [];
    private readonly List<(Place Place, string Plain)> wholes = [];
    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> vocabulary;

    // By a word's length a bit for its first letter: most words of a case are told by it to stand nowhere here.
    private readonly ulong[] beginnings = new ulong[64];

    public Runs(IEnumerable<Place> written)
    {
        foreach (var place in written)
        {
            var said = WordsOf(place.Text);
            words.UnionWith(said);
            wholes.Add((place, $" {string.Join(' ', said)} "));
            foreach (var run in In(said)) places.TryAdd(run, place);
        }
        foreach (var word in words) beginnings[word.Length % 64] |= Beginning(word[0]);
        vocabulary = words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Where a run of a text stands that is not told anyway, or all of a short one.</summary>
    /// <param name="alsoShort">Whether a text that is shorter than a run counts whole.</param>
    public Place? Find(string text, bool alsoShort, Func<string, bool> isTold)
    {
        if (!HasInARow(text, alsoShort ? ShortestWhole : Length)) return null;
        var said = WordsOf(text);
        if (said.Count < Length) return alsoShort && said.Count >= ShortestWhole ? At(string.Join(' ', said)) : null;
        for (var i = 0; i + Length <= said.Count; i++)
        {
            if (At(string.Join(' ', said.GetRange(i, Length))) is { } place) return place;
        }
        return null;

        Place? At(string run) => places.TryGetValue(run, out var place) && !isTold(run) ? place : null;
    }

    public Place? FindWhole(string text) =>
        !HasInARow(text, 1) ? null : wholes.FirstOrDefault(w => w.Plain.Contains($" {Plain(text)} ", StringComparison.Ordinal)).Place;

    /// <summary>The runs, and the short wholes, that a text has in common with what is written for the copy.</summary>
    public IEnumerable<string> Shared(string text) => !HasInARow(text, ShortestWhole) ? [] : In(WordsOf(text)).Where(places.ContainsKey);

    /// <summary>A text as it is compared.</summary>
    public static string Plain(string text) => string.Join(' ', WordsOf(text));

    // Of each length that a text may be known by: the work grows with the text.
    private static IEnumerable<string> In(List<string> said)
    {
        for (var length = ShortestWhole; length <= Length; length++)
        {
            for (var i = 0; i + length <= said.Count; i++) yield return string.Join(' ', said.GetRange(i, length));
        }
    }

    private static List<string> WordsOf(string text)
    {
        List<string> words = [];
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i])) start = start < 0 ? i : start;
            else if (start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }
        return words;
    }

    private static ulong Beginning(char letter) => 1UL << (char.ToUpperInvariant(letter) % 64);

    private bool HasInARow(string text, int count)
    {
        var (row, start) = (0, -1);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i])) start = start < 0 ? i : start;
            else if (start >= 0)
            {
                row = (beginnings[(i - start) % 64] & Beginning(text[start])) != 0 && vocabulary.Contains(text.AsSpan(start, i - start)) ? row + 1 : 0;
                if (row == count) return true;
                start = -1;
            }
        }
        return false;
    }
}
