using System.Text;
using System.Text.Json.Serialization;
using Demarche.Sources;
using Demarche.TwoPeople;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Releases;

/// <summary>What each partner of a draft would see, side by side, before anything goes.</summary>
/// <param name="IsOfOne">Whether one person could release alone here, as far as this desk knows.</param>
public sealed record PreviewModel(string Case, string About, string Title, bool Writes, IReadOnlyList<PreviewColumn> Partners, bool IsOfOne);

/// <summary>One partner's copy.</summary>
/// <param name="Size">Of the plain package, in bytes.</param>
/// <param name="Items">What goes with it, in words.</param>
/// <param name="Withheld">What the draft includes and this partner is not given, with the reasons.</param>
/// <param name="Check">What the check of this copy found.</param>
/// <param name="Obstacle">Why nothing can go to this partner now; null when it can.</param>
/// <param name="Release">The release that carries this draft already.</param>
public sealed record PreviewColumn(
    string Partner, string Name, string? Suspicion, string? Caveats, string Label, int Size, IReadOnlyList<ItemChoice> Items,
    IReadOnlyList<WithheldItem> Withheld, DraftCheck Check, string? Obstacle, Held<Release>? Release)
{
    /// <summary>A program finds it at an address of its own.</summary>
    [JsonIgnore]
    public string Letter { get; init; } = "";

    /// <summary>Whether nobody but the reader could approve it.</summary>
    public bool NobodyElse { get; init; }

    /// <summary>Answers that were written in other copies of this draft and hold for this one: nobody is asked again.</summary>
    public IReadOnlyList<AnswerRow> Answers { get; init; } = [];

    /// <summary>Warnings that still need a reason.</summary>
    internal IEnumerable<Finding> Asked => Check.Warnings.Where(w => !Answers.Any(a => (a.Rule, a.Item) == (w.Rule, w.Item)));
}

/// <summary>An answer to a warning, who wrote it, and for whose copy.</summary>
/// <param name="By">The person's name; null where it is the proposer of the copy that is shown.</param>
/// <param name="For">The partner's name; null where it is not told.</param>
public sealed record AnswerRow(string Rule, string? Item, string Reason, string? By, string? For);

public sealed record WithheldItem(ItemChoice Item, IReadOnlyList<string> Reasons);

/// <summary>One release, with the exact bytes of its package.</summary>
/// <param name="IsWhole">Whether this reader sees all that it holds; of what is seen in part no bytes are shown.</param>
/// <param name="Plain">The package as JSON text.</param>
/// <param name="CanDecide">Whether this reader may approve or refuse it now.</param>
/// <param name="WhyNot">Why not, where the reader is a releaser all the same.</param>
/// <param name="CanCarry">Whether this reader may take the sealed package away as a file.</param>
/// <param name="CanStop">Whether this reader may stop the delivery: nothing has left.</param>
/// <param name="CanTry">Whether this reader may have it tried now: it waits, was given up or is held back.</param>
/// <param name="Held">Why it is held back, as far as this reader may know.</param>
public sealed record ReleaseModel(
    string Case, ReleaseRow Row, IReadOnlyList<ItemChoice> Items, bool IsWhole, string Plain, bool CanDecide, string? WhyNot, bool CanCarry, bool CanStop, bool CanTry,
    IReadOnlyList<HoldLine> Held)
{
    /// <summary>In these bytes; empty where they are not shown.</summary>
    [JsonIgnore]
    public string Letter => IsWhole && Plain.Length > 0 ? ReleaseEndpoints.Member(Encoding.UTF8.GetBytes(Plain), "letter") : "";

    /// <summary>What whoever decides has to know of it; null for others, and after the decision.</summary>
    public ApproverNotes? Notes { get; init; }

    /// <summary>Whether one person could release alone here, as far as this desk knows.</summary>
    public bool IsOfOne { get; init; }

    /// <summary>Whether it waits and nobody but its proposer could approve it.</summary>
    public bool NobodyElse { get; init; }

    /// <summary>Whether it waits for this reader's decision and the account of who proposed it is closed.</summary>
    public bool ProposerGone { get; init; }

    /// <summary>Whether this reader proposed it and may take it back.</summary>
    public bool CanTakeBack { get; init; }

    /// <summary>Whether it waits and rests on protected sources, whose handlers must agree. Said of all such packages alike.</summary>
    public bool AsksHandlers { get; init; }

    /// <summary>These sources, as far as this reader sees them, whether or not they have handlers.</summary>
    public IReadOnlyList<SiblingRow> ProtectedSources { get; init; } = [];

    /// <summary>For a handler of some of these sources; null for everybody else.</summary>
    public HandlersPart? Handlers { get; init; }

    /// <summary>What was warned of, why it was to go all the same, and who wrote that.</summary>
    public IReadOnlyList<AnswerRow> Answers { get; init; } = [];

    /// <summary>What of it goes wider than what it rests on, and the reason that somebody wrote for each.</summary>
    public IReadOnlyList<WiderReasonRow> Wider { get; init; } = [];
}

