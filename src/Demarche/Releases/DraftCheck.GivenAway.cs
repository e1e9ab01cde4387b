using System.Net;
using Demarche.Claims;
using Demarche.Reading;
using Demarche.Requests;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Releases;

/// <summary>
/// What the words of a copy give away of what its partner may not read: its very words, a value in it, a name. Words are compared whatever their case, spacing
/// and punctuation, values whether defanged or not. The words of an item that goes were let go by its marking; what is written for the copy was not.
/// </summary>
internal static class GivenAway
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var everywhere = Places(copy).Where(p => !string.IsNullOrWhiteSpace(p.Text)).ToList();
        var runs = new Runs(everywhere.Where(p => p.IsWrittenForTheCopy));
        var values = new Dictionary<string, Place>();
        // Many items say the same; the first one that holds a value is named.
        foreach (var place in everywhere.DistinctBy(p => p.Text))
        {
            foreach (var value in ValuesIn(place.Text, place.IsWrittenForTheCopy)) values.TryAdd(value, place);
        }
        var (disclosures, standing) = (new Disclosures(copy), copy.View.Items().Where(i => !i.IsWithdrawn).ToList());
        var disclosed = standing.ConvertAll(disclosures.Of);
        var told = new PartnersItems(standing.Where((_, n) => disclosed[n] == Disclosure.Told).Select(i => Told(copy, i)), runs);
        List<Finding> found = [];
        for (var n = 0; n < standing.Count; n++)
        {
            var disclosure = disclosed[n] != Disclosure.Told ? disclosed[n] : IsKeptInPart(copy, standing[n]) ? Disclosure.Withheld : Disclosure.Told;
            if (disclosure is not (Disclosure.Told or Disclosure.Addressed)) Add(found, copy, standing[n], disclosure, runs, values, told);
        }
        return found;
    }

    private static void Add(
        List<Finding> list, CheckedCopy copy, Item hidden, Disclosure disclosure, Runs runs, Dictionary<string, Place> values, PartnersItems told)
    {
        if (hidden.Content is Observable { Value: var value } && values.TryGetValue(value.ToLowerInvariant(), out var at) && !told.HasValue(value))
        {
            list.Add(new("withheld-value-given-away", Severity.Block, at.Item,
                $"{at.Name} holds {value}, which this partner may not see{Because(hidden, copy.Partner)}. Take it out, reword it in this copy, or change its marking."));
        }
        // What a wording has in common with the words for everybody was not written for its partner alone.
        var common = hidden.Content is Wording wording && copy.View.Requests.Find(wording.Request) is { } request ? ItemWords.Of(request.Content).SelectMany(w => runs.Shared(w.Text ?? "")).ToHashSet() : [];
        foreach (var words in ItemWords.Of(hidden.Content))
        {
            if (words.Sort == WordsOf.Reference || words.Text is not { Length: > 0 } text
                || runs.Find(text, words.Sort == WordsOf.Statement, run => told.HasRun(run) || common.Contains(run)) is not { } found) continue;
            list.Add(Repeated(copy, hidden, disclosure, found, text));
            break;
        }
        if (ItemWords.NameOf(hidden.Content) is { Length: > 2 } name && runs.FindWhole(name) is { } place && !told.HasName(name))
            list.Add(new("names-somebody-withheld", Severity.Warning, place.Item, $"{place.Name} names {name}, who stands in this case and is withheld from this partner.") { RestsOn = [hidden.Id] });
    }

    private static Finding Repeated(CheckedCopy copy, Item hidden, Disclosure disclosure, Place found, string text)
    {
        var (what, quote) = (Article(hidden.Kind), Cut.To(text, 80, "…"));
        return disclosure switch
        {
            Disclosure.StaysHere => new("words-that-stay-here", Severity.Warning, found.Item,
                $"{found.Name} repeats words of {what}, which goes to no partner: “{quote}”. Its marking allows telling it in words. Say it in other words, or write why this partner is told.")
            { RestsOn = [hidden.Id] },
            Disclosure.ForAnother => new("words-for-somebody-else", Severity.Warning, found.Item,
                $"{found.Name} repeats words of {what} that was written for somebody else: “{quote}”. Say it in other words, or write why this partner may read it too.")
            { RestsOn = [hidden.Id] },
            _ => new("withheld-words-given-away", Severity.Block, found.Item,
                $"{found.Name} repeats words of {what} that this partner may not see{Because(hidden, copy.Partner)}: “{quote}”. Say it in other words, or change its marking."),
        };
    }

    // An item that goes may have a member that does not.
    private static bool IsKeptInPart(CheckedCopy copy, Item item) => item.Fields.Count > 0 && item.Fields.Any(f => !Ruling.For(f.Value, copy.Partner).Seen);

    private static Item Told(CheckedCopy copy, Item item) =>
        IsKeptInPart(copy, item) ? item with { Content = Fields.Told(item.Content, item.Fields, copy.Partner) } : item;

    private static IEnumerable<Place> Places(CheckedCopy copy)
    {
        var said = copy.Outgoing;
        yield return new(_ => "The title", null, said.Title);
        yield return new(_ => "The letter", null, said.Text);
        yield return new(_ => "The legal basis", null, said.LegalBasis ?? "");
        foreach (var (n, ask) in said.Asks.Index()) yield return new(_ => $"Ask {n + 1}", null, said.Kind == PackageKind.Request ? ask.Text : "");
        foreach (var answer in said.Answers ?? []) yield return new(_ => "An answer", null, answer.Text);
        foreach (var reworded in said.Rewordings.Values.Where(r => Goes(copy, r.Content.Item)))
            yield return new(_ => "The rewording of an item", reworded.Content.Item, reworded.Content.Text);
        foreach (var (item, going) in copy.Held.Where(h => !copy.IsReworded(h.Given.Item)))
        {
            // A host that is withheld stands in the URL that goes.
            if (going.Content is Observable seen) yield return new(p => $"The observable {Cut.To(p.Text, 80, "…")}", item.Item, seen.Value, going.Kind);
            foreach (var words in ItemWords.Of(Told(copy, going).Content))
            {
                if (words.Sort != WordsOf.Reference) yield return new(p => $"The {p.Kind} “{Cut.To(p.Text, 40, "…")}”", item.Item, words.Text ?? "", going.Kind);
            }
            if (going.Content is not Claim claim) continue;
            yield return new(_ => "The proposition of a claim", item.Item, copy.View.Propositions.Find(claim.Proposition)?.Content.Text ?? "", going.Kind);
            if (!copy.IsReworded(claim.Source))
                yield return new(_ => "The source of a claim", item.Item, copy.View.Sources.Find(claim.Source)?.Content.Description ?? "", going.Kind);
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
            var host = HostIn(found.Type, found.Value);
            if (host.Length == 0) continue;
            yield return host;
            if (!withDomainsAbove) continue;
            foreach (var above in DomainsAbove(host)) yield return above;
        }
    }

    private static string HostIn(string type, string value) => (type == ObservableTypes.Url && Uri.TryCreate(value, UriKind.Absolute, out var url) ? url.Host
        : type == ObservableTypes.Email ? value[(value.LastIndexOf('@') + 1)..] : type == ObservableTypes.Domain ? value : "").ToLowerInvariant();

    // Whoever writes of a name writes of the domain that it stands in.
    private static IEnumerable<string> DomainsAbove(string host)
    {
        if (IPAddress.TryParse(host, out _)) yield break;
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0 && host.IndexOf('.', dot + 1) > 0; dot = host.IndexOf('.', StringComparison.Ordinal))
            yield return host = host[(dot + 1)..];
    }

    private static string Because(Item hidden, Audience.Partner partner) =>
        hidden.Fields.Values.Prepend(hidden.Marking).Select(m => Ruling.For(m, partner)).FirstOrDefault(r => !r.Seen) is { Reasons: [var reason, ..] } ? $" ({reason.TrimEnd('.')})" : "";

    private static string Article(string kind) => (kind[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + kind.Replace('-', ' ');

    /// <summary>What this partner is told or may see: the same words and values in it are no secret. Asked for only where something was found.</summary>
    private sealed class PartnersItems(IEnumerable<Item> items, Runs runs)
    {
        private readonly Lazy<HashSet<string>> values =
            new(() => [.. items.Select(i => i.Content).OfType<Observable>().SelectMany(o => (o.Type == ObservableTypes.Domain ? DomainsAbove(o.Value.ToLowerInvariant()) : []).Prepend(o.Value.ToLowerInvariant()))]);

        private readonly Lazy<HashSet<string>> told = new(() => [.. items.SelectMany(i => ItemWords.Of(i.Content)).SelectMany(w => runs.Shared(w.Text ?? ""))]);

        private readonly Lazy<HashSet<string>> names = new(() => [.. items.Select(i => ItemWords.NameOf(i.Content)).OfType<string>()]);

        private readonly Lazy<HashSet<string>> plain = new(() => [.. items.SelectMany(i => ItemWords.Of(i.Content)).Select(w => Runs.Plain(w.Text ?? ""))]);

        public bool HasValue(string value) => values.Value.Contains(value.ToLowerInvariant());

        public bool HasRun(string run) => told.Value.Contains(run);

        public bool HasName(string name) => names.Value.Contains(name) || plain.Value.Contains(Runs.Plain(name));
    }
}
