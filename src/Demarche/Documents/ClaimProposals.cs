using Demarche.Claims;
using Demarche.Reading;
using Demarche.Sources;
using Demarche.Views;
using ReadClaim = Demarche.Reading.ProposedClaim;
using Stance = Demarche.Claims.Stance;

namespace Demarche.Documents;

/// <summary>
/// Claims as proposed to this case. A speaker is held to be a source of the case where it is the same voice of the document, where the
/// same words stand in another copy, or where it bears the name of a named source; never because two descriptions are alike.
/// </summary>
internal sealed class ClaimProposals
{
    private readonly View view;
    private readonly string document;
    private readonly DocumentReading reading;
    private readonly ReadDocument read;
    private readonly ILookup<(int Start, int End), Held<Claim>> here;
    private readonly ILookup<string, Held<Claim>> elsewhere;
    private readonly ILookup<(string, int, int), string> rejected;
    private readonly Dictionary<string, string> named;
    private readonly Dictionary<int, string> voices = [];

    public ClaimProposals(View view, string document, DocumentReading reading, ILookup<(string, int, int), string> rejected)
    {
        (this.view, this.document, this.reading, this.rejected) = (view, document, reading, rejected);
        read = reading.Read!;
        here = view.Claims.All.Where(c => c.Content.Passage?.Document == document)
            .ToLookup(c => (c.Content.Passage!.Start, c.Content.Passage.End));
        elsewhere = view.Claims.Standing.Where(c => c.Content.Passage is { } p && p.Document != document).ToLookup(c => Plain(c.Content.Passage!.Quote));
        named = view.Sources.Standing.Where(s => s.Content.Name is not null).GroupBy(s => s.Content.Name!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First().Id, StringComparer.OrdinalIgnoreCase);
        foreach (var claim in read.Claims)
        {
            if (here[(claim.Start, claim.End)].FirstOrDefault() is { } made) voices.TryAdd(claim.Voice, made.Content.Source);
        }
        All = [.. read.Claims.GroupBy(c => (c.Start, c.End)).SelectMany(g => g.Select((c, n) => Proposal(c, n)))];
    }

    public IReadOnlyList<ClaimProposal> All { get; }

    private ClaimProposal Proposal(ReadClaim claim, int nth)
    {
        // Where several are proposed of one range, each claim and each rejection there answers one of them.
        var made = here[(claim.Start, claim.End)].ToList();
        var turnedDown = rejected[(ProposalDecisions.Claim, claim.Start, claim.End)].ToList();
        var (state, item) = nth < made.Count ? (ProposalState.Accepted, made[nth].Id)
            : nth - made.Count < turnedDown.Count ? (ProposalState.Rejected, turnedDown[nth - made.Count])
            : (ProposalState.Open, (string?)null);
        var quote = reading.Text[claim.Start..claim.End];
        var copy = elsewhere[Plain(quote)].FirstOrDefault();
        var source = SourceOf(claim, copy);
        var words = claim.PropositionEnd > claim.PropositionStart ? reading.Text[claim.PropositionStart..claim.PropositionEnd] : claim.Content;
        var proposition = copy is null ? Sentence(words) : view.Propositions.Find(copy.Content.Proposition)!.Content.Text;
        return new(claim.Start, claim.End, state, item, quote, claim.Speaker, claim.SpeakerWritten, claim.Anonymous, StandingOf(claim), StanceOf(claim.Stance),
            claim.OnRecord, NatureOf(claim.Nature), claim.Cue, proposition, SaidOn(claim), source,
            source is null ? null : view.Sources.Find(source)?.Content.PublicName, copy?.Id);
    }

    private string? SourceOf(ReadClaim claim, Held<Claim>? copy)
    {
        var source = voices.GetValueOrDefault(claim.Voice) ?? copy?.Content.Source
            ?? (!claim.Anonymous && IsName(claim.Speaker) ? named.GetValueOrDefault(claim.Speaker) : null);
        return view.Sources.Find(source) is { IsWithdrawn: false } ? source : null;
    }

    // "James Lewis" and "Foreign Ministry" are names; "a spokesman", "U.S. officials" and "one analyst" may be anybody each time.
    internal static bool IsName(string speaker) =>
        speaker.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] words && char.IsUpper(words[^1][0])
        && first.ToLowerInvariant() is not ("a" or "an" or "one" or "some" or "another" or "two" or "several");

    // When it was said stands beside the words, not in them: a day inside the content is the day of what is told.
    private string? SaidOn(ReadClaim claim) => read.Times
        .Where(t => (t.Start >= claim.Start && t.End <= claim.End && (t.End <= claim.ContentStart || t.Start >= claim.ContentEnd)) || Follows(claim, t.Start))
        .Select(t => t.Resolved).FirstOrDefault(r => r is not null && new ApproximateTime(r).IsValid);

    // "officials said on Friday": the attribution ends with its cue, and the day stands right behind it.
    private bool Follows(ReadClaim claim, int start) =>
        claim.ContentEnd < claim.End && start > claim.End && start - claim.End <= 2
        && reading.Text.AsSpan(claim.End, start - claim.End).IsWhiteSpace();

    private static string Sentence(string words)
    {
        var text = Plain(words).TrimEnd(',', ';', ':');
        return text.Length == 0 ? words : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('"', '“', '”');

    private static Standing StandingOf(ReadClaim claim) => claim.Standing switch
    {
        Standings.HeadOfState => Standing.HeadOfState,
        Standings.Government or Standings.Official or Standings.Military or Standings.Police or Standings.Court or Standings.Legislator => Standing.Official,
        Standings.Embassy => Standing.Embassy,
        Standings.Spokesperson => Standing.Spokesperson,
        Standings.Analyst => Standing.Analyst,
        Standings.Company => Standing.Company,
        Standings.Press => Standing.Journalist,
        Standings.Source => Standing.Anonymous,
        _ => Standing.Unknown,
    };

    private static Stance StanceOf(string stance) => stance switch
    {
        Stances.Suggests => Stance.Suggests,
        Stances.Denies => Stance.Denies,
        Stances.NoEvidenceFor => Stance.NoEvidenceFor,
        Stances.Asked => Stance.AskedAbout,
        _ => Stance.Asserts,
    };

    private static Nature NatureOf(string nature) => nature switch
    {
        Natures.Inference => Nature.Inference,
        Natures.Opinion => Nature.Opinion,
        _ => Nature.Fact,
    };
}
