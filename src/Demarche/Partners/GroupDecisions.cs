using static Demarche.Cases.Rules;

namespace Demarche.Partners;

public sealed record MakeGroup(string Id, string? Name, IReadOnlyList<string>? Members);

public sealed record CorrectGroup(string Id, string? Name, IReadOnlyList<string>? Members, string? Reason, int? Seen);

public sealed record WithdrawGroup(string Id, string? Reason, int? Seen);

/// <summary>What is allowed of groups of partners. A change of members changes at once who may see what names the group.</summary>
public static class GroupDecisions
{
    /// <summary>A name stands in every list of partners to choose from.</summary>
    private const int LongestName = 120;

    public static Decision Make(DeskFile desk, MakeGroup request) =>
        MustBeWellFormed(desk, request.Id, request.Name, request.Members)
        ?? PartnerDecisions.Allow(new PartnerGroupMade(request.Id, Said(request.Name, request.Members)), request.Id);

    public static Decision Correct(DeskFile desk, CorrectGroup request) =>
        MustStandAsSeen(desk.Groups.Find(request.Id), request.Seen, "group")
        ?? TextMustBeGiven(request.Reason, "reason", "why you change it")
        ?? MustBeWellFormed(desk, request.Id, request.Name, request.Members)
        ?? PartnerDecisions.Allow(new PartnerGroupCorrected(request.Id, Said(request.Name, request.Members), request.Reason!.Trim()), request.Id);

    /// <summary>Nothing is releasable to a group that was withdrawn, and nobody is freed of being barred by having belonged to it.</summary>
    public static Decision Withdraw(DeskFile desk, WithdrawGroup request) =>
        MustStandAsSeen(desk.Groups.Find(request.Id), request.Seen, "group")
        ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")
        ?? PartnerDecisions.Allow(new PartnerGroupWithdrawn(request.Id, request.Reason!.Trim()), request.Id);

    private static Decision.Refused? MustBeWellFormed(DeskFile desk, string self, string? name, IReadOnlyList<string>? members) =>
        TextMustBeGiven(name, "name", "what the group is called")
        ?? Must(name!.Trim().Length <= LongestName && !name.Any(char.IsControl), "name-must-fit-a-line", $"A name has at most {LongestName} characters on one line.", "name")
        ?? Must(!desk.Groups.Standing.Any(g => g.Id != self && string.Equals(g.Content.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)),
            "name-must-be-its-own", "Another group is called that already.", "name")
        ?? Must(members is { Count: > 0 }, "empty-means-nobody", "Tick at least one partner. A group without members is nobody.", "members")
        ?? Must(members!.All(m => desk.Partners.Find(m) is { IsWithdrawn: false }), "partner-must-be-listed",
            "The group names a partner that is not in the directory. Choose from the list.", "members");

    private static PartnerGroup Said(string? name, IReadOnlyList<string>? members) =>
        new(name!.Trim(), [.. members!.Distinct().Order(StringComparer.Ordinal)]);
}
