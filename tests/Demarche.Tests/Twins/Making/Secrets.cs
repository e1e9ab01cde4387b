using Demarche.Cases;
using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Options;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Tests.Twins;

/// <summary>
/// What an audience may not see, said apart from the view that must keep it: an item that its marking hides, what rests on a hidden item, and
/// outside the desk whatever is nobody's business there. What an audience wrote itself, and what is addressed to it, it knows.
/// </summary>
internal sealed class Secrets(CaseFile file, Audience audience, IReadOnlyList<Line> lines)
{
    private readonly Dictionary<string, bool> known = [];
    private readonly Dictionary<string, SecretVersions> versions = [];
    private readonly HashSet<int> keys = [.. lines.Select(l => l.Key)];
    private Dictionary<long, Line>? made;

    public static string? ReaderOf(Audience audience) => audience is Audience.AtDesk person ? person.Id : null;

    public bool Hides(Line line)
    {
        if (line.Draft.Author == ReaderOf(audience)) return false;
        if (line.Undoes is null && line.Fact is null) return true;
        // That a handler agreed is told to that handler alone.
        if (line.Fact is HandlerAgreed or AgreementTakenBack) return true;
        // What is done with an identity is told to those who handle the source.
        if (UsedSeal(line.Fact) is { } source) return audience is not Audience.AtDesk || HidesItem(source) || !IsHandled(source);
        if (audience is not Audience.AtDesk && line.Fact is RequestClosed or PartnerReminded) return true;
        return line.Item is { } item ? HidesItem(item) || HidesVersion(line, item) : audience is not Audience.AtDesk;
    }

    /// <summary>The versions of an item that the audience sees, each with the members that are hidden in it, and whose words they carry.</summary>
    public IReadOnlyList<string> VersionsOf(string id) => Of(id).Told;

    /// <summary>Whether a line says what a later version carries to the audience, and its own version is hidden.</summary>
    public bool IsCarried(int key) => lines.FirstOrDefault(l => l.Key == key)?.Item is { } item && !HidesItem(item) && !IsAddressedTo(item) && Of(item).Carried.Contains(key);

    /// <summary>The members that are hidden in the version that a line wrote, for as long as its words are not written over.</summary>
    public IReadOnlyList<string> HiddenIn(Line line) => line.Item is { } item && !HidesItem(item) ? Of(item).HiddenIn.GetValueOrDefault(line.Key) ?? [] : [];

    // A version is hidden where the marking that the item had then, or any later one, keeps it from the audience. What takes an item or a member out
    // of view is seen by what it leaves; it is not looked at here.
    private bool HidesVersion(Line line, string item)
    {
        if (line.Undoes is not null || line.Fact is null) return false;
        if (!SecretVersions.IsVersion(line.Fact)) return false;
        if (!keys.Contains(line.Key)) return true;
        if (IsAddressedTo(item)) return false;
        var of = Of(item);
        return of.All.Contains(line.Key) && !of.Seen.Contains(line.Key) && !of.Carried.Contains(line.Key);
    }

    // What is written to an audience it gets as it is drafted, with the times that stand in it.
    private bool IsAddressedTo(string item) => audience is Audience.Partner to && file.ItemOf(item) is { } held && IsAddressed(item, held.Content, to.Id);

    private SecretVersions Of(string id)
    {
        if (versions.TryGetValue(id, out var of)) return of;
        if (made is null)
        {
            Line.Entries(lines, out var numbers);
            made = lines.Where(l => numbers.ContainsKey(l.Key)).ToDictionary(l => numbers[l.Key]);
        }
        return versions[id] = SecretVersions.Of(file.ItemOf(id)!, audience, made, NamesHidden);
    }

    // A version that is about something else than the last, or names what is hidden, is not told of.
    private bool NamesHidden(object said, object last) => said switch
    {
        Rating r => last is Rating l && (r.Hypothesis, r.Evidence) != (l.Hypothesis, l.Evidence),
        Assessment a => last is Assessment l && a.About != l.About,
        Rewording r => last is Rewording l && (r.Draft, r.Partner, r.Item) != (l.Draft, l.Partner, l.Item),
        Claim or Tie or Interest or EffectTerms or Weighing or Proportionality or CommitmentJudgement => RestsOnHidden(said),
        _ => false,
    };

    private bool IsHandled(string source) => file.Sources.Find(source)?.Content.Handlers.Contains(ReaderOf(audience)!) == true;

    private static string? UsedSeal(Fact? fact) => fact switch
    {
        SourceIdentityOpened f => f.Source,
        SourceIdentityErased f => f.Source,
        SourceHandlersChanged f => f.Source,
        _ => null,
    };

    public bool HidesItem(string id)
    {
        if (known.TryGetValue(id, out var hidden)) return hidden;
        // Questions about answers to questions may lead round in a circle: nothing of that is shown.
        known[id] = true;
        return known[id] = IsHidden(id);
    }

