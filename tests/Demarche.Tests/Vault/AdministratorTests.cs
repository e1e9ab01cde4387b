using System.Text;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.People;
using Demarche.Store;
using Demarche.Tests.Leaks;
using Demarche.Tests.Exchange;
using Demarche.Tests.Web;
using Demarche.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Vault;

/// <summary>Somebody has the whole database, the node's key files and every role at the desk, and tries all that the program offers.</summary>
public sealed class AdministratorTests : IAsyncLifetime
{
    private SealedCase sealedCase = null!;
    private string source = "";
    private string second = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sealedCase = await SealedCase.StartAsync();
        // Break-glass is allowed to a pair of which the administrator is one.
        source = await sealedCase.NameAsync("An official", SealedCase.Identity, true, sealedCase.Handler);
        second = await sealedCase.NameAsync("Another official", "Zqalba again", false, sealedCase.Handler);
        await sealedCase.ActAsync(sealedCase.Handler, $"/cases/{sealedCase.Case}/sources/{source}/same", ("other", second), ("grounds", "Zqalba said so."));
    }

    public ValueTask DisposeAsync() => sealedCase.DisposeAsync();

    [Fact]
    public async Task No_file_of_the_desk_and_nothing_that_its_keys_unwrap_holds_the_identity()
    {
        Holds(Directory.EnumerateFiles(sealedCase.Desk.Folder, "*", SearchOption.AllDirectories).Select(Read));
        var node = OurKeys.Open(Path.Combine(sealedCase.Desk.Folder, "keys")).Current.Node;
        var file = await sealedCase.FileAsync();
        List<byte[]> opened = [];
        List<(SealedField Field, string Item, string Name)> fields =
        [
            .. file.Sources.All.Where(s => s.Content.Identity is not null).Select(s => (s.Content.Identity!, s.Id, "identity")),
            .. file.SamePersons.All.SelectMany(s => new[] { (s.Content.Sources, s.Id, "sources"), (s.Content.Token, s.Id, "token") }),
        ];
        foreach (var (field, item, name) in fields)
        {
            var key = node.Unwrap(field.Key, (await sealedCase.Desk.Store.FindKeyAsync(sealedCase.Case, field.Key, Ct))!)!;
            opened.Add(Encoding.UTF8.GetBytes(FieldCipher.Open(field, key, FieldCipher.AssociatedData(sealedCase.Case, item, name))!));
        }
        Assert.Equal(4, opened.Count);
        Holds(opened);
        // No key of the desk is the key of the text within.
        foreach (var envelope in opened.Select(o => Encoding.UTF8.GetString(o)).Where(o => o.StartsWith('{')).Select(o => JsonNode.Parse(o)!))
        {
            var text = new SealedField((string)envelope["Text"]!["key"]!, (string)envelope["Text"]!["nonce"]!, (string)envelope["Text"]!["cipher"]!);
            foreach (var box in envelope["To"]!.AsArray()) Assert.Null(node.Unwrap(text.Key, (string)box!["Sealed"]!));
            Assert.Null(await sealedCase.Desk.Store.FindKeyAsync(sealedCase.Case, text.Key, Ct));
        }
        // What the node key opens of a person's own key is no private key.
        var kept = (await sealedCase.Desk.Services.GetRequiredService<Records>().FindVaultKeyAsync(sealedCase.Handler.Person!, Ct))!;
        var wrapped = JsonNode.Parse(new NodeSeal(node).Open(kept.Wrapped, $"vault/{kept.Person}/{kept.Key}")!)!;
        Assert.True((int)wrapped["Memory"]! >= 64 * 1024 && (int)wrapped["Passes"]! >= 3);
        Assert.Equal(48, Convert.FromBase64String((string)wrapped["Cipher"]!).Length);
    }

    [Fact]
    public async Task No_answer_to_somebody_with_every_role_holds_the_identity()
    {
        var all = await sealedCase.Desk.VisitAsync(Enum.GetValues<Role>());
        await sealedCase.Desk.MakeKeyAsync(all, "nine dry barns stood by the road");
        await sealedCase.Desk.GrantAsync(sealedCase.Case, sealedCase.Analyst, all, CaseAccess.Write);
        var ids = new Dictionary<string, string> { ["case"] = sealedCase.Case, ["source"] = source };
        var tried = 0;
        foreach (var endpoint in Endpoint.Of(sealedCase.Desk).Where(e => e.Capability is not Demarche.Web.Capability.Exchange && !e.Pattern.Contains("sign-out", StringComparison.Ordinal)))
        {
            using var answer = endpoint.Method == "GET" ? await (endpoint.IsApi ? all.Api : all.Page).GetAsync(endpoint.At(ids), Ct)
                : endpoint.IsApi ? await all.PostJsonAsync(endpoint.At(ids), endpoint.Body is { } body ? Bodies.Of(body, ids) : new JsonObject())
                : await all.PostAsync(endpoint.At(ids), ("reason", "text"), ("passphrase", "nine dry barns stood by the road"), ("other", second), ("handlers", all.Person!));
            Assert.DoesNotContain("Zqalba", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            tried++;
        }
        Assert.True(tried > 100);
        // The control.
        Assert.Contains(SealedCase.Identity, await sealedCase.OpenAsync(sealedCase.Handler, source));
    }

    [Fact]
    public async Task Who_takes_over_a_handlers_account_has_none_of_the_handlers_passphrase()
    {
        var accounts = sealedCase.Desk.Services.GetRequiredService<Accounts>();
        var reset = await accounts.ResetAsync(new(sealedCase.Handler.Person!, "She asked for it.", new(Id.New(), sealedCase.Administrator.Person!)), Ct);
        // Even two people together, who can become the handler here, have none of it.
        await TwoDesks.DoneAsync(sealedCase.Releaser, $"/api/changes/{reset.Waits}/confirm", new { reason = "She asked me too." });
        using var stolen = new Visitor(new Uri(sealedCase.Desk.Address), sealedCase.Handler.Person,
            await sealedCase.Desk.Services.GetRequiredService<Sessions>().OpenAsync(sealedCase.Handler.Person!, Ct));
        Assert.DoesNotContain("Zqalba", await sealedCase.OpenAsync(stolen, source, "nine dry barns stood by the road"), StringComparison.Ordinal);
        await sealedCase.Desk.MakeKeyAsync(stolen, "nine dry barns stood by the road");
        Assert.DoesNotContain("Zqalba", await sealedCase.OpenAsync(stolen, source, "nine dry barns stood by the road"), StringComparison.Ordinal);
        var moved = await stolen.PostAsync($"/cases/{sealedCase.Case}/sources/{source}/handlers",
            ("handlers", sealedCase.Second.Person!), ("reason", "x"), ("passphrase", "nine dry barns stood by the road"));
        Assert.Contains("identity-must-be-sealed-to-you", await moved.Content.ReadAsStringAsync(Ct));
        // A handler's key that changed shows.
        Assert.Contains(await sealedCase.EntriesAsync(DeskFile.JournalId), e => e.Kind == "vault-key-given-up");
    }

    [Fact]
    public async Task One_keeper_alone_with_a_second_account_of_their_own_opens_nothing_that_was_sealed_before()
    {
        // Made up after the identity was sealed, by somebody who can write any account.
        var puppet = await sealedCase.Desk.VisitAsync(Role.Releaser);
        await sealedCase.Desk.MakeKeyAsync(puppet);
        await sealedCase.Desk.GrantAsync(sealedCase.Case, sealedCase.Analyst, puppet, CaseAccess.Write);
        await sealedCase.Desk.NameKeepersAsync(puppet, sealedCase.Administrator);
        var asked = await puppet.PostJsonAsync($"/api/cases/{sealedCase.Case}/sources/{source}/break-glass", new { reason = "x" });
        var request = (string)JsonNode.Parse(await asked.Content.ReadAsStringAsync(Ct))!["item"]!;
        await sealedCase.ActAsync(sealedCase.Administrator, $"/vault/break-glass/{request}/confirm", ("reason", "x"));
        var opened = await sealedCase.ActAsync(puppet, $"/cases/{sealedCase.Case}/sources/{source}/break-glass/{request}/open");
        Assert.DoesNotContain("Zqalba", await opened.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        // And the administrator's own key with all that lies in the store.
        using var secret = (await sealedCase.Desk.Services.GetRequiredService<VaultKeys>().UnlockAsync(sealedCase.Administrator.Person!, Keyed.Passphrase, Ct)).Secret!;
        var seal = sealedCase.Desk.Services.GetRequiredService<Demarche.Sources.SourceSeal>();
        var held = (await sealedCase.FileAsync()).Sources.Find(source)!;
        Assert.Null(await seal.OpenIdentityAsync(sealedCase.Case, held, secret, Ct));
        var other = VaultDecisions.KeyOf(await sealedCase.Desk.Book.OpenAsync(Ct), sealedCase.Releaser.Person!)!.Id;
        var half = (await seal.HalfAsync(sealedCase.Case, held, secret, other, Ct))!;
        foreach (var guess in new[] { half, new byte[32], held.Content.Identity!.Cipher.Select(c => (byte)c).Take(32).ToArray() })
            Assert.Null(await seal.OpenByTwoAsync(sealedCase.Case, held, secret, (other, guess), Ct));
    }

    private static void Holds(IEnumerable<byte[]> all)
    {
        string[] shapes =
        [
            "Zqalba", Convert.ToBase64String(Encoding.UTF8.GetBytes(SealedCase.Identity))[..20], Convert.ToHexStringLower(Encoding.UTF8.GetBytes("Zqalba")), Keyed.Passphrase,
        ];
        var looked = 0;
        foreach (var bytes in all)
        {
            foreach (var shape in shapes) Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(shape)) < 0, shape);
            looked++;
        }
        Assert.True(looked > 1);
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
