using System.Net;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Markings;
using Demarche.Releases;

namespace Demarche.Tests.Exchange;

/// <summary>Corrections and retractions between two real desks, with their receipts.</summary>
public sealed class NoticeRoadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task L25_A_retraction_reaches_who_had_it_is_acknowledged_marks_what_was_taken_and_deletes_nothing()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, claim, theirs, theirClaim) = await TakenAsync(desks);
        // Their own work rests on it.
        await desks.Theirs.Cases.WriteAsync(theirs, desks.TheirAnalyst.Person!, file => Decision.Allow(
            new ClaimMade("own", file.Claims.Find(theirClaim)!.Content with { Stance = Stance.Denies }), Marking.Of(Tlp.Amber)), ct: Ct);
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{ours}/claims/{claim}/withdraw", new { reason = "Ms Berg took it back" });

        var due = (await desks.Analyst.GetJsonAsync($"/api/cases/{ours}/notices"))["retractions"]!.AsArray();
        Assert.Equal([desks.Westmark], Assert.Single(due)!["recipients"]!.AsArray().Select(r => (string)r!["partner"]!));
        var retraction = await NoticeAsync(desks, ours, "retraction", claim, "This claim no longer holds.");
        Assert.Equal(ReleaseState.Received, (await desks.ReleaseOfAsync(ours, retraction)).State);
        var had = (await desks.Analyst.GetJsonAsync($"/api/cases/{ours}/items/{claim}/had"))["rows"]![0]!;
        Assert.Equal("retracted", (string)had["state"]!);
        Assert.NotNull(had["retraction"]!["acknowledged"]);

        var arrival = await NewestAsync(desks);
        var sheet = await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{arrival}");
        Assert.Equal(("retraction", "This claim no longer holds."), ((string)sheet["notice"]!["kind"]!, (string)sheet["notice"]!["text"]!));
        var concerned = Assert.Single(sheet["notice"]!["concerns"]!.AsArray())!;
        Assert.Equal((theirs, theirClaim), ((string)concerned["case"]!, (string)concerned["item"]!));
        Assert.Empty(sheet["items"]!.AsArray());
        Assert.Contains("What is retracted", await desks.TheirAnalyst.ReadAsync($"/inbox/{arrival}"), StringComparison.Ordinal);

        // It is known in the case from the moment it arrives, before anybody takes it.
        Assert.Contains("retracted by Norland", await desks.TheirAnalyst.ReadAsync($"/cases/{theirs}/claims"), StringComparison.Ordinal);
        Assert.Contains("retracted by Norland", await desks.TheirAnalyst.ReadAsync($"/cases/{theirs}"), StringComparison.Ordinal);
        Assert.Contains("1 item waits for a decision", await desks.TheirAnalyst.ReadAsync("/"), StringComparison.Ordinal);
        var before = (await desks.Theirs.Cases.FindAsync(theirs, Ct))!;
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { });
        var after = (await desks.Theirs.Cases.FindAsync(theirs, Ct))!;
        // Nothing of theirs is gone or changed: L23.
        Assert.Equal(before.Claims.All.Select(c => (c.Id, c.Revision, c.IsWithdrawn)), after.Claims.All.Select(c => (c.Id, c.Revision, c.IsWithdrawn)));
        Assert.Equal([theirClaim], Assert.Single(after.PartnerNotices.All).Content.Concerns);
        Assert.Contains("Norland retracted this", await desks.TheirAnalyst.ReadAsync($"/cases/{theirs}/claims/{theirClaim}"), StringComparison.Ordinal);
        Assert.DoesNotContain("retracted this", await desks.TheirAnalyst.ReadAsync($"/cases/{theirs}/claims/own"), StringComparison.Ordinal);
        Assert.Contains("This claim no longer holds.", await desks.TheirAnalyst.ReadAsync($"/cases/{theirs}/notices"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_takes_the_newer_version_corrects_what_was_taken_and_its_history_stays()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, claim, theirs, theirClaim) = await TakenAsync(desks);
        var file = (await desks.Ours.Cases.FindAsync(ours, Ct))!;
        var proposition = file.Claims.Find(claim)!.Content.Proposition;
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{ours}/propositions/{proposition}/correct", new { text = "Servers in Sudria relayed the mail.", reason = "Misread" });
        var correction = await NoticeAsync(desks, ours, "correction", claim, "The servers stood in Sudria.");
        Assert.Equal(PackageKind.Correction, (await desks.ReleaseOfAsync(ours, correction)).Proposal.Kind);
        Assert.Equal("current", (string)(await desks.Analyst.GetJsonAsync($"/api/cases/{ours}/items/{claim}/had"))["rows"]![0]!["state"]!);

        var arrival = await NewestAsync(desks);
        // Both versions stand side by side before anybody takes anything, and nothing is ticked.
        var waiting = Assert.Single((await desks.TheirAnalyst.GetJsonAsync($"/api/cases/{theirs}/partner-notices"))["open"]!.AsArray())!;
        Assert.Contains("Sudria", (string)waiting["now"]!, StringComparison.Ordinal);
        Assert.Contains("Westmark", (string)waiting["line"]!["text"]!, StringComparison.Ordinal);
        var page = await desks.TheirAnalyst.ReadAsync($"/inbox/{arrival}");
        Assert.Contains("taking it corrects that", page, StringComparison.Ordinal);
        Assert.DoesNotContain("checked", page, StringComparison.Ordinal);
        var item = Assert.Single((await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{arrival}"))["items"]!.AsArray())!;
        Assert.Contains("Sudria", (string)item["words"]!, StringComparison.Ordinal);
        Assert.Equal(("earlier", true), ((string)item["held"]!, (bool)item["canTake"]!));
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { items = new[] { (string)item["as"]! } });
        var after = (await desks.Theirs.Cases.FindAsync(theirs, Ct))!;
        // It is the same item, and says from now on what its originator says; its history keeps what it said.
        var corrected = Assert.Single(after.Claims.All);
        Assert.Equal((theirClaim, "claim-corrected"), (corrected.Id, corrected.History[^1].What));
        Assert.Equal("Servers in Sudria relayed the mail.", after.Propositions.Find(corrected.Content.Proposition)!.Content.Text);
        Assert.Equal("Servers in Westmark relayed the mail.", after.Propositions.Find(corrected.History[0].Content.Proposition)!.Content.Text);
        Assert.Contains("Norland corrected this", await desks.TheirAnalyst.ReadAsync($"/cases/{theirs}/items/{theirClaim}/had"), StringComparison.Ordinal);
        var list = await desks.TheirAnalyst.GetJsonAsync($"/api/cases/{theirs}/partner-notices");
        Assert.Equal("followed", (string)Assert.Single(list["decided"]!.AsArray())!["state"]!);
        Assert.Empty(list["open"]!.AsArray());
        Assert.True((bool)Assert.Single((await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{arrival}"))["items"]!.AsArray())!["taken"]!);
        Assert.Contains("corrected or withdrawn here since", await desks.TheirAnalyst.ReadAsync($"/inbox/{arrival}"), StringComparison.Ordinal);
        using var again = await desks.TheirAnalyst.PostJsonAsync($"/api/inbox/{arrival}/take", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task What_a_partner_retracted_waits_until_a_person_keeps_it_with_a_reason_or_withdraws_it()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, claim, theirs, theirClaim) = await TakenAsync(desks);
        await ChangeAsync(desks, ours, claim, "retraction");
        await NoticeAsync(desks, ours, "retraction", claim, "It no longer holds.");
        async Task<System.Text.Json.Nodes.JsonNode> ListAsync() => await desks.TheirAnalyst.GetJsonAsync($"/api/cases/{theirs}/partner-notices");
        var open = Assert.Single((await ListAsync())["open"]!.AsArray())!;
        var keep = $"/api/cases/{theirs}/partner-notices/{(string)open["notice"]!}/items/{theirClaim}/keep";
        using (var empty = await desks.TheirAnalyst.PostJsonAsync(keep, new { reason = " " }))
            Assert.Contains("text-must-be-given", await empty.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await TwoDesks.DoneAsync(desks.TheirAnalyst, keep, new { reason = "Our own logs show it.", seen = (int)open["revision"]! });
        var kept = Assert.Single((await ListAsync())["decided"]!.AsArray())!;
        Assert.Equal(("kept", "Our own logs show it."), ((string)kept["state"]!, (string)kept["judgement"]!["content"]!["reason"]!));
        Assert.Contains("retracted by Norland, kept here", await desks.TheirAnalyst.ReadAsync($"/cases/{theirs}/claims/{theirClaim}"), StringComparison.Ordinal);
        using (var again = await desks.TheirAnalyst.PostJsonAsync(keep, new { reason = "Once more" }))
            Assert.Contains("a-recall-is-decided-once", await again.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/cases/{theirs}/partner-notices/decisions/{(string)kept["judgement"]!["id"]!}/withdraw", new { reason = "The logs were read wrongly." });
        Assert.Single((await ListAsync())["open"]!.AsArray());
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/cases/{theirs}/claims/{theirClaim}/withdraw", new { reason = "Norland took it back" });
        Assert.Empty((await ListAsync())["open"]!.AsArray());
        Assert.DoesNotContain("waits for a decision", await desks.TheirAnalyst.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_in_after_its_partner_retracted_it_is_marked_too()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, items) = await desks.CaseForAsync(desks.Westmark);
        await BriefAsync(desks, ours, items[0]);
        var brief = await NewestAsync(desks);
        await ChangeAsync(desks, ours, items[0], "retraction");
        await NoticeAsync(desks, ours, "retraction", items[0], "It no longer holds.");
        var theirs = await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{brief}/take", new { all = true });
        var taken = Assert.Single((await desks.Theirs.Cases.FindAsync(theirs, Ct))!.Claims.All).Id;
        Assert.Equal(taken, (string)Assert.Single((await desks.TheirAnalyst.GetJsonAsync($"/api/cases/{theirs}/partner-notices"))["open"]!.AsArray())!["item"]!);
    }

    [Fact]
    public async Task A_notice_needs_a_second_person_like_every_release()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, claim, _, _) = await TakenAsync(desks);
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{ours}/claims/{claim}/withdraw", new { reason = "Wrong" });
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        var notice = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{ours}/notices", new { kind = "retraction", includes = new[] { claim }, text = "Gone.", marking = new { tlp = "amber" } });
        Assert.Contains("Gone.", await desks.Analyst.ReadAsync($"/cases/{ours}/drafts/{notice}/preview/{desks.Westmark}/letter"), StringComparison.Ordinal);
        var release = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{ours}/drafts/{notice}/propose", new { partners = new[] { desks.Westmark } });
        using var own = await desks.Analyst.PostJsonAsync($"/api/cases/{ours}/releases/{release}/approve", new { });
        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        Assert.Equal(0, await TwoDesks.SendAsync(desks.Ours));
    }

    [Fact]
    public async Task A_notice_about_what_was_taken_into_no_case_waits_and_enters_none()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, _, _) = await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var claim = Assert.Single((await desks.Ours.Cases.FindAsync(ours, Ct))!.Claims.All).Id;
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{ours}/claims/{claim}/withdraw", new { reason = "Wrong" });
        await NoticeAsync(desks, ours, "retraction", claim, "Gone.");
        var arrival = await NewestAsync(desks);
        using var answer = await desks.TheirAnalyst.PostJsonAsync($"/api/inbox/{arrival}/take", new { });
        Assert.Contains("a-notice-goes-where-its-package-went", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty(await desks.Theirs.Cases.AllAsync(Ct));
    }

    [Theory]
    [InlineData("retraction")]
    [InlineData("correction")]
    public async Task What_was_sent_in_a_brief_is_corrected_and_retracted_like_everything_else(string kind)
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, items) = await desks.CaseForAsync(desks.Westmark);
        await BriefAsync(desks, ours, items[0]);
        var brief = await NewestAsync(desks);
        var item = (await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{brief}"))["items"]!.AsArray().Single(i => (string)i!["kind"]! == "claim")!;
        var theirs = await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{brief}/take", new { items = new[] { (string)item["as"]! } });
        var theirClaim = Assert.Single((await desks.Theirs.Cases.FindAsync(theirs, Ct))!.Claims.All).Id;

        await ChangeAsync(desks, ours, items[0], kind);
        await NoticeAsync(desks, ours, kind, items[0], "Read this anew.");
        var arrival = await NewestAsync(desks);
        Assert.Equal(theirClaim, (string)Assert.Single((await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{arrival}"))["notice"]!["concerns"]!.AsArray())!["item"]!);
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { });
        Assert.Equal([theirClaim], Assert.Single((await desks.Theirs.Cases.FindAsync(theirs, Ct))!.PartnerNotices.All).Content.Concerns);
    }

    [Fact]
    public async Task A_correction_of_a_correction_goes_where_the_first_one_went()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, claim, theirs, theirClaim) = await TakenAsync(desks);
        await ChangeAsync(desks, ours, claim, "correction");
        await NoticeAsync(desks, ours, "correction", claim, "In Sudria.");
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{await NewestAsync(desks)}/take", new { all = true });
        await ChangeAsync(desks, ours, claim, "retraction");
        await NoticeAsync(desks, ours, "retraction", claim, "Nowhere.");
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{await NewestAsync(desks)}/take", new { });
        var notices = (await desks.Theirs.Cases.FindAsync(theirs, Ct))!.PartnerNotices.All;
        Assert.Equal(2, notices.Count);
        Assert.Contains(theirClaim, notices[1].Content.Concerns);
    }

    [Fact]
    public async Task A_notice_about_something_that_came_again_in_a_brief_which_nobody_took_goes_where_it_came_first()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, claim, theirs, theirClaim) = await TakenAsync(desks);
        await BriefAsync(desks, ours, claim);
        await ChangeAsync(desks, ours, claim, "retraction");
        await NoticeAsync(desks, ours, "retraction", claim, "It no longer holds.");
        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{await NewestAsync(desks)}/take", new { });
        Assert.Equal([theirClaim], Assert.Single((await desks.Theirs.Cases.FindAsync(theirs, Ct))!.PartnerNotices.All).Content.Concerns);
    }

    [Fact]
    public async Task Whoever_may_read_a_brief_that_waits_may_read_that_something_in_it_is_retracted()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, items) = await desks.CaseForAsync(desks.Westmark);
        await BriefAsync(desks, ours, items[0]);
        await ChangeAsync(desks, ours, items[0], "retraction");
        await NoticeAsync(desks, ours, "retraction", items[0], "It no longer holds.");
        var second = await desks.Theirs.VisitAsync(Demarche.People.Role.Analyst);
        var kinds = (await second.GetJsonAsync("/api/inbox"))["packages"]!.AsArray().Select(p => (string)p!["kind"]!).Order();
        Assert.Equal(["brief", "retraction"], kinds);
    }

    private static async Task ChangeAsync(TwoDesks desks, string @case, string claim, string kind)
    {
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        if (kind == "retraction")
        {
            await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{@case}/claims/{claim}/withdraw", new { reason = "Wrong" });
            return;
        }
        var proposition = (await desks.Ours.Cases.FindAsync(@case, Ct))!.Claims.Find(claim)!.Content.Proposition;
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{@case}/propositions/{proposition}/correct", new { text = "Servers in Sudria relayed the mail.", reason = "Misread" });
    }

    private static async Task BriefAsync(TwoDesks desks, string @case, string claim)
    {
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        var brief = Id.New();
        await desks.Ours.Cases.WriteAsync(@case, desks.Analyst.Person!, _ => Decision.Allow(
            new Demarche.Briefs.BriefDrafted(brief, new(desks.Westmark, "A relay in Westmark", "Servers there relayed the mail. [1]", [claim])), Marking.Of(Tlp.Amber, desks.Westmark), brief), ct: Ct);
        await ReceivedAsync(desks, @case, brief);
    }

    /// <summary>A case of ours whose claim was sent, and theirs into which it was taken.</summary>
    private static async Task<(string Ours, string Claim, string Theirs, string TheirClaim)> TakenAsync(TwoDesks desks)
    {
        var (ours, _, _) = await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var arrival = await NewestAsync(desks);
        var items = (await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{arrival}"))["items"]!.AsArray().Select(i => (string)i!["as"]!);
        var theirs = await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { items });
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        return (ours, Assert.Single((await desks.Ours.Cases.FindAsync(ours, Ct))!.Claims.All).Id, theirs, Assert.Single((await desks.Theirs.Cases.FindAsync(theirs, Ct))!.Claims.All).Id);
    }

    private static async Task<string> NoticeAsync(TwoDesks desks, string @case, string kind, string item, string text)
    {
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        var notice = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{@case}/notices", new { kind, includes = new[] { item }, text, marking = new { tlp = "amber" } });
        return await ReceivedAsync(desks, @case, notice);
    }

    private static async Task<string> ReceivedAsync(TwoDesks desks, string @case, string draft)
    {
        var release = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{@case}/drafts/{draft}/propose", new { partners = new[] { desks.Westmark } });
        await TwoDesks.DoneAsync(desks.Releaser, $"/api/cases/{@case}/releases/{release}/approve", new { reason = "They must know" });
        await TwoDesks.EventuallyAsync(async () =>
        {
            await TwoDesks.SendAsync(desks.Ours);
            return (await desks.ReleaseOfAsync(@case, release)).State == ReleaseState.Received;
        }, "the notice is received");
        return release;
    }

    private static async Task<string> NewestAsync(TwoDesks desks) => (string)(await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]!.AsArray()
        .MaxBy(p => ((string)p!["sent"]!, (string)p["arrived"]!))!["id"]!;
}