    /// <summary>Whether something that is named is hidden: an item, or a member of one, as <c>item/member</c>.</summary>
    public bool HidesNamed(string name) => name.Split('/') switch
    {
        [var item, var field] => HidesField(item, field),
        [var item, var field, var key] => HidesItem(item) || (Of(item).HiddenIn.GetValueOrDefault(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture))?.Contains(field) ?? false),
        _ => HidesItem(name),
    };

    /// <summary>Whether a member of an item is hidden: with its item, or by a marking of its own.</summary>
    public bool HidesField(string item, string field) => HidesItem(item)
        || (file.ItemOf(item) is { } held && held.Fields.TryGetValue(field, out var marking) && !Ruling.For(marking, audience).Seen);

    private bool IsHidden(string id)
    {
        if (file.ItemOf(id) is not { } item) return true;
        // The words addressed to a partner are told by the release, whatever the draft's own marking.
        if (audience is Audience.Partner to && IsAddressed(id, item.Content, to.Id)) return false;
        if (item.Content is Release release) return audience is not Audience.AtDesk || HidesItem(release.Proposal.About);
        if (!Ruling.For(item.Marking, audience).Seen) return true;
        if (audience is not Audience.AtDesk && item.IsWithdrawn) return true;
        if (item.Fields.Keys.Except(Fields.Of(item.Content.GetType())).Any(f => !Ruling.For(item.Fields[f], audience).Seen)) return true;
        // Where it was taken from is kept from somebody, or from everybody by a program of tomorrow: whether it goes must not tell.
        if (audience is not Audience.AtDesk && item.Wider is null && item.Content is Claim or Observable or Commitment && item.Fields.ContainsKey("passage")) return true;
        if (audience is not Audience.AtDesk && item.Wider is null && BasisOf(item.Content).Concat(GoesOut(item.Content) ? file.KeptBasis(id) : []).OfType<string>().Where(b => b.Length > 0)
            .Any(b => HidesItem(b) || file.Documents.Find(b) is not { } document || document.Marking.Tlp > item.Marking.Tlp || document.Fields.ContainsKey("tomorrow"))) return true;
        return RestsOnHidden(item.Content);
    }

    private bool RestsOnHidden(object content)
    {
        bool IsWith(string partner) => audience is Audience.AtDesk || audience is Audience.Partner p && p.Id == partner;
        return content switch
        {
            Claim c => HidesItem(c.Proposition) || HidesItem(c.Source),
            OriginJudgement o => HidesItem(o.First) || HidesItem(o.Second),
            RejectedProposal r => audience is not Audience.AtDesk || HidesItem(r.Document),
            SamePerson => true,
            Wording w => !IsWith(w.Partner) || HidesItem(w.Request),
            Reply r => !IsWith(r.Partner) || HidesItem(r.Request) || r.Question is { } asked && HidesItem(asked),
            IncomingRequest i => !IsWith(i.Partner),
            Contact c => !IsWith(c.Partner),
            ReplyDraft d => HidesItem(d.Request) || d.Question is { } asked && HidesItem(asked),
            PartnerNotice n => audience is not Audience.AtDesk || (n.Concerns.Count > 0 && n.Concerns.All(HidesItem)),
            NoticeJudgement j => audience is not Audience.AtDesk || HidesItem(j.Notice) || HidesItem(j.Item),
            Notice or Brief => audience is not Audience.AtDesk,
            Rewording r => !IsWith(r.Partner) || HidesItem(r.Draft) || HidesItem(r.Item),
            Tie t => audience is not Audience.AtDesk || HidesItem(t.From) || HidesItem(t.To),
            Interest i => audience is not Audience.AtDesk || HidesItem(i.Party),
            Hypothesis or Demarche.Hypotheses.Finding => audience is not Audience.AtDesk,
            Rating r => audience is not Audience.AtDesk || HidesItem(r.Hypothesis) || HidesItem(r.Evidence),
            Assessment a => audience is not Audience.AtDesk || HidesItem(a.About),
            EffectTerms t => audience is not Audience.AtDesk || HidesItem(t.Effect),
            ImpactScore or Option or Response or Resolution => audience is not Audience.AtDesk,
            Weighing w => audience is not Audience.AtDesk || HidesItem(w.Option) || HidesItem(w.Interest),
            Proportionality p => audience is not Audience.AtDesk || HidesItem(p.Option),
            CommitmentJudgement j => audience is not Audience.AtDesk || HidesItem(j.Commitment),
            _ => false,
        };
    }

    // What goes outside the desk goes with what it was taken out of, unless somebody wrote why it may go alone.
    private static IEnumerable<string?> BasisOf(object content) => content switch
    {
        Claim c => [c.Passage?.Document],
        Observable o => [o.Passage?.Document],
        Commitment c => [c.Passage?.Document],
        _ => [],
    };

    // With it goes the document that it came into being with.
    private static bool GoesOut(object content) => content is Claim or Observable or Commitment or Proposition or Source
        or Demarche.Incidents.Incident or Demarche.Incidents.Effect or Demarche.Parties.Party or Demarche.Statements.Statement;

    private bool IsAddressed(string id, object content, string partner) => content switch
    {
        Request r => r.Partners.Contains(partner),
        Wording w => w.Partner == partner && file.Requests.Find(w.Request)?.Content.Partners.Contains(partner) == true,
        IncomingRequest i => i.Partner == partner,
        ReplyDraft { Question: { } question } => file.Replies.Find(question)?.Content.Partner == partner,
        ReplyDraft d => file.Incoming.Find(d.Request)?.Content.Partner == partner,
        Brief b => b.Partner == partner,
        Rewording r => r.Partner == partner,
        Notice => file.Releases.All.Any(r => r.Content.Proposal.About == id && IsAddressed(r.Id, r.Content, partner)),
        // What went to it, it has: that something was retracted from it, too.
        Release r => r.Proposal.Partner == partner && r.SealedSha256 is not null,
        _ => false,
    };
}
