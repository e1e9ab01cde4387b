namespace Demarche.Releases;

/// <summary>Our word to those who had it that something which left has changed or no longer holds.</summary>
/// <param name="Kind">Correction or retraction.</param>
/// <param name="Items">Ids of the items. It goes to exactly those partners who have another version of one of them, which only the ledger says.</param>
/// <param name="Text">What the partners are told.</param>
public sealed record Notice(NoticeKind Kind, IReadOnlyList<string> Items, string Text)
{
    /// <summary>What the package is called. It names nothing: the title stands in lists at the partner's desk.</summary>
    public string Title => Kind == NoticeKind.Correction ? "Correction of what we sent you" : "Retraction of what we sent you";
}

public enum NoticeKind { Correction, Retraction }

[Kind("notice-drafted")]
public sealed record NoticeDrafted(string Id, Notice Content) : Added<Notice>(Id, Content);

[Kind("notice-withdrawn")]
public sealed record NoticeWithdrawn(string Id, string Reason) : Withdrawn<Notice>(Id, Reason);

/// <summary>A partner's word that something it gave us has changed or no longer holds. What we made of it stays.</summary>
/// <param name="Package">The package it came in.</param>
/// <param name="PlainSha256">Of that package's plain bytes, which are kept.</param>
/// <param name="Sent">When the partner made it, as it says.</param>
/// <param name="Text">In the partner's words.</param>
/// <param name="Concerns">Ids of the items of this case that were taken from what it is about.</param>
/// <param name="Now">Of a correction, what the partner says now in place of each of these items; absent where an earlier program wrote it.</param>
public sealed record PartnerNotice(
    NoticeKind Kind, string Partner, string Package, string PlainSha256, string Sent, string Text, IReadOnlyList<string> Concerns,
    IReadOnlyList<CorrectedWords>? Now = null);

/// <summary>What a partner says now in place of something that we took from it.</summary>
/// <param name="Item">The id of our item.</param>
/// <param name="Text">In the partner's words, in a line.</param>
public sealed record CorrectedWords(string Item, string Text);

[Kind("notice-taken-in")]
public sealed record NoticeTakenIn(string Id, PartnerNotice Content) : Added<PartnerNotice>(Id, Content);

/// <summary>A person's decision that an item stays as it is although its partner corrected or retracted it.</summary>
/// <param name="Notice">The id of the partner's notice, as this case noted it.</param>
/// <param name="Item">The id of the item that stays.</param>
/// <param name="Reason">Why it stays.</param>
public sealed record NoticeJudgement(string Notice, string Item, string Reason);

[Kind("notice-judged")]
public sealed record NoticeJudged(string Id, NoticeJudgement Content) : Added<NoticeJudgement>(Id, Content);

[Kind("notice-judgement-withdrawn")]
public sealed record NoticeJudgementWithdrawn(string Id, string Reason) : Withdrawn<NoticeJudgement>(Id, Reason);
