using System.Net;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.People;
using Demarche.Store;
using Demarche.Tests.Web;
using Demarche.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Vault;

public sealed class VaultKeysTests : IAsyncLifetime
{
    private const string Other = "nine dry barns stood by the road";
    private readonly FakeTimeProvider clock = new(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private RunningDesk desk = null!;
    private Visitor handler = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync(clock);
        handler = await desk.VisitAsync(Role.SourceHandler);
    }

    public async ValueTask DisposeAsync()
    {
        handler.Dispose();
        await desk.DisposeAsync();
    }

    [Theory]
    [InlineData("short one", "passphrase-must-be-long")]
    [InlineData("                      a", "passphrase-must-be-long")]
    [InlineData("abababababababababababab", "passphrase-must-not-be-guessable")]
    [InlineData("maren maren maren river bank", "passphrase-must-not-be-guessable")]
    [InlineData(Keyed.Passphrase, null)]
    public void A_passphrase_is_long_and_not_easily_guessed(string passphrase, string? rule) =>
        Assert.Equal(rule, VaultDecisions.PassphraseMustBeGood(passphrase, passphrase, "maren")?.Rule);

    [Fact]
    public void Half_of_a_character_is_no_text()
    {
        const string Broken = "\ud800 is half of a character and no text";
        Assert.Equal("passphrase-must-not-be-endless", VaultDecisions.PassphraseMustBeGood(Broken, Broken, "maren")?.Rule);
    }

    [Fact]
    public async Task A_key_is_made_on_the_page_with_the_password_again_and_stands_in_the_journal_by_its_public_half()
    {
        await desk.Services.GetRequiredService<Passwords>().SetAsync(handler.Person!, "four grey herons at dawn", Ct);
        Assert.Contains("Make your key", await handler.ReadAsync("/vault"));
        Assert.Equal("person-must-be-oneself", await RefusalAsync("/vault/key", ("password", "not my password at all"), ("passphrase", Other), ("again", Other)));
        Assert.Equal("passphrase-must-be-typed-twice-alike", await RefusalAsync("/vault/key", ("password", "four grey herons at dawn"), ("passphrase", Other), ("again", Keyed.Passphrase)));
        Assert.Equal("passphrase-must-not-be-the-password", await RefusalAsync("/vault/key",
            ("password", "four grey herons at dawn"), ("passphrase", "four grey herons at dawn"), ("again", "four grey herons at dawn")));
        var made = await handler.PostAsync("/vault/key", ("password", "four grey herons at dawn"), ("passphrase", Other), ("again", Other));
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        Assert.Contains("Fingerprint", await handler.ReadAsync("/vault"));
        var entry = Assert.Single(await EntriesAsync(), e => e.Kind == "vault-key-made");
        Assert.Equal(handler.Person, entry.Author);
        Assert.Equal(VaultDecisions.KeyOf(await desk.Book.OpenAsync(Ct), handler.Person!)!.Content.PublicKey, (string)(System.Text.Json.Nodes.JsonNode.Parse(entry.Body)!["content"]!["publicKey"]!));
    }

    [Fact]
    public async Task A_changed_passphrase_opens_the_same_key_and_the_old_one_opens_nothing()
    {
        await desk.MakeKeyAsync(handler);
        var before = VaultDecisions.KeyOf(await desk.Book.OpenAsync(Ct), handler.Person!)!.Id;
        Assert.Equal("passphrase-must-be-right", await RefusalAsync("/vault/passphrase", ("current", Other), ("passphrase", Other), ("again", Other)));
        Assert.Equal(HttpStatusCode.SeeOther, (await handler.PostAsync("/vault/passphrase", ("current", Keyed.Passphrase), ("passphrase", Other), ("again", Other))).StatusCode);
        Assert.NotNull((await UnlockAsync(Keyed.Passphrase)).Refused);
        using var secret = (await UnlockAsync($"  {Other} ")).Secret!;
        Assert.Equal(before, secret.Id);
        Assert.Contains(await EntriesAsync(), e => e.Kind == "vault-passphrase-changed");
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_one_and_guessing_is_stopped_and_journalled()
    {
        await desk.MakeKeyAsync(handler);
        HashSet<Decision.Refused> answers = [];
        string?[] guesses = [Other, null, "", "\ud800", new string('x', 5000)];
        foreach (var guess in guesses) answers.Add((await UnlockAsync(guess)).Refused!);
        // Locked now: the right one is answered as the wrong ones are, and tries meanwhile write nothing.
        answers.Add((await UnlockAsync(Keyed.Passphrase)).Refused!);
        answers.Add((await UnlockAsync(Other)).Refused!);
        Assert.Single(answers);
        var failed = (await EntriesAsync()).Where(e => e.Kind == "vault-try-failed").ToList();
        Assert.Equal(guesses.Length, failed.Count);
        Assert.Equal(1, failed.Count(e => e.Body.Contains("\"locked\":true", StringComparison.Ordinal)));
        clock.Advance(SignIns.FirstLock + TimeSpan.FromSeconds(1));
        using (var secret = (await UnlockAsync(Keyed.Passphrase)).Secret!) Assert.NotNull(secret);
        // Success forgets the failures.
        Assert.NotNull((await UnlockAsync(Other)).Refused);
        using var again = (await UnlockAsync(Keyed.Passphrase)).Secret!;
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Many_guesses_at_once_are_no_more_than_one_after_the_other()
    {
        await desk.MakeKeyAsync(handler);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => UnlockAsync(Other)));
        Assert.Equal(SignIns.Allowed, (await EntriesAsync()).Count(e => e.Kind == "vault-try-failed"));
    }

