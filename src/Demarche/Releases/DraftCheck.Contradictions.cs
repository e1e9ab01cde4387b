using Demarche.Claims;
using Demarche.Statements;

namespace Demarche.Releases;

/// <summary>
/// Where a copy says something else than the public line, or than other partners were told: as ours, or from somebody who has not said it
/// in public (<see cref="OurVoice"/>). What a copy says of one proposition is one finding, however many claims say it.
/// </summary>
internal static class Contradictions
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var voices = new OurVoice(copy);
        var going = copy.Items.Where(i => i.Kind == "claim").Select(i => copy.View.Claims.Find(i.Item)).OfType<Held<Claim>>()
            .GroupBy(c => c.Content.Proposition).ToList();
        return [.. OfThePublicLine(copy, voices, going.ToDictionary(g => g.Key, g => g.ToList())), .. OfOtherPartners(copy, voices, going)];
    }

    private static IEnumerable<Finding> OfThePublicLine(
        CheckedCopy copy, OurVoice voices, IReadOnlyDictionary<string, List<Held<Claim>>> going)
    {
        foreach (var point in PublicLine.Of(copy.View, Tomorrow(copy.Partner.At)).Points)
        {
            var against = going.GetValueOrDefault(point.Proposition, []).Select(c => (Claim: c, Voice: voices.Of(c)))
                .Where(c => c.Voice is not null && PublicLine.BearingOf(point.Now.Stance, c.Claim.Content.Stance) is not null).ToList();
            IReadOnlyList<string> written = point.Now.Stance is Stance.Denies or Stance.NoEvidenceFor ? voices.Written(point.Text) : [];
            if (against.Count == 0 && written.Count == 0) continue;
            List<string> said = [.. against.Select(a => Said(copy, voices, a.Claim, a.Voice!.Value)).Distinct()];
            if (written.Count > 0) said.Add("what we wrote for it states it in these words");
            var isContradiction = point.Now.Stance != Stance.NoEvidenceFor;
            List<string> items = against.Count > 0 ? against.ConvertAll(a => a.Claim.Id) : [point.Proposition];
            yield return new(isContradiction ? "contradicts-the-public-line" : "goes-beyond-the-public-line", Severity.Warning, items[0],
                $"The public statement of {point.Now.Speaker} ({Web.HumanDate.Of(point.Now.At)}) {Verb(point.Now.Stance)} {Quoted(point.Text)}. "
                + $"This copy {(isContradiction ? "says otherwise" : "says more")}: {string.Join("; ", said)}. "
                + "Leave it out, or write why it is to go.")
            {
                Also = [.. items.Skip(1)],
                IsOfTheDraft = true,
                Words = [.. written, .. against.SelectMany(a => voices.Sentences(a.Claim.Id))],
                RestsOn =
                [
                    point.Now.Statement, point.Proposition,
                    .. against.SelectMany(a => voices.Assessments(a.Claim).Append(a.Claim.Content.Source)),
                ],
            };
        }
    }

    private static IEnumerable<Finding> OfOtherPartners(
        CheckedCopy copy, OurVoice voices, IEnumerable<IGrouping<string, Held<Claim>>> going)
    {
        var told = copy.ClaimsOfOthers.Where(t => !copy.Going.Contains(t.Claim.Id)).ToLookup(t => t.Claim.Content.Proposition);
        foreach (var said in going)
        {
            var pairs = (from claim in said
                         from other in told[said.Key]
                         where PublicLine.BearingOf(other.Claim.Content.Stance, claim.Content.Stance) == Bearing.Contradicts
                             // Both can be read in public, and neither is ours: nobody is told otherwise by us.
                             && (voices.Of(claim) is not null || other.Source is null || voices.InOwnWords(other.Claim) is not null)
                         select (Claim: claim, Other: other)).ToList();
            if (pairs.Count == 0) continue;
            List<Held<Claim>> claims = [.. pairs.Select(p => p.Claim).Distinct()];
            List<CheckedCopy.ToldClaim> others = [.. pairs.Select(p => p.Other).Distinct()];
            yield return new("told-otherwise-to-another", Severity.Warning, claims[0].Id,
                $"{copy.Told(others)} told the opposite of what this copy says of “{TextOf(copy, said.Key)}”: "
                + $"{string.Join(", ", others.Select(ToOther).Distinct())}. "
                + $"This copy says: {string.Join(", ", claims.Select(Here).Distinct())}, and not that.")
            {
                Also = [.. claims.Skip(1).Select(c => c.Id)],
                RestsOn =
                [
                    said.Key, .. others.Select(t => t.Claim.Id),
                    .. claims.Select(c => c.Content.Source), .. others.Select(t => t.Claim.Content.Source),
                ],
            };
        }

        string ToOther(CheckedCopy.ToldClaim told) => $"{told.Source ?? "in other words, somebody"} {Verb(told.Claim.Content.Stance)} it";
        string Here(Held<Claim> claim) =>
            copy.IsReworded(claim.Id) ? "our own words for a claim"
            : $"{copy.DescriptionOf(claim.Content.Source)} {Verb(claim.Content.Stance)} it";
    }

    private static string Said(CheckedCopy copy, OurVoice voices, Held<Claim> claim, Voice voice)
    {
        var says = $"{copy.View.Sources.Find(claim.Content.Source)?.Content.PublicName} {Verb(claim.Content.Stance)} it";
        return voice switch
        {
            Voice.OurWords => $"“{Cut.To(copy.Outgoing.Rewordings[claim.Id].Content.Text, 80, "…")}” says so in our own words",
            Voice.OurSource => $"{says}, who speaks for us",
            Voice.OurSentence when !voices.IsRead(claim.Id) =>
                $"{says}, and the brief cites it in a language that this check does not read",
            Voice.OurSentence => $"{says}, and the brief states it as ours",
            // An assessment is of whoever made it, and binds nobody else here.
            Voice.OurAssessment => $"{says}, and so does the assessment of {Assessors(copy, voices, claim)}",
            _ => $"{says}, which is not public",
        };
    }

    // A statement bears the day of where it was made, which begins before that of UTC.
    private static string Tomorrow(string now) => Times.Parse(now) is { } at ? Times.Text(at.AddDays(1)) : now;

    private static string Assessors(CheckedCopy copy, OurVoice voices, Held<Claim> claim) => string.Join(" and of ",
        voices.Assessments(claim).Select(a => copy.View.Assessments.Find(a)).OfType<Held<Hypotheses.Assessment>>()
            .Select(a => copy.Desk.NameOf(a.Author)).Distinct().Order(StringComparer.Ordinal));

    private static string Verb(Stance stance) => stance switch
    {
        Stance.Asserts => "asserts",
        Stance.Suggests => "suggests",
        Stance.Denies => "denies",
        Stance.NoEvidenceFor => "sees no evidence for",
        _ => "asks about",
    };

    private static string Quoted(string text) => $"“{text.TrimEnd('.', ' ')}”";

    private static string TextOf(CheckedCopy copy, string proposition) =>
        copy.View.Propositions.Find(proposition)?.Content.Text.TrimEnd('.', ' ') ?? "";
}
