using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Leverage;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Finding = Demarche.Hypotheses.Finding;

namespace Demarche.Cases;

/// <summary>What sort of words they are, for whatever compares them with the words of others.</summary>
internal enum WordsOf
{
    /// <summary>What the item says: it is known again by six words in a row, or whole where it is shorter.</summary>
    Statement,

    /// <summary>What somebody wrote about it, or in a letter: office language has short sentences in common, so it is known again by six words in a row alone.</summary>
    Remark,

    /// <summary>What somebody or something is called: it is known again whole.</summary>
    Name,

    /// <summary>An address, a hash: it is known again whole, however it is written.</summary>
    Value,

    /// <summary>A citation, a legal ground, a publisher, a word of a vocabulary: any two texts may have it in common, and nobody is given away by it.</summary>
    Reference,
}

/// <summary>A text of an item's own.</summary>
internal readonly record struct OwnWords(string? Text, WordsOf Sort = WordsOf.Statement);

/// <summary>
/// Every kind's own words, for search and for the check of a draft alike. What an item only takes over from another (the proposition of a claim, the names of a
/// tie's parties) are that other's words. A kind that is not here is a fault, never an item without words.
/// </summary>
internal static class ItemWords
{
    public static IReadOnlyList<OwnWords> Of(object content) => content switch
    {
        Incident i => [new(i.Description)],
        Effect e => [Reference(e.Kind), new(e.Description)],
        Party p => [Name(p.Name), new(p.Role)],
        Document d => [new(d.Title), Name(d.Name), Name(d.Byline), Reference(d.Agency), Reference(d.Publisher), IsAddress(d.From) ? Reference(d.From) : new(d.From)],
        OriginJudgement o => [Remark(o.Reason)],
        RejectedProposal => [],
        Source s => [Name(s.Name), new(s.Description), Name(s.Organisation), .. Described(s)],
        // Sealed: it has words for people who have the key, and none here.
        SamePerson => [],
        Proposition p => [new(p.Text)],
        Claim c => [Reference(c.Cue), new(c.Passage?.Quote)],
        Observable o => [new(o.Value, WordsOf.Value), .. (o.Also ?? [])
            .Select(v => new OwnWords(v.Value, v.TellsByItself() ? WordsOf.Value : WordsOf.Reference)), new(o.Passage?.Quote), new(o.Note)],
        Contact c => [new(c.Place), Reference(c.Channel), new(c.People), .. People(c.People), new(c.Asked), new(c.Said)],
        Commitment c => [new(c.Text), new(c.Passage?.Quote)],
        Statement s => [new(s.Text), Name(s.Speaker)],
        Request r => [Remark(r.Title), Remark(r.Text), Reference(r.LegalBasis), .. Asked(r.Asks)],
        Wording w => [Remark(w.Text), .. Asked(w.Asks ?? [])],
        Reply r => [Remark(r.Text), .. Answered(r.Answers)],
        IncomingRequest r => [Remark(r.Title), Remark(r.Text), Reference(r.LegalBasis), .. Asked(r.Asks)],
        ReplyDraft d => [Remark(d.Text), .. Answered(d.Answers)],
        Rewording r => [Remark(r.Text)],
        Brief b => [Remark(b.Title), Remark(b.Text)],
        Notice n => [Remark(n.Text)],
        // What it says now in place of an item is that item's to say, once a person took it over.
        PartnerNotice n => [Remark(n.Text)],
        NoticeJudgement j => [Remark(j.Reason)],
        Release r => [Remark(r.Reason), .. r.Proposal.Warnings.Select(w => Remark(w.Reason))],
        Tie t => [Reference(t.Citation), new(t.Note), new(t.Passage?.Quote)],
        Interest i => [new(i.Text), Reference(i.Citation), new(i.Passage?.Quote)],
        Finding f => [new(f.Text), new(f.Method), Name(f.Analyst), new(f.Passage?.Quote)],
        Hypothesis h => [new(h.Text), new(h.Question)],
        Rating r => [Remark(r.Reason), Remark(r.Search)],
        Assessment a => [new(a.Text), Remark(a.Reasons), Remark(a.ChangeOfMind), .. a.Dissents.Select(d => Remark(d.Text))],
        EffectTerms t => [Reference(t.Variety), new(t.Affected)],
        ImpactScore s => [Remark(s.Note), .. s.Inputs.Select(i => Remark(i.Reason))],
        Option o => [new(o.Title), new(o.Text), Reference(o.LegalBasis), new(o.MustAgree), new(o.Cost), new(o.Time), new(o.Place), new(o.Manner)],
        Weighing w => [Remark(w.Reason)],
        Proportionality p => [new(p.Text), Remark(p.Reason)],
        Response r => [Name(r.By), new(r.Text), Reference(r.Citation)],
        Resolution r => [new(r.Text), new(r.Authority), Remark(r.Reasons), .. r.Dissents.SelectMany(d => new[] { Name(d.Who), Remark(d.Text) })],
        CommitmentJudgement j => [Remark(j.Reason)],
        _ => throw new NotSupportedException($"Nobody has said what the own words of a {content.GetType().Name} are."),
    };

    // Three words say who somebody is as a name does. Fewer are in common use, and more are found as a statement.
    private static IEnumerable<OwnWords> Described(Source source) =>
        source.IsProtected && source.Description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == 3 ? [Name(source.Description)] : [];

    private static IEnumerable<OwnWords> People(string people) =>
        people.Split([",", ";", "\n", " and ", " with "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(p => p.Length < people.Length).Append(people).Select(Name);

    private static IEnumerable<OwnWords> Asked(IReadOnlyList<Ask> asks) => asks.Select(a => Remark(a.Text));

    private static IEnumerable<OwnWords> Answered(IReadOnlyList<Answer> answers) => answers.Select(a => Remark(a.Text));

    private static OwnWords Remark(string? text) => new(text, WordsOf.Remark);

    private static OwnWords Name(string? text) => new(text, WordsOf.Name);

    private static OwnWords Reference(string? text) => new(text, WordsOf.Reference);

    private static bool IsAddress(string from) => Uri.TryCreate(from, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
