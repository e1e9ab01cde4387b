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

namespace Demarche.Views;

/// <summary>What one audience may know of a case. Pages, API, search and packages read from a view, never from the journal.</summary>
public sealed partial class View
{
    private static readonly Dictionary<string, CaseAccess> NobodysAccess = [];
    private readonly CaseFile file;

    // Asked while the view is made, by one thread, and never after.
    private readonly Rulings rulings;

    private View(CaseFile file, Audience audience, Audience? teller = null)
    {
        this.file = file;
        Audience = audience;
        rulings = new(audience, teller);
        Default = DefaultFor(audience);
        // First: what came into being with a document goes outside with it.
        Documents = file.Documents.Show(Seen);
        Events = !IsAtDesk ? [] : [.. file.Events.Select(e => e.What == "access-granted" || rulings.Sees(e.Marking) ? e : e with { Reason = null })];
        Parties = file.Parties.Show(p => Seen(p, v => v.Plain()));
        Incidents = file.Incidents.Show(Seen);
        Effects = file.Effects.Show(e => Seen(e, c => c with { Victim = Parties.Find(c.Victim)?.Id }));
        Origins = file.Origins.Show(o => Documents.Find(o.Content.First) is null || Documents.Find(o.Content.Second) is null
            ? null : Seen(o, v => IsAtDesk ? v : v with { Reason = "" }));
        Rejected = file.Rejected.Show(r => !IsAtDesk || Documents.Find(r.Content.Document) is null ? null : Seen(r));
        Sources = file.Sources.Show(s => Seen(s, Public));
        // Sealed: whoever handles both sources comes to it through the seal, and nobody through a view, however its entry is marked.
        SamePersons = file.SamePersons.Show(_ => null);
        Propositions = file.Propositions.Show(Seen);
        // An earlier version may have named a source or a proposition that this reader may not see: it is not told of at all.
        Claims = file.Claims.Show(c => !IsKnown(c.Content) ? null : Seen(c, v => IsDetached(v.Passage) ? v with { Passage = Detached(v.Passage) } : v, IsKnown));
        Observables = file.Observables.Show(o => Seen(o, v => IsDetached(v.Passage) ? v with { Passage = Detached(v.Passage) } : v));
        Statements = file.Statements.Show(s => Seen(s, v => v with { Stances = [.. v.Stances.Where(x => Propositions.Find(x.Proposition) is not null)] }));
        Contacts = file.Contacts.Show(c => IsWith(c.Content.Partner) ? Seen(c, v => v with { Request = ShowsRequest(v.Request) ? v.Request : null }) : null);
        Commitments = file.Commitments.Show(c => Seen(c, v => v with
        {
            Partner = IsWith(v.Partner) ? v.Partner : "",
            Contact = Contacts.Find(v.Contact)?.Id,
            Passage = Detached(v.Passage),
        }));
        Requests = file.Requests.Show(r => Seen(r, v => Asked(v with { Includes = [.. v.Includes.Where(Shows)] })));
        Wordings = file.Wordings.Show(w => !IsWith(w.Content.Partner) || Requests.Find(w.Content.Request) is null
            ? null : Seen(w, v => v with { Request = Requests.Find(v.Request)?.Id ?? "" }));
        Incoming = file.Incoming.Show(i => IsWith(i.Content.Partner) ? Seen(i) : null);
        Replies = file.Replies.Show(r => IsWith(r.Content.Partner) && IsAnswerSeen(r.Content, []) ? Seen(r) : null);
        ReplyDrafts = file.ReplyDrafts.Show(r => !IsAnswerSeen(r.Content, [])
            ? null : Seen(r, v => v with
            {
                Request = Incoming.Find(v.Request)?.Id ?? Requests.Find(v.Request)?.Id ?? "",
                Question = Replies.Find(v.Question)?.Id,
                Includes = [.. v.Includes.Where(Shows)],
            }));
        Ties = file.Ties.Show(t => Resting(t, AreBothSeen, v => v with { Source = Sources.Find(v.Source)?.Id, Passage = Detached(v.Passage) }));
        Interests = file.Interests.Show(i => Resting(i, v => Parties.Find(v.Party) is not null, v => v with { Source = Sources.Find(v.Source)?.Id, Passage = Detached(v.Passage) }));
        Findings = file.Findings.Show(Found);
        Hypotheses = file.Hypotheses.Show(Explained);
        Ratings = file.Ratings.Show(Rated);
        Assessments = file.Assessments.Show(Assessed);
        EffectTerms = file.EffectTerms.Show(t => Resting(t, v => Effects.Find(v.Effect) is not null));
        ImpactScores = file.ImpactScores.Show(s => !IsAtDesk ? null : Seen(s, v => v with { Inputs = [.. v.Inputs.Select(i => i with { RestsOn = Seen(Effects, i.RestsOn) })] }));
        Options = file.Options.Show(o => !IsAtDesk ? null : Seen(o, v => v with { Against = Parties.Find(v.Against)?.Id, Answers = Seen(Effects, v.Answers) }));
        Weighings = file.Weighings.Show(w => Resting(w, v => Options.Find(v.Option) is not null && Interests.Find(v.Interest) is not null));
        Proportionalities = file.Proportionalities.Show(p => Resting(p, v => Options.Find(v.Option) is not null));
        Responses = file.Responses.Show(r => !IsAtDesk ? null : Seen(r));
        Resolutions = file.Resolutions.Show(r => !IsAtDesk ? null : Seen(r, v => v with { Options = Seen(Options, v.Options) }));
        CommitmentJudgements = file.CommitmentJudgements.Show(j => Resting(j, v => Commitments.Find(v.Commitment) is not null, v => v with { Reply = Replies.Find(v.Reply)?.Id }));
        Notices = file.Notices.Show(Drafted);
        PartnerNotices = file.PartnerNotices.Show(Taken);
        NoticeJudgements = file.NoticeJudgements.Show(j => Resting(j, v => PartnerNotices.Find(v.Notice) is not null && Knows(v.Item)));
        Briefs = file.Briefs.Show(b => !IsAtDesk ? null : Seen(b, v => v with { Cites = [.. v.Cites.Select(c => IsSeen(c) ? c : "")] }));
        Rewordings = file.Rewordings.Show(r => !IsWith(r.Content.Partner) || !Shows(r.Content.Item) || !IsDraft(r.Content.Draft)
            ? null : Seen(r, v => v, v => (v.Draft, v.Partner, v.Item) == (r.Content.Draft, r.Content.Partner, r.Content.Item)));
        Releases = file.Releases.Show(Ledger);
    }

