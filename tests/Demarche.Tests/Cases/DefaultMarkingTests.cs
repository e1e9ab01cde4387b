using Demarche.Cases;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Tests.Leaks;
using Demarche.Tests.Views;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Cases;

/// <summary>The case's default marking to somebody who is not in its compartment, and two descriptions of one incident.</summary>
public sealed class DefaultMarkingTests
{
    private static readonly Marking Vault = new(Tlp.Amber, [], ["zqvault"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static WrittenCase Written() => new WrittenCase().Add(new DefaultMarkingSet(Vault, "It is a matter of few."), Vault);

    [Fact]
    public void A_compartment_in_the_default_marking_is_named_to_its_members_alone()
    {
        var file = Written().File;
        Assert.DoesNotContain("zqvault", ViewText.Of(View.For(file, AtDesk(Ben))), StringComparison.Ordinal);
        Assert.Equal(Vault, View.For(file, AtDesk(Ben, true, "zqvault")).Default);
        Assert.Equal(Tlp.Amber, View.For(file, AtDesk(Ben)).Default.Tlp);
        var refused = Assert.IsType<Decision.Refused>(Changes.Add(View.For(file, AtDesk(Ben)), "p", new PartyNamed("p", new("Norland", PartyKind.State, null, "")), null, null));
        Assert.Equal("marking-must-let-its-author-see", refused.Rule);
        Assert.DoesNotContain("zqvault", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Marking.Nobody, View.For(file, new Audience.Partner(Ostania)).Default);
    }

    [Fact]
    public void Nobody_widens_a_default_marking_of_which_they_do_not_see_the_whole()
    {
        var file = Written().File;
        Assert.Equal("default-marking-must-be-seen", Assert.IsType<Decision.Refused>(CaseDecisions.SetDefault(View.For(file, AtDesk(Ben)), DeskFile.Fold([]), new(Internal, "r"))).Rule);
        Assert.IsType<Decision.Allowed>(CaseDecisions.SetDefault(View.For(file, AtDesk(Ben, true, "zqvault")), DeskFile.Fold([]), new(Internal, "r")));
        // What is said of the case itself stays under the whole marking.
        Assert.Equal(Vault, Assert.IsType<Decision.Allowed>(CaseDecisions.Close(View.For(file, AtDesk(Ben)), "Done.")).Facts[0].Marking);
    }

    [Fact]
    public async Task Two_descriptions_of_one_incident_are_shown_and_resolved_without_telling_which_was_hidden()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var (hidden, vault) = (Id.New(), new Marking(Tlp.Amber, [], ["crypto"]));
        async Task WriteAsync(Fact fact, Marking marking) => await guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!, _ => Decision.Allow(fact, marking), ct: Ct);
        await WriteAsync(new IncidentDescribed(hidden, new("zqfirst", null, null, null)), vault);
        const string two = "There are two descriptions of the incident.";
        Assert.DoesNotContain(two, await guarded.Reader.ReadAsync($"/cases/{guarded.Case}"), StringComparison.Ordinal);
        Assert.Contains(two, await guarded.Author.ReadAsync($"/cases/{guarded.Case}"), StringComparison.Ordinal);
        await WriteAsync(new IncidentCorrected(hidden, new("A wiper.", null, null, null), "r"), vault);
        await WriteAsync(new MarkingChanged(hidden, Marking.Of(Tlp.Amber), "open"), Marking.Of(Tlp.Amber));
        var page = await guarded.Reader.ReadAsync($"/cases/{guarded.Case}");
        Assert.Contains(two, page, StringComparison.Ordinal);
        Assert.DoesNotContain("zqfirst", page, StringComparison.Ordinal);
        using var third = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}/incident", new { description = "A third", marking = new { tlp = "amber" } });
        Assert.Contains("a-case-has-one-incident", await third.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var gone = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}/incident/{guarded.Seen["incident"]}/withdraw", new { reason = "The other says it better." });
        Assert.True(gone.IsSuccessStatusCode, await gone.Content.ReadAsStringAsync(Ct));
        Assert.DoesNotContain(two, await guarded.Reader.ReadAsync($"/cases/{guarded.Case}"), StringComparison.Ordinal);
    }
}