    [Fact]
    public async Task A_row_that_was_moved_to_another_person_or_key_opens_nothing()
    {
        var other = await desk.VisitAsync(Role.SourceHandler);
        await desk.MakeKeyAsync(handler);
        await desk.MakeKeyAsync(other, Other);
        var records = desk.Services.GetRequiredService<Records>();
        var theirs = (await records.FindVaultKeyAsync(other.Person!, Ct))!;
        var ours = (await records.FindVaultKeyAsync(handler.Person!, Ct))!;
        await KeepAsync(ours with { Wrapped = theirs.Wrapped });
        Assert.NotNull((await UnlockAsync(Other)).Refused);
        await KeepAsync(ours);
        using var secret = (await UnlockAsync(Keyed.Passphrase)).Secret!;
        Assert.NotNull(secret);
        // A public half that somebody put into the journal under the same id is not believed.
        await desk.Book.WriteAsync("desk", _ => new Decision.Allowed(
            [new(new VaultKeyGivenUp(ours.Key, "x"), DeskFile.Internal), new(new VaultKeyMade(Id.New(), new(handler.Person!, VaultDecisions.KeyOf(_, other.Person!)!.Content.PublicKey)), DeskFile.Internal)]), ct: Ct);
        Assert.NotNull((await UnlockAsync(Keyed.Passphrase)).Refused);
    }

    [Fact]
    public async Task A_new_key_and_its_entry_are_there_together_or_not_at_all()
    {
        await desk.MakeKeyAsync(handler);
        var before = await desk.Store.Records.FindVaultKeyAsync(handler.Person!, Ct);
        await desk.RefuseRowsAsync("entry", "NEW.kind = 'vault-key-made'");
        await Assert.ThrowsAnyAsync<Exception>(() => desk.MakeKeyAsync(handler, Other));
        Assert.Equal(before, await desk.Store.Records.FindVaultKeyAsync(handler.Person!, Ct));
        Assert.NotNull((await UnlockAsync(Keyed.Passphrase)).Secret);
        await desk.RefuseRowsAsync("entry", "NEW.kind = 'vault-passphrase-changed'");
        var person = (await desk.Book.OpenAsync(Ct)).People.Find(handler.Person!)!;
        await Assert.ThrowsAnyAsync<Exception>(() => desk.Services.GetRequiredService<VaultKeys>().ChangeAsync(person, Keyed.Passphrase, Other, Other, Ct));
        Assert.NotNull((await UnlockAsync(Keyed.Passphrase)).Secret);
    }

    private Task KeepAsync(KeptVaultKey kept) => desk.Book.WriteAsync(
        "desk", _ => Decision.Allow(new VaultPassphraseChanged(kept.Key), DeskFile.Internal), _ => new() { VaultKeys = [kept] }, Ct);

    private Task<Unlocked> UnlockAsync(string? passphrase) => desk.Services.GetRequiredService<VaultKeys>().UnlockAsync(handler.Person!, passphrase, Ct);

    private async Task<string> RefusalAsync(string path, params (string, string)[] fields)
    {
        var answer = await handler.PostAsync(path, fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        return System.Text.RegularExpressions.Regex.Match(html, "(?<=data-rule=\")[a-z-]+").Value;
    }

    private async Task<List<Entry>> EntriesAsync()
    {
        List<Entry> entries = [];
        await foreach (var entry in desk.Store.ReadAsync(DeskFile.JournalId, 0, Ct)) entries.Add(entry);
        return entries;
    }
}
