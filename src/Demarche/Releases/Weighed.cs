using System.Security.Cryptography;
using System.Text;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>
/// What a reason was written for: the words of the copy that a finding is about, its items as this partner is told them, their versions and
/// those of all else that the finding names. Where one of these is another, the reason is one for something else. Pure, and from the view
/// of whoever weighs.
/// </summary>
internal static class Weighed
{
    private const char Next = '\u001f';

    /// <summary>A finding with the digests of what it is about.</summary>
    public static Finding Of(CheckedCopy copy, Finding finding)
    {
        if (finding.Severity != Severity.Warning) return finding;
        var said = Digest([.. finding.Words, .. finding.Items.Order(StringComparer.Ordinal).SelectMany(i => Told(copy, i))]);
        // Which other copies there are is known only when it is proposed: of several that a person read, fewer may be ticked.
        var about = finding.IsOfTwoCopies ? [] : Named(finding).Select(i => $"{i} {copy.View.Item(i)?.Revision}").Prepend(finding.Message);
        return finding with { Said = said, Digest = Digest([finding.Rule, finding.IsOfTheDraft ? "" : copy.Partner.Id, said, .. about]) };
    }

    /// <summary>Whether a reason that stands in a proposal is one for a finding in the same or another copy, as a reader sees both: it says
    /// the same of the same words, and nothing that it names has changed since.</summary>
    public static bool Holds(View view, Finding finding, AnsweredWarning answer, Proposal proposal) =>
        finding.IsAnsweredBy(answer)
        && !Named(finding).Select(view.Item).Any(i => i is not null && string.CompareOrdinal(i.Changed, proposal.Created) > 0);

    private static IEnumerable<string> Named(Finding finding) =>
        finding.Items.Concat(finding.RestsOn).Distinct().Order(StringComparer.Ordinal);

    // In whatever words it goes. What does not go is told by the words of the copy, or by nothing.
    private static IEnumerable<string> Told(CheckedCopy copy, string item)
    {
        yield return item;
        if (copy.Outgoing.Rewordings.GetValueOrDefault(item) is { Content.Text: var other }) yield return other;
        else if (copy.Going.Contains(item)) yield return Telling.Of(copy.View, item, null, copy.Partner.Id)?.Whole ?? "";
        if (copy.View.Claims.Find(item) is { Content.Source: var source } && copy.IsReworded(source))
            yield return copy.DescriptionOf(source) ?? "";
    }

    private static string Digest(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Next, parts))));
}
