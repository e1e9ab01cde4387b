using System.Net;

namespace Demarche.Tests.Leaks;

/// <summary>Whoever may not see something can't make the desk send it, remind of it or write about it to anybody.</summary>
public sealed class L12_Notifying
{
    private static readonly string[] Sending = ["/remind", "/propose", "/close", "/approve", "/retry", "/package", "/replies", "/take"];

    [Fact]
    public async Task What_goes_out_can_not_be_set_off_for_something_hidden()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        guarded.Hidden["release"] = await guarded.ReleaseWithHiddenItemAsync(isReceived: false);
        var ct = TestContext.Current.CancellationToken;
        var (before, list) = ((await guarded.Desk.Cases.FindAsync(guarded.Case, ct))!.Head, await guarded.Desk.Store.Records.ListWorkAsync(ct: ct));
        var endpoints = Endpoint.Of(guarded.Desk).Where(e => e is { Method: "POST", IsApi: true } && Sending.Any(s => e.Pattern.EndsWith(s, StringComparison.Ordinal)) && e.Pattern != "/api/cases/{case}/close").ToList();
        Assert.True(endpoints.Count >= 7);
        var ids = guarded.Ids(guarded.Hidden);
        foreach (var endpoint in endpoints)
        {
            using var answer = await guarded.Reader.PostJsonAsync(endpoint.At(ids), endpoint.Body is { } body ? Bodies.Of(body, ids) : new System.Text.Json.Nodes.JsonObject());
            Assert.False(answer.IsSuccessStatusCode, $"{endpoint} answered {answer.StatusCode}");
        }
        Assert.Equal(before, (await guarded.Desk.Cases.FindAsync(guarded.Case, ct))!.Head);
        Assert.Equal(list.Count, (await guarded.Desk.Store.Records.ListWorkAsync(ct: ct)).Count);
        // The control: of something seen, the same act is done.
        using var reminded = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}/requests/{guarded.Seen["request"]}/close", new { partner = guarded.Partner, reason = "It was answered" });
        Assert.Equal(HttpStatusCode.OK, reminded.StatusCode);
    }

    /// <summary>No mail, no push, no message of another channel: when one is built, its tests belong here.</summary>
    [Fact]
    public void The_desk_sends_no_mail_and_no_push()
    {
        var referenced = typeof(Demarche.Desk).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.DoesNotContain(referenced, r => r is "MailKit" or "MimeKit" or "System.Net.Mail" or "Microsoft.AspNetCore.SignalR" || r.StartsWith("WebPush", StringComparison.Ordinal));
    }
}
