using Demarche.Releases;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Exchange;

/// <summary>How far a package that arrived has come here.</summary>
public enum ArrivalState { Waiting, Taken, SetAside }

/// <param name="From">The partner's name.</param>
/// <param name="Suspicion">Why that partner may itself have a part in it.</param>
public sealed record InboxRow(
    string Id, PackageKind Kind, string Title, string Partner, string From, string? Suspicion, Marking Marking, string Sent, string Arrived,
    ArrivalState State, string? Case, string? CaseTitle, string? Answers)
{
    /// <summary>By when the partner needs an answer, where it is a request that names a time.</summary>
    public string? Due { get; init; }

    /// <summary>Whether it waits for a person past that time.</summary>
    public bool IsOverdue { get; init; }
}

/// <summary>What arrived and this caller may read, the newest first, what waits for a person before the rest.</summary>
public sealed record InboxList(IReadOnlyList<InboxRow> Packages, bool MayOpen)
{
    /// <summary>More settled packages than this are not listed at once.</summary>
    public const int MostSettled = 200;

    /// <param name="cases">The cases by id that an arrival was taken into or answers; only these decide who may see it.</param>
    /// <param name="now">The time against which "overdue" is said, UTC.</param>
    public static InboxList Of(DeskFile desk, Caller caller, Func<Held<Arrival>, CaseFile?> cases, string now)
    {
        var rows = desk.Inbox.All.Select(a => (Held: a, File: cases(a))).Where(a => IsShown(a.Held, a.File, caller, desk, cases)).Select(a => Row(desk, a.Held, a.File, now)).ToList();
        return new(
            [
                .. rows.Where(r => r.State == ArrivalState.Waiting).OrderByDescending(r => r.IsOverdue).ThenBy(r => r.IsOverdue ? Requests.Asks.Normal(r.Due!) : "", StringComparer.Ordinal)
                    .ThenByDescending(r => r.Arrived, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal),
                .. rows.Where(r => r.State != ArrivalState.Waiting).OrderByDescending(r => r.Arrived, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).Take(MostSettled),
            ],
            caller.Can(Capability.WriteCases));
    }

    /// <summary>
    /// A package that belongs to a case is for those who may read the case; one that begins something is for those who open cases. An answer to something
    /// that this desk does not find is for those alone who see all that this partner's packages brought into cases; where none did, for those
    /// to whom TLP:RED of a case is addressed.
    /// </summary>
    /// <param name="cases">The cases that an arrival was taken into or answers.</param>
    public static bool IsShown(Held<Arrival> arrival, CaseFile? file, Caller caller, DeskFile desk, Func<Held<Arrival>, CaseFile?> cases)
    {
        if (!Ruling.For(arrival.Marking, caller.Audience).Seen) return false;
        if (file is not null) return IsOfReaders(arrival, file, caller);
        if (!caller.Can(Capability.WriteCases)) return false;
        if (BeginsSomething(arrival, desk, cases)) return true;
        List<(Held<Arrival> Held, CaseFile File)> others =
            [.. from other in desk.Inbox.All where other.Id != arrival.Id && other.Content.Partner == arrival.Content.Partner let of = cases(other) where of is not null select (other, of)];
        return others.Count > 0 ? others.All(o => IsOfReaders(o.Held, o.File, caller)) : caller.Audience is Audience.AtDesk { ReadsRed: true };
    }

    // A correction of what nobody has taken in yet is for those who may read that.
    private static bool BeginsSomething(Held<Arrival> arrival, DeskFile desk, Func<Held<Arrival>, CaseFile?> cases) => arrival.Content.Kind switch
    {
        PackageKind.Request or PackageKind.Brief => true,
        PackageKind.Correction or PackageKind.Retraction => desk.Inbox.All.FirstOrDefault(a => a.Id != arrival.Id && a.Content.Partner == arrival.Content.Partner
            && a.Content.Package == arrival.Content.About) is { Content.Kind: PackageKind.Request or PackageKind.Brief } about && cases(about) is null,
        _ => false,
    };

    private static bool IsOfReaders(Held<Arrival> arrival, CaseFile file, Caller caller) =>
        Ruling.For(arrival.Marking, caller.Audience).Seen && CaseRoutes.AccessOf(file, caller) != CaseAccess.None && IsInView(arrival.Content, file, caller);

    // A reply is as hidden as the request that it answers, and a request or a notice as what was taken in of it: else the inbox would be a second way to it.
    private static bool IsInView(Arrival arrival, CaseFile file, Caller caller)
    {
        var view = ViewCache.For(file, caller.Audience);
        return (arrival.About is null || file.Releases.OfPackage(arrival.About) is not { } answered || view.Releases.Find(answered.Id) is not null)
            && (file.Incoming.All.FirstOrDefault(i => i.Content.Partner == arrival.Partner && i.Content.Package == arrival.Package) is not { } taken || view.Incoming.Find(taken.Id) is not null)
            && (Homecoming.NotedOf(file, arrival).ToList() is not { Count: > 0 } noted || noted.Any(n => view.PartnerNotices.Find(n.Id) is not null));
    }

