using System.Security.Cryptography;
using System.Text;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Releases;

/// <summary>
/// The values of the observables that go in a copy, as they are looked for in the texts of documents: however a text spaces, defangs or
/// decorates them.
/// </summary>
internal sealed class ValuesInTexts(CheckedCopy copy)
{
    /// <summary>A single shorter word is no value that anybody could tell again.</summary>
    private const int LongWord = 16;

    // What is compared is the value without its scheme: reports write another one, so that nobody follows it.
    private readonly List<(string Value, string Plain)> values =
    [
        .. from value in copy.Held.Select(h => h.Item.Content).OfType<Observable>().SelectMany(o => o.Telling()).Select(v => v.Value)
            .Distinct()
           let plain = Runs.Plain(value[(value.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0)..])
           where plain.Length >= LongWord || plain.Contains(' ', StringComparison.Ordinal)
           select (value, $" {plain} "),
    ];

    /// <summary>SHA-256 of the values.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', values.Select(v => v.Value)))));

    /// <summary>Those that stand in a text.</summary>
    public IReadOnlyList<string> In(string text)
    {
        if (values.Count == 0) return [];
        var plain = $" {Runs.Plain(text)} ";
        return [.. values.Where(v => plain.Contains(v.Plain, StringComparison.Ordinal)).Select(v => v.Value)];
    }
}
