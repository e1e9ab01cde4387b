using Demarche.Reading;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>When a sentence left for a partner, first.</summary>
/// <param name="Received">When that partner's desk signed for the package; null before a receipt.</param>
public sealed record PassageRecipient(string Partner, string Release, string Left, string? Received);

/// <summary>A sentence that left the desk, and for whom.</summary>
/// <param name="Kind">claim, statement… or request, reply, notice for the words of a letter.</param>
/// <param name="Item">The item or the draft that said it.</param>
/// <param name="IsPublic">Whether the public line says the same sentence: then anybody has it.</param>
public sealed record ReleasedPassage(string Text, string Kind, string Item, bool IsPublic, IReadOnlyList<PassageRecipient> Recipients)
{
    /// <summary>Everything that left, sentence by sentence, as it stood when it went. A sentence that went twice stands once.</summary>
    public static IReadOnlyList<ReleasedPassage> All(View view)
    {
        var left = new Left(view);
        var lines = view.Statements.Standing.SelectMany(s => left.Sentences(s.Content.Text)).ToHashSet(StringComparer.Ordinal);
        var found = new OrderedDictionary<string, (string Kind, string Item, Dictionary<string, PassageRecipient> Recipients)>(StringComparer.Ordinal);
        foreach (var release in view.Releases.All)
        {
            // What is approved and has not left yet can have come from nobody.
            if (release.Content is not { SentAt: { } at } content) continue;
            foreach (var (text, kind, item) in left.Told(content.Proposal))
            {
                if (!found.TryGetValue(text, out var known)) found[text] = known = (kind, item, []);
                var partner = content.Proposal.Partner;
                if (!known.Recipients.TryGetValue(partner, out var before) || string.CompareOrdinal(at, before.Left) < 0)
                    known.Recipients[partner] = new PassageRecipient(partner, release.Id, at, content.Receipt?.Time);
            }
        }
        return [.. found.Select(f => new ReleasedPassage(f.Key, f.Value.Kind, f.Value.Item, lines.Contains(f.Key),
            [.. f.Value.Recipients.Values.OrderBy(r => r.Left, StringComparer.Ordinal).ThenBy(r => r.Partner, StringComparer.Ordinal)]))];
    }

    /// <summary>What left, cut into sentences. A ledger says the same words many times; they are cut once.</summary>
    private sealed class Left(View view)
    {
        private readonly Tellings tellings = new(view);
        private readonly Dictionary<string, string[]> sentences = new(StringComparer.Ordinal);
        private readonly Lazy<ILookup<(string, string), Held<Requests.Wording>>> wordings = new(() => view.Wordings.All.ToLookup(w => (w.Content.Request, w.Content.Partner)));

        public string[] Sentences(string text)
        {
            if (!sentences.TryGetValue(text, out var cut)) sentences[text] = cut = [.. Retellings.Sentences(text).Select(s => text[s.Start..s.End])];
            return cut;
        }

        public IEnumerable<(string Text, string Kind, string Item)> Told(Proposal proposal)
        {
            var items = proposal.Kind == PackageKind.Retraction ? [] : proposal.Items;
            foreach (var given in items)
            {
                var passages = tellings.Of(given.Item, proposal.Created, proposal.Partner)?.Passages ?? [];
                foreach (var sentence in passages.SelectMany(Sentences)) yield return (sentence, given.Kind, given.Item);
            }
            foreach (var sentence in Letter(proposal).SelectMany(Sentences)) yield return (sentence, proposal.Kind.ToString().ToLowerInvariant(), proposal.About);
        }

        private IEnumerable<string> Letter(Proposal proposal)
        {
            var (about, made) = (proposal.About, proposal.Created);
            if (Telling.At(view.Requests.Find(about), made) is { } request)
            {
                var wording = wordings.Value[(about, proposal.Partner)].Where(w => string.CompareOrdinal(w.Time, made) <= 0)
                    .Select(w => Telling.At(w, made)).LastOrDefault();
                return (wording?.Asks ?? request.Asks).Select(a => a.Text).Prepend(wording?.Text ?? request.Text);
            }
            if (Telling.At(view.ReplyDrafts.Find(about), made) is { } reply) return reply.Answers.Select(a => a.Text).Prepend(reply.Text);
            if (Telling.At(view.Briefs.Find(about), made) is { } brief) return Briefs.BriefText.Sentences(brief.Text).Select(s => s.Sentence);
            return view.Notices.Find(about) is { } notice ? [notice.Content.Text] : [];
        }
    }
}
