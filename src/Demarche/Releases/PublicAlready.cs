using Demarche.Claims;
using Demarche.Documents;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>
/// What anybody may read without this desk, as far as one reader of the case sees. Two questions: whether the words are public, which
/// the markings answer; and whether the speaker is, which takes a named source, said for the record, in something that was published.
/// </summary>
/// <param name="at">When: an embargo ends.</param>
internal sealed class PublicAlready(View view, string at)
{
    private readonly Rulings open = new(new Audience.Public(at));
    private readonly Lazy<HashSet<string>> documents = new(() =>
    {
        var open = new Rulings(new Audience.Public(at));
        return [.. view.Documents.All.Where(d => open.Sees(d.Marking)).Select(d => d.Id)];
    });

    /// <summary>Whether everybody may see what bears this marking.</summary>
    public bool Sees(Marking? marking) => open.Sees(marking);

    /// <summary>Whether the words of a claim stand where everybody may read them: in its document, or in the claim, its source and what
    /// it says.</summary>
    public bool HasWords(Held<Claim> claim) =>
        claim.Content.Passage is { } passage && documents.Value.Contains(passage.Document)
        || open.Sees(claim.Marking) && open.Sees(view.Propositions.Find(claim.Content.Proposition)?.Marking)
            && open.Sees(view.Sources.Find(claim.Content.Source)?.Marking);

    /// <summary>
    /// Whether everybody can know that this source said it: the source is named, spoke for the record, and its words are public or stand
    /// in a publication. Of a protected source nobody outside knows who spoke, wherever the words stand.
    /// </summary>
    public bool HasSpeaker(Held<Claim> claim) =>
        claim.Content.OnRecord && view.Sources.Find(claim.Content.Source) is { Content.IsProtected: false }
        && (HasWords(claim) || (view.Documents.Find(claim.Content.Passage?.Document) is { } document && IsPublished(document)));

    /// <summary>Whether a document is a copy of something that a publisher or an agency has published, whatever marking our copy bears: its
    /// words are public. That it has an address alone does not say so, because a page behind a password has one too.</summary>
    public bool IsPublication(Held<Document> document) =>
        IsPublished(document) && (document.Content.Publisher is { Length: > 0 } || document.Content.Agency is { Length: > 0 });

    // Our copy of a newspaper bears the marking of the case, and the newspaper is public all the same. Not so what a partner gave us, what
    // states a level of its own, and what somebody marked so narrowly that the mere having of it is kept.
    private bool IsPublished(Held<Document> document) =>
        document is { IsWithdrawn: false, Content.Stated: null or Tlp.Clear }
        && document is { Marking: { Originator: null, Tlp: not Tlp.Red, Compartments.Count: 0 } marking }
        && marking.Embargo?.BindsAt(at) != true
        && (document.Content.Publisher is { Length: > 0 }
            || document.Content.Agency is { Length: > 0 } || IsAddress(document.Content.From));

    private static bool IsAddress(string from) =>
        Uri.TryCreate(from, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
