using Demarche.Cases;
using Demarche.Markings;
using Demarche.Requests;

namespace Demarche.Tests.Leaks;

/// <summary>Replies, receipts, reminders and closings of something hidden are as hidden as it is, in lists and in totals.</summary>
public sealed class L10_Reactions
{
    [Fact]
    public async Task What_happens_to_something_hidden_moves_nothing_that_others_are_shown()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        var request = guarded.Hidden["request"];
        await guarded.MovesNothingAsync(async () =>
        {
            // As the desk marks them: the reminder as the case, the reply as its partner does.
            Fact[] facts =
            [
                new PartnerReminded(request, guarded.Partner, "by telephone"), new ReplyReceived(Id.New(), new(request, guarded.Partner, Id.New(), "", "2026-03-02T08:00:00.000Z", Disposition.Declined, "no", [])),
                new RequestClosed(request, guarded.Partner, "answered"),
            ];
            foreach (var fact in facts) await guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!, _ => Decision.Allow(fact, Marking.Of(Tlp.Amber, guarded.Partner)), ct: TestContext.Current.CancellationToken);
        }, 3);
    }
}
