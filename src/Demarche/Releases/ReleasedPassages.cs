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
        var lines = view.Statements.Standing.SelectMany(s => left.Sentences(s.Content.Text)).Select(s => s.Text).ToHashSet(StringComparer.Ordinal);
        List<Sentence> found = [];
        foreach (var release in view.Releases.All)
        {
            // What is approved and has not left yet can have come from nobody.
            if (release.Content is not { SentAt: { } at } content) continue;
            foreach (var (sentence, kind, item) in left.Told(content.Proposal))
            {
                if (sentence.Recipients.Count == 0)
                {
                    (sentence.Kind, sentence.Item) = (kind, item);
                    found.Add(sentence);
                }
                var partner = content.Proposal.Partner;
                if (!sentence.Recipients.TryGetValue(partner, out var before) || string.CompareOrdinal(at, before.Left) < 0)
                    sentence.Recipients[partner] = new PassageRecipient(partner, release.Id, at, content.ReceivedAt);
            }
        }
        return [.. found.Select(f => new ReleasedPassage(f.Text, f.Kind, f.Item, lines.Contains(f.Text),
            [.. f.Recipients.Values.OrderBy(r => r.Left, StringComparer.Ordinal).ThenBy(r => r.Partner, StringComparer.Ordinal)]))];
    }

    /// <summary>One sentence, however often it was told. Whoever told it first names it.</summary>
    private sealed class Sentence(string text)
    {
        public string Text => text;

        public string Kind { get; set; } = "";

        public string Item { get; set; } = "";

        public Dictionary<string, PassageRecipient> Recipients { get; } = [];
    }

    /// <summary>What left, cut into sentences. A ledger says the same words many times; they are cut once.</summary>
    private sealed class Left(View view)
    {
        private readonly Tellings tellings = new(view);
        private readonly Dictionary<string, Sentence[]> cut = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Sentence> sentences = new(StringComparer.Ordinal);

        // By reference: what a claim said at a time is one telling, however many releases carry it.
        private readonly Dictionary<Telling, Sentence[]> ofClaims = new(ReferenceEqualityComparer.Instance);
        private readonly Lazy<ILookup<(string, string), Held<Requests.Wording>>> wordings = new(() => view.Wordings.All.ToLookup(w => (w.Content.Request, w.Content.Partner)));

        public Sentence[] Sentences(string text)
        {
            if (!cut.TryGetValue(text, out var found)) cut[text] = found = [.. Retellings.Sentences(text).Select(s => One(text[s.Start..s.End]))];
            return found;
        }

        public IEnumerable<(Sentence Sentence, string Kind, string Item)> Told(Proposal proposal)
        {
            var items = proposal.Kind == PackageKind.Retraction ? [] : proposal.Items;
            foreach (var given in items)
            {
                foreach (var sentence in Told(given, proposal)) yield return (sentence, given.Kind, given.Item);
            }
            foreach (var sentence in Letter(proposal).SelectMany(Sentences)) yield return (sentence, proposal.Kind.ToString().ToLowerInvariant(), proposal.About);
        }

        private Sentence[] Told(ReleasedItem given, Proposal proposal)
        {
            if (tellings.Of(given.Item, proposal.Created, proposal.Partner) is not { } telling) return [];
            if (given.Kind != "claim") return [.. telling.Passages.SelectMany(Sentences)];
            if (!ofClaims.TryGetValue(telling, out var told)) ofClaims[telling] = told = [.. telling.Passages.SelectMany(Sentences)];
            return told;
        }

        private Sentence One(string text)
        {
            if (!sentences.TryGetValue(text, out var one)) sentences[text] = one = new(text);
            return one;
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