    // A package whose case was never written, because the desk stopped just then, waits still.
    private static ArrivalState StateOf(Held<Arrival> arrival, CaseFile? file) =>
        arrival.IsWithdrawn ? ArrivalState.SetAside : arrival.Content.Case is null || file is null ? ArrivalState.Waiting : ArrivalState.Taken;

    public static InboxRow Row(DeskFile desk, Held<Arrival> held, CaseFile? file, string now)
    {
        var (partner, state) = (desk.Partners.Find(held.Content.Partner)?.Content, StateOf(held, file));
        return new(held.Id, held.Content.Kind, held.Content.Title, held.Content.Partner, partner?.Name ?? "a partner", partner?.Suspicion, held.Marking,
            held.Content.Sent, held.Time, state, file?.Id, file?.Title.Title, held.Content.About)
        {
            Due = held.Content.Due,
            IsOverdue = state == ArrivalState.Waiting && held.Content.Due is { } due && Requests.Asks.HasPassed(due, now),
        };
    }
}

/// <summary>An item that this desk refused, as its receipt says.</summary>
public sealed record RefusedRow(string As, string Because);

/// <summary>A case that a package can be taken into.</summary>
public sealed record CaseChoice(string Id, string Title);

/// <summary>A package that arrived, with everything its page shows.</summary>
/// <param name="Request">What it asks, where it is a request.</param>
/// <param name="Reply">What it answers, where it is a reply.</param>
/// <param name="Cases">Cases that the caller may take it into.</param>
/// <param name="Caveats">The terms that the partner always attaches.</param>
public sealed record ArrivalSheet(
    InboxRow Row, Requests.IncomingRequest? Request, Requests.Reply? Reply, string? RequestTitle, IReadOnlyList<ArrivalRow> Items,
    IReadOnlyList<RefusedRow> Refused, IReadOnlyList<CaseChoice> Cases, string? Caveats, string? Reason, int Revision, bool MayTake)
{
    /// <summary>As it came: hostile until it is made harmless. A program finds it at an address of its own.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Letter { get; init; } = "";

    /// <summary>
    /// Items on one page. A bundle has up to <see cref="PackageContent.MostObjects"/> objects: a page that showed them all would keep a browser, and
    /// the desk, busy for as long as a partner likes.
    /// </summary>
    public const int MostListed = 500;

    /// <summary>What the listed items come after; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>What the next items come after; null where these are the last.</summary>
    public string? Next { get; init; }

    /// <summary>Items that can be taken and of which the case holds nothing, on all pages.</summary>
    public int New { get; init; }

    /// <summary>Whether there is any item to take, on any page.</summary>
    public bool CanTakeAny { get; init; }

    /// <summary>How many objects are nothing to take; of more than <see cref="MostListed"/> the first are listed.</summary>
    public int AsideCount { get; init; }

    /// <summary>Objects that are nothing to take in, each with the reason.</summary>
    public IReadOnlyList<ArrivalRow> Aside { get; init; } = [];

    /// <summary>The page of the request that a reply answers, after the case's address.</summary>
    public string? RequestPath { get; init; }

    /// <summary>The page on which a question that a reply asks back is answered; null where it asks none.</summary>
    public string? QuestionPath { get; init; }

    /// <summary>Of a reply, what it says to each thing that was asked.</summary>
    public IReadOnlyList<ArrivalAnswer> Answers { get; init; } = [];

    /// <summary>What it corrects or retracts, where it does.</summary>
    public ArrivalNotice? Notice { get; init; }
}

/// <summary>An answer in a reply, beside what was asked.</summary>
/// <param name="Asked">In our words; in those of the partner where this reader sees no request of ours that it fits; null where neither
/// says it.</param>
/// <param name="IsOurs">Whether these are the words that we asked in.</param>
public sealed record ArrivalAnswer(string? Asked, bool IsOurs, Disposition Disposition, string Text);

/// <summary>A partner's correction or retraction, and what this desk holds of what it is about.</summary>
public sealed record ArrivalNotice(NoticeKind Kind, string Text, IReadOnlyList<ConcernedRow> Concerns)
{
    /// <summary>What it is about that no case has taken in, as the partner sent it before.</summary>
    public IReadOnlyList<ConcernedSent> Sent { get; init; } = [];
}

/// <summary>Something that this partner sent, that no case has taken in, and that a notice is about.</summary>
/// <param name="Arrival">The package that carried it last.</param>
public sealed record ConcernedSent(string Arrival, string Title, string As, string Kind, string Words, Marking Marking);

/// <summary>Something that was taken from this partner and that a notice is about.</summary>
/// <param name="As">The STIX id by which the partner knows it.</param>
public sealed record ConcernedRow(string Case, string CaseTitle, string Item, string As, string Kind, ItemLine Line, Marking Marking)
{
    /// <summary>Whether the new version, where it is taken, corrects the item and comes in as no second one.</summary>
    public bool Corrects { get; init; }

    /// <summary>Whether the item was withdrawn here since, or corrected after a correction came.</summary>
    public bool IsFollowed { get; init; }
}
