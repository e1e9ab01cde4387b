using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.Markings;

namespace Demarche.Tests.Leaks;

/// <summary>A thing comes into the case with its marking, in one entry: there is no moment at which it stands without.</summary>
public sealed class L21_CreateThenRestrict
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_made_in_a_compartment_is_in_it_from_its_first_entry()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var (made, ids) = (0, guarded.Ids());
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e is { IsApi: true, Method: "POST", Body: not null } && e.Body.GetProperty("Marking") is not null && !e.Pattern.EndsWith("/marking", StringComparison.Ordinal)))
        {
            var body = Bodies.Of(endpoint.Body!, ids);
            body["marking"] = new JsonObject { ["tlp"] = "amber", ["compartments"] = new JsonArray("crypto") };
            var head = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.Head;
            using var answer = await guarded.Author.PostJsonAsync(endpoint.At(ids), body);
            if (!answer.IsSuccessStatusCode) continue;
            List<Entry> entries = [];
            await foreach (var entry in guarded.Desk.Store.ReadAsync(guarded.Case, head.Number, Ct)) entries.Add(entry);
            // A check of what one is about to write writes nothing.
            if (entries.Count == 0) continue;
            Assert.DoesNotContain(entries, e => e.Kind == "marking-changed");
            Assert.All(entries, e => Assert.False(Ruling.For(Marking.FromJson(e.Marking), new Audience.AtDesk(guarded.Reader.Person!, true, new HashSet<string>())).Seen, $"{endpoint} wrote a {e.Kind} under {e.Marking}"));
            made++;
        }
        Assert.True(made >= 5, $"Only {made} endpoints made anything.");
    }

    [Fact]
    public async Task A_case_is_its_openers_alone_from_its_first_entry()
    {
        await using var guarded = await GuardedCase.StartAsync();
        using var opened = await guarded.Author.PostJsonAsync("/api/cases", new { title = "Another", @default = new { tlp = "red" } });
        var id = (string)JsonNode.Parse(await opened.Content.ReadAsStringAsync(Ct))!["item"]!;
        var file = (await guarded.Desk.Cases.FindAsync(id, Ct))!;
        Assert.Equal((1, Tlp.Red), ((int)file.Head.Number, file.Default.Tlp));
        Assert.Equal([guarded.Author.Person!], file.Access.Keys);
    }
}
