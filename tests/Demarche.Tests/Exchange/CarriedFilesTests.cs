using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Releases;
using Demarche.Store;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using static Demarche.Tests.Exchange.PlainPackages;

namespace Demarche.Tests.Exchange;

public sealed class CarriedFilesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_goes_and_its_receipt_comes_home_as_files_and_a_later_try_over_the_network_finds_nothing_to_do()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, _, release) = await desks.ReleaseAsync();
        using var handed = await desks.Releaser.PostAsync($"/cases/{ours}/releases/{release}/package");
        var file = await handed.Content.ReadAsStringAsync(Ct);

        var place = (await UploadAsync(desks.TheirAnalyst, file + "\n"))!;
        Assert.StartsWith("/inbox/", place, StringComparison.Ordinal);
        var receipt = await desks.TheirAnalyst.ReadAsync(place + "/receipt");
        Assert.Equal("/outbox", await UploadAsync(desks.Analyst, receipt));
        Assert.Equal((ReleaseState.Received, "file"), ((await desks.ReleaseOfAsync(ours, release)).State, (await desks.ReleaseOfAsync(ours, release)).Channel));

        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal("done", (await desks.WorkAsync(ours, release)).State);
        Assert.Single((await desks.Theirs.Book.OpenAsync(Ct)).Inbox.All);
    }

    [Fact]
    public async Task A_package_that_comes_by_file_and_over_the_network_is_one_package()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, _, release) = await desks.ReleaseAsync();
        await UploadAsync(desks.TheirAnalyst, (await desks.PackageAsync(ours, release)).Sealed);
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Single((await desks.Theirs.Book.OpenAsync(Ct)).Inbox.All);
        Assert.Equal(ReleaseState.Received, (await desks.ReleaseOfAsync(ours, release)).State);
    }

    [Fact]
    public async Task A_receipt_for_other_bytes_or_of_another_desk_changes_nothing()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, _, release) = await desks.ReleaseAsync();
        var (package, them) = (await desks.PackageAsync(ours, release), KeysOf(desks.Theirs));
        using var stranger = DeskKeys.Create();
        var us = KeysOf(desks.Ours).Desk;
        var wrong = new Receipt(package.Id, new string('0', 64), us, them.Desk, "2026-03-02T09:00:00.000Z", []);
        foreach (var text in new[] { wrong.Sign(them), (wrong with { To = stranger.Desk, Sha256 = package.SealedSha256 }).Sign(stranger), "a.b.c", "nothing" })
            Assert.Null(await UploadAsync(desks.Analyst, text));
        Assert.Equal(ReleaseState.Approved, (await desks.ReleaseOfAsync(ours, release)).State);
    }

    [Fact]
    public async Task A_carried_statement_of_new_keys_is_taken_only_from_somebody_who_manages_partners()
    {
        await using var desks = await TwoDesks.StartAsync();
        var old = KeysOf(desks.Theirs);
        using var next = old.Rotate();
        var statement = new KeyRotation(next.Card("Westmark", desks.Theirs.Address), "2026-03-02T09:00:00.000Z").Sign(old);
        Assert.Null(await UploadAsync(desks.Analyst, statement));
        Assert.Equal($"/partners/{desks.Westmark}", await UploadAsync(desks.Releaser, statement));
    }

    [Fact]
    public async Task After_our_keys_changed_partners_are_told_the_old_key_still_opens_and_the_receipt_is_signed_anew()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (before, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var underWay = Sealed(Request(them.Desk, before.Desk), them, before);
        var intake = desks.Ours.Services.GetRequiredService<Intake>();
        var first = Assert.IsType<Reception.Held>(await intake.ReceiveAsync(underWay, Ct));

        var changed = await desks.Ours.Services.GetRequiredService<KeyChange>().ChangeAsync("desk", tell: true, Ct);
        Assert.Null(Assert.Single(changed.Told).Trouble);
        Assert.Equal(changed.Card.Signing, (await desks.Theirs.Book.OpenAsync(Ct)).Partners.Find(desks.Norland)!.Content.Card!.Signing);
        Assert.Equal(changed.Statement, (await desks.Ours.Book.OpenAsync(Ct)).Rotation!.Statement);

        var again = Assert.IsType<Reception.Held>(await intake.ReceiveAsync(underWay, Ct));
        Assert.NotEqual(first.Receipt, again.Receipt);
        var (old, renewed) = (Receipt.Verify(first.Receipt, before).Value!, Receipt.Verify(again.Receipt, changed.Card).Value!);
        Assert.Equal(old.Items, renewed.Items);
        Assert.Equal(old with { Items = [] }, renewed with { Items = [] });

        var (ours, _, release) = await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        Assert.Equal(ReleaseState.Received, (await desks.ReleaseOfAsync(ours, release)).State);
        Assert.Equal("done", (await desks.Ours.Services.GetRequiredService<JournalStore>().Records.FindWorkAsync(ours, release, Ct))!.State);
    }

    // Where the browser is sent then; null when the file was refused.
    private static async Task<string?> UploadAsync(Visitor by, string text)
    {
        using var file = new ByteArrayContent(Encoding.ASCII.GetBytes(text));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { new StringContent(await by.FormTokenAsync()), "__RequestVerificationToken" }, { file, "file", "carried" } };
        using var answer = await by.Page.PostAsync("/inbox/carried", form, Ct);
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity) return null;
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }
}
