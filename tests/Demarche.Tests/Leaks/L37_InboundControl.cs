using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Demarche.Tests.Exchange;
using static Demarche.Tests.Exchange.PlainPackages;

namespace Demarche.Tests.Leaks;

/// <summary>What comes from outside is its sender's by signature, goes where a person puts it, and bears its sender's marking: no header and no member says otherwise.</summary>
public sealed class L37_InboundControl
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_a_header_nor_a_member_sets_the_case_the_marking_or_the_sender()
    {
        await using var desks = await TwoDesks.StartAsync();
        var ours = await desks.Ours.OpenCaseAsync(desks.Analyst);
        var (us, them, head) = (CardOf(desks.Ours), KeysOf(desks.Theirs), (await desks.Ours.Cases.FindAsync(ours, Ct))!.Head);
        var plain = Request(them.Desk, us.Desk);
        (plain["case"], plain["marking"], plain["partner"], plain["author"], plain["originator"]) = (ours, "clear", desks.Analyst.Person, desks.Analyst.Person, "us");
        using var stranger = desks.Ours.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/exchange/packages") { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(Sealed(plain, them, us))) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/jose");
        foreach (var (name, value) in new[] { ("X-Case", ours), ("X-Marking", "TLP:CLEAR"), ("X-RT-Command", "Queue: General"), ("From", "ada@norland.example"), ("X-Forwarded-User", "administrator"), ("In-Reply-To", ours) })
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await stranger.Page.SendAsync(request, Ct);
        var arrived = (await desks.Ours.Book.OpenAsync(Ct)).Inbox.All;
        // The control: it came in; or a desk that reads strictly refused it whole.
        Assert.True(answer.StatusCode == HttpStatusCode.OK ? arrived.Count == 1 : arrived.Count == 0, await answer.Content.ReadAsStringAsync(Ct));
        foreach (var held in arrived)
        {
            Assert.Null(held.Content.Case);
            Assert.Equal((desks.Westmark, desks.Westmark, Tlp.Amber), (held.Content.Partner, held.Marking.Originator, held.Marking.Tlp));
            Assert.Equal($"partner:{desks.Westmark}", held.Author);
        }
        Assert.Equal(head, (await desks.Ours.Cases.FindAsync(ours, Ct))!.Head);
    }
}
