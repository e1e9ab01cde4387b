using Demarche.Views;

namespace Demarche.Releases;

/// <summary>An answer that was written in another copy of the same draft, and holds for the same finding in this one.</summary>
/// <param name="By">Who wrote it. A person's id.</param>
/// <param name="Partner">For whose copy. A partner's id.</param>
public sealed record GivenAnswer(string Rule, string? Item, string Reason, string By, string Partner);

/// <summary>
/// A reason is asked for once: where a finding says nothing of its partner, and another copy of the draft was proposed with a reason for
/// the very same finding, the reason holds, as long as the words, the items and their versions are those for which it was written. Only as
/// far as whoever proposes sees that copy whole; what was refused or stopped answers nothing.
/// </summary>
internal static class GivenAnswers
{
    public static IReadOnlyList<GivenAnswer> For(View view, string about, string partner, DraftCheck check)
    {
        var asked = check.Warnings.Where(w => w.IsOfTheDraft).ToList();
        if (asked.Count == 0) return [];
        List<Held<Release>> others =
            [.. view.Releases.All.Where(r => r.Content.Proposal.About == about && r.Content.Proposal.Partner != partner
            && r.Content.State is not (ReleaseState.Refused or ReleaseState.Stopped) && ReleaseDecisions.IsSeenWhole(r))];
        return [.. asked.Select(w => Last(view, others, w)).OfType<GivenAnswer>()];
    }

    /// <summary>The reasons with which a copy is proposed: its own, else one for the same finding of another copy of this act, else an
    /// earlier one.</summary>
    /// <param name="beside">The copies of the act with their checks, this one too.</param>
    public static IReadOnlyList<AnsweredWarning> Of(
        CheckedCopy copy, DraftCheck check, IReadOnlyList<(string Partner, DraftCheck Check)> beside, IReadOnlyList<WarningForm> forms)
    {
        var given = For(copy.View, copy.Outgoing.About, copy.Partner.Id, check);
        List<AnsweredWarning> answers = [];
        foreach (var warning in check.Warnings)
        {
            var reason = Written(forms, copy.Partner.Id, warning)
                ?? beside.Where(b => b.Check.Warnings.Any(warning.IsSameAs))
                    .Select(b => Written(forms, b.Partner, warning)).FirstOrDefault(r => r is not null);
            var earlier = reason is null ? given.FirstOrDefault(g => (g.Rule, g.Item) == (warning.Rule, warning.Item)) : null;
            if ((reason ?? earlier?.Reason) is { } why)
                answers.Add(new(warning.Rule, warning.Item, warning.Message, why,
                    [.. warning.RestsOn.Distinct().Order(StringComparer.Ordinal)], earlier?.By, warning.Said));
        }
        return answers;
    }

    /// <summary>The first finding that is not the one for which its reason was written: it has changed since the writer read it.</summary>
    public static Finding? Outdated(string partner, DraftCheck check, IReadOnlyList<WarningForm> forms) =>
        check.Warnings.FirstOrDefault(w => Written(forms, partner, w) is null
            && forms.Any(f => f.IsAbout(partner, w) && !string.IsNullOrWhiteSpace(f.Reason)));

    private static GivenAnswer? Last(View view, IReadOnlyList<Held<Release>> others, Finding warning)
    {
        for (var i = others.Count - 1; i >= 0; i--)
        {
            var (release, proposal) = (others[i], others[i].Content.Proposal);
            if (proposal.Warnings.FirstOrDefault(a => warning.IsSameAs(a) && Weighed.Holds(view, warning, a, proposal)) is { } answer)
                return new(warning.Rule, warning.Item, answer.Reason, answer.By ?? release.Author, proposal.Partner);
        }
        return null;
    }

    private static string? Written(IReadOnlyList<WarningForm> forms, string partner, Finding warning)
    {
        var reason = forms.FirstOrDefault(f => f.IsAbout(partner, warning)
            && (f.Digest is not { Length: > 0 } read || read == warning.Digest))?.Reason?.Trim();
        return string.IsNullOrEmpty(reason) ? null : Cut.To(reason, Rules.LongestText);
    }
}