/// <summary>A reason in words, and the item that it is about.</summary>
public sealed record HoldLine(string Rule, string Text, string? Item, string? ItemText)
{
    public static HoldLine Of(View view, DeskFile desk, HoldReason reason) => new(
        reason.Rule, Words.SayAny("releases.held", reason.Rule) ?? reason.Rule, reason.Item,
        reason.Item is { } item && view.Item(item) is { } held ? ItemLine.Of(view, desk, held).Text : null);
}

/// <summary>Why an item of a package may go wider than what it rests on.</summary>
public sealed record WiderReasonRow(ItemChoice Item, string Who, string Time, string Reason);

/// <summary>A line of the ledger: who was given what, when, on whose approval.</summary>
public sealed record ReleaseRow(Held<Release> Release, string Partner, string? Suspicion, string Title, string ProposedBy, string? DecidedBy)
{
    public static ReleaseRow Of(View view, DeskFile desk, Held<Release> release)
    {
        var content = release.Content;
        var about = content.Proposal.About;
        var title = view.Requests.Find(about)?.Content.Title
            ?? (view.ReplyDrafts.Find(about) is { } reply ? Requests.Answerable.Of(view, reply.Content)?.PackageTitle : null) ?? view.Briefs.Find(about)?.Content.Title ?? view.Notices.Find(about)?.Content.Title ?? "";
        var partner = desk.Partners.Find(content.Proposal.Partner)?.Content;
        return new(release, partner?.Name ?? "a partner that is no longer listed", partner?.Suspicion, title,
            desk.NameOf(release.Author), content.DecidedBy is { } by ? desk.NameOf(by) : null);
    }
}

/// <summary>Makes the models that need the kept bytes or the partner's own view.</summary>
public sealed class ReleasePreviews(ReleaseDesk releases, Store.JournalStore store)
{
    public async Task<Shown<PreviewModel>> PreviewAsync(CaseCall call)
    {
        var about = call.Route("draft");
        if (Draft(call.View, about) is not var (title, partners)) return Shown<PreviewModel>.Nothing;
        IReadOnlyList<CheckedCopy> beside = partners.Count < 2 ? []
            : [.. (await releases.BesideAsync(call, about, partners)).Where(c => ObstacleTo(call, about, c.Partner.Id, c.Composed) is null)];
        List<PreviewColumn> columns = [];
        foreach (var partner in partners)
        {
            if (await ColumnAsync(call, about, partner, beside) is { } column) columns.Add(column);
        }
        return new PreviewModel(call.CaseId, about, title, call.Writes, columns, !SecondPerson.IsThere(call.Desk));
    }

    /// <summary>The letter in a package that is not yet proposed.</summary>
    public async Task<string?> LetterAsync(CaseCall call) =>
        (await releases.PreviewAsync(call.CaseId, call.Caller.Audience, call.Route("draft"), call.Route("partner"), call.Context.RequestAborted))?.Composed.Letter;

