namespace Demarche.Reading;

/// <summary>
/// Cuts a passage into words and marks. An abbreviation keeps its full stop; a hyphen or apostrophe inside a word stays in it. A quotation
/// that does not close runs to the end of the passage, as quotations over several paragraphs are printed.
/// </summary>
internal static class Tokens
{
    public static TokenRow Of(string text, int start, int end, SpeakerWords words, Work work)
    {
        var tokens = new TokenRow(work);
        work.Did(end - start);
        var quoted = false;
        var at = start;
        while (at < end)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }
            if (char.IsLetterOrDigit(c) || c is '$' or '£' or '€')
            {
                var stop = WordEnd(text, at, end, words);
                tokens.Add(new Token(TokenKind.Word, at, stop, text[at..stop], quoted));
                at = stop;
                continue;
            }
            // Wires of the typewriter age and TeX print a quotation mark as two apostrophes or accents.
            var doubled = c is '\'' or '`' or '’' or '‘' && at + 1 < end && text[at + 1] == c;
            var straight = c == '"' || doubled;
            var opens = c == '“' || straight && !quoted;
            var closes = c == '”' || straight && quoted;
            quoted = opens || (quoted && !closes);
            var kind = opens ? TokenKind.OpenQuote : closes ? TokenKind.CloseQuote : TokenKind.Punctuation;
            var length = doubled ? 2 : 1;
            tokens.Add(new Token(kind, at, at + length, text.Substring(at, length), quoted && !opens));
            at += length;
        }
        return tokens;
    }

    private static int WordEnd(string text, int at, int end, SpeakerWords words)
    {
        var stop = at + 1;
        while (stop < end)
        {
            var c = text[stop];
            var inside = stop + 1 < end && char.IsLetterOrDigit(text[stop + 1]);
            if (char.IsLetterOrDigit(c) || (!(c is '\'' or '’' && stop + 1 < end && text[stop + 1] == c) && c is '-' or '\'' or '’' or '.' or ',' or '&' && inside && (c is not (',' or '.') || IsWithin(text, stop))))
                stop++;
            else
                break;
        }
        if (stop < end && text[stop] == '.' && (stop + 1 < end && text[stop + 1] == ',' || IsInitials(text.AsSpan(at, stop - at)) || words.Abbreviations.Contains(text[at..stop])))
            stop++;
        return stop;
    }

    // 3.5 and 1,000 and U.S. go on; "end.Next" and "one,two" do not.
    private static bool IsWithin(string text, int at) =>
        char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1])
        || text[at] == '.' && char.IsUpper(text[at - 1]) && char.IsUpper(text[at + 1]);

    private static bool IsInitials(ReadOnlySpan<char> word) =>
        char.IsUpper(word[0]) && (word.Length == 1 || word.Contains('.') && word.Length <= 7);
}
