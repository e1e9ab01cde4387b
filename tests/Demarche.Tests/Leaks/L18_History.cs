using Demarche.Cases;
using Demarche.Claims;
using Demarche.Markings;
using Demarche.Sources;

namespace Demarche.Tests.Leaks;

/// <summary>The history of what is seen tells of no earlier version, no recipient and no neighbour that is not.</summary>
public sealed class L18_History
{
    private const string Word = "zqearlier";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Narrowing_an_item_takes_its_whole_history_with_it()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var (item, seen) = (Id.New(), Marking.Of(Tlp.Amber));
        await WriteAsync(guarded, new PropositionStated(item, new(Word + " one")), seen);
        await WriteAsync(guarded, new PropositionCorrected(item, new(Word + " two"), Word + " why"), seen);
        // The control.
        Assert.True(await guarded.HoldingAsync(guarded.Reader, Word) > 2);
        await WriteAsync(guarded, new MarkingChanged(item, new(Tlp.Amber, [], ["crypto"]), Word), seen);
        Assert.Equal(0, await guarded.HoldingAsync(guarded.Reader, Word));
        Assert.True(await guarded.HoldingAsync(guarded.Author, Word) > 2);
    }

    [Fact]
    public async Task An_earlier_version_that_named_something_hidden_leaves_no_gap_in_the_history_of_what_is_seen()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        var (hidden, claim) = (Id.New(), Id.New());
        await WriteAsync(guarded, new SourceNamed(hidden, new(Word, Word, null, Standing.Official, null, [], null)), new(Tlp.Amber, [], ["crypto"]));
        var content = new Claim(guarded.Seen["proposition"], hidden, Stance.Asserts, Standing.Official, true, Nature.Fact, null, null, null);
        await WriteAsync(guarded, new ClaimMade(claim, content), Marking.Of(Tlp.Amber));
        await WriteAsync(guarded, new ClaimCorrected(claim, content with { Source = guarded.Seen["source"] }, "Another said it"), Marking.Of(Tlp.Amber));
        var page = await guarded.Reader.ReadAsync($"/cases/{guarded.Case}/claims/{claim}");
        Assert.DoesNotContain(Word, page, StringComparison.Ordinal);
        Assert.DoesNotContain("…", page, StringComparison.Ordinal);
        Assert.Contains(Word, await guarded.Author.ReadAsync($"/cases/{guarded.Case}/claims/{claim}"), StringComparison.Ordinal);
    }

    private static Task WriteAsync(GuardedCase guarded, Fact fact, Marking marking) =>
        guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!, _ => Decision.Allow(fact, marking), ct: Ct);
}
