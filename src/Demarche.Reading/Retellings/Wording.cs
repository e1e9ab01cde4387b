using System.Globalization;

namespace Demarche.Reading;

/// <summary>One thing that a sentence names.</summary>
/// <param name="Key">What counts as the same in another sentence.</param>
/// <param name="Stem">The word without its ending.</param>
/// <param name="Written">As it stands there.</param>
internal sealed record Term(string Key, string Stem, string Written, SharedKind Kind);

/// <summary>What a sentence says, as a set of terms: without the words that any sentence has.</summary>
internal sealed class Wording
{
    private Wording(IReadOnlyDictionary<string, Term> terms) => Terms = terms;

    /// <summary>By key, in the order of the sentence.</summary>
    public IReadOnlyDictionary<string, Term> Terms { get; }

    public static Wording Of(string text, int start, int end)
    {
        var part = text[start..end];
        var terms = new OrderedDictionary<string, Term>(StringComparer.Ordinal);
        var observables = part.Length <= 20_000 ? ObservableFinder.Find(part).Where(o => o.Type != ObservableTypes.FileName).ToList() : [];
        foreach (var seen in observables)
            terms.TryAdd(seen.Value, new Term(seen.Value, seen.Value, seen.Written, SharedKind.Observable));
        var opens = true;
        var tokens = Tokens.Of(part, 0, part.Length, EnglishSpeakers.Words, new Work());
        foreach (var token in tokens.Range(0, tokens.Count))
        {
            if (token.IsWord && !observables.Exists(o => token.Start < o.End && token.End > o.Start))
            {
                foreach (var word in token.Text.Split('-'))
                {
                    if (TermOf(word, opens) is { } term && (!terms.TryGetValue(term.Key, out var before) || before.Kind < term.Kind))
                        terms[term.Key] = term;
                }
            }
            opens = token.Text is "." or "!" or "?" or ":" || token.Kind == TokenKind.OpenQuote;
        }
        return new Wording(terms);
    }

    private static Term? TermOf(string word, bool opens)
    {
        var lower = Bare(word.ToLowerInvariant());
        if (lower.Length == 0 || EnglishRewordings.Empty.Contains(lower))
            return null;
        if (NumberOf(lower) is { } number)
            return new Term("#" + number, number, word, SharedKind.Number);
        if (lower.Length < 2)
            return null;
        var stem = EnglishRewordings.Stem(lower);
        // A capital at the start of a sentence says nothing; two of them in a word do.
        var name = char.IsUpper(word[0]) && (!opens || word.Skip(1).Any(char.IsUpper));
        return new Term(EnglishRewordings.Group(stem), stem, word, name ? SharedKind.Name : SharedKind.Word);
    }

    private static string Bare(string word)
    {
        word = word.Replace('’', '\'');
        return (word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word).Trim('\'', '.', '&', '$', '£', '€');
    }

    private static string? NumberOf(string word)
    {
        var digits = word.Replace(",", "", StringComparison.Ordinal);
        if (decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return value.ToString("0.####", CultureInfo.InvariantCulture);
        var number = EnglishTimes.Number(word);
        return number < 2 ? null : number.ToString(CultureInfo.InvariantCulture);
    }
}
