using System.Text.Json.Nodes;
using Demarche.Claims;
using Demarche.Sources;
using Demarche.Stix;

namespace Demarche.Releases;

/// <summary>
/// What a partner's copy says in other words. The object has an id of its own in each copy, so that it can be joined neither with the item's own
/// words in another package nor with another partner's copy.
/// </summary>
internal sealed partial class BundleWriter
{
    private bool WriteReworded<T>(Held<T> item, string kind, string title, SentMarking marking) where T : notnull
    {
        if (!outgoing.Rewordings.TryGetValue(item.Id, out var reworded)) return false;
        marking = marking.And(reworded.Marking);
        var words = reworded.Content.Text;
        var extensions = new JsonObject();
        if (item.Content is Claim claim)
        {
            WithoutItsSource(claim, reworded.Content.Text).Write(extensions);
            words = $"{words} ({SomeSource} {Verb(claim.Stance)} it, as {LetterWords.Of(claim.Nature)})";
        }
        var id = WriteOwn("note", item.Id, marking, header => StixObjects.Note(header with { Extensions = extensions }, words, Hang(), title), outgoing.About);
        Released(item.Id, kind, id, marking, words);
        return true;
    }

    private string SomeSource => $"a source of {(head.FromName.Length > 0 ? head.FromName : head.FromDesk)}";

    // The stance is what is told; who took it, when and in which words is what is kept.
    private ClaimExtension WithoutItsSource(Claim claim, string text) => new(text, (ClaimStance)(int)claim.Stance, false, (ClaimNature)(int)claim.Nature)
    {
        SourceDescription = "A" + SomeSource[1..],
        Protected = true,
    };

    private Held<Rewording>? Reworded(Held<Source> source) => outgoing.Rewordings.GetValueOrDefault(source.Id);

    private string PublicName(Held<Source> source) => Reworded(source)?.Content.Text ?? source.Content.PublicName;

    // As it is called in words, which say what the class of its identity says.
    private string Called(Held<Source> source) => Reworded(source) is null && source.Content.IsOrganisation ? $"{source.Content.Name} (organisation)" : PublicName(source);

    private SentMarking MarkingOf(Held<Source> source) => SentMarking.Of(source.Marking).And(Reworded(source)?.Marking);
}
