using System.Text;

namespace Demarche.Reading;

internal static class Words
{
    /// <summary>Every run of white space becomes one space.</summary>
    public static string Squeezed(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                result.Append(c);
            else if (result.Length > 0 && result[^1] != ' ')
                result.Append(' ');
        }
        return result.ToString().TrimEnd();
    }

    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        var inside = false;
        foreach (var c in text)
        {
            var letter = !char.IsWhiteSpace(c);
            if (letter && !inside)
                count++;
            inside = letter;
        }
        return count;
    }

    /// <summary>Ends as a sentence does: a full stop or its like, perhaps inside closing marks.</summary>
    public static bool EndsSentence(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (end > 0 && (IsClosing(text[end - 1]) || char.IsWhiteSpace(text[end - 1])))
            end--;
        return end > 0 && text[end - 1] is '.' or '!' or '?' or '…' or '。' or '！' or '？';
    }

    public static bool IsClosing(char c) => c is '"' or '”' or '’' or '\'' or ')' or ']' or '»';
}
