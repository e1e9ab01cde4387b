using Demarche.Sources;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>
/// Protected sources whose public description another partner has in the same words of another source, or is to have by what waits. Ids
/// and times join nothing across partners; words that a person wrote can, and only a person can write others. That the same source goes to
/// two is <see cref="Terms"/>' finding.
/// </summary>
internal static class Descriptions
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var view = copy.View;
        List<(string Words, string Source, string Partner)> going = [.. Going(copy)];
        if (going.Count == 0) yield break;
        var had = view.Releases.All.Where(r => r.Content.MayHaveGone || r.Content.State == ReleaseState.Proposed)
            .Where(r => r.Content.Proposal.Partner != copy.Partner.Id).SelectMany(r => Given(view, r))
            .Concat(copy.Beside.Where(c => c.Partner.Id != copy.Partner.Id).SelectMany(Going)).ToLookup(g => Folded(g.Words));
        foreach (var (words, source, _) in going)
        {
            if (had[Folded(words)].Where(g => g.Source != source).ToList() is not [var (_, other, partner), ..]) continue;
            yield return new("description-joins-partners", Severity.Note, source,
                $"{copy.Name(partner)} is given a protected source described in the same words: “{words}”. Two partners who compare can take the two for one. Describe it in other words in this copy.")
            { RestsOn = [other] };
        }
    }

    /// <summary>The protected sources that a copy describes, each with the words for it.</summary>
    internal static IEnumerable<(string Words, string Source, string Partner)> Going(CheckedCopy copy) =>
        copy.Items.Where(i => i.Kind == "claim" && i.InOtherWords != true).Select(i => copy.View.Claims.Find(i.Item)?.Content.Source).Distinct()
            .Select(copy.View.Sources.Find).OfType<Held<Source>>().Where(s => s.Content.IsProtected)
            .Select(s => (copy.DescriptionOf(s.Id)!, s.Id, copy.Partner.Id));

    private static IEnumerable<(string Words, string Source, string Partner)> Given(View view, Held<Release> release)
    {
        var proposal = release.Content.Proposal;
        foreach (var item in proposal.Items.Where(i => i.Kind == "claim" && i.InOtherWords != true))
        {
            if (Telling.At(view.Claims.Find(item.Item), proposal.Created) is not { } claim) continue;
            if (Telling.At(view.Sources.Find(claim.Source), proposal.Created) is not { IsProtected: true } source) continue;
            var other = RewordingDecisions.Of(view, proposal.About, proposal.Partner).FirstOrDefault(r => r.Content.Item == claim.Source);
            yield return ((Telling.At(other, proposal.Created)?.Text ?? source.PublicName), claim.Source, proposal.Partner);
        }
    }

    /// <summary>Words as the whole check compares them: their letters in a row. Signs alone stay as they are.</summary>
    internal static string Folded(string words) =>
        new FoldedText().Read(words) is { Letters.IsEmpty: false } read ? read.Letters.ToString() : words.Trim();
}