    /// <summary>What <paramref name="audience"/> may know of the case. Pure: the same case and audience give the same view.</summary>
    public static View For(CaseFile file, Audience audience) => new(file, audience);

    /// <summary>
    /// What somebody at the desk may be told that <paramref name="audience"/> knows. For whom else something is kept that its author took
    /// back, the teller does not know, and neither can it be told of what rests on that.
    /// </summary>
    internal static View AsToldTo(Audience teller, CaseFile file, Audience audience) => new(file, audience, teller);

    /// <summary>What this reader sees and everybody who may read what bears this marking sees too.</summary>
    /// <param name="marking">Of something at the desk that this reader sees.</param>
    internal View ForReadersOf(Marking marking) => Audience is Audience.AtDesk
        ? For(file, new Audience.AtDesk("", marking.Tlp == Tlp.Red, marking.Compartments.ToHashSet())) : this;

    public Audience Audience { get; }
    public string CaseId => file.Id;

    /// <summary>What the case is called; an audience outside the desk is not told.</summary>
    public CaseTitle Title => IsAtDesk ? file.Title : new("", "");

    public string Opened => IsAtDesk ? file.Opened : "";

    /// <summary>Whether the case is worked on; an audience outside the desk is not told and reads false.</summary>
    public bool IsOpen => IsAtDesk && file.IsOpen;

    /// <summary>Who opened the case; an audience outside the desk is not told.</summary>
    public string OpenedBy => IsAtDesk ? file.OpenedBy : "";

    /// <summary>What each person may do in the case. No audience outside the desk is told.</summary>
    public IReadOnlyDictionary<string, CaseAccess> Access => IsAtDesk ? file.Access : NobodysAccess;

