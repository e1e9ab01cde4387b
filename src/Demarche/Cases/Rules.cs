using Demarche.Views;

namespace Demarche.Cases;

/// <summary>Rules that decisions of every feature share. Each answers null where the rule is kept.</summary>
public static class Rules
{
    /// <summary>Longer texts than this are refused: one form must not fill the journal.</summary>
    public const int LongestText = 20_000;

    /// <summary>A rule that only one decision has.</summary>
    public static Decision.Refused? Must(bool isKept, string rule, string message, string? field = null) =>
        isKept ? null : new(rule, message, field);

    /// <summary>A rule of one feature: null where it is kept.</summary>
    public static Decision.Refused? Unless(bool kept, string rule, string message, string? field = null) => kept ? null : new(rule, message, field);

    public static Decision.Refused? CaseMustBeOpen(View view) =>
        view.IsOpen ? null : new("case-must-be-open", "This case is closed. Reopen it to write in it.");

    public static Decision.Refused? TextMustBeGiven(string? text, string field, string what) =>
        string.IsNullOrWhiteSpace(text) ? new("text-must-be-given", $"Say {what}.", field)
        : text.Length > LongestText ? new("text-must-be-short-enough", $"This is longer than {LongestText} characters. Shorten it, or take it in as a document.", field)
        : null;

    /// <summary>A name or title is read at a glance and trusted. Longer texts keep their signs: they may quote an original.</summary>
    public static Decision.Refused? NameMustBePlain(string? name, string field) =>
        !PlainName.IsPlain(name)
            ? new("name-must-be-plain", "This holds invisible signs that change how it reads (such as a zero-width space or a right-to-left override). Type it anew.", field) : null;

    public static Decision.Refused? TimeMustBeReal(ApproximateTime? time, string field) =>
        time is null or { IsValid: true } ? null
        : new("time-must-be-real", "Give a date as 2014, 2014-11, 2014-11-24 or 2014-11-24T09:30Z.", field);

    /// <summary>
    /// What is drafted for a partner goes under a level that the partner reads as ours: somebody chooses it. The case's default is for our own notes,
    /// and no partner knows it.
    /// </summary>
    public static Decision.Refused? LevelOfDraftMustBeGiven(Marking? marking) =>
        marking is null ? new("level-of-a-draft-must-be-given", "Choose the TLP level under which this goes. The case's default marking is not taken for it.", "marking.tlp") : null;

    /// <summary>Nobody writes what they could not read afterwards: a marking must let its author see.</summary>
    public static Decision.Refused? MarkingMustHold(View view, Marking marking) =>
        ReferenceEquals(marking, view.Default) && Ruling.For(marking, view.Audience) is { Seen: false }
            ? new("marking-must-let-its-author-see", "Under the case's default marking you could not see it yourself. Choose a marking.", "marking")
            : MarkingMustHold(view.Audience, marking);

    public static Decision.Refused? MarkingMustHold(Audience author, Marking marking) =>
        Ruling.For(marking, author) is { Seen: false } ruling
            ? new("marking-must-let-its-author-see", $"Under this marking you could not see it yourself. {string.Join(" ", ruling.Reasons)}", "marking")
            : null;

    /// <summary>A marking names only partners and groups of the directory: a slip of the pen is not a partner to come.</summary>
    public static Decision.Refused? PartnersMustBeListed(DeskFile desk, Marking marking) =>
        marking.ReleasableTo.All(p => IsListed(desk, p)) ? null
        : new("partner-must-be-listed", "The marking names a partner that is not in the directory. Choose from the list.", "marking.releasableTo");

    /// <summary>What a marking says must be able to hold. It may name a partner that was withdrawn: it was right when somebody wrote it.</summary>
    public static Decision.Refused? MarkingMustBeSound(DeskFile desk, Marking marking)
    {
        bool IsKnown(string id) => desk.Partners.Find(id) is not null || desk.Groups.Find(id) is not null;
        return Must(marking.ReleasableTo.Concat(marking.Barred).All(IsKnown), "partner-must-be-listed",
                "The marking names a partner or a group that is not in the directory. Choose from the list.", "marking.releasableTo")
            ?? Must(marking.Embargo is not { } embargo || embargo.Participants.All(p => desk.Partners.Find(p) is not null), "partner-must-be-listed",
                "The embargo names a participant that is not in the directory. Choose from the list.", "marking.embargo.participants")
            ?? Must(marking.Embargo is not { } kept || kept.Consented.All(kept.Participants.Contains), "consent-is-a-participants",
                "Only who keeps an embargo can consent to its end.", "marking.embargo.consented")
            ?? Must(marking.Tlp != Tlp.Clear || marking.Barred.Count == 0, "what-is-public-is-everybodys",
                "TLP:CLEAR may be seen by anybody; nothing of that level can be kept from one partner. Choose a stricter level.", "marking.notReleasableTo");
    }

    private static bool IsListed(DeskFile desk, string id) => desk.Partners.Find(id) is { IsWithdrawn: false } || desk.Groups.Find(id) is { IsWithdrawn: false };

    /// <summary>An item must be there, stand, and be as the person saw it.</summary>
    public static Decision.Refused? MustStandAsSeen<T>(Held<T>? item, int? seenRevision, string what) where T : notnull =>
        item is null ? new("item-must-exist", $"There is no such {what} in this case.")
        : item.IsWithdrawn ? new("item-must-stand", $"This {what} has been withdrawn.")
        : AsSeen(item, seenRevision, what);

    /// <summary>A form that was made from an earlier version is refused, so that nobody overwrites what they have not read.</summary>
    public static Decision.Refused? AsSeen<T>(Held<T> item, int? seenRevision, string what) where T : notnull =>
        seenRevision is { } seen && seen != item.Revision
            ? new("form-must-be-fresh", $"Somebody changed this {what} at {item.Changed} while you were writing. Look at it again, then write.")
            : null;
}
