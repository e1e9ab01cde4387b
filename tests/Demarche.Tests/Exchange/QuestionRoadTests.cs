using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Releases;
using Demarche.Tests.Web;

namespace Demarche.Tests.Exchange;

/// <summary>Asks, answers and questions back between two real desks.</summary>
public sealed class QuestionRoadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_back_waits_for_us_is_answered_through_release_and_stands_beside_its_question_at_the_partner()
    {
        await using var desks = await TwoDesks.StartAsync();
        var road = await Road.AskedAsync(desks);
        await road.RepliesAsync(("Who rents 203.0.113.7?", "question", "In which week?"), ("Keep the logs.", "accepted", ""));

        // It is a task at home, in the case and on the request, until the answer has left.
        var question = Assert.Single((await desks.Ours.Cases.FindAsync(road.Ours, Ct))!.Replies.All);
        var home = await desks.Analyst.ReadAsync("/");
        Assert.Contains($"/cases/{road.Ours}/replies/{question.Id}/answer", home, StringComparison.Ordinal);
        Assert.Contains("In which week?", await desks.Analyst.ReadAsync($"/cases/{road.Ours}"), StringComparison.Ordinal);
        Assert.Equal(["accepted", "question"], (await AsksAsync(desks, road)).Select(a => (string)a["progress"]!).Order());
        var page = await desks.Analyst.ReadAsync($"/cases/{road.Ours}/replies/{question.Id}/answer");
        Assert.Contains("In which week?", page, StringComparison.Ordinal);
        Assert.Contains("Who rents 203.0.113.7?", page, StringComparison.Ordinal);

        var ask = (string)(await desks.Analyst.GetJsonAsync($"/api/cases/{road.Ours}/replies/{question.Id}/answer"))["questions"]![0]!["ask"]!;
        var answer = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{road.Ours}/replies/{question.Id}/answer", new
        {
            answers = new[] { new { ask, text = "In the first week of March." } },
            marking = new { tlp = "amber", releasableTo = new[] { desks.Westmark } },
        });
        Assert.Contains("our answer is drafted, not sent", await desks.Analyst.ReadAsync("/"), StringComparison.Ordinal);
        var letter = await desks.Analyst.ReadAsync($"/cases/{road.Ours}/drafts/{answer}/preview/{desks.Westmark}/letter");
        Assert.Contains("In which week?", letter, StringComparison.Ordinal);
        Assert.Contains("In the first week of March.", letter, StringComparison.Ordinal);
        var release = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{road.Ours}/drafts/{answer}/propose", new { partners = new[] { desks.Westmark } });
        using (var alone = await desks.Analyst.PostJsonAsync($"/api/cases/{road.Ours}/releases/{release}/approve", new { })) Assert.False(alone.IsSuccessStatusCode);
        Assert.Contains("waits for our answer", await desks.Analyst.ReadAsync($"/cases/{road.Ours}/requests"), StringComparison.Ordinal);
        await TwoDesks.DoneAsync(desks.Releaser, $"/api/cases/{road.Ours}/releases/{release}/approve", new { });
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal(PackageKind.Reply, (await desks.ReleaseOfAsync(road.Ours, release)).Proposal.Kind);

        // With us it waits for the partner again; the clock is the request's.
        Assert.DoesNotContain($"/replies/{question.Id}/answer", await desks.Analyst.ReadAsync("/"), StringComparison.Ordinal);
        var asks = await AsksAsync(desks, road);
        Assert.Equal(["accepted", "clarified"], asks.Select(a => (string)a["progress"]!).Order());
        Assert.All(asks, a => Assert.False((bool)a["isOverdue"]!));
        desks.Clock.Advance(TimeSpan.FromMinutes(45));
        Assert.All(await AsksAsync(desks, road), a => Assert.True((bool)a["isOverdue"]!));

        // At the partner's desk the answer stands beside its question, and the ask is open again.
        var incoming = (await desks.TheirAnalyst.GetJsonAsync($"/api/cases/{road.Theirs}/incoming/{road.Incoming}"))["row"]!["asks"]!.AsArray();
        Assert.Equal(("they-answered", "In the first week of March.", true), ((string)incoming[0]!["state"]!, (string)incoming[0]!["theirAnswer"]!, (bool)incoming[0]!["isOverdue"]!));
        Assert.Equal("accepted", (string)incoming[1]!["state"]!);
        var theirPage = await desks.TheirAnalyst.ReadAsync($"/cases/{road.Theirs}/incoming/{road.Incoming}");
        Assert.Contains("In the first week of March.", theirPage, StringComparison.Ordinal);
        var arrival = (await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]!.AsArray().Single(p => (string)p!["kind"]! == "reply")!;
        var sheet = await desks.TheirAnalyst.GetJsonAsync($"/api/inbox/{(string)arrival["id"]!}");
        Assert.Equal(("In which week?", true), ((string)sheet["answers"]![0]!["asked"]!, (bool)sheet["answers"]![0]!["isOurs"]!));
    }

    [Fact]
    public async Task The_page_of_a_reply_shows_the_words_of_each_ask_beside_its_answer_and_no_id()
    {
        await using var desks = await TwoDesks.StartAsync();
        var road = await Road.AskedAsync(desks);
        await road.RepliesAsync(("Who rents 203.0.113.7?", "declined", "Our law forbids it."), ("Keep the logs.", "postponed", "After the holidays."));
        var arrival = (string)(await desks.Analyst.GetJsonAsync("/api/inbox"))["packages"]![0]!["id"]!;
        var page = await desks.Analyst.ReadAsync($"/inbox/{arrival}");
        Assert.Contains("Who rents 203.0.113.7?", page, StringComparison.Ordinal);
        Assert.Contains("postponed", page, StringComparison.Ordinal);
        var reply = Assert.Single((await desks.Ours.Cases.FindAsync(road.Ours, Ct))!.Replies.All);
        Assert.All(reply.Content.Answers, a => Assert.DoesNotContain(a.Ask, page, StringComparison.Ordinal));
        Assert.Equal(Demarche.Stix.Disposition.Postponed, reply.Content.Answers[1].Disposition);
        Assert.Contains("2 of 2 answered: 1 postponed, 1 declined", await desks.Analyst.ReadAsync($"/cases/{road.Ours}/requests/{road.Request}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_we_owe_waits_with_its_time_from_its_arrival_until_it_is_answered()
    {
        await using var desks = await TwoDesks.StartAsync();
        await Road.SentAsync(desks);
        var row = (await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]![0]!;
        Assert.StartsWith("2026-03-02T09:30", (string)row["due"]!, StringComparison.Ordinal);
        Assert.False((bool)row["isOverdue"]!);
        desks.Clock.Advance(TimeSpan.FromMinutes(45));
        Assert.True((bool)(await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]![0]!["isOverdue"]!);
        var home = await desks.TheirAnalyst.ReadAsync("/");
        Assert.Contains($"/inbox/{(string)row["id"]!}", home, StringComparison.Ordinal);
        Assert.Contains("sign overdue", home, StringComparison.Ordinal);

        await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{(string)row["id"]!}/take", new { });
        Assert.Contains("2 answers of ours overdue", await desks.TheirAnalyst.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("2 answers of ours overdue", await desks.TheirAnalyst.ReadAsync("/cases"), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<JsonObject>> AsksAsync(TwoDesks desks, Road road) =>
        [.. (await desks.Analyst.GetJsonAsync($"/api/cases/{road.Ours}/requests/{road.Request}"))["row"]!["partners"]![0]!["asks"]!.AsArray().Select(a => a!.AsObject())];

    /// <summary>A request of two asks that the other desk has taken in.</summary>
    private sealed record Road(TwoDesks Desks, string Ours, string Request, string Theirs, string Incoming)
    {
        public static async Task<Road> AskedAsync(TwoDesks desks)
        {
            var (ours, request) = await SentAsync(desks);
            var arrival = (string)(await desks.TheirAnalyst.GetJsonAsync("/api/inbox"))["packages"]![0]!["id"]!;
            var theirs = await TwoDesks.DoneAsync(desks.TheirAnalyst, $"/api/inbox/{arrival}/take", new { });
            await desks.Theirs.GrantAsync(theirs, desks.TheirAnalyst, desks.TheirReleaser, CaseAccess.Write);
            return new(desks, ours, request, theirs, Assert.Single((await desks.Theirs.Cases.FindAsync(theirs, Ct))!.Incoming.All).Id);
        }

        public static async Task<(string Case, string Request)> SentAsync(TwoDesks desks)
        {
            var (ours, _) = await desks.CaseForAsync(desks.Westmark);
            var request = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{ours}/requests", new
            {
                title = "Help with a relay",
                text = "We ask for your help.",
                asks = new[] { new { text = "Who rents 203.0.113.7?" }, new { text = "Keep the logs." } },
                legalBasis = "Agreement of 2019, article 4",
                due = "2026-03-02T09:30Z",
                partners = new[] { desks.Westmark },
                marking = new { tlp = "amber", releasableTo = new[] { desks.Westmark } },
            });
            await ReleaseAsync(desks.Ours, desks.Analyst, desks.Releaser, ours, request, desks.Westmark);
            return (ours, request);
        }

        public async Task RepliesAsync(params (string Ask, string Disposition, string Text)[] answers)
        {
            var asks = (await Desks.Theirs.Cases.FindAsync(Theirs, Ct))!.Incoming.Find(Incoming)!.Content.Asks;
            var reply = await TwoDesks.DoneAsync(Desks.TheirAnalyst, $"/api/cases/{Theirs}/incoming/{Incoming}/replies", new
            {
                text = "",
                answers = answers.Select(a => new { ask = asks.Single(k => k.Text == a.Ask).Id, disposition = a.Disposition, text = a.Text }),
                marking = new { tlp = "amber", releasableTo = new[] { Desks.Norland } },
            });
            await ReleaseAsync(Desks.Theirs, Desks.TheirAnalyst, Desks.TheirReleaser, Theirs, reply, Desks.Norland);
        }

        private static async Task ReleaseAsync(
            RunningDesk desk, Visitor analyst, Visitor releaser, string @case, string draft, string partner)
        {
            var release = await TwoDesks.DoneAsync(analyst, $"/api/cases/{@case}/drafts/{draft}/propose", new { partners = new[] { partner } });
            await TwoDesks.DoneAsync(releaser, $"/api/cases/{@case}/releases/{release}/approve", new { });
            Assert.Equal(1, await TwoDesks.SendAsync(desk));
        }
    }
}
