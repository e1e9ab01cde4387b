using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Parties;
using Demarche.Releases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>The ledger as a timeline: what it tells, and how it is narrowed.</summary>
public sealed class LedgerListTests
{
    private static readonly DeskFile Desk = DeskFile.Fold([]);

    [Fact]
    public void Each_release_tells_to_whom_which_version_by_whom_and_on_which_reasons()
    {
        var released = ReleasedCase.WithClaim().Draft("one", [Ostania], "claim").Release("one", Ostania);
        released.Written.Add(new PropositionCorrected("proposition", new("Something else"), "Misread"), ToBoth);
        var row = Assert.Single(All(released, "").Rows);
        Assert.Equal(Ostania, row.Row.Release.Content.Proposal.Partner);
        var item = Assert.Single(row.Items);
        Assert.Contains(ReleasedCase.Said, item.Text, StringComparison.Ordinal);
        Assert.False(item.IsCurrent);
        Assert.Equal(["release-proposed", "release-approved", "package-sent", "receipt-held"], row.Events.Select(e => e.What));
        Assert.Equal([null, "Agreed with the legal office", null, null], row.Events.Select(e => e.Why));
        Assert.NotNull(row.Row.Release.Content.Receipt);
    }

    [Fact]
    public void The_filters_of_the_address_narrow_by_partner_item_state_kind_and_time()
    {
        var released = ReleasedCase.WithClaim()
            .Draft("one", [Ostania, Sudria], "claim").Release("one", Ostania).Release("one", Sudria, ReleaseState.Proposed)
            .Draft("two", [Ostania], "address").Release("two", Ostania, ReleaseState.Sent);
        string[] Ids(string query) => [.. All(released, query).Rows.Select(r => r.Row.Release.Id)];
        Assert.Equal(["release-two-partner-ostania", "release-one-partner-sudria", "release-one-partner-ostania"], Ids(""));
        Assert.Equal(["release-one-partner-sudria"], Ids("?partner=" + Sudria));
        Assert.Equal(["release-one-partner-ostania"], Ids("?item=proposition"));
        Assert.Equal(["release-two-partner-ostania"], Ids("?state=sent"));
        Assert.Empty(Ids("?kind=retraction"));
        Assert.Equal(3, Ids("?from=2026-03-01&until=2026-03-01").Length);
        Assert.Empty(Ids("?until=2026-02"));
        Assert.Empty(Ids("?from=2026-03-02"));
        // What no address of ours has is no filter.
        Assert.Equal(3, Ids("?state=stolen&from=yesterday").Length);
    }

    [Fact]
    public void A_victim_of_two_effects_is_listed_once()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new PartyNamed("victim", new("The registry", PartyKind.Organisation, null, "victim")), ToBoth)
            .Add(new EffectRecorded("deleted", new("victim", "data deleted", "The registry's data were deleted.", null)), ToBoth)
            .Add(new EffectRecorded("stopped", new("victim", "service stopped", "The registry was shut for a day.", null)), ToBoth);
        released.Draft("one", [Ostania], "victim", "deleted", "stopped").Release("one", Ostania);
        Assert.Equal(["deleted", "stopped", "victim"], Assert.Single(All(released, "").Rows).Items.Select(i => i.Item).Order());
    }

    [Fact]
    public void A_long_ledger_has_pages_that_together_are_all_of_it()
    {
        var released = ReleasedCase.WithClaim();
        for (var i = 0; i < LedgerList.PageSize + 7; i++) released.Draft($"r{i}", [Ostania], "claim").Release($"r{i}", Ostania, ReleaseState.Proposed);
        List<string> seen = [];
        var query = "";
        for (var pages = 0; pages < 3; pages++)
        {
            var page = All(released, query);
            seen.AddRange(page.Rows.Select(r => r.Row.Release.Id));
            if (page.Next is not { } next) break;
            query = page.Filter.Address(next);
        }
        Assert.Equal(LedgerList.PageSize + 7, seen.Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public void An_address_says_its_filter_back()
    {
        const string address = "?partner=a%20b&item=i&state=received&kind=correction&from=2026-03-01&until=2026-03-02&before=2026-03-01T10%3A00";
        Assert.Equal(address, Filter(address).Address("2026-03-01T10:00"));
    }

    private static LedgerList All(ReleasedCase released, string query) => LedgerList.Of(released.View, Desk, Filter(query));

    private static LedgerFilter Filter(string query) => LedgerFilter.Of(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
