namespace Demarche.Reading;

/// <summary>What the reader must know of a language to propose claims and times. A language without a pack gets neither.</summary>
internal sealed record LanguagePack(string Tag, CueWords Cues, SpeakerWords Speakers);

internal static class Languages
{
    private static readonly LanguagePack English = new("en", EnglishCues.Words, EnglishSpeakers.Words);

    // Function words that one language has and its neighbours lack.
    private static readonly (string Tag, HashSet<string> Words)[] Known =
    [
        ("en", ["the", "and", "of", "to", "that", "with", "was", "were", "is", "has", "have", "said", "by", "from", "which"]),
        ("de", ["der", "und", "die", "das", "nicht", "ist", "von", "mit", "auf", "eine", "werden", "wurde", "dem", "den"]),
        ("fr", ["le", "les", "des", "et", "une", "dans", "est", "pour", "qui", "du", "sur", "pas", "avec", "au"]),
        ("es", ["el", "los", "las", "y", "una", "en", "del", "por", "que", "con", "para", "se", "su", "fue"]),
        ("it", ["il", "gli", "di", "che", "della", "per", "una", "sono", "nel", "con", "non", "alla", "è", "dei"]),
        ("pt", ["os", "do", "da", "em", "uma", "não", "que", "para", "com", "dos", "ao", "foi", "pela", "são"]),
        ("nl", ["het", "een", "van", "en", "niet", "zijn", "met", "voor", "op", "dat", "wordt", "naar", "ook", "bij"]),
        ("sv", ["och", "att", "det", "som", "en", "på", "är", "av", "för", "inte", "den", "till", "med", "har"]),
        ("pl", ["się", "nie", "na", "jest", "że", "do", "oraz", "przez", "dla", "są", "od", "został", "w", "z"]),
    ];

    public static LanguagePack? Pack(string? tag) => tag is null || Primary(tag) == "en" ? English : null;

    /// <summary>The language whose function words make up the largest share, if that share is that of running text.</summary>
    public static string? Recognise(IReadOnlyList<Passage> body) => Recognise(body.Select(p => p.Text));

    public static string? Recognise(IEnumerable<string> texts)
    {
        var counts = new int[Known.Length];
        var total = 0;
        var scripts = new Scripts();
        foreach (var text in texts)
        {
            if (total > 4000)
                break;
            scripts.Add(text);
            foreach (var word in text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                total++;
                for (var i = 0; i < Known.Length; i++)
                    counts[i] += Known[i].Words.Contains(word) ? 1 : 0;
            }
        }
        if (scripts.Tag is { } tag)
            return tag;
        var best = Array.IndexOf(counts, counts.Max());
        return total >= 8 && counts[best] * 10 >= total ? Known[best].Tag : null;
    }

    private static string Primary(string tag) => tag.Split('-', '_')[0].ToLowerInvariant();
}