    /// <summary>What happened to the case itself, oldest first; why, to whom the entry's own marking allows it. No audience outside the desk is told.</summary>
    public IReadOnlyList<CaseEvent> Events { get; }

    /// <summary>What was done with the identities of sources that this person handles, oldest first. Nobody else is told. That a handler agreed is told to that one alone: it ends
    /// with a newer sealed word, and who sees it and reads that nobody agreed would learn of the word.</summary>
    public IEnumerable<SealUse> SealUses => Audience is Audience.AtDesk me
        ? file.SealUses.Where(u => Sources.Find(u.Source)?.Content.Handlers.Contains(me.Id) == true && (u.What is not (HandlerAgreed.Name or AgreementTakenBack.Name) || u.Author == me.Id)) : [];

    /// <summary>The marking of whatever is given none. A compartment of others is not named.</summary>
    public Marking Default { get; }

    /// <summary>As it is, for the entries that tell of the case itself; never for a page.</summary>
    internal Marking WholeDefault => IsAtDesk ? file.Default : Marking.Nobody;

    private Marking DefaultFor(Audience audience) => audience switch
    {
        Audience.Desk => file.Default,
        Audience.AtDesk me => file.Default.NamedTo(me),
        _ => Marking.Nobody,
    };

    public Shelf<Party> Parties { get; }
    public Shelf<Incident> Incidents { get; }
    public Shelf<Effect> Effects { get; }
    public Shelf<Document> Documents { get; }
    public Shelf<OriginJudgement> Origins { get; }
    public Shelf<RejectedProposal> Rejected { get; }
    public Shelf<Source> Sources { get; }
    public Shelf<SamePerson> SamePersons { get; }
    public Shelf<Proposition> Propositions { get; }
    public Shelf<Claim> Claims { get; }
    public Shelf<Observable> Observables { get; }
    public Shelf<Statement> Statements { get; }
    public Shelf<Request> Requests { get; }
    public Shelf<Wording> Wordings { get; }
    public Shelf<Contact> Contacts { get; }
    public Shelf<Commitment> Commitments { get; }
    public Shelf<Reply> Replies { get; }
    public Shelf<IncomingRequest> Incoming { get; }
    public Shelf<ReplyDraft> ReplyDrafts { get; }
    public Shelf<Rewording> Rewordings { get; }

    /// <summary>Briefs for partners and for readers here. No audience outside the desk sees the drafts.</summary>
    public Shelf<Brief> Briefs { get; }

    /// <summary>Our corrections and retractions. No audience outside the desk sees the drafts.</summary>
    public Shelf<Notice> Notices { get; }

    /// <summary>What partners corrected or retracted of theirs.</summary>
    public Shelf<PartnerNotice> PartnerNotices { get; }

    /// <summary>What stays here although a partner corrected or retracted it. No audience outside the desk is told.</summary>
    public Shelf<NoticeJudgement> NoticeJudgements { get; }

    /// <summary>The ledger: who was proposed and given what. No audience outside the desk has one.</summary>
    public ReleaseShelf Releases { get; }

    /// <summary>How parties are tied. No audience outside the desk is told.</summary>
    public Shelf<Tie> Ties { get; }

    /// <summary>What parties want and will not accept. No audience outside the desk is told.</summary>
    public Shelf<Interest> Interests { get; }
    /// <summary>Technical evidence. No audience outside the desk sees it, as it sees no hypothesis, rating or assessment: none of them goes with a package.</summary>
    public Shelf<Finding> Findings { get; }
    public Shelf<Hypothesis> Hypotheses { get; }
    public Shelf<Rating> Ratings { get; }
    public Shelf<Assessment> Assessments { get; }

    // Effects in the terms of VERIS, scores, options, what people think of them, and what was decided. No audience outside the desk is told.
    public Shelf<EffectTerms> EffectTerms { get; }
    public Shelf<ImpactScore> ImpactScores { get; }
    public Shelf<Option> Options { get; }
    public Shelf<Weighing> Weighings { get; }
    public Shelf<Proportionality> Proportionalities { get; }
    public Shelf<Response> Responses { get; }
    public Shelf<Resolution> Resolutions { get; }
    public Shelf<CommitmentJudgement> CommitmentJudgements { get; }

