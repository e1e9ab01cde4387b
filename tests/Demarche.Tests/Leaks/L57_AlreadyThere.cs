using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Imports;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.People;
using Demarche.Tests.Exchange;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using static Demarche.Tests.Exchange.PlainPackages;

namespace Demarche.Tests.Leaks;

/// <summary>
/// "Already there" is said of what its reader sees, and of nothing else. Each road is walked twice by somebody in no compartment: in a case that holds the
/// same thing in a compartment, and in one that does not. The answers are the same, and what is brought is there afterwards.
/// </summary>
public sealed partial class L57_AlreadyThere
{
    private const string Report = "The relay at 192.0.2.7 answered on Friday.";
    private const string Table = "from,to,kind,figure,unit,year,source,note\nNorland,Sudria,treaty,,,2019,Treaty series 12,\n";

    private const string Event =
        """
        {"Event": {"uuid": "6f1d7c0e-0000-4000-8000-000000000009", "info": "Mail theft", "Tag": [{"name": "tlp:green"}],
          "Attribute": [{"category": "Network activity", "type": "domain", "value": "mail.example.net"}]}}
        """;

    private static readonly Marking Vault = new(Tlp.Amber, [], ["crypto"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_a_file_of_ties_and_a_row_come_in_as_if_the_hidden_one_were_not_there()
    {
        await using var desk = await RunningDesk.StartAsync();
        var (without, with) = (await WorldAsync(desk), await WorldAsync(desk));
        foreach (var (path, body) in new (string, object)[]
        {
            ("/documents", new { text = Report, name = "report.txt" }),
            ("/ties/files", new { text = Table, name = "ties.csv" }),
            ("/ties/take", new { all = true }),
        })
        {
            await DoneAsync(with.Keeper, with.Case, path, Hidden(body));
            var (hidden, none) = (await AnswerAsync(with.Reader, with.Case, path, body), await AnswerAsync(without.Reader, without.Case, path, body));
            Assert.Equal(none, hidden);
            Assert.StartsWith("200", hidden, StringComparison.Ordinal);
            // The control: of what is seen it is said.
            Assert.StartsWith("422", await AnswerAsync(with.Reader, with.Case, path, body), StringComparison.Ordinal);
        }
        Assert.Single(View(with, await desk.Cases.FindAsync(with.Case, Ct)).Ties.All);
    }

    [Fact]
    public async Task A_misp_event_in_a_case_reports_the_same()
    {
        await using var desk = await RunningDesk.StartAsync();
        var (without, with) = (await WorldAsync(desk), await WorldAsync(desk));
        var first = await MispAsync(desk, with.Keeper, with.Case);
        Assert.Single(first.Cases);
        foreach (var item in View(with.Keeper, ["crypto"], (await desk.Cases.FindAsync(with.Case, Ct))!).Items().ToList())
            await desk.Cases.WriteAsync(with.Case, with.Keeper.Person!, _ => Decision.Allow(new MarkingChanged(item.Id, Vault, "r"), Vault), ct: Ct);
        var (hidden, none) = (await MispAsync(desk, with.Reader, with.Case), await MispAsync(desk, without.Reader, without.Case));
        Assert.Equal(Told(none, without.Case), Told(hidden, with.Case));
        Assert.Equal((1, 0), (hidden.Cases.Count, hidden.Already));
        // The control: a second time it is there.
        var again = await MispAsync(desk, with.Reader, with.Case);
        Assert.Equal((0, 1), (again.Cases.Count, again.Already));
    }

    [Fact]
    public async Task An_import_into_cases_that_the_person_may_read_no_more_is_a_first_import()
    {
        await using var importing = await Imports.ImportingDesk.StartAsync();
        var row = "7,Registry wiped,All of it,2026-01-01,2026-01-02";
        var first = await importing.ImportAsync(Imports.ImportingDesk.Global(row));
        var event1 = await importing.ImportMispAsync(Event);
        // The control: while they may be read, both are there.
        Assert.Equal((1, 1), ((await importing.ImportAsync(Imports.ImportingDesk.Global(row))).Already, (await importing.ImportMispAsync(Event)).Already));
        foreach (var id in first.Cases.Concat(event1.Cases))
            await importing.Desk.Cases.WriteAsync(id, importing.Caller.Id, _ => Decision.Allow(new AccessGranted(importing.Caller.Id, CaseAccess.None), Marking.Of(Tlp.Amber)), ct: Ct);
        var (later, event2) = (await importing.ImportAsync(Imports.ImportingDesk.Global(row)), await importing.ImportMispAsync(Event));
        Assert.Equal((0, 0), (later.Already, event2.Already));
        Assert.Equal(Told(first, first.Cases[0]), Told(later, later.Cases[0]));
        Assert.Equal(Told(event1, event1.Cases[0]), Told(event2, event2.Cases[0]));
        Assert.NotEqual(first.Cases[0], later.Cases[0]);
        Assert.Equal((1, 1), ((await importing.ImportAsync(Imports.ImportingDesk.Global(row))).Already, (await importing.ImportMispAsync(Event)).Already));
    }

    [Fact]
    public async Task A_package_whose_item_was_taken_and_hidden_is_taken_as_one_that_was_not()
    {
        List<string> answers = [];
        foreach (var isHidden in new[] { false, true })
        {
            await using var desks = await TwoDesks.StartAsync();
            using var inside = await desks.Ours.VisitAsync([Role.Analyst], ["crypto"]);
            var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
            var (case1, _) = await desks.CaseForAsync(desks.Westmark);
            await desks.Ours.GrantAsync(case1, desks.Analyst, inside, CaseAccess.Write);
            var package = Request(them.Desk, us.Desk, isHidden ? "p-2" : "p-1");
            package["kind"] = "brief";
            Assert.IsType<Reception.Held>(await desks.Ours.Services.GetRequiredService<Intake>().ReceiveAsync(Sealed(package, them, us), Ct));
            var arrival = (await desks.Ours.Book.OpenAsync(Ct)).Inbox.All.Single(a => a.Content.Package == (isHidden ? "p-2" : "p-1")).Id;
            var form = new { @case = case1, items = new[] { "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4" } };
            if (isHidden)
            {
                var before = (await desks.Ours.Cases.FindAsync(case1, Ct))!.Observables.All.Select(o => o.Id).ToHashSet();
                await TwoDesks.DoneAsync(inside, $"/api/inbox/{arrival}/take", form);
                var taken = (await desks.Ours.Cases.FindAsync(case1, Ct))!.Observables.All.Single(o => !before.Contains(o.Id));
                await TwoDesks.DoneAsync(inside, $"/api/cases/{case1}/items/{taken.Id}/marking", new { marking = new { tlp = "amber", compartments = new[] { "crypto" } }, reason = "r" });
            }
            else
            {
                // Nobody took an item of it, and it belongs to the case all the same: as the other one will.
                await desks.Ours.Book.WriteAsync(inside.Person!, list => InboxDecisions.Take(list, new(arrival, case1, null)), ct: Ct);
            }
            using var answer = await desks.Analyst.PostJsonAsync($"/api/inbox/{arrival}/take", form);
            answers.Add($"{(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync(Ct)).Replace(arrival, "arrival", StringComparison.Ordinal)
                .Replace(case1, "case", StringComparison.Ordinal)}");
            Assert.Contains(View(desks.Analyst, [], (await desks.Ours.Cases.FindAsync(case1, Ct))!).Observables.Standing, o => o.Content.Value == "198.51.100.3");
            // The control: what is seen is there.
            using var again = await desks.Analyst.PostJsonAsync($"/api/inbox/{arrival}/take", form);
            Assert.Contains("there-must-be-something-to-take", await again.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
        Assert.Equal(answers[0], answers[1]);
        Assert.StartsWith("200", answers[0], StringComparison.Ordinal);
    }

    private sealed record World(string Case, Visitor Reader, Visitor Keeper);

    private static async Task<World> WorldAsync(RunningDesk desk)
    {
        var (reader, keeper) = (await desk.VisitAsync(Role.Analyst), await desk.VisitAsync([Role.Analyst], ["crypto"]));
        var id = await desk.OpenCaseAsync(reader);
        await desk.GrantAsync(id, reader, keeper, CaseAccess.Write);
        await desk.Cases.WriteAsync(id, reader.Person!, _ => new Decision.Allowed(
            [new(new PartyNamed("a", new("Norland", PartyKind.State, null, "")), Marking.Of(Tlp.Amber)), new(new PartyNamed("b", new("Sudria", PartyKind.State, null, "")), Marking.Of(Tlp.Amber))]), ct: Ct);
        return new(id, reader, keeper);
    }

    private static object Hidden(object body)
    {
        var node = JsonSerializer.SerializeToNode(body)!.AsObject();
        node["marking"] = JsonSerializer.SerializeToNode(new { tlp = "amber", compartments = new[] { "crypto" } });
        return node;
    }

    private static async Task DoneAsync(Visitor by, string id, string path, object body) => Assert.StartsWith("200", await AnswerAsync(by, id, path, body), StringComparison.Ordinal);

    // Ids of what came in are random.
    private static async Task<string> AnswerAsync(Visitor by, string id, string path, object body)
    {
        using var answer = await by.PostJsonAsync($"/api/cases/{id}{path}", body);
        return $"{(int)answer.StatusCode} {RandomId().Replace(await answer.Content.ReadAsStringAsync(Ct), "id")}";
    }

    private static async Task<ImportReport> MispAsync(RunningDesk desk, Visitor by, string into)
    {
        var list = await desk.Book.OpenAsync(Ct);
        return await new MispImport(desk.Cases, list, Roles.Caller(list.People.Find(by.Person!)!), null).RunAsync(Encoding.UTF8.GetBytes(Event), "event.json", into, Ct);
    }

    private static string Told(ImportReport report, string id) => JsonSerializer.Serialize(report).Replace(id, "case", StringComparison.Ordinal);

    private static Demarche.Views.View View(World world, CaseFile? file) => View(world.Reader, [], file!);

    private static Demarche.Views.View View(Visitor by, string[] compartments, CaseFile file) =>
        Demarche.Views.View.For(file, new Audience.AtDesk(by.Person!, false, compartments.ToHashSet()));

    [GeneratedRegex("[0-9a-z]{25}")]
    private static partial Regex RandomId();
}
