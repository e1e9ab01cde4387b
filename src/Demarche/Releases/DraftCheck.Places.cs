using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Demarche.Claims;
using Demarche.Reading;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Releases;

/// <summary>The texts of a copy, and the values in them. For one check, and not for several threads at once.</summary>
internal sealed partial class CopyTexts
{
    private readonly Dictionary<string, Place> values = [];
    private string? digest;

    public CopyTexts(CheckedCopy copy)
    {
        var everywhere = Places(copy).Where(p => !string.IsNullOrWhiteSpace(p.Text)).ToList();
        Written = new(everywhere.Where(p => p.IsWrittenForTheCopy));
        Going = new(everywhere.Where(p => !p.IsWrittenForTheCopy));
        // Many items say the same; the first one that holds a value is named.
        foreach (var place in everywhere.DistinctBy(p => p.Text))
        {
            var forms = Codings.Forms(place.Text).Prepend(place.Text).Distinct();
            foreach (var value in forms.SelectMany(form => ValuesIn(form, place.IsWrittenForTheCopy))) values.TryAdd(value, place);
        }
    }

    /// <summary>What is written for the copy: title, letter, asks, answers, rewordings.</summary>
    public Runs Written { get; }

    /// <summary>What goes in its own words.</summary>
    public Runs Going { get; }

