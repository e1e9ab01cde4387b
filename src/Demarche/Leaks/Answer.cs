using System.Text.RegularExpressions;

namespace Demarche.Leaks;

/// <summary>What a desk answered, as far as two answers can be told apart.</summary>
/// <param name="Headers">All but those that differ from one answer to the next anyway: date, cookies, how the bytes were framed.</param>
/// <param name="Bytes">The body as it came.</param>
internal sealed partial record Answer(string Asked, int Status, string? Type, string Headers, string Text, int Bytes)
{
    public bool IsFound => Status is >= 200 and < 300;

    public bool IsJson => Type is "application/json" or "application/problem+json";

    /// <summary>The ids that stand in it, each once, in their order.</summary>
    public IReadOnlyList<string> Ids => [.. Id25().Matches(Text).Select(m => m.Value).Distinct()];

    /// <summary>What is left when ids are called ID, and the hidden field of a form, which differs each time, is gone.</summary>
    public string Plain => $"{Status} {Type}\n{Headers}\n{Id25().Replace(FormToken().Replace(Text, ""), "ID")}";

    public bool IsLike(Answer other) => Plain == other.Plain;

    /// <summary>Where two answers part, in a few words of each.</summary>
    public string Difference(Answer other)
    {
        if (Status != other.Status) return $"{Status} against {other.Status}";
        var (one, two) = (Plain, other.Plain);
        var at = one.AsSpan().CommonPrefixLength(two);
        return $"\"{Around(one, at)}\" against \"{Around(two, at)}\"";
    }

    private static string Around(string text, int at) =>
        new([.. text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 40)].Select(c => char.IsControl(c) ? ' ' : c)]);

    [GeneratedRegex("[0-9a-hjkmnp-tv-z]{25}")]
    private static partial Regex Id25();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]+\"")]
    private static partial Regex FormToken();
}
