namespace Demarche.Reading;

internal static class EnglishVerbs
{
    /// <summary>Base, third person, past and participle of a regular verb.</summary>
    public static IEnumerable<string> Forms(string verb)
    {
        yield return verb;
        var last = verb[^1];
        if (last == 'y' && !IsVowel(verb[^2]))
        {
            yield return verb[..^1] + "ies";
            yield return verb[..^1] + "ied";
            yield return verb + "ing";
        }
        else if (last == 'e')
        {
            yield return verb + "s";
            yield return verb + "d";
            yield return verb[..^1] + "ing";
        }
        else
        {
            var doubled = verb is "quip" or "admit" or "refer" or "rebut" ? verb + last : verb;
            yield return verb + (last is 's' or 'h' ? "es" : "s");
            yield return doubled + "ed";
            yield return doubled + "ing";
        }
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