    /// <summary>Whether an item that can go with a package is in this view and stands.</summary>
    public bool Shows(string item) =>
        Stands(Incidents, item) || Stands(Effects, item) || Stands(Parties, item) || Stands(Propositions, item) || Stands(Claims, item)
        || Stands(Observables, item) || Stands(Statements, item) || Stands(Sources, item);

    // Requests name items that name contacts that name requests: here the circle is cut.
    private bool ShowsRequest(string? request) =>
        file.Requests.Find(request) is { } held && (IsAtDesk || !held.IsWithdrawn) && rulings.Sees(held.Marking);

    // A partner's reply is seen with our request; where it answers a question of ours, with the partner's request and with the reply in
    // which we asked.
    // Questions can be asked about answers to questions. A journal that no desk wrote may lead round in a circle, and nothing of that is
    // shown.
    private bool IsAnswerSeen(Reply reply, HashSet<string> path) => reply.Question is not { } question ? Requests.Find(reply.Request) is not null
        : Incoming.Find(reply.Request) is not null && path.Add(question) && file.ReplyDrafts.Find(question) is { } asked && asked.Content.Request == reply.Request
            && IsRuledSeen(asked) && IsAnswerSeen(asked.Content, path);

    private bool IsAnswerSeen(ReplyDraft draft, HashSet<string> path) => draft.Question is not { } question ? Incoming.Find(draft.Request) is not null
        : (Requests.Find(draft.Request) is not null || Incoming.Find(draft.Request) is not null) && path.Add(question)
            && file.Replies.Find(question) is { } asked && asked.Content.Request == draft.Request && IsWith(asked.Content.Partner)
            && IsRuledSeen(asked) && IsAnswerSeen(asked.Content, path);

    private bool IsRuledSeen<T>(Held<T> item) where T : notnull =>
        rulings.Sees(item.Marking) && (IsAtDesk || !item.IsWithdrawn) && Fields.Hidden(typeof(T), item.Fields, Audience) is not null;

    // Of what was made before this line; a brief cites no brief.
    private bool IsSeen(string item) =>
        Knows(item) || Documents.Find(item) is not null || Requests.Find(item) is not null || Replies.Find(item) is not null || Commitments.Find(item) is not null || Contacts.Find(item) is not null
        || Ties.Find(item) is not null || Interests.Find(item) is not null || Findings.Find(item) is not null || Hypotheses.Find(item) is not null || Assessments.Find(item) is not null
        || Options.Find(item) is not null || Resolutions.Find(item) is not null
        || Incoming.Find(item) is not null || Notices.Find(item) is not null || PartnerNotices.Find(item) is not null;

    private bool IsAtDesk => Audience is Audience.AtDesk or Audience.Desk;

    private static bool Stands<T>(Shelf<T> shelf, string item) where T : notnull => shelf.Find(item) is { IsWithdrawn: false };

    private Held<T>? Seen<T>(Held<T> item) where T : notnull => Seen(item, content => content);

    /// <param name="isNamed">Whether a version names only what this audience sees; a version that does not is not told of at all.</param>
    private Held<T>? Seen<T>(Held<T> item, Func<T, T> shown, Func<T, bool>? isNamed = null) where T : notnull
    {
        if (!rulings.Sees(item.Marking) || (!IsAtDesk && IsBeyondItsBasis(item))) return null;
        // Most items have one version and no part with a marking of its own: nothing is kept for what they do not have.
        if (item.History.Count > 1 || item.Fields.Count > 0 || item.IsWithdrawn || !ReferenceEquals(item.History[0].Content, item.Content)) return SeenInPart(item, shown, isNamed);
        var content = shown(item.Content);
        if (!IsAtDesk) return new(item.Id, content, Bare[SentMarking.Of(item.Marking)], [new(item.Time, "", "", content, null)], false);
        return ReferenceEquals(content, item.Content) ? item : item with { Content = content, History = [item.History[0] with { Content = content }] };
    }

