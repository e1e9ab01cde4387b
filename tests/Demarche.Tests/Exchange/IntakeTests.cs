using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Store;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using static Demarche.Tests.Exchange.PlainPackages;

namespace Demarche.Tests.Exchange;

public sealed class IntakeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task L29_A_receipt_says_of_every_item_stored_or_refused_because()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var (status, text, type) = await PostAsync(desks.Ours, Sealed(Request(them.Desk, us.Desk), them, us));
        Assert.Equal((HttpStatusCode.OK, "application/jose"), (status, type));
        var receipt = Receipt.Verify(text, us).Value!;
        Assert.Equal("p-1", receipt.Package);
        Assert.True(receipt.Covers(["ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4", "identity--311b2d2d-f010-4473-83ec-1edf84858f4c", "objects[2]"]));
        Assert.Equal([true, false, false], receipt.Items.Select(i => i.Stored));
        Assert.All(receipt.Items.Where(i => !i.Stored), i => Assert.False(string.IsNullOrEmpty(i.Because)));
        var held = Assert.Single((await desks.Ours.Book.OpenAsync(Ct)).Inbox.All);
        Assert.Equal(new Marking(Tlp.Amber, [], [], desks.Westmark), held.Marking);
        Assert.Equal(Bytes(Request(them.Desk, us.Desk)), await desks.Ours.Services.GetRequiredService<JournalStore>().FindAsync(held.Content.PlainSha256, Ct));
    }

    [Fact]
    public async Task The_same_package_gets_the_identical_receipt_and_is_stored_once_also_when_many_arrive_at_once()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var intake = desks.Ours.Services.GetRequiredService<Intake>();
        var sealedText = Sealed(Request(them.Desk, us.Desk), them, us);
        var resealed = Sealed(Request(them.Desk, us.Desk), them, us);
        var receptions = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => intake.ReceiveAsync(i % 2 == 0 ? sealedText : resealed, Ct)));
        Assert.Single(receptions.Cast<Reception.Held>().Select(r => r.Receipt).Distinct());
        Assert.Single((await desks.Ours.Book.OpenAsync(Ct)).Inbox.All);
        var (_, later, _) = await PostAsync(desks.Ours, sealedText);
        Assert.Equal(((Reception.Held)receptions[0]).Receipt, later);
    }

    [Fact]
    public async Task Other_bytes_under_an_id_that_is_taken_are_refused_but_another_partner_may_use_the_id()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var sudria = DeskKeys.Create();
        await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", sudria.Card("Sudria", "https://sudria.example").ToJson());
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        await PostAsync(desks.Ours, Sealed(Request(them.Desk, us.Desk), them, us));
        var changed = Request(them.Desk, us.Desk);
        changed["title"] = "Something else";
        var (status, text, _) = await PostAsync(desks.Ours, Sealed(changed, them, us));
        Assert.Equal((HttpStatusCode.Conflict, "id-taken"), (status, Code(text)));
        (status, _, _) = await PostAsync(desks.Ours, Sealed(Request(sudria.Desk, us.Desk), sudria, us));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, (await desks.Ours.Book.OpenAsync(Ct)).Inbox.Count);
    }

    public static TheoryData<string, int, string> Refusals => new()
    {
        { "unknown key", 403, "not-accepted" },
        { "wrong signature", 403, "not-accepted" },
        { "for another desk", 400, "wrong-recipient" },
        { "passed on", 403, "wrong-desk" },
        { "truncated", 400, "truncated" },
        { "changed on the way", 400, "damaged" },
        { "not a package", 400, "not-a-package" },
        { "too large", 413, "too-large" },
        { "unknown kind", 422, "unknown-kind" },
        { "no marking", 422, "unknown-marking" },
        { "unknown marking", 422, "unknown-marking" },
        { "no bundle", 422, "content-not-readable" },
        { "reply to nothing", 422, "content-not-readable" },
        { "withdrawn partner", 403, "not-accepted" },
        { "unconfirmed partner", 403, "not-accepted" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task L44_What_may_not_come_in_is_refused_with_its_code_and_nothing_of_it_is_stored(string what, int status, string code)
    {
        await using var desks = await TwoDesks.StartAsync();
        using var stranger = DeskKeys.Create();
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var plain = Request(them.Desk, us.Desk);
        if (what == "unknown kind") plain["kind"] = "order";
        if (what == "no marking") plain.Remove("tlp");
        if (what == "unknown marking") plain["tlp"] = "TLP:PURPLE";
        if (what == "no bundle") plain["bundle"] = "none";
        if (what == "reply to nothing") plain["kind"] = "reply";
        if (what == "withdrawn partner") await TwoDesks.DoneAsync(desks.Releaser, $"/api/partners/{desks.Westmark}/withdraw", new { reason = "ended" });
        if (what == "unconfirmed partner")
            await TwoDesks.DoneAsync(desks.Releaser, "/api/partners", new { partner = new { name = "Ostania" }, card = stranger.Card("Ostania", "https://ostania.example").ToJson() });
        var genuine = Sealed(plain, them, us);
        var text = what switch
        {
            "unknown key" or "unconfirmed partner" => Sealed(Request(stranger.Desk, us.Desk), stranger, us),
            "wrong signature" => Forgeries.Signed(plain, stranger, them.SigningKey.Thumbprint, us),
            "for another desk" => Sealed(Request(them.Desk, stranger.Desk), them, stranger.Card("Sudria", "https://sudria.example")),
            "passed on" => Forgeries.PassedOn(Request(them.Desk, stranger.Desk), them, stranger, us),
            "truncated" => genuine[..^40],
            "changed on the way" => genuine[..(genuine.Length / 2)] + (genuine[genuine.Length / 2] == 'A' ? 'B' : 'A') + genuine[(genuine.Length / 2 + 1)..],
            "not a package" => "hello",
            "too large" => new string('a', SealedPackage.MaximumBytes + 1),
            _ => genuine,
        };
        var (got, body, type) = await PostAsync(desks.Ours, text);
        Assert.Equal((status, code, "application/problem+json"), ((int)got, Code(body), type));
        var list = await desks.Ours.Book.OpenAsync(Ct);
        Assert.Equal(0, list.Inbox.Count);
        Assert.Equal(0, await DocumentsAsync(desks.Ours));
        // The control: the same partner's genuine package comes in, unless the partner itself is shut out.
        var (control, _, _) = await PostAsync(desks.Ours, Sealed(Request(them.Desk, us.Desk), them, us));
        Assert.Equal(what == "withdrawn partner" ? HttpStatusCode.Forbidden : HttpStatusCode.OK, control);
        Assert.Equal(what == "withdrawn partner" ? 0 : 2, await DocumentsAsync(desks.Ours));
    }

    [Fact]
    public async Task What_is_refused_after_it_was_opened_leaves_no_byte_either()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        await PostAsync(desks.Ours, Sealed(Request(them.Desk, us.Desk), them, us));
        Assert.Equal(2, await DocumentsAsync(desks.Ours));
        // The same again, under another seal each time; and others under its id.
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(desks.Ours, Sealed(Request(them.Desk, us.Desk), them, us))).Status);
            var changed = Request(them.Desk, us.Desk);
            changed["title"] = $"Something else {i}";
            Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(desks.Ours, Sealed(changed, them, us))).Status);
        }
        Assert.Equal(2, await DocumentsAsync(desks.Ours));
        // A partner with too many that wait.
        await desks.Ours.Book.WriteAsync("desk", _ => new Decision.Allowed([.. Enumerable.Range(0, Intake.MostWaiting).Select(n => new Marked(
            new PackageArrived(Id.New(), new($"filler-{n}", desks.Westmark, PackageKind.Brief, "A brief", "", "2026-03-02T08:00:00.000Z", null, null)), DeskFile.Internal))]), ct: Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync(desks.Ours, Sealed(Request(them.Desk, us.Desk, "p-2"), them, us))).Status);
        Assert.Equal(2, await DocumentsAsync(desks.Ours));
    }

    [Fact]
    public async Task A_package_of_more_objects_than_a_person_looks_through_is_refused()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var plain = Request(them.Desk, us.Desk);
        plain["bundle"]!["objects"] = new JsonArray([.. Enumerable.Range(0, PackageContent.MostObjects + 1).Select(n => JsonValue.Create(n))]);
        var (status, body, _) = await PostAsync(desks.Ours, Sealed(plain, them, us));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "content-not-readable"), (status, Code(body)));
        Assert.Equal(0, await DocumentsAsync(desks.Ours));
    }

    [Fact]
    public void Twice_the_notes_cost_twice_the_opening()
    {
        long Cost(int notes)
        {
            var plain = Request("a", "b");
            plain["bundle"]!["objects"] = new JsonArray([.. Enumerable.Range(0, notes).Select(n => JsonNode.Parse($$"""
                {"type":"note","spec_version":"2.1","id":"note--{{n:x8}}-8ff7-4a4d-aa9d-feb398cd0061","created":"2026-03-02T08:00:00.000Z","modified":"2026-03-02T08:00:00.000Z",
                 "content":"{{new string('x', 200)}}","object_refs":["identity--311b2d2d-f010-4473-83ec-1edf84858f4c"]}
                """))]);
            var bytes = Bytes(plain);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(notes, ArrivalItems.Of(PackageContent.Read(bytes).Content!, "arrival", "b").Count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Cost(100);
        var (one, two) = (Cost(1_000), Cost(4_000));
        Assert.InRange(two, one, 5 * one);
    }

    [Fact]
    public async Task A_key_that_was_given_up_is_no_longer_taken_and_the_statement_that_says_so_is()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (us, old) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        using var next = old.Rotate();
        var statement = new KeyRotation(next.Card("Westmark", desks.Theirs.Address), "2026-03-02T09:00:00.000Z").Sign(old);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(desks.Ours, statement, "/exchange/rotations")).Status);
        var partner = (await desks.Ours.Book.OpenAsync(Ct)).Partners.Find(desks.Westmark)!;
        Assert.True(partner.Content.Confirmed);
        Assert.Equal(next.SigningKey, partner.Content.Card!.Signing);

        var (status, text, _) = await PostAsync(desks.Ours, Sealed(Request(old.Desk, us.Desk), old, us));
        Assert.Equal((HttpStatusCode.Forbidden, "old-key"), (status, Code(text)));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(desks.Ours, Sealed(Request(old.Desk, us.Desk), next, us))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(desks.Ours, statement, "/exchange/rotations")).Status);
    }

    [Fact]
    public async Task Another_media_type_is_refused_and_no_session_is_asked_for()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var stranger = desks.Ours.Stranger();
        using var answer = await stranger.Page.PostAsync("/exchange/packages", new StringContent("x", Encoding.ASCII, "text/plain"), Ct);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "wrong-media-type"), (answer.StatusCode, Code(await answer.Content.ReadAsStringAsync(Ct))));
    }

    [Fact]
    public async Task A_reply_whose_desk_died_between_arrival_and_case_comes_home_at_the_next_start()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (ours, request, release) = await desks.ReleaseAsync();
        await TwoDesks.SendAsync(desks.Ours);
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var plain = Request(them.Desk, us.Desk, "reply-1");
        (plain["kind"], plain["about"]) = ("reply", (await desks.ReleaseOfAsync(ours, release)).Proposal.Package);
        plain["bundle"] = JsonNode.Parse($$$"""
            {"type":"bundle","id":"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d","objects":[
              {"type":"note","spec_version":"2.1","id":"note--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061","created":"2026-03-02T08:00:00.000Z","modified":"2026-03-02T08:00:00.000Z",
               "content":"We decline.","object_refs":["identity--311b2d2d-f010-4473-83ec-1edf84858f4c"],
               "extensions":{"{{{Demarche.Stix.DemarcheExtensions.ReplyId}}}":{"extension_type":"property-extension","in_reply_to":"x","disposition":"declined"} } }]}
            """);
        var store = desks.Ours.Services.GetRequiredService<JournalStore>();
        var sha256 = await store.KeepAsync(Bytes(plain), Ct);
        var arrival = new Arrival("reply-1", desks.Westmark, PackageKind.Reply, "A reply", sha256, "2026-03-02T08:00:00.000Z", (string)plain["about"]!, null);
        await desks.Ours.Book.WriteAsync($"partner:{desks.Westmark}", _ => Decision.Allow(new PackageArrived(Id.New(), arrival), new Marking(Tlp.Amber, [], [], desks.Westmark)), ct: Ct);
        Assert.Empty((await desks.Ours.Cases.FindAsync(ours, Ct))!.Replies.All);

        var homecoming = desks.Ours.Services.GetRequiredService<Homecoming>();
        await homecoming.SettleAllAsync(Ct);
        await homecoming.SettleAllAsync(Ct);
        var reply = Assert.Single((await desks.Ours.Cases.FindAsync(ours, Ct))!.Replies.All);
        Assert.Equal((request, "We decline."), (reply.Content.Request, reply.Content.Text));
    }

    [Fact]
    public async Task A_reply_to_a_package_that_another_partner_was_given_enters_no_case()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var sudria = DeskKeys.Create();
        await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria", sudria.Card("Sudria", "https://sudria.example").ToJson());
        var (ours, _, release) = await desks.ReleaseAsync();
        var us = CardOf(desks.Ours);
        var plain = Request(sudria.Desk, us.Desk);
        (plain["kind"], plain["about"]) = ("reply", (await desks.ReleaseOfAsync(ours, release)).Proposal.Package);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(desks.Ours, Sealed(plain, sudria, us))).Status);
        Assert.Empty((await desks.Ours.Cases.FindAsync(ours, Ct))!.Replies.All);
    }

    private static async Task<(HttpStatusCode Status, string Body, string? Type)> PostAsync(RunningDesk desk, string text, string path = "/exchange/packages")
    {
        using var stranger = desk.Stranger();
        // A sender that waits for leave reads the refusal of a body that is too large before it has sent any of it.
        stranger.Page.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/jose");
        using var answer = await stranger.Page.PostAsync(path, content, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.Content.Headers.ContentType?.MediaType);
    }

    private static Task<long> DocumentsAsync(RunningDesk desk) =>
        desk.Services.GetRequiredService<JournalStore>().ReadAsync(sql => sql.ValueAsync<long>("SELECT count(*) FROM document"), Ct);

    private static string? Code(string problem) => (string?)JsonNode.Parse(problem)!["code"];
}
