using Demarche.Cases;
using Demarche.Markings;
using Demarche.Observables;

namespace Demarche.Tests.Leaks;

/// <summary>A case of others gives away neither its title nor that it is there: not by a value that both have, not by a reply that waits for it, not by its entries.</summary>
public sealed class L40_LinkedTitles
{
    [Fact]
    public async Task A_case_that_shares_a_value_with_ones_own_and_is_not_ones_own_is_named_nowhere()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var ct = TestContext.Current.CancellationToken;
        var shared = new ObservableSeen(Id.New(), new("domain-name", "both.example", 2, null, null));
        await guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!, _ => Decision.Allow(shared, Marking.Of(Tlp.Amber)), ct: ct);
        guarded.Seen["observable"] = shared.Id;
        var other = "";
        await guarded.MovesNothingAsync(async () =>
        {
            other = await guarded.Desk.OpenCaseAsync(guarded.Author, GuardedCase.Word + " of another case");
            await guarded.Desk.Cases.WriteAsync(other, guarded.Author.Person!, _ => Decision.Allow(shared with { Id = Id.New() }, Marking.Of(Tlp.Amber)), ct: ct);
            // With a reply that waits for it in the inbox.
            await guarded.HideAsync();
        }, 4);
        foreach (var (path, text) in await guarded.AllAsync(guarded.Reader, plain: false))
        {
            Assert.False(text.Contains(other, StringComparison.Ordinal), $"{path} names the other case.");
            Assert.False(text.Contains(GuardedCase.Word, StringComparison.OrdinalIgnoreCase), $"{path} tells its title.");
        }
        Assert.True(await guarded.HoldingAsync(guarded.Author, other) >= 2);
    }
}
