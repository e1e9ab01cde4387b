using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Journal;
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

/// <summary>A case as its journal tells it. A fold of the entries and nothing else: no clock, no random numbers, no I/O.</summary>
public sealed partial class CaseFile
{
    private readonly IShelf[] shelves;

    private CaseFile(string id, Func<IShelf, IShelf>? copy = null, CaseFile? from = null)
    {
        Id = id;
        T Shelf<T>(Func<CaseFile, T> of) where T : IShelf, new() => from is null ? new() : (T)copy!(of(from));
        shelves =
        [
            Incidents = Shelf(f => f.Incidents), Effects = Shelf(f => f.Effects), Parties = Shelf(f => f.Parties),
            Documents = Shelf(f => f.Documents), Origins = Shelf(f => f.Origins), Rejected = Shelf(f => f.Rejected),
            Sources = Shelf(f => f.Sources), SamePersons = Shelf(f => f.SamePersons), Propositions = Shelf(f => f.Propositions),
            Claims = Shelf(f => f.Claims), Observables = Shelf(f => f.Observables), Contacts = Shelf(f => f.Contacts),
            Commitments = Shelf(f => f.Commitments), Statements = Shelf(f => f.Statements), Requests = Shelf(f => f.Requests),
            Wordings = Shelf(f => f.Wordings), Replies = Shelf(f => f.Replies), Incoming = Shelf(f => f.Incoming),
            ReplyDrafts = Shelf(f => f.ReplyDrafts), Rewordings = Shelf(f => f.Rewordings), Briefs = Shelf(f => f.Briefs), Notices = Shelf(f => f.Notices),
            PartnerNotices = Shelf(f => f.PartnerNotices), NoticeJudgements = Shelf(f => f.NoticeJudgements), Releases = Shelf(f => f.Releases),
            Ties = Shelf(f => f.Ties), Interests = Shelf(f => f.Interests),
            Findings = Shelf(f => f.Findings), Hypotheses = Shelf(f => f.Hypotheses), Ratings = Shelf(f => f.Ratings), Assessments = Shelf(f => f.Assessments),
            EffectTerms = Shelf(f => f.EffectTerms), ImpactScores = Shelf(f => f.ImpactScores), Options = Shelf(f => f.Options),
            Weighings = Shelf(f => f.Weighings), Proportionalities = Shelf(f => f.Proportionalities), Responses = Shelf(f => f.Responses),
            Resolutions = Shelf(f => f.Resolutions), CommitmentJudgements = Shelf(f => f.CommitmentJudgements),
        ];
    }

    public string Id { get; }

    /// <summary>False until the case has been opened.</summary>
    public bool Exists { get; private set; }

    public CaseTitle Title { get; private set; } = new("", "");

    /// <summary>The marking of whatever is given none.</summary>
    public Marking Default { get; private set; } = Marking.Nobody;

    public bool IsOpen { get; private set; }

    /// <summary>When the case was opened, UTC.</summary>
    public string Opened { get; private set; } = "";

    /// <summary>Who opened it.</summary>
    public string OpenedBy { get; private set; } = "";

    public IReadOnlyDictionary<string, CaseAccess> Access => access;

    // Of a case that never changes once it is folded; whoever computes it twice gets the same.
    private bool? keepsForSeveral;

    /// <summary>Whether something that its author took back is kept for several who know nothing of each other.</summary>
    internal bool KeepsForSeveral => keepsForSeveral ??=
        Items().Any(i => i.History.Any(c => c.From.Marking.Or.Count > 0 || c.From.Own is { Or.Count: > 0 }));

    /// <summary>The last end of an embargo that a time has reached; empty before all of them. Whoever reads between two ends sees the same.</summary>
    /// <param name="at">UTC; empty for before every end.</param>
    internal string EmbargoEndBefore(string at) =>
        embargoEnds.Count == 0 || Times.Parse(at) is not { } time ? "" : embargoEnds.LastOrDefault(e => Times.Parse(e) <= time) ?? "";

    /// <summary>What happened to the case itself rather than to an item of it, oldest first.</summary>
    public IReadOnlyList<CaseEvent> Events => events;

    /// <summary>What was done with sealed identities, oldest first. For their handlers.</summary>
    public IReadOnlyList<SealUse> SealUses => sealUses;

    /// <summary>Which handlers agreed that which package goes, oldest first. For decisions; what anybody is told of it is among <see cref="SealUses"/>.</summary>
    internal IReadOnlyList<Agreement> Agreements => agreements;

    public Head Head { get; private set; } = Head.Empty("");

    /// <summary>The last entry that counts, which its author may take back; null when an undo stands there.</summary>
    public Entry? Last { get; private set; }

    /// <summary>A person's last entry that counts; null when an undo stands there.</summary>
    internal Entry? LastOf(string author) => lastOf.GetValueOrDefault(author);

