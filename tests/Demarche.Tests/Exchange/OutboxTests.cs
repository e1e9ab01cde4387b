using System.Text;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Releases;
using Demarche.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Exchange;

public sealed class OutboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partner_that_is_down_is_tried_again_later_and_gets_the_same_bytes_when_it_is_up()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var (ours, release) = await ReleaseToAsync(desks, odd);
        await TwoDesks.SendAsync(desks.Ours);
        var held = await desks.WorkAsync(ours, release);
        Assert.Equal(("waiting", 1), (held.State, held.Attempts));
        Assert.Contains("could not be reached", held.LastError, StringComparison.Ordinal);
        Assert.Equal(ReleaseState.Approved, (await desks.ReleaseOfAsync(ours, release)).State);
        Assert.True(held.Due > desks.Clock.GetUtcNow() + TimeSpan.FromSeconds(29));
        Assert.Contains("could not be reached", await desks.Analyst.ReadAsync("/outbox"), StringComparison.Ordinal);

        var package = await desks.PackageAsync(ours, release);
        var manifest = await ManifestAsync(desks, ours, release);
        odd.Answer = (context, text) =>
        {
            Assert.Equal(package.Sealed, text);
            return AnswerAsync(context, Honest(odd, desks, package, manifest));
        };
        await odd.RiseAsync();
        desks.Clock.Advance(TimeSpan.FromMinutes(1));
        await TwoDesks.EventuallyAsync(async () => (await desks.ReleaseOfAsync(ours, release)).State == ReleaseState.Received, "received");
    }

    [Fact]
    public async Task A_package_that_is_sealed_to_keys_which_the_partner_gave_up_does_not_go_and_one_that_is_proposed_again_does()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var (ours, release) = await ReleaseToAsync(desks, odd);
        var partner = (await desks.ReleaseOfAsync(ours, release)).Proposal.Partner;
        using var next = odd.Keys.Rotate();
        var statement = new KeyRotation(next.Card(odd.Card.Name, odd.Card.Address), "2026-03-02T09:00:00.000Z").Sign(odd.Keys);
        await TwoDesks.DoneAsync(desks.Releaser, "/api/partners/rotations", new { statement });
        var asked = 0;
        odd.Answer = (context, _) => { asked++; return AnswerAsync(context, "oops", "text/plain", 500); };
        await odd.RiseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal((ReleaseState.HeldBack, 0), ((await desks.ReleaseOfAsync(ours, release)).State, asked));
        Assert.Equal([DeliveryCheck.PartnerKeys], (await desks.ReleaseOfAsync(ours, release)).HoldReasons.Select(r => r.Rule));
        // The control: proposed and approved anew, it is sealed to the new keys and goes.
        var about = (await desks.ReleaseOfAsync(ours, release)).Proposal.About;
        var anew = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{ours}/drafts/{about}/propose", new { partners = new[] { partner } });
        await TwoDesks.DoneAsync(desks.Releaser, $"/api/cases/{ours}/releases/{anew}/approve", new { });
        Assert.Equal(next.Card(odd.Card.Name, odd.Card.Address).Encryption.Thumbprint, SealedPackage.EncryptedTo((await desks.PackageAsync(ours, anew)).Sealed));
        await TwoDesks.SendAsync(desks.Ours);
        await TwoDesks.EventuallyAsync(() => Task.FromResult(asked > 0), "it is carried");
    }

    public static TheoryData<string> Nonsense => ["html", "empty", "redirect", "500", "other-package", "other-bytes", "dropped-item", "extra-item", "signed-by-other", "cut", "endless", "not-a-desk-404", "busy"];

    [Theory, MemberData(nameof(Nonsense))]
    public async Task Whatever_is_no_receipt_for_this_package_leaves_it_waiting_and_never_received(string kind)
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var (ours, release) = await ReleaseToAsync(desks, odd);
        var (package, manifest) = (await desks.PackageAsync(ours, release), await ManifestAsync(desks, ours, release));
        using var other = DeskKeys.Create();
        var honest = Honest(odd, desks, package, manifest);
        odd.Answer = (context, _) => kind switch
        {
            "html" => AnswerAsync(context, "<html>Welcome to nginx</html>", "text/html"),
            "empty" => AnswerAsync(context, ""),
            "redirect" => Redirect(context),
            "500" => AnswerAsync(context, "oops", "text/plain", 500),
            "other-package" => AnswerAsync(context, Signed(odd, desks, package, manifest, r => r with { Package = "another" })),
            "other-bytes" => AnswerAsync(context, Signed(odd, desks, package, manifest, r => r with { Sha256 = new string('0', 64) })),
            "dropped-item" => AnswerAsync(context, Signed(odd, desks, package, manifest, r => r with { Items = [.. r.Items.Skip(1)] })),
            "extra-item" => AnswerAsync(context, Signed(odd, desks, package, manifest, r => r with { Items = [.. r.Items, new("note--x", true, null)] })),
            "signed-by-other" => AnswerAsync(context, new Receipt(package.Id, package.SealedSha256, OursId(desks), other.Desk, "2026-03-02T09:00:01.000Z", []).Sign(other)),
            "cut" => AnswerAsync(context, honest[..(honest.Length / 2)]),
            "endless" => EndlessAsync(context),
            "busy" => AnswerAsync(context, """{"title":"later","status":429,"code":"busy"}""", "application/problem+json", 429),
            _ => AnswerAsync(context, "{\"message\":\"no\"}", "application/json", 404),
        };
        await odd.RiseAsync();
        await TwoDesks.SendAsync(desks.Ours);

        var (work, now) = (await desks.WorkAsync(ours, release), await desks.ReleaseOfAsync(ours, release));
        Assert.Equal("waiting", work.State);
        Assert.False(string.IsNullOrEmpty(work.LastError));
        Assert.True(work.LastError!.Length < 600);
        Assert.Equal(ReleaseState.Sent, now.State);
        Assert.Null(now.Receipt);
        Assert.Equal(1, odd.Asked);

        odd.Answer = (context, _) => AnswerAsync(context, honest);
        desks.Clock.Advance(TimeSpan.FromMinutes(2));
        await TwoDesks.EventuallyAsync(async () => (await desks.ReleaseOfAsync(ours, release)).State == ReleaseState.Received, "received");
    }

    [Fact]
    public async Task A_partner_that_never_answers_is_left_after_a_time_and_its_bytes_may_have_left()
    {
        await using var odd = await OddDesk.UpAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var courier = new Courier(new SocketsHttpHandler(), TimeSpan.FromSeconds(1));
        var outcome = await courier.CarryAsync(new Package("c", "r", "p", "partner", "a.b.c.d.e", "00"), odd.Card, "desk", [], ct: Ct);
        var not = Assert.IsType<CarryOutcome.NotReceived>(outcome);
        Assert.True(not.Left);
        Assert.False(not.Final);
        Assert.Contains("did not answer", not.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_the_same_bytes_will_always_get_is_a_dead_letter_until_a_person_tries_again()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = await OddDesk.UpAsync((context, _) => AnswerAsync(
            context, """{"title":"<script>alert(1)</script> unknown","status":422,"code":"unknown-kind"}""", "application/problem+json", 422));
        var (ours, release) = await ReleaseToAsync(desks, odd);
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal("dead", (await desks.WorkAsync(ours, release)).State);
        Assert.Equal(ReleaseState.Undeliverable, (await desks.ReleaseOfAsync(ours, release)).State);
        var page = await desks.Analyst.ReadAsync("/outbox");
        Assert.Contains("Try again", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);

        var package = await desks.PackageAsync(ours, release);
        var receipt = Honest(odd, desks, package, await ManifestAsync(desks, ours, release));
        odd.Answer = (context, _) => AnswerAsync(context, receipt);
        using var retried = await desks.Analyst.PostAsync($"/cases/{ours}/releases/{release}/retry");
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, retried.StatusCode);
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal(ReleaseState.Received, (await desks.ReleaseOfAsync(ours, release)).State);
    }

    [Fact]
    public async Task After_its_last_try_a_delivery_is_given_up_in_the_ledger_too()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = OddDesk.Down();
        var (ours, release) = await ReleaseToAsync(desks, odd);
        for (var i = 0; i < BackOff.MostTries; i++)
        {
            await TwoDesks.SendAsync(desks.Ours);
            await TwoDesks.EventuallyAsync(async () => await desks.WorkAsync(ours, release) is { State: not "running" }, "a try that ended");
            desks.Clock.Advance(TimeSpan.FromHours(8));
            await TwoDesks.EventuallyAsync(async () => await desks.WorkAsync(ours, release) is { State: not "running" } w && (w.State == "dead" || w.Due > desks.Clock.GetUtcNow() || w.Attempts <= i + 1), "a try that ended");
            if ((await desks.WorkAsync(ours, release)).State == "dead") break;
        }
        Assert.Equal(("dead", BackOff.MostTries), ((await desks.WorkAsync(ours, release)).State, (int)(await desks.WorkAsync(ours, release)).Attempts));
        Assert.StartsWith("Given up after", (await desks.ReleaseOfAsync(ours, release)).Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task L22_A_withdrawn_partner_gets_nothing_more_though_it_waits_in_the_outbox()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = await OddDesk.UpAsync((context, _) => AnswerAsync(context, ""));
        var (ours, release) = await ReleaseToAsync(desks, odd);
        var partner = (await desks.ReleaseOfAsync(ours, release)).Proposal.Partner;
        await TwoDesks.DoneAsync(desks.Releaser, $"/api/partners/{partner}/withdraw", new { reason = "The treaty ended." });
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal(0, odd.Asked);
        Assert.Equal(ReleaseState.HeldBack, (await desks.ReleaseOfAsync(ours, release)).State);
        Assert.Equal("dead", (await desks.WorkAsync(ours, release)).State);
    }

    [Fact]
    public async Task What_a_crash_left_is_made_good_from_the_ledger()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, _, release) = await desks.ReleaseAsync();
        var (records, outbox) = (desks.Ours.Services.GetRequiredService<JournalStore>().Records, desks.Ours.Services.GetRequiredService<Outbox>());
        // Another replica took it and died after the partner had signed for it.
        var claimed = Assert.Single(await records.ClaimWorkAsync("dead replica", 1, TimeSpan.FromMinutes(5), Ct));
        var package = await desks.PackageAsync(ours, release);
        var intake = desks.Theirs.Services.GetRequiredService<Intake>();
        var first = Assert.IsType<Reception.Held>(await intake.ReceiveAsync(package.Sealed, Ct));
        Assert.Equal(0, await outbox.RunOnceAsync(Ct));

        desks.Clock.Advance(TimeSpan.FromMinutes(6));
        await TwoDesks.EventuallyAsync(async () =>
        {
            await outbox.RunOnceAsync(Ct);
            return (await desks.ReleaseOfAsync(ours, release)).State == ReleaseState.Received;
        }, "received");
        Assert.Single((await desks.Theirs.Book.OpenAsync(Ct)).Inbox.All);
        var again = Assert.IsType<Reception.Held>(await intake.ReceiveAsync(package.Sealed, Ct));
        Assert.Equal(first.Receipt, again.Receipt);
        Assert.False(await records.FailWorkAsync(claimed, "late", desks.Clock.GetUtcNow(), Ct));
    }

    [Fact]
    public async Task A_revival_that_a_crash_cut_short_is_finished_at_the_next_start()
    {
        await using var desks = await TwoDesks.StartAsync();
        await using var odd = await OddDesk.UpAsync((context, _) => AnswerAsync(
            context, """{"title":"no","status":403,"code":"not-accepted"}""", "application/problem+json", 403));
        var (ours, release) = await ReleaseToAsync(desks, odd);
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal("dead", (await desks.WorkAsync(ours, release)).State);
        await desks.Ours.Cases.WriteAsync(ours, desks.Analyst.Person!, f => Demarche.Cases.Decision.Allow(new DeliveryRevived(release), f.Releases.Find(release)!.Marking), ct: Ct);
        Assert.Equal(0, await TwoDesks.SendAsync(desks.Ours));
        await desks.Ours.Services.GetRequiredService<Outbox>().RebuildAsync(Ct);
        Assert.Equal(1, await TwoDesks.SendAsync(desks.Ours));
        Assert.Equal(2, odd.Asked);
    }

    private static async Task<(string Case, string Release)> ReleaseToAsync(TwoDesks desks, OddDesk odd)
    {
        var partner = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", odd.Card.ToJson());
        var (ours, _, release) = await desks.ReleaseAsync(partner);
        return (ours, release);
    }

    private static string OursId(TwoDesks desks) => desks.Ours.Services.GetRequiredService<OurDesk>().Id;

    private static async Task<IReadOnlyList<string>> ManifestAsync(TwoDesks desks, string ours, string release)
    {
        var plain = await desks.Ours.Services.GetRequiredService<JournalStore>().FindAsync((await desks.ReleaseOfAsync(ours, release)).Proposal.PlainSha256, Ct);
        return PackageContent.Manifest(plain!);
    }

    private static string Honest(OddDesk odd, TwoDesks desks, Package package, IReadOnlyList<string> manifest) => Signed(odd, desks, package, manifest, r => r);

    private static string Signed(OddDesk odd, TwoDesks desks, Package package, IReadOnlyList<string> manifest, Func<Receipt, Receipt> change) => change(new(
        package.Id, package.SealedSha256, OursId(desks), odd.Keys.Desk, "2026-03-02T09:00:01.000Z", [.. manifest.Select(i => new ReceiptItem(i, true, null))])).Sign(odd.Keys);

    private static Task AnswerAsync(HttpContext context, string text, string type = "application/jose", int status = 200)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static Task Redirect(HttpContext context)
    {
        (context.Response.StatusCode, context.Response.Headers.Location) = (307, context.Request.Path + "/elsewhere");
        return Task.CompletedTask;
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        context.Response.ContentType = "application/jose";
        var much = Encoding.ASCII.GetBytes(new string('a', 64 * 1024));
        for (var i = 0; i < 200; i++) await context.Response.Body.WriteAsync(much, context.RequestAborted);
    }
}
