using Demarche.Claims;
using Demarche.Statements;
using Demarche.Web;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

public sealed partial class BriefComposer
{
    private void WhatIsKnown()
    {
        var incidents = 0;
        foreach (var incident in view.Incidents.Standing.Where(Shared))
        {
            var c = incident.Content;
            var times = new[] { ("briefs.began", c.Began), ("briefs.ended", c.Ended), ("briefs.discovered", c.Discovered) }.Where(t =>
                t.Item2 is not null).Select(t => Say(t.Item1, HumanDate.When(t.Item2!)));
            Sentence(string.Join(' ', times.Prepend(Say(incidents++ == 0 ? "briefs.incident" : "briefs.incident.more",
                Quoted(c.Description)))), incident.Id);
        }
        foreach (var effect in view.Effects.Standing.Where(Shared).OrderBy(e => e.Content.At?.Value ?? "~", StringComparer.Ordinal)
            .ThenBy(e => e.Id, StringComparer.Ordinal))
        {
            var victim = view.Parties.Find(effect.Content.Victim) is { } party && Shared(party)
                ? Say("briefs.effect.on", BriefWords.Name(party.Content.Name)) : "";
            if (victim.Length > 0) told.Add(effect.Content.Victim!);
            var when = effect.Content.At is { } at ? " " + HumanDate.When(at) : "";
            Point(Say("briefs.effect", victim, when, Quoted(BriefWords.OfEffect(effect.Content))),
                effect.Id);
        }
        foreach (var weighed in Weighed())
        {
            var none = weighed.Counts.FirstOrDefault(c => c.Stance == Stance.NoEvidenceFor) is { } count
                ? " " + SayCount("briefs.counted.no-evidence-for", count.Origins) : "";
            var sayings = Sayings(weighed.Claims);
            Sentence(Say("briefs.proposition", Quoted(weighed.Text), BriefWords.Counted(weighed.Counts)) + none,
                [.. sayings.Take(MostClaims).Select(s => s[0].Id)]);
            foreach (var same in sayings.Take(MostClaims)) Point(Said(same[0].Content) + Graded(same[0].Content),
                [.. same.Select(c => c.Id)]);
            if (sayings.Count > MostClaims && partner is null)
                Point(SayCount("briefs.claims.more", sayings.Count - MostClaims),
                    [.. sayings.Skip(MostClaims).Take(MostClaims).Select(s => s[0].Id)]);
            WhoSaidBoth(weighed.Claims);
        }
    }

    // Counts by stance hide that one speaker stands behind two of them.
    private void WhoSaidBoth(IEnumerable<Held<Claim>> claims)
    {
        foreach (var speaker in claims.GroupBy(c => c.Content.Source))
        {
            var stances = speaker.Select(c => c.Content.Stance).ToHashSet();
            if (!(stances.Contains(Stance.Asserts) || stances.Contains(Stance.Suggests))
                || !(stances.Contains(Stance.Denies) || stances.Contains(Stance.NoEvidenceFor))) continue;
            List<Held<Claim>> took = [.. speaker.OrderBy(c => c.Content.SaidOn?.Value ?? "~", StringComparer.Ordinal).ThenBy(c => c.Id,
                StringComparer.Ordinal).DistinctBy(c => (c.Content.Stance, c.Content.SaidOn?.Value)).Take(MostClaims)];
            var name = BriefWords.Speaker(view, took[0].Content with { Standing = view.Sources.Find(speaker.Key)!.Content.Standing });
            Point(Say("briefs.claims.both", name, Took(took.Select(c => (c.Content.Stance, c.Content.SaidOn)))),
                [.. took.Select(c => c.Id)]);
        }
    }

    private static string Took(IEnumerable<(Stance Stance, ApproximateTime? At)> words) => BriefWords.Listed([.. words.Select(w =>
        SayOf(w.Stance, "briefs.took", w.At is { } at ? " " + HumanDate.When(at) : Undated))]);

    // How far a source is trusted, where it is quoted first. Whom we trust is told to nobody outside.
    private string Graded(Claim claim) => partner is null && view.Sources.Find(claim.Source)?.Content.Grade is { } grade
        && graded.Add(claim.Source) ? " " + BriefWords.Graded(desk, grade) : "";

    /// <summary>A proposition on which somebody takes a side, the claims on it, and from how many origins each stance is taken.</summary>
    private sealed record OnProposition(string Id, string Text, IReadOnlyList<Held<Claim>> Claims, IReadOnlyList<StanceCount> Counts)
    {
        public int Facts { get; init; }

        public int From(Stance stance) => Counts.FirstOrDefault(c => c.Stance == stance)?.Origins ?? 0;
    }

    // By weight: from how many origins it is asserted as a fact, then asserted at all, suggested, denied. Each is compared by itself;
    // nothing is added up.
    private IEnumerable<OnProposition> Weighed() => view.Propositions.Standing.Where(Shared).Select(p => On(p.Id, p.Content.Text))
        .Where(p => p.Claims.Any(c => c.Content.Stance is Stance.Asserts or Stance.Suggests or Stance.Denies))
        .OrderByDescending(p => p.Facts).ThenByDescending(p => p.From(Stance.Asserts)).ThenByDescending(p => p.From(Stance.Suggests))
            .ThenByDescending(p => p.From(Stance.Denies))
        .ThenBy(p => p.Text, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal);