    public Shelf<Incident> Incidents { get; }
    public Shelf<Effect> Effects { get; }
    public Shelf<Party> Parties { get; }
    public Shelf<Document> Documents { get; }
    public Shelf<OriginJudgement> Origins { get; }
    public Shelf<RejectedProposal> Rejected { get; }
    public Shelf<Source> Sources { get; }
    public Shelf<SamePerson> SamePersons { get; }
    public Shelf<Proposition> Propositions { get; }
    public Shelf<Claim> Claims { get; }
    public Shelf<Observable> Observables { get; }
    public Shelf<Contact> Contacts { get; }
    public Shelf<Commitment> Commitments { get; }
    public Shelf<Statement> Statements { get; }
    public Shelf<Request> Requests { get; }
    public Shelf<Wording> Wordings { get; }
    public Shelf<Reply> Replies { get; }
    public Shelf<IncomingRequest> Incoming { get; }
    public Shelf<ReplyDraft> ReplyDrafts { get; }
    public Shelf<Rewording> Rewordings { get; }
    public Shelf<Brief> Briefs { get; }
    public Shelf<Notice> Notices { get; }
    public Shelf<PartnerNotice> PartnerNotices { get; }
    public Shelf<NoticeJudgement> NoticeJudgements { get; }
    public ReleaseShelf Releases { get; }
    public Shelf<Tie> Ties { get; }
    public Shelf<Interest> Interests { get; }
    public Shelf<Finding> Findings { get; }
    public Shelf<Hypothesis> Hypotheses { get; }
    public Shelf<Rating> Ratings { get; }
    public Shelf<Assessment> Assessments { get; }
    public Shelf<EffectTerms> EffectTerms { get; }
    public Shelf<ImpactScore> ImpactScores { get; }
    public Shelf<Option> Options { get; }
    public Shelf<Weighing> Weighings { get; }
    public Shelf<Proportionality> Proportionalities { get; }
    public Shelf<Response> Responses { get; }
    public Shelf<Resolution> Resolutions { get; }
    public Shelf<CommitmentJudgement> CommitmentJudgements { get; }

    /// <summary>The marking of an item of any kind; null when there is no such item.</summary>
    public Marking? MarkingOf(string item) => shelves.Select(s => s.MarkingOf(item)).FirstOrDefault(m => m is not null);

    /// <summary>As <see cref="IShelf.Kept"/>, for a fact about an item of any kind.</summary>
    internal (Fact Fact, string? Overwritten) Kept(Fact fact, Views.View view)
    {
        string? overwritten = null;
        foreach (var shelf in shelves)
        {
            (fact, var member) = shelf.Kept(fact, view);
            overwritten ??= member;
        }
        return (fact, overwritten);
    }

    /// <summary>An item of one kind.</summary>
    internal Held<T>? Find<T>(string id) where T : notnull =>
        shelves.OfType<Shelf<T>>().Select(s => s.Find(id)).FirstOrDefault(h => h is not null);

    /// <summary>Every item of whatever kind.</summary>
    internal IEnumerable<Item> Items() => shelves.SelectMany(s => s.Items);

    /// <summary>The items of an id: one, or in a journal that no desk wrote one of each kind.</summary>
    internal IEnumerable<Item> ItemsOf(string id) => shelves.Select(s => s.ItemOf(id)).OfType<Item>();

    /// <summary>The documents that an item rests on because it came into being with what was taken out of them.</summary>
    internal IReadOnlyList<string> KeptBasis(string item) => bases.GetValueOrDefault(item) ?? [];

    internal Item? ItemOf(string item) => shelves.Select(s => s.ItemOf(item)).FirstOrDefault(i => i is not null);

    /// <summary>Which partners a request is closed with, and why.</summary>
    public IReadOnlyDictionary<(string Request, string Partner), Mark> Closed => closed;

    /// <summary>When which partner was reminded of what, oldest first.</summary>
    public IReadOnlyList<Reminder> Reminders => reminders;
}

/// <summary>Something that happened to a case itself.</summary>
/// <param name="What">The kind of the entry: <c>case-retitled</c>.</param>
/// <param name="About">What it was changed to, or whom it was about.</param>
public sealed record CaseEvent(string Time, string Author, string What, string About, string? Reason)
{
    /// <summary>Who may read the reason.</summary>
    internal Marking Marking { get; init; } = Marking.Nobody;
}

/// <summary>Who did something once, when and why.</summary>
public sealed record Mark(string Time, string Author, string Reason)
{
    /// <summary>The number of the entry that says it.</summary>
    internal long Entry { get; init; }

    /// <summary>The marking of that entry.</summary>
    internal Marking Marking { get; init; } = Marking.Nobody;
}

public sealed record Reminder(string Request, string Partner, string Time, string Author, string How)
{
    /// <summary>As <see cref="Mark.Entry"/>.</summary>
    internal long Entry { get; init; }

    /// <summary>As <see cref="Mark.Marking"/>.</summary>
    internal Marking Marking { get; init; } = Marking.Nobody;
}
