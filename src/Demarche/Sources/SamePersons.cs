using Demarche.Vault;
using Demarche.Web;

namespace Demarche.Sources;

/// <summary>
/// The sealed word that two protected sources are one person: for those who handle both, with their passphrase; and, as a lower k in a check, for
/// those who handle both, without it. Nobody else learns even that the question was asked: what others are shown is counted without it.
/// </summary>
public sealed class SamePersons(VaultSeal vault)
{
    private const string Words = "sources";
    private const string Token = "token";

    /// <summary>The other protected sources that the caller handles; none for whoever does not handle this one.</summary>
    public static IReadOnlyList<SiblingRow> Siblings(CaseCall call, string source)
    {
        var me = call.Caller.Id;
        return !call.Caller.Can(Capability.OpenIdentities) || call.View.Sources.Find(source)?.Content.Handlers.Contains(me) != true ? []
            : [.. call.View.Sources.Standing.Where(s => s.Id != source && s.Content.Handlers.Contains(me)).Select(s => new SiblingRow(s.Id, s.Content.PublicName))];
    }

    /// <summary>The standing words of a case: what of them a person may be told is asked of them.</summary>
    internal async Task<SealedWords> WordsAsync(CaseFile file, CancellationToken ct = default) => new(await JoinsAsync(file, ct));

    /// <summary>Which sources are one person, as far as a reader knows by handling both. No word is opened for whoever does not handle two.</summary>
    public async Task<PersonGroups> KnownToAsync(Audience reader, CaseFile file, DeskFile desk, CancellationToken ct = default) =>
        reader is Audience.AtDesk me && file.Sources.Standing.Count(s => Handling.Handles(me.Id, s.Id, file, desk)) > 1
            ? (await WordsAsync(file, ct)).KnownTo(me.Id, file, desk) : PersonGroups.None;

    /// <summary>Seals the word to those who handle both.</summary>
    internal SealedJoin Seal(CaseFile file, DeskFile desk, string id, string first, string second, string grounds)
    {
        var pair = string.Join('\n', new[] { first, second }.Order(StringComparer.Ordinal));
        var words = vault.Seal(file.Id, id, Words, $"{pair}\n{grounds}", HandlersOfBoth(file, desk, first, second, null), []);
        var token = vault.SealForCounting(file.Id, id, Token, pair);
        return new(new(words.Field, token.Field), [words.Key, token.Key]);
    }

    /// <summary>The standing words about a source, by the token.</summary>
    internal async Task<IReadOnlyList<Join>> JoinsAsync(CaseFile file, CancellationToken ct)
    {
        List<Join> joins = [];
        foreach (var held in file.SamePersons.Standing)
        {
            if ((await vault.OpenForCountingAsync(file.Id, held.Id, Token, held.Content.Token, ct))?.Split('\n') is [var first, var second])
                joins.Add(new(held, first, second));
        }
        return joins;
    }

    /// <summary>The grounds; null where they are not sealed to this key.</summary>
    internal async Task<string?> GroundsAsync(CaseFile file, Held<SamePerson> join, VaultSecret secret, CancellationToken ct) =>
        (await vault.OpenAsync(file.Id, join.Id, Words, join.Content.Sources, secret, ct))?.Split('\n', 3) is [_, _, var grounds] ? grounds : null;

    /// <summary>
    /// The words about a source for its handlers to come. Where this key opens a word it is sealed anew; where not, those who leave lose what
    /// was sealed to them, and those who come see it when somebody who can open it seals it again.
    /// </summary>
    internal async Task<IReadOnlyList<ResealedJoin>> ResealAsync(
        CaseFile file, DeskFile desk, string source, IReadOnlyList<string> handlers, VaultSecret secret, CancellationToken ct)
    {
        List<ResealedJoin> anew = [];
        foreach (var (held, first, second) in (await JoinsAsync(file, ct)).Where(j => j.First == source || j.Second == source))
        {
            var to = HandlersOfBoth(file, desk, first, second, (source, handlers));
            var text = await vault.OpenAsync(file.Id, held.Id, Words, held.Content.Sources, secret, ct);
            var words = text is not null ? vault.Seal(file.Id, held.Id, Words, text, to, [])
                : await vault.NarrowAsync(file.Id, held.Id, Words, held.Content.Sources, to.Select(r => r.Key).ToHashSet(), ct);
            if (words is not null) anew.Add(new(held.Id, held.Content, held.Content with { Sources = words.Field }, words.Key));
        }
        return anew;
    }

    private static IReadOnlyList<Recipient> HandlersOfBoth(CaseFile file, DeskFile desk, string first, string second, (string Source, IReadOnlyList<string> Handlers)? instead)
    {
        IReadOnlyList<string> Of(string source) => instead is { } i && i.Source == source ? i.Handlers : file.Sources.Find(source)?.Content.Handlers ?? [];
        return SourceSeal.RecipientsOf(desk, Of(first).Intersect(Of(second)));
    }
}

/// <summary>A standing word and the two sources that it is about.</summary>
internal sealed record Join(Held<SamePerson> Held, string First, string Second);

/// <summary>A sealed word and its keys, which must be kept with the entry.</summary>
internal sealed record SealedJoin(SamePerson Content, IReadOnlyList<Store.WrappedKey> Keys);

/// <param name="Before">The word as it stood when it was sealed anew.</param>
internal sealed record ResealedJoin(string Id, SamePerson Before, SamePerson After, Store.WrappedKey Key);
