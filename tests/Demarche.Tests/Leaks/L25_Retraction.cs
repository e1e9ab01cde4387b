using System.Text;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.Tests.Exchange;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>What was withdrawn goes out no more, and nobody outside is shown that it was there.</summary>
public sealed class L25_Retraction
{
    private static readonly Letterhead Head = new("package00000000000000000a", "2026-03-02T10:00:00.000Z", "desk-n", "Norland", "desk-w", "Westmark");

    [Fact]
    public void What_was_withdrawn_is_in_no_later_package_and_in_no_view_outside_the_desk()
    {
        var written = new WrittenCase()
            .Add(new ObservableSeen("o", new("domain-name", "zqwithdrawn.example", 2, null, null)), WrittenCase.ToOstania)
            .Add(new RequestDrafted("r", new("Help", "Help", [new("a", "Who?")], "Law", WrittenCase.Ana, "2026-04-01T00:00:00.000Z", [WrittenCase.Ostania], ["o"])), WrittenCase.ToOstania);
        // The control: before, it goes.
        Assert.Contains("zqwithdrawn", Package(written.File), StringComparison.Ordinal);
        written.Add(new ObservableWithdrawn("o", "zqwithdrawn by mistake"), WrittenCase.ToOstania);
        Assert.DoesNotContain("zqwithdrawn", Package(written.File), StringComparison.Ordinal);
        foreach (var audience in new Audience[] { new Audience.Partner(WrittenCase.Ostania), new Audience.Public() })
            Assert.Equal(0, View.For(written.File, audience).Observables.Count);
        // At the desk it stands as withdrawn, with its reason: who rested on it must be able to find out why it went.
        Assert.True(written.View.Observables.Find("o")!.IsWithdrawn);
    }

    [Fact]
    public async Task A_package_that_waits_for_approval_does_not_go_with_what_was_withdrawn_meanwhile()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (id, items) = await desks.CaseForAsync(desks.Westmark);
        var request = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests", new
        {
            title = "Help",
            text = "We ask.",
            asks = new[] { new { text = "Who?" } },
            legalBasis = "Law",
            due = "2026-03-09T12:00Z",
            partners = new[] { desks.Westmark },
            includes = items,
            marking = new { tlp = "amber", releasableTo = new[] { desks.Westmark } },
        });
        var release = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", new { partners = new[] { desks.Westmark } });
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/observables/{items[1]}/withdraw", new { reason = "It was another relay" });
        using var approved = await desks.Releaser.PostJsonAsync($"/api/cases/{id}/releases/{release}/approve", new { });
        Assert.Contains("what-is-approved-must-be-what-was-seen", await approved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string Package(CaseFile file) => Encoding.UTF8.GetString(Composed.Of(
        View.For(file, new Audience.Partner(WrittenCase.Ostania)), Outgoing.To(WrittenCase.Ostania, "r", View.For(file, WrittenCase.AtDesk()))!, Head).Plain);
}
