using Demarche.Store;

namespace Demarche.Search;

/// <summary>What a query may not be.</summary>
public enum QueryRule { Short, Terms, Words, OnlyNot, Or, Not, OrNot, Quote, Star, Beginning }

/// <summary>Why a query is not understood, and where in it.</summary>
/// <param name="Rule">The sentence is <c>search.problem.RULE</c>.</param>
/// <param name="At">Where it begins, in characters from the start.</param>
/// <param name="Length">How many characters it concerns; 0 for the whole.</param>
public sealed record QueryProblem(QueryRule Rule, int At, int Length);

/// <summary>What a person typed, read: words, "phrases", beginnings*, OR between two, NOT or - before one. Nothing of it reaches a database as it was typed.</summary>
internal sealed record SearchQuery(IndexQuery? Terms, QueryProblem? Problem)
{
    /// <summary>Characters. A query is a sentence at most; a longer one would only make the database work.</summary>
    public const int Longest = 300;

    /// <summary>Terms: each is one more list that the database walks.</summary>
    public const int MostTerms = 16;

    /// <summary>Words of all terms together.</summary>
    public const int MostWords = 48;

    /// <summary>Letters before a <c>*</c>: a shorter beginning is that of half the index.</summary>
    public const int ShortestBeginning = 3;

    private const string Quotes = "\"“”„«»";

    public static SearchQuery Read(string text)
    {
        if (text.Length > Longest) return Wrong(QueryRule.Short, Longest, text.Length - Longest);
        List<List<IndexTerm>> all = [];
        List<IndexTerm> none = [];
        var (or, not, orAt) = (false, false, 0);
        foreach (var piece in Pieces(text))
        {
            var (start, end, quoted) = piece;
            var said = text[start..end];
            if (!quoted && said is "AND") continue;
            if (!quoted && said is "OR")
            {
                if (all.Count == 0 || or || not) return Wrong(QueryRule.Or, start, 2);
                (or, orAt) = (true, start);
                continue;
            }
            if (!quoted && said is "NOT")
            {
                if (not) return Wrong(QueryRule.Not, start, 3);
                not = true;
                continue;
            }
            if (!quoted && said.Length > 1 && said[0] is '-' or '−')
            {
                (not, said) = (true, said[1..]);
                if (Quotes.Contains(said[0], StringComparison.Ordinal)) quoted = true;
            }
            if (quoted && (said.Length < 2 || !Quotes.Contains(said.TrimEnd('*')[^1], StringComparison.Ordinal) || said.TrimEnd('*').Length < 2)) return Wrong(QueryRule.Quote, start, 1);
            var isBeginning = said.EndsWith('*');
            if (said.TrimEnd('*').Contains('*', StringComparison.Ordinal) || said.EndsWith("**", StringComparison.Ordinal)) return Wrong(QueryRule.Star, start, end - start);
            var words = SearchWords.In(said).Select(w => w.Text).ToList();
            if (words.Count == 0)
            {
                if (or || not) return Wrong(or ? QueryRule.Or : QueryRule.Not, start, end - start);
                continue;
            }
            if (isBeginning && words[^1].Length < ShortestBeginning) return Wrong(QueryRule.Beginning, start, end - start);
            var term = new IndexTerm(words, isBeginning);
            if (not && or) return Wrong(QueryRule.OrNot, orAt, end - orAt);
            if (not) none.Add(term);
            else if (or) all[^1].Add(term);
            else all.Add([term]);
            (or, not) = (false, false);
            if (all.Sum(a => a.Count) + none.Count > MostTerms || all.SelectMany(a => a).Concat(none).Sum(t => t.Words.Count) > MostWords)
                return Wrong(QueryRule.Terms, start, text.Length - start);
        }
        if (or) return Wrong(QueryRule.Or, orAt, 2);
        if (not) return Wrong(QueryRule.Not, text.LastIndexOf("NOT", StringComparison.Ordinal), 3);
        if (all.Count == 0) return Wrong(none.Count > 0 ? QueryRule.OnlyNot : QueryRule.Words, 0, 0);
        return new(new([.. all.Select(a => (IReadOnlyList<IndexTerm>)a)], none), null);
    }

    /// <summary>Whether a text of these words is what is looked for. The databases answer the same.</summary>
    public static bool Matches(IndexQuery query, IReadOnlyList<string> words) =>
        query.All.All(any => any.Any(t => Stands(t, words))) && !query.None.Any(t => Stands(t, words));

    /// <summary>Where a term stands among words: the number of its first one.</summary>
    public static IEnumerable<int> Places(IndexTerm term, IReadOnlyList<string> words)
    {
        for (var i = 0; i + term.Words.Count <= words.Count; i++)
        {
            var n = 0;
            while (n < term.Words.Count && Is(term, n, words[i + n])) n++;
            if (n == term.Words.Count) yield return i;
        }
    }

    private static bool Stands(IndexTerm term, IReadOnlyList<string> words) => Places(term, words).Any();

    private static bool Is(IndexTerm term, int n, string word) => term.IsPrefix && n == term.Words.Count - 1
        ? word.StartsWith(term.Words[n], StringComparison.Ordinal) : word == term.Words[n];

    private static SearchQuery Wrong(QueryRule rule, int at, int length) => new(null, new(rule, at, length));

    // A piece ends at a space; one that begins with a quotation mark ends at the next one.
    private static IEnumerable<(int Start, int End, bool Quoted)> Pieces(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            var open = text[i] is '-' or '−' && i + 1 < text.Length ? i + 1 : i;
            var quoted = Quotes.Contains(text[open], StringComparison.Ordinal);
            if (quoted)
            {
                i = open + 1;
                while (i < text.Length && !Quotes.Contains(text[i], StringComparison.Ordinal)) i++;
                if (i < text.Length) i++;
                while (i < text.Length && text[i] == '*') i++;
            }
            else
            {
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && !Quotes.Contains(text[i], StringComparison.Ordinal)) i++;
            }
            yield return (start, i, quoted && open == start);
        }
    }
}
