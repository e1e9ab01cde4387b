using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Incidents;
using Demarche.Observables;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;

namespace Demarche.Tests.Leaks;

/// <summary>Something hidden hangs on something that is seen: what is seen tells nothing of it, by no list, link, count or latest.</summary>
public sealed class L04_StricterChild
{
    private const string Word = "zqchild";

    [Fact]
    public async Task What_hangs_on_something_seen_and_is_hidden_moves_nothing_of_it()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.MovesNothingAsync(async () =>
        {
            foreach (var fact in Children(guarded.Seen, guarded.Partner))
                await guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!, _ => Decision.Allow(fact, new(Tlp.Amber, [], ["crypto"])), ct: TestContext.Current.CancellationToken);
        }, 10);
        Assert.Equal(0, await guarded.HoldingAsync(guarded.Reader, Word));
        Assert.True(await guarded.HoldingAsync(guarded.Author, Word) > 8);
    }

    // Each on a parent that everybody in the case sees.
    private static IEnumerable<Fact> Children(IReadOnlyDictionary<string, string> seen, string partner)
    {
        yield return new ClaimMade(Id.New(), new(seen["proposition"], seen["source"], Stance.Asserts, Standing.Analyst, true, Nature.Fact, Word, new(seen["document"], 0, 4, Word), null));
        yield return new ObservableSeen(Id.New(), new("domain-name", Word + ".example", 3, new(seen["document"], 0, 4, Word), Word));
        yield return new EffectRecorded(Id.New(), new(seen["party"], Word, Word, null));
        yield return new CommitmentMade(Id.New(), new(partner, Word, true, null, seen["contact"], null));
        yield return new StatementMade(Id.New(), new(Word, new("2026-03-02"), Word, [new(seen["proposition"], Stance.Denies)]));
        yield return new RequestWorded(Id.New(), new(seen["request"], "another-partner", Word, null));
        yield return new ReplyDrafted(Id.New(), new(seen["incoming"], Disposition.Declined, Word, [], []));
        yield return new ReplyReceived(Id.New(), new(seen["request"], partner, Id.New(), "", "2026-03-02T08:00:00.000Z", Disposition.Declined, Word, []));
        yield return new ProposalRejected(Id.New(), new("claim", seen["document"], 0, 9));
    }
}