    private Held<T>? SeenInPart<T>(Held<T> item, Func<T, T> shown, Func<T, bool>? isNamed) where T : notnull
    {
        if (Fields.Hidden(typeof(T), item.Fields, Audience) is not { } hidden || (!IsAtDesk && item.IsWithdrawn)) return null;
        item = WithoutOthers(item);
        var versions = Versions.Of(item, Audience, rulings.Sees, isNamed);
        if (!IsAtDesk) return Outside(item with { History = versions }, hidden, shown);
        versions = Versions.Told(versions, Audience, shown);
        var carried = Carried.Of(item, versions);
        var content = carried(shown(Fields.Without(item.Content, hidden)));
        T Told(Change<T> version) => carried(shown(Fields.Without(version.Content, version.Withheld ?? [])));
        // What the reader sees whole is shown as it is held.
        if (ReferenceEquals(versions, item.History) && ReferenceEquals(content, item.Content) && versions.All(c => ReferenceEquals(Told(c), c.Content))) return item;
        // Why it may go wider is the reason of a change: hidden with that change.
        var wider = item.Wider is { } why && !versions.Any(c => (c.Time, c.Reason) == (why.Time, why.Reason)) ? why with { Time = versions[0].Time, Author = "", Reason = "" } : item.Wider;
        return item with
        {
            Content = content,
            Fields = Named(item.Fields),
            History = [.. versions.Select(c => c with { Content = Told(c), Fields = Named(c.Fields) })],
            Withheld = hidden,
            Wider = wider,
        };
    }

    // For whom else something is kept that its author took back, nobody is told.
    private Held<T> WithoutOthers<T>(Held<T> item) where T : notnull
    {
        if (item.History.All(c => c.From is { Marking.Or.Count: 0, Own: null or { Or.Count: 0 } })) return item;
        Provenance Told(Provenance p) => p with { Marking = rulings.Told(p.Marking), Own = p.Own is { } own ? rulings.Told(own) : null };
        return item with { Marking = rulings.Told(item.Marking), History = [.. item.History.Select(c => c with { From = Told(c.From) })] };
    }

    // A compartment of others is not named, as in the default marking.
    private IReadOnlyDictionary<string, Marking> Named(IReadOnlyDictionary<string, Marking> fields) =>
        Audience is Audience.AtDesk me && fields.Values.Any(m => !ReferenceEquals(m, m.NamedTo(me))) ? fields.ToDictionary(f => f.Key, f => f.Value.NamedTo(me)) : fields;

    // Nobody is told that somebody whom they may not see is tied to anybody.
    private bool AreBothSeen(Tie tie) => Parties.Find(tie.From) is not null && Parties.Find(tie.To) is not null;

    // What is only said of other items is told at the desk where these are seen, and of its history as far as they are.
    private Held<T>? Resting<T>(Held<T> item, Func<T, bool> isSeen, Func<T, T>? shown = null) where T : notnull =>
        !IsAtDesk || !isSeen(item.Content) ? null : Seen(item, shown ?? (content => content), isSeen);

    private static IReadOnlyList<string> Seen<T>(Shelf<T> shelf, IReadOnlyList<string> ids) where T : notnull => [.. ids.Where(i => shelf.Find(i) is not null)];

    private bool IsKnown(Claim claim) => Propositions.Find(claim.Proposition) is not null && Sources.Find(claim.Source) is not null;

    private bool IsDetached(PassageRef? passage) => passage is not null && Documents.Find(passage.Document) is null;

    private PassageRef? Detached(PassageRef? passage) => IsDetached(passage) ? new PassageRef("", 0, 0, passage!.Quote) : passage;

    // The sealed identity stands in no view; a handler opens it from the case file, and each opening is an entry. Handlers of a source know
    // each other; nobody else knows them.
    private Source Public(Source source) => Unsealed(source.Plain());

    private Source Unsealed(Source source) => source is { Identity: null, Handlers.Count: 0 } && (IsAtDesk || source.Grade is null) ? source : source with
    {
        Identity = null,
        Handlers = Audience is Audience.AtDesk person && source.Handlers.Contains(person.Id) ? source.Handlers : [],
        Grade = IsAtDesk ? source.Grade : null,
    };
}
