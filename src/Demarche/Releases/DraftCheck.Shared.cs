using System.Collections.Frozen;

namespace Demarche.Releases;

/// <summary>What a text has in common with the places of a copy.</summary>
internal sealed partial class Runs
{
    /// <summary>
    /// So many words of a run are neither numbers nor words that stand between them: dates and telephone numbers alone are no run.
    /// </summary>
    private const int LeastWords = 2;

    /// <summary>Numbers in a row are one word (a date, a time, a telephone number, an address), if they are not more than these.</summary>
    private const int MostInANumber = 8;

    // Words of dates, times and ranges in the languages that are most written here, as they are folded.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BetweenNumbers = FrozenSet.Create(
        StringComparer.Ordinal,
        "and", "or", "to", "till", "until", "from", "between", "on", "at", "in", "of", "the", "by", "since", "before", "after",
        "through", "about",
        "no", "nr", "tel", "fax", "phone", "am", "pm", "utc", "gmt", "cet", "cest", "t", "z", "h", "hrs", "hours",
        "et", "ou", "au", "aux", "de", "du", "le", "les", "la", "entre", "und", "oder", "bis", "von", "vom", "der", "zwischen",
        "uhr", "y", "a", "el",
        "i", "do", "od",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
        "januar", "februar", "marz", "juni", "juli", "oktober", "dezember")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // As it stands, made thinner, and without any number; with tags as it stands.
    private List<string> In(string said, bool alsoShort, bool ofEachLength)
    {
        if (letters.Length < Gram || said.Length == 0) return [];
        return In(Codings.Forms(said), alsoShort, ofEachLength);
    }

    private List<string> In(IReadOnlyList<string> forms, bool alsoShort, bool ofEachLength)
    {
        List<string> found = [];
        if (letters.Length < Gram) return found;
        text.Read(forms[^1]);
        // Of a short text that is compared whole, its numbers are a part.
        do AddShared(found, alsoShort && !text.IsWithoutNumbers, ofEachLength);
        while (text.Thin());
        if (text.HasGluedNumbers)
        {
            text.Read(forms[^1], withoutNumbers: true).ThinTo(FoldedText.Thinnest);
            AddShared(found, alsoShort && !text.IsWithoutNumbers, ofEachLength);
        }
        if (forms.Count == 1) return found;
        text.Read(forms[0]);
        AddShared(found, alsoShort, ofEachLength);
        return found;
    }

    // From each word on as many as make a run. For what is told anyway also each shorter number that can be all of a text.
    private void AddShared(List<string> found, bool alsoShort, bool ofEachLength)
    {
        if (!Mark(text)) return;
        Weigh();
        const int whole = ShortestWhole * FoldedText.Word, run = Length * FoldedText.Word;
        var (words, weight, last) = (text.Words, 0, -1);
        for (var first = 0; first < words.Count; first++)
        {
            while (weight < run && last + 1 < words.Count) weight += weights[++last];
            if (ofEachLength)
            {
                for (var (of, end) = (0, first); end <= last; end++)
                {
                    if ((of += weights[end]) >= whole) Take(first, end);
                }
            }
            else if (weight >= run)
            {
                // Nothing begins within a number.
                if (weights[first] > 0) Take(first, last);
            }
            else
            {
                if (first == 0 && alsoShort && weight >= whole) Take(0, last);
                break;
            }
            weight -= weights[first];
        }

        void Take(int from, int to)
        {
            var length = words[to].End - words[from].Start;
            if (length < Gram || rows[words[to].End - 1] < length - Gram + 1) return;
            var said = text.Of(from, to);
            if (Places(said).Any() && (ofEachLength || SaysMoreThanNumbers(from, to))) found.Add(said);
        }
    }

    private void Weigh()
    {
        if (weights.Length < text.Words.Count) weights = new int[Math.Max(text.Words.Count, 2 * weights.Length)];
        var inANumber = 0;
        for (var i = 0; i < text.Words.Count; i++)
        {
            var word = text.Words[i];
            inANumber = word.IsNumber && inANumber < MostInANumber ? inANumber + 1 : word.IsNumber ? 1 : 0;
            weights[i] = inANumber > 1 ? 0 : word.Weight;
        }
    }

    private bool SaysMoreThanNumbers(int from, int to)
    {
        var least = LeastWords;
        for (var i = from; i <= to && least > 0; i++)
        {
            var word = text.Words[i];
            if (!word.IsNumber && !BetweenNumbers.Contains(text.Token(word))) least--;
        }
        return least == 0;
    }
}