    private OnProposition On(string id, string text)
    {
        var claims = Claims(id).Where(c => c.Content.Stance != Stance.AskedAbout).ToList();
        return new(id, text, claims, CountsOf(claims))
        {
            Facts = origins.Count(claims.Select(c => c.Content).Where(c =>
            c is { Stance: Stance.Asserts, Nature: Nature.Fact }))
        };
    }

    private IReadOnlyList<StanceCount> CountsOf(IEnumerable<Held<Claim>> claims) => StanceCount.Of(claims, view);

    // What one speaker said in several copies of one story is one saying.
    private List<List<Held<Claim>>> Sayings(IEnumerable<Held<Claim>> claims) =>
        [.. claims.GroupBy(c => (c.Content.Source, c.Content.Stance, c.Content.Nature, c.Content.OnRecord, origins.KeyOf(c.Content),
            // What was told twice was said twice.
            c.Content.Passage is null ? c.Content.SaidOn?.Value : null)).Select(g => g.ToList())];

    private string Said(Claim claim)
    {
        // A denial that is given for a fact needs no word for that.
        var nature = claim.Stance == Stance.NoEvidenceFor || claim is { Stance: Stance.Denies, Nature: Nature.Fact } ? ""
            : SayOf(claim.Nature, "briefs.nature");
        var how = new[] { nature, claim.SaidOn is { } on ? HumanDate.When(on) : "" };
        var record = Say(claim.OnRecord ? "briefs.on-record" : "briefs.off-record");
        var said = SayOf(claim.Stance, "briefs.stance", record);
        return Say("briefs.claim", Speaker(claim), said, string.Concat(how.Where(h => h.Length > 0).Select(h => ", " + h)));
    }

    private void WhatIsSaidInPublic()
    {
        foreach (var statement in view.Statements.Standing.Where(Shared).OrderBy(s => s.Content.At.Value, StringComparer.Ordinal)
            .ThenBy(s => s.Id, StringComparer.Ordinal))
            Point(Say("briefs.statement", BriefWords.Subject(statement.Content.Speaker), HumanDate.When(statement.Content.At),
                Quoted(statement.Content.Text)), statement.Id);
        // What contradicts our own line is for this desk to know; a partner reads what was said and what is known.
        if (partner is not null) return;
        var line = PublicLine.Of(view);
        foreach (var point in line.Points)
        {
            WhatTheLineSaidBefore(point);
            if (view.Statements.Find(point.Now.Statement) is not { } statement || !Shared(statement)
                || view.Propositions.Find(point.Proposition) is not { } proposition || !Shared(proposition)) continue;
            var against = Claims(point.Proposition).Where(c => PublicLine.BearingOf(point.Now.Stance, c.Content.Stance) is not null)
                .ToList();
            if (against.Count == 0) continue;
            told.UnionWith(against.Select(c => c.Content.Source));
            Point(Say("briefs.contradicts", SayOf(point.Now.Stance, "briefs.line", Quoted(point.Text)),
                BriefWords.Counted(CountsOf(against))),
                [statement.Id, .. Sayings(against).Take(MostClaims).Select(s => s[0].Id)]);
        }
    }

    // A line that changed is a contradiction of our own, which the public finds first.
    private void WhatTheLineSaidBefore(LinePoint point)
    {
        List<PublicWord> said = [.. point.Before.Prepend(point.Now).Reverse()
            .Where(w => view.Statements.Find(w.Statement) is { } statement && Shared(statement))];
        List<PublicWord> turns = [.. said.Where((w, i) => i == 0 || said[i - 1].Stance != w.Stance)];
        if (turns.Count < 2 || view.Propositions.Find(point.Proposition) is not { } proposition || !Shared(proposition)) return;
        Point(Say("briefs.line.changed", Quoted(point.Text), Took(turns.Select(w => (w.Stance, (ApproximateTime?)w.At)))),
            [.. turns.Select(w => w.Statement), point.Proposition]);
    }

    private void WhatIsNotKnown()
    {
        foreach (var proposition in view.Propositions.Standing.Where(Shared).OrderBy(p => p.Content.Text, StringComparer.Ordinal)
            .ThenBy(p => p.Id, StringComparer.Ordinal))
        {
            var claims = Claims(proposition.Id);
            if (claims.Any(c => c.Content.Stance is Stance.Asserts or Stance.Suggests or Stance.Denies)) continue;
            foreach (var same in Sayings(claims.Where(c => c.Content.Stance == Stance.NoEvidenceFor)))
                Point(Say("briefs.no-evidence", Speaker(same[0].Content), SaidOn(same[0].Content), Quoted(proposition.Content.Text)),
                    [.. same.Select(c => c.Id)]);
            foreach (var same in Sayings(claims.Where(c => c.Content.Stance == Stance.AskedAbout)))
                Point(Say("briefs.asked-about", Speaker(same[0].Content), SaidOn(same[0].Content), Quoted(proposition.Content.Text)),
                    [.. same.Select(c => c.Id)]);
            if (claims.Count == 0) Point(Say("briefs.open", Quoted(proposition.Content.Text)), proposition.Id);
        }
        if (partner is null) WhatNobodyJudged();
    }

    private static string SaidOn(Claim claim) => claim.SaidOn is { } said ? $" {HumanDate.When(said)}" : "";
}
