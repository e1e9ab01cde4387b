using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Demarche.Tests.Vault;
using Demarche.Tests.Web;

namespace Demarche.Tests.Leaks;

/// <summary>A sealed identity stands in clear nowhere: not in the store's files, not in any answer, not after it was erased.</summary>
public sealed class L41_SourceIdentity
{
    private const string Identity = "Zqwolfram Zqalbrecht";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sealed_identity_stands_in_clear_in_no_file_and_no_answer_but_the_one_its_handler_opens()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.Desk.MakeKeyAsync(guarded.Author);
        await guarded.Desk.MakeKeyAsync(guarded.Reader);
        var named = await guarded.Author.PostJsonAsync($"/api/cases/{guarded.Case}/sources", new Dictionary<string, object?>
        {
            ["protected"] = true,
            ["description"] = "an official of the registry",
            ["standing"] = "official",
            ["identity"] = Identity,
            ["handlers"] = new[] { guarded.Author.Person! },
        });
        var text = await named.Content.ReadAsStringAsync(Ct);
        Assert.True(named.IsSuccessStatusCode, text);
        var source = JsonNode.Parse(text)!["item"]!.GetValue<string>();
        await NowhereAsync(guarded, source);

        // The control: it can be read, by its handler and by nobody else.
        var path = $"/cases/{guarded.Case}/sources/{source}";
        Assert.Contains(Identity, await ContentAsync(guarded.Author, path + "/open"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zqwolfram", await ContentAsync(guarded.Reader, path + "/open"), StringComparison.Ordinal);
        await NowhereAsync(guarded, source);

        Assert.Equal(HttpStatusCode.SeeOther, (await guarded.Author.PostAsync(path + "/erase", ("reason", "The source asked for it"))).StatusCode);
        Assert.DoesNotContain("Zqwolfram", await ContentAsync(guarded.Author, path + "/open"), StringComparison.Ordinal);
        await NowhereAsync(guarded, source);
    }

    [Fact]
    public async Task A_new_seal_is_not_taken_back_because_the_key_of_the_old_one_is_gone()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.Desk.MakeKeyAsync(guarded.Author);
        await guarded.Desk.MakeKeyAsync(guarded.Reader);
        var named = await guarded.Author.PostJsonAsync($"/api/cases/{guarded.Case}/sources", new Dictionary<string, object?>
        {
            ["protected"] = true,
            ["description"] = "an official of the registry",
            ["standing"] = "official",
            ["identity"] = "Zqfirst",
            ["handlers"] = new[] { guarded.Author.Person! },
        });
        var source = JsonNode.Parse(await named.Content.ReadAsStringAsync(Ct))!["item"]!.GetValue<string>();
        var path = $"/cases/{guarded.Case}/sources/{source}";
        var anew = await guarded.Author.PostAsync(path + "/identity", ("identity", Identity), ("reason", "We know better"), ("handlers", guarded.Author.Person!),
            ("passphrase", Keyed.Passphrase));
        Assert.Equal(HttpStatusCode.SeeOther, anew.StatusCode);
        Assert.NotNull((await guarded.Desk.Cases.UndoAsync(guarded.Case, new(guarded.Author.Person!, true, new HashSet<string> { "crypto" }), Ct)).Refusal);
        Assert.Contains(Identity, await ContentAsync(guarded.Author, path + "/open"), StringComparison.Ordinal);
    }

    private static async Task NowhereAsync(GuardedCase guarded, string source)
    {
        foreach (var file in Directory.EnumerateFiles(guarded.Desk.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Ct);
            Assert.True(bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.UTF8.GetBytes("Zqwolfram")) < 0, $"{Path.GetFileName(file)} holds the identity.");
        }
        var ids = new Dictionary<string, string>(guarded.Seen) { ["case"] = guarded.Case, ["partner"] = guarded.Partner, ["source"] = source };
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e.Method == "GET"))
        {
            foreach (var visitor in new[] { guarded.Author, guarded.Reader })
            {
                using var answer = await (endpoint.IsApi ? visitor.Api : visitor.Page).GetAsync(endpoint.At(ids), Ct);
                Assert.DoesNotContain("Zqwolfram", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            }
        }
    }

    private static async Task<string> ContentAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.PostAsync(path, ("reason", "I must call the source"), ("passphrase", Keyed.Passphrase));
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