    /// <summary>SHA-256 of what is compared with documents: copies with the same one share the same runs with a text.</summary>
    public string Digest => digest ??=
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Written.Letters}\n{Going.Letters}")));

    /// <summary>The runs that the text of a document has in common with this copy.</summary>
    public SharedRuns SharedRuns(string text)
    {
        var forms = Codings.Forms(text, out var work);
        return new([.. Written.SharedRuns(forms).Concat(Going.SharedRuns(forms)).Distinct(StringComparer.Ordinal)], work);
    }

    /// <summary>Where a value stands, in whatever form; null where it does not. A single short word is no value by itself.</summary>
    public Place? FindValue(string value) => values.GetValueOrDefault(value.ToLowerInvariant()) ?? (IsLongOrInParts(value) ? Written.FindWhole(value, isValue: true) ?? Going.FindWhole(value, isValue: true) : null);

    /// <summary>Where the host of a value stands.</summary>
    public (string Host, Place Place)? FindHost(string value) => HostIn(value) is { Length: > 0 } host && host != value.ToLowerInvariant() && FindValue(host) is { } place ? (host, place) : null;

    /// <summary>A value and what whoever reads it knows with it: the host of an address, and the domains above it.</summary>
    public static IEnumerable<string> With(string value) =>
        HostIn(value) is { Length: > 0 } host ? [value.ToLowerInvariant(), host, .. DomainsAbove(host)] : WithDomains(value);

    /// <summary>A value and, where it is a name, the domains above it.</summary>
    public static IEnumerable<string> WithDomains(string value) =>
        [value.ToLowerInvariant(), .. HostIn(value).Length > 0 ? [] : DomainsAbove(value.ToLowerInvariant())];

    /// <summary>The entry that brought a text into an item.</summary>
    public static long Since(Item item, string text)
    {
        if (item.History.Count > 1)
        {
            foreach (var change in item.History)
            {
                if (ItemWords.Of(change.Content).Any(w => w.Text == text)) return change.From.Entry;
            }
        }
        return item.History[^1].From.Entry;
    }

    private static IEnumerable<Place> Places(CheckedCopy copy)
    {
        var said = copy.Outgoing;
        yield return new(_ => "The title", null, said.Title);
        yield return new(_ => "The letter", null, said.Text);
        yield return new(_ => "The legal basis", null, said.LegalBasis ?? "") { IsCitation = true };
        foreach (var (n, ask) in said.Asks.Index()) yield return new(_ => $"Ask {n + 1}", null, said.Kind == PackageKind.Request ? ask.Text : "");
        foreach (var answer in said.Answers ?? []) yield return new(_ => "An answer", null, answer.Text);
        foreach (var reworded in said.Rewordings.Values.Where(r => Goes(copy, r.Content.Item)))
            yield return new(_ => "The rewording of an item", reworded.Content.Item, reworded.Content.Text);
        foreach (var had in said.Notices.Where(n => n.BeforeExactly is not null).DistinctBy(n => n.BeforeExactly))
            yield return new(_ => "What a correction says was told before", had.Item, had.BeforeExactly!, had.Kind);
        foreach (var (item, going) in copy.Held.Where(h => !copy.IsReworded(h.Given.Item)))
        {
            // A host that is withheld stands in the URL that goes.
            var told = Fields.Told(going.Content, going.Fields, copy.Partner);
            foreach (var seen in (told as Observable)?.Telling() ?? [])
                yield return new(p => $"The observable {Cut.To(p.Text, 80, "…")}", item.Item, seen.Value, going.Kind,
                    Since(going, seen.Value));
            foreach (var words in ItemWords.Of(told))
            {
                if (words is { Sort: not WordsOf.Value, Text: { } own }) yield return new(p => $"The {p.Kind} “{Cut.To(p.Text, 40, "…")}”", item.Item, own, going.Kind, Since(going, own));
            }
            if (going.Content is not Claim claim) continue;
            if (copy.View.Item(claim.Proposition) is { Content: Proposition { Text: var text } } proposition)
                yield return new(_ => "The proposition of a claim", item.Item, text, going.Kind, Since(proposition, text));
            if (!copy.IsReworded(claim.Source) && copy.View.Item(claim.Source) is { Content: Sources.Source { Description: var description } } source)
                yield return new(_ => "The source of a claim", item.Item, description, going.Kind, Since(source, description));
        }
    }

    // Of what does not go no other words go either. A source goes within its claims.
    private static bool Goes(CheckedCopy copy, string item) =>
        copy.Going.Contains(item) || copy.Items.Any(i => i.Kind == "claim" && copy.View.Claims.Find(i.Item)?.Content.Source == item);

    private static IEnumerable<string> ValuesIn(string text, bool withDomainsAbove)
    {
        foreach (var found in Reader.ObservablesIn(text))
        {
            yield return found.Value.ToLowerInvariant();
            // A host that is withheld stands in the URL and in the mailbox too.
            var host = found.Type is ObservableTypes.Url or ObservableTypes.Email ? HostIn(found.Value) : found.Type == ObservableTypes.Domain ? found.Value.ToLowerInvariant() : "";
            if (host.Length == 0) continue;
            yield return host;
            if (!withDomainsAbove) continue;
            foreach (var above in DomainsAbove(host)) yield return above;
        }
        // An address of the Internet is one number.
        foreach (Match number in Number().Matches(text))
        {
            var isHex = number.Value.Length > 2 && number.Value[1] is 'x' or 'X';
            var style = isHex ? System.Globalization.NumberStyles.HexNumber : System.Globalization.NumberStyles.None;
            if (uint.TryParse(isHex ? number.Value[2..] : number.Value, style, System.Globalization.CultureInfo.InvariantCulture, out var address))
                yield return $"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}";
        }
    }

    private static string HostIn(string value) =>
        (value.Contains("://", StringComparison.Ordinal) ? Uri.TryCreate(value, UriKind.Absolute, out var url) ? url.Host : ""
        : value.Contains('@', StringComparison.Ordinal) ? value[(value.LastIndexOf('@') + 1)..] : "").ToLowerInvariant();

    // Whoever writes of a name writes of the domain that it stands in.
    private static IEnumerable<string> DomainsAbove(string host)
    {
        if (IPAddress.TryParse(host, out _) || host.AsSpan().ContainsAny(" /\\")) yield break;
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0 && host.IndexOf('.', dot + 1) > 0; dot = host.IndexOf('.', StringComparison.Ordinal))
            yield return host = host[(dot + 1)..];
    }

    private static bool IsLongOrInParts(string value) => value.Length >= 16 || value.AsSpan(1..).IndexOfAnyExcept(Alone) >= 0;

    private static readonly System.Buffers.SearchValues<char> Alone = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    [GeneratedRegex(@"(?<![\w.])(0[xX][0-9a-fA-F]{8}|[0-9]{8,10})(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
