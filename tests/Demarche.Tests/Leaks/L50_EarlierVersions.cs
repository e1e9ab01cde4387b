using Demarche.Cases;
using Demarche.Claims;
using Demarche.Markings;
using Demarche.Tests.Twins;

namespace Demarche.Tests.Leaks;

/// <summary>What was corrected under a stricter marking and then marked wider is not read in the past: on page, API, journal page, search, why.</summary>
public sealed class L50_EarlierVersions
{
    private const string Word = "zqearlier";
    private static readonly Marking Vault = new(Tlp.Amber, [], ["crypto"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answer_holds_an_earlier_version_or_its_reason_of_any_kind_of_item()
    {
        await using var guarded = await GuardedCase.StartAsync();
        Dictionary<string, string> ids = [];
        await guarded.WriteAsync(ids, Word, new(Tlp.Amber, [guarded.Partner], ["crypto"]), guarded.Author);
        var file = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!;
        // Each item that has one is given the words of one that everybody sees, for a reason that names what it was; then it is marked wider.
        var sanitised = 0;
        foreach (var (name, id) in ids.DistinctBy(i => i.Value))
        {
            if (file.ItemOf(id) is not { } item || file.ItemOf(guarded.Seen[name])?.Content is not { } clean || item.Content is Demarche.Releases.Release) continue;
            var kind = FactMaker.Kinds.FirstOrDefault(k => FactMaker.ContentOf(k, typeof(Corrected<>)) == item.Content.GetType());
            if (kind is null) continue;
            sanitised++;
            await WriteAsync(guarded, (Fact)kind.GetConstructors()[0].Invoke([id, clean, Word + " was in it"]), Vault);
            await WriteAsync(guarded, new MarkingChanged(id, Marking.Of(Tlp.Amber, guarded.Partner), "Nothing in it is in the compartment now."), Marking.Of(Tlp.Amber));
        }
        Assert.True(sanitised > 20, $"Only {sanitised} items were corrected.");
        Assert.Equal(0, await guarded.HoldingAsync(guarded.Reader, Word));
        Assert.Equal(0, await guarded.HoldingAsync(guarded.Reader, Word, ids));
        // The controls: the items are shown to the reader, and their past to the author.
        var shown = await guarded.AllAsync(guarded.Reader, plain: false, ids);
        Assert.True(shown.Count(a => a.Value.StartsWith("200", StringComparison.Ordinal)) > 80);
        Assert.True(await guarded.HoldingAsync(guarded.Author, Word, ids) > 10);
    }

    [Fact]
    public async Task A_version_is_lifted_by_who_sees_it_with_a_reason_and_nobody_else_learns_that_there_was_one()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var id = Id.New();
        await WriteAsync(guarded, new PropositionStated(id, new(Word + " one")), Vault);
        await WriteAsync(guarded, new PropositionCorrected(id, new("It is known."), Word + " two"), Vault);
        await WriteAsync(guarded, new MarkingChanged(id, Marking.Of(Tlp.Amber), "open"), Marking.Of(Tlp.Amber));
        var why = $"/api/cases/{guarded.Case}/items/{id}/why";
        Assert.Empty((await guarded.Reader.GetJsonAsync(why))["hidden"]!.AsArray());
        var seen = await guarded.Author.GetJsonAsync(why);
        Assert.Equal(2, seen["hidden"]!.AsArray().Count);
        Assert.Contains("<form method=\"post\" action=\"/cases/" + guarded.Case + "/items/" + id + "/lift\"", await guarded.Author.ReadAsync($"/cases/{guarded.Case}/items/{id}/why"), StringComparison.Ordinal);

        var lift = new { version = 1, reason = Word + " may be known", seen = seen["revision"]!.GetValue<int>() };
        using var refused = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}/items/{id}/lift", lift with { seen = (await guarded.Reader.GetJsonAsync(why))["revision"]!.GetValue<int>() });
        Assert.Equal(422, (int)refused.StatusCode);
        using var done = await guarded.Author.PostJsonAsync($"/api/cases/{guarded.Case}/items/{id}/lift", lift);
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync(Ct));

        var page = await guarded.Reader.ReadAsync($"/cases/{guarded.Case}/propositions/{id}");
        Assert.Contains(Word + " one", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Word + " two", page, StringComparison.Ordinal);
        var journal = await guarded.Reader.ReadAsync($"/cases/{guarded.Case}/journal");
        Assert.DoesNotContain("may be known", journal, StringComparison.Ordinal);
        Assert.Contains("may be known", await guarded.Author.ReadAsync($"/cases/{guarded.Case}/journal"), StringComparison.Ordinal);
    }

    private static Task WriteAsync(GuardedCase guarded, Fact fact, Marking marking) =>
        guarded.Desk.Cases.WriteAsync(guarded.Case, guarded.Author.Person!, _ => Decision.Allow(fact, marking), ct: Ct);
}