    public async Task<Shown<ReleaseModel>> ReleaseAsync(CaseCall call)
    {
        if (call.View.Releases.Find(call.Route("release")) is not { } release) return Shown<ReleaseModel>.Nothing;
        var plain = await store.FindAsync(release.Content.Proposal.PlainSha256, call.Context.RequestAborted);
        var choices = ItemChoice.Held(call.View, release.Content.Proposal.Items.Select(i => i.Item));
        var waits = release.Content.State == ReleaseState.Proposed && call.Caller.Can(Capability.ApproveReleases) && call.Writes;
        var copy = release.Content.State == ReleaseState.Proposed ? await releases.WaitingAsync(call, release.Content.Proposal) : null;
        var need = copy is null ? null : HandlersWord.Of(copy);
        return new ReleaseModel(call.CaseId, ReleaseRow.Of(call.View, call.Desk, release), choices,
            ReleaseDecisions.IsSeenWhole(release), plain is null ? "" : Encoding.UTF8.GetString(plain), waits, !waits ? null
            : (ReleaseDecisions.MustBeASecondPerson(call.Desk, release, call.Caller.Id) ?? ReleaseDecisions.ApproverMustSeeAll(release))?.Message,
            release.Content is { SealedSha256: not null, State: not (ReleaseState.HeldBack or ReleaseState.Stopped) } && call.Caller.Can(Capability.ApproveReleases) && call.Writes,
            call.Writes && release.Content is { Departure: Departure.Waiting or Departure.GivenUp or Departure.HeldBack },
            call.Writes && release.Content is { SealedSha256: not null, State: not (ReleaseState.Received or ReleaseState.Stopped) },
            [.. release.Content.HoldReasons.Select(r => HoldLine.Of(call.View, call.Desk, r))])
        {
            Notes = waits && ReleaseDecisions.IsSeenWhole(release) ? await ApproverNotes.OfAsync(call, release, releases, store) : null,
            Answers = [.. release.Content.Proposal.Warnings
                .Select(w => new AnswerRow(w.Rule, w.Item, w.Reason, w.By is { } by ? call.Desk.NameOf(by) : null, null))],
            IsOfOne = !SecondPerson.IsThere(call.Desk),
            NobodyElse = copy is not null && ReleaseDecisions.IsSeenWhole(release)
                && !Approvers.Exist(call.View, call.Desk, release.Author, release.Content.Proposal.About, copy.Composed),
            ProposerGone = waits && call.Desk.People.Find(release.Author) is not { IsWithdrawn: false, Content.Disabled: false },
            CanTakeBack = !waits && call.Writes && release.Content.State == ReleaseState.Proposed && release.Author == call.Caller.Id,
            AsksHandlers = need?.IsNeeded == true,
            ProtectedSources = [.. (need?.Sources ?? []).Select(s => new SiblingRow(s, call.View.Sources.Find(s)!.Content.PublicName))],
            Handlers = need is null || !call.Writes ? null : await releases.HandlersPartAsync(call, release, copy!, need),
            Wider = [.. from item in choices
                        let held = call.View.Item(item.Id)
                        where held is not null
                        from wider in Bases.Lowered(call.View, held).Select(l => l.Reason).Prepend(held.Wider).OfType<Justification>()
                        select new WiderReasonRow(item, call.Desk.NameOf(wider.Author), wider.Time, wider.Reason)],
        };
    }

    // What stands against a proposal, whatever the check of its copy finds.
    private static Decision.Refused? ObstacleTo(CaseCall call, string about, string partner, Composed composed) => ReleaseDecisions.Propose(
        call.View, call.Desk, new("", new(composed.Kind, about, partner, "", composed.Created, "", [], []), new([], []))) as Decision.Refused;

    private async Task<PreviewColumn?> ColumnAsync(CaseCall call, string about, string partner, IReadOnlyList<CheckedCopy> beside)
    {
        var ct = call.Context.RequestAborted;
        if (await releases.PreviewAsync(call.CaseId, call.Caller.Audience, about, partner, ct) is not { } copy) return null;
        var (composed, check) = (copy.Composed, DraftCheck.Of(copy with { Beside = beside }));
        var known = call.Desk.Partners.Find(partner)?.Content;
        var obstacle = ObstacleTo(call, about, partner, composed);
        return new(partner, known?.Name ?? partner, known?.Suspicion, known?.Caveats, Marking.Of(composed.Tlp).Label, composed.Plain.Length,
            ItemChoice.Held(call.View, composed.Items.Select(i => i.Item)),
            [.. ItemChoice.Held(call.View, composed.Withheld).Select(i => new WithheldItem(i, ItemChoice.WhyWithheld(call.View, i.Id, call.Desk.AudienceOf(partner, composed.Created))))],
            check, obstacle?.Message, call.View.Releases.Latest(about, partner))
        {
            Letter = composed.Letter,
            NobodyElse = !Approvers.Exist(call.View, call.Desk, call.Caller.Id, about, composed),
            Answers = [.. GivenAnswers.For(call.View, about, partner, check)
                .Select(a => new AnswerRow(a.Rule, a.Item, a.Reason, call.Desk.NameOf(a.By), copy.Name(a.Partner)))],
        };
    }

    private static (string Title, IReadOnlyList<string> Partners)? Draft(View view, string about)
    {
        if (view.Requests.Find(about) is { IsWithdrawn: false } request) return (request.Content.Title, request.Content.Partners);
        if (view.ReplyDrafts.Find(about) is { IsWithdrawn: false } reply && Requests.Answerable.Of(view, reply.Content) is { } asked)
            return (asked.PackageTitle, [asked.Partner]);
        if (view.Briefs.Find(about) is { IsWithdrawn: false, Content: { Partner: { } reader } brief }) return (brief.Title, [reader]);
        return view.Notices.Find(about) is { IsWithdrawn: false } notice ? (notice.Content.Title, Noticed.Partners(view, notice)) : null;
    }
}
