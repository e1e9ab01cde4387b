using System.Text;
using Demarche.Observables;
using Demarche.Reading;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Releases;

/// <summary>
/// Sentences in which addresses of what goes along are written as in the table of a letter, so that no program makes links of them. Any other address, of
/// a public source that is cited, stays as it is. Values in the bundle are exact.
/// </summary>
internal sealed class DefangedText
{
    private readonly List<TypedValue> values;
    private readonly List<string> hosts;

    /// <param name="going">What goes along. What is neither the attacker's nor the victim's is a reference.</param>
    public DefangedText(IEnumerable<Observable> going)
    {
        values = [.. going.Where(o => o.Role != ObservableRole.Reference).SelectMany(o => (o.Also ?? []).Prepend(new(o.Type, o.Value)))
            .Where(v => Defanged.Changes(v.Type, v.Value)).Distinct().OrderByDescending(v => v.Value.Length).ThenBy(v => v.Value, StringComparer.Ordinal)];
        hosts = [.. values.Where(v => v.Type is not (ObservableTypes.Url or ObservableTypes.Email)).Select(v => v.Value)];
    }

    public string Of(string text)
    {
        if (values.Count == 0 || text.Length == 0) return text;
        var spans = new List<(int Start, int End, string Type)>();
        // The reader finds whole URLs and mailboxes; a value that its rules of thumb miss is looked for as it stands.
        foreach (var found in Reader.ObservablesIn(text))
        {
            if (IsHostile(found)) spans.Add((found.Start, found.End, found.Type));
        }
        foreach (var value in values)
        {
            for (var at = Next(text, value.Value, 0); at >= 0; at = Next(text, value.Value, at + value.Value.Length))
            {
                var end = at + value.Value.Length;
                if (!spans.Exists(s => s.Start < end && at < s.End)) spans.Add((at, end, value.Type));
            }
        }
        if (spans.Count == 0) return text;
        var written = new StringBuilder(text.Length + 16);
        var from = 0;
        foreach (var (start, end, type) in spans.OrderBy(s => s.Start))
        {
            var stands = text[start..end];
            // What its writer made harmless already stays as they wrote it.
            written.Append(text, from, start - from).Append(stands.Contains('[', StringComparison.Ordinal) ? stands : Defanged.Of(type, stands));
            from = end;
        }
        return written.Append(text, from, text.Length - from).ToString();
    }

    private bool IsHostile(Reading.Observable found) => found.Type switch
    {
        ObservableTypes.Url => Uri.TryCreate(found.Value, UriKind.Absolute, out var url) && IsOf(url.IdnHost.Trim('[', ']')),
        ObservableTypes.Email => IsOf(found.Value[(found.Value.LastIndexOf('@') + 1)..]),
        ObservableTypes.Domain or ObservableTypes.Ipv4 or ObservableTypes.Ipv6 => IsOf(found.Value),
        _ => false,
    } || values.Contains(new(found.Type, found.Value));

    private bool IsOf(string host) => hosts.Exists(h => string.Equals(h, host, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + h, StringComparison.OrdinalIgnoreCase));

    // A value that is part of a longer word is another value.
    private static int Next(string text, string value, int from)
    {
        while (from <= text.Length - value.Length && text.IndexOf(value, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            var end = at + value.Length;
            var isPart = (at > 0 && IsWord(text[at - 1])) || (end < text.Length && IsWord(text[end]))
                || (end + 1 < text.Length && text[end] == '.' && IsWord(text[end + 1]));
            if (!isPart) return at;
            from = at + 1;
        }
        return -1;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
