using Demarche.Contacts;
using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Options;

/// <param name="IsMine">Whether the reader gave it.</param>
/// <param name="Reply">The reply that it names, as far as the reader sees it.</param>
public sealed record JudgedCommitment(Held<CommitmentJudgement> Judgement, string By, bool IsMine, Held<Reply>? Reply);

/// <summary>What a partner promised, or says its law is, and how people judge it against what the partner then did.</summary>
/// <param name="Name">The partner's.</param>
public sealed record SaidCommitment(Held<Commitment> Commitment, string Name, string? Suspicion, IReadOnlyList<JudgedCommitment> Judgements)
{
    /// <summary>What stands of the partners chosen, by partner, promises before law.</summary>
    public static IReadOnlyList<SaidCommitment> Of(View view, DeskFile desk, Func<string, bool> partner) =>
    [
        .. view.Commitments.Standing.Where(c => partner(c.Content.Partner))
            .Select(c => new SaidCommitment(c, desk.Partners.Find(c.Content.Partner)?.Content.Name ?? "a partner that is no longer listed", desk.Partners.Find(c.Content.Partner)?.Content.Suspicion,
                JudgementsOf(view, desk, c.Id)))
            .OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Commitment.Content.Law).ThenBy(c => c.Commitment.Time, StringComparer.Ordinal).ThenBy(c => c.Commitment.Id, StringComparer.Ordinal),
    ];

    /// <summary>Standing judgements of one commitment, oldest first.</summary>
    public static IReadOnlyList<JudgedCommitment> JudgementsOf(View view, DeskFile desk, string commitment) =>
    [
        .. view.CommitmentJudgements.Standing.Where(j => j.Content.Commitment == commitment).OrderBy(j => j.Time, StringComparer.Ordinal).ThenBy(j => j.Id, StringComparer.Ordinal)
            .Select(j => new JudgedCommitment(j, desk.NameOf(j.Author), view.IsOwn(j), view.Replies.Find(j.Content.Reply))),
    ];
}
