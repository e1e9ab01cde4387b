using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Imports;
using Demarche.Incidents;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Imports;

public sealed class EurepocImportTests : IAsyncLifetime
{
    private ImportingDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await ImportingDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Rival_attributions_become_claims_that_cite_their_rows_and_hypotheses_with_room_for_somebody_else()
    {
        const string first = "1,10.0,2026-02-03,Political statement / report,Attribution by receiver government / state entity,Ministry of Norland,,Norland,The Grey Foxes,Ostania,State";
        var report = await desk.ImportAsync(
            ImportingDesk.Global("1,Registry of Norland,The registry was wiped.,2026-01-05,2026-01-09"),
            ImportingDesk.Table("attributions.csv", ImportingDesk.Attributions + first + "\n"
                + "1,11.0,2026-03-01,Technical report,IT-security community attributes attacker,,Lantern Labs,,,Sudria,Non-state-group\n"
                + "1,12.0,2026-03-01,Anonymous statement in media report (e.g. Reuters),Media-based attribution,,,Norland,The Grey Foxes,Ostania,State\n"),
            ImportingDesk.Table("receivers.csv", ImportingDesk.Receivers + "1,Norland,EUROPE,Land Registry,State institutions / political system,Civil service / administration\n"));
        var view = await desk.ViewAsync(Assert.Single(report.Cases));
        Assert.Equal(["A non-state group of Sudria was behind it", "The Grey Foxes (Ostania) was behind it"], view.Propositions.Standing.Select(p => p.Content.Text).Order(StringComparer.Ordinal));
        var claims = view.Claims.Standing.Select(c => c.Content).OrderBy(c => c.Standing).ToList();
        Assert.Equal([Stance.Asserts, Stance.Asserts, Stance.Asserts], claims.Select(c => c.Stance));
        Assert.Equal([(Standing.Official, true), (Standing.Company, true), (Standing.Anonymous, false)], claims.Select(c => (c.Standing, c.OnRecord)));
        Assert.Equal(["2026-02-03", "2026-03-01", "2026-03-01"], claims.Select(c => c.SaidOn?.Value));
        Assert.Equal(first, claims[0].Passage!.Quote);
        Assert.Null(await new Readings(desk.Desk.Store).MustStandThereAsync(view, claims[0].Passage!));
        Assert.Equal(["Ministry of Norland", "Lantern Labs", null], claims.Select(c => view.Sources.Find(c.Source)!.Content.Name));
        var rivals = Assert.Single(HypothesisList.Rivals(view));
        Assert.Equal((EurepocCase.Question, 3, false, false), (rivals.Question, rivals.Hypotheses.Count, rivals.NoRoom, rivals.NoRival));
        Assert.All(rivals.Hypotheses.Single(h => h.Content.Residual).Content.Propositions, p => Assert.True(p.Negated));
        Assert.Equal([("Land Registry", PartyKind.Organisation), ("The Grey Foxes", PartyKind.Organisation)], view.Parties.Standing.Select(p => (p.Content.Name, p.Content.Kind)).Order());
        Assert.Empty(view.Ratings.Standing);
        Assert.Empty(view.Assessments.Standing);
        Assert.All(view.Claims.Standing, c => Assert.Equal(Tlp.Clear, c.Marking.Tlp));
    }

    [Fact]
    public void Every_entry_of_an_import_is_one_that_a_person_could_have_written()
    {
        var tables = Tables();
        foreach (var incident in EurepocTables.Of(tables).Incidents)
        {
            var reading = IntakeReading.Of(new(EurepocCase.RowsOf(incident, new Dictionary<string, string>()), "text/plain; charset=utf-8", "rows.txt", "a table"), "d");
            var n = 0;
            var draft = EurepocCase.Of(incident, reading.ToDocument(), reading.Result.Document!.Text, () => $"id-{n++}");
            var written = new WrittenCase();
            foreach (var fact in draft.Facts)
            {
                Assert.IsType<Decision.Allowed>(Allowed(written.View, fact));
                written.Add(fact);
            }
        }
    }

    private static Decision Allowed(Demarche.Views.View view, Fact fact) => fact switch
    {
        DocumentTakenIn d => DocumentDecisions.TakeIn(view, [new(d.Id, d.Content, null)]),
        IncidentDescribed i => IncidentDecisions.Describe(view, new(i.Id, i.Content, null)),
        EffectRecorded e => IncidentDecisions.Record(view, new(e.Id, e.Content, null)),
        PartyNamed p => PartyDecisions.Name(view, new(p.Id, p.Content, null)),
        SourceNamed s => SourceDecisions.Name(view, new(s.Id, s.Content, null, null, new(new HashSet<string>(), new HashSet<string>(), false), null)),
        PropositionStated p => PropositionDecisions.State(view, new(p.Id, p.Content.Text, null)),
        ClaimMade c => ClaimDecisions.Make(view, new(c.Id, c.Content.Proposition, null, "", c.Content, null)),
        HypothesisStated h => HypothesisDecisions.State(view, new(h.Id, h.Content, null)),
        _ => throw new InvalidOperationException($"An import writes {fact.GetType().Name}, and this test does not know what allows it."),
    };

    [Fact]
    public async Task What_is_broken_is_told_with_file_line_and_column_left_out_and_named_in_the_case()
    {
        var report = await desk.ImportAsync(
            ImportingDesk.Table("global.csv", "ID,name,description,start_date,end_date,weather\n"
                + "1,Backwards,It ended first.,2026-05-02,2026-03-01,fair\n"
                + "2,No such day,,2026-02-30,,foul\n"
                + ",Nameless,It has no number.,2026-01-01,2026-01-02,\n"
                + "1,Again,It came twice.,2026-01-05,2026-01-06,\n"),
            ImportingDesk.Table("attributions.csv", ImportingDesk.Attributions
                + "1,10.0,,Not available,Contested attribution,,,,The Grey Foxes,Ostania,State\n"
                + "1,11.0,once,Technical report,Media-based attribution,,,,,Unknown,Individual hacker(s)\n"
                + "1,11.0,once,Technical report,Media-based attribution,,,,,Unknown,Individual hacker(s)\n"
                + "1,12.0,2026-06-01,Technical report,Media-based attribution,,,,,Unknown,Unknown - not attributed\n"
                + "99,13.0,2026-06-01,Technical report,Media-based attribution,,,,A,B,State\n"));
        (Defect, string, int?, string?)[] expected =
        [
            (Defect.EndBeforeBeginning, "global.csv", 2, "end_date"), (Defect.ImpossibleDate, "global.csv", 3, "start_date"), (Defect.MissingDate, "global.csv", 3, "end_date"),
            (Defect.MissingText, "global.csv", 3, "description"), (Defect.NoIncident, "global.csv", 4, "ID"), (Defect.RepeatedRow, "global.csv", 5, "ID"),
            (Defect.UnknownColumn, "global.csv", 1, "weather"), (Defect.Contested, "attributions.csv", 2, "attribution_basis"), (Defect.ImpossibleDate, "attributions.csv", 3, "attribution_date"),
            (Defect.RepeatedRow, "attributions.csv", 4, null), (Defect.NobodyNamed, "attributions.csv", 5, "attributed_initiator"), (Defect.NoIncident, "attributions.csv", 6, null),
        ];
        Assert.Equal(expected.Order(), report.Problems.Where(p => p.Defect != Defect.MissingColumn).Select(p => (p.Defect, p.File, p.Line, p.Column)).Order());
        Assert.Contains("Nameless", report.Problems.Single(p => p is { Defect: Defect.NoIncident, Line: 4 }).Text, StringComparison.Ordinal);
        var view = await desk.ViewAsync(report.Cases[0]);
        var incident = Assert.Single(view.Incidents.Standing).Content;
        Assert.Equal(("2026-05-02", null), (incident.Began?.Value, incident.Ended?.Value));
        Assert.Contains("global.csv, line 2, column end_date: 2026-03-01 is before the beginning", incident.Description, StringComparison.Ordinal);
        Assert.Contains("attributions.csv, line 2, column attribution_basis: EuRepoC has it that this is contested", incident.Description, StringComparison.Ordinal);
        Assert.Null(Assert.Single(view.Claims.Standing).Content.SaidOn);
        Assert.Equal(2, view.Hypotheses.Standing.Count());
    }

    [Fact]
    public async Task Whatever_is_made_of_the_rows_rests_on_them()
    {
        var report = await desk.ImportAsync(
            ImportingDesk.Table("global.csv", "ID,name,description,start_date,end_date,incident_type\n7,Relay,Words,2020-01-01,,Data theft\n"),
            ImportingDesk.Table("attributions.csv", ImportingDesk.Attributions + "7,1,2020-02-01,Attribution by receiver,,Ada Berg,,Norland,Bears,Sudria,State\n"),
            ImportingDesk.Table("receivers.csv", ImportingDesk.Receivers + "7,Norland,EUROPE,The registry,State institutions,\n"));
        var file = await desk.FileAsync(Assert.Single(report.Cases));
        var document = Assert.Single(file.Documents.All).Id;
        var items = file.Items().Where(i => i.Id != document).ToList();
        Assert.True(items.Select(i => i.Kind).Intersect(["incident", "party", "proposition", "source", "claim", "hypothesis"]).Count() == 6, string.Join(' ', items.Select(i => i.Kind)));
        Assert.All(items, i => Assert.Contains(document, file.KeptBasis(i.Id).Concat(RestsOn.Of(i.Content))));
    }

    [Fact]
    public async Task An_import_again_makes_nothing_twice_and_tells_what_the_tables_now_say_otherwise()
    {
        CsvTable[] before = [ImportingDesk.Global("1,One,First.,2026-01-05,2026-01-06", "2,Two,Second.,2026-01-07,2026-01-08")];
        var first = await desk.ImportAsync(before);
        var heads = await desk.Desk.Store.HeadsAsync(Ct);
        var again = await desk.ImportAsync(before);
        Assert.Equal((2, 0, 2), (first.Cases.Count, again.Cases.Count, again.Already));
        Assert.Equal(heads, await desk.Desk.Store.HeadsAsync(Ct));
        var changed = await desk.ImportAsync(ImportingDesk.Global("1,One,First.,2026-01-05,2026-01-06", "2,Two,Otherwise.,2026-01-07,2026-01-08", "3,Three,Third.,2026-01-09,2026-01-10"));
        Assert.Equal((1, 2), (changed.Cases.Count, changed.Already));
        Assert.Equal("2", Assert.Single(changed.Problems, p => p.Defect == Defect.UnlikeBefore).Incident);
    }

    [Fact]
    public async Task Responses_are_counted_and_told_one_by_one_though_names_hold_semicolons()
    {
        var report = await desk.ImportAsync(ImportingDesk.Table("global.csv",
            "ID,name,description,start_date,end_date,number_of_political_responses,political_response_date,political_response_type,political_response_type_subcode,political_response_country,political_response_actor,number_of_legal_responses,legal_response_type,legal_response_country\n"
            + "1,One,First.,2026-01-05,2026-01-06,2,2026-02-01; NaT,Stabilizing measures; N,Statement; ,Norland; Sudria,Ada Berg (Minister; NOR); Parliament,1,Retorsion,Norland\n"));
        Assert.Equal(3, report.Responses);
        var made = (await desk.ViewAsync(report.Cases[0])).Responses.Standing.Select(r => (r.Content.Kind, r.Content.By, r.Content.At?.Value, r.Content.Text)).Order().ToList();
        Assert.Equal(
            new (OptionKind, string, string?, string)[]
            {
                (OptionKind.Statement, "Ada Berg (Minister; NOR), Norland", "2026-02-01", "Political: Stabilizing measures, Statement"), (OptionKind.Other, "Norland", null, "Legal: Retorsion"),
                (OptionKind.Other, "Parliament, Sudria", null, "Political: not said"),
            }.Order(), made);
    }

    [Fact]
    public async Task Without_a_global_database_nothing_is_written_and_the_report_says_why()
    {
        var report = await desk.ImportAsync(ImportingDesk.Table("receivers.csv", ImportingDesk.Receivers + "1,Norland,,,Media,\n"), ImportingDesk.Table("other.csv", "a,b\n1,2\n"));
        Assert.Empty(report.Cases);
        Assert.Contains(report.Problems, p => p.File == "other.csv" && p.Defect == Defect.MissingColumn);
        Assert.Contains(report.Problems, p => p is { Defect: Defect.NoIncident, File: "receivers.csv", Line: 2 });
    }

    [Fact]
    public async Task An_import_that_is_stopped_says_so_and_goes_on_when_it_is_started_again()
    {
        CsvTable[] tables = [ImportingDesk.Global("1,One,First.,2026-01-05,2026-01-06", "2,Two,Second.,2026-01-07,2026-01-08")];
        var stopped = await desk.ImportAsync(new CancellationToken(true), tables);
        Assert.Empty(stopped.Cases);
        Assert.Contains(stopped.Problems, p => p.Defect == Defect.NotWritten && p.What.Contains("0 of 2", StringComparison.Ordinal));
        Assert.Equal(2, (await desk.ImportAsync(tables)).Cases.Count);
    }

    private static CsvTable[] Tables() =>
        [
            ImportingDesk.Table("global.csv", "ID,name,description,start_date,end_date,incident_type,data_theft,sources_url\n"
                + "1,\"A name with a \u200bdisguise\",Told.,2026-01-01,2026-01-09,Data theft; Disruption,none,['https://example.org/a']\n"
                + "2,Bare,,,,,,no list\n"
                + $"3,Long,{new string('x', 21_000)},2026-05-02,2026-03-01,Disruption,,[]\n"),
            ImportingDesk.Table("attributions.csv", ImportingDesk.Attributions
                + "1,10.0,2026-02-03,Technical report,Attacker confirms,,,,,,Non-state-group\n"
                + "1,11.0,2026-02-03,Anonymous statement in media report,Media-based attribution,,,,NORLAND,,State\n"
                + "1,12.0,2026-02-03,Technical report,Attribution by third-party,,,,norland,,State\n"
                + "1,13.0,2026-02-04,Technical report,Attribution by third-party,,,Sudria,,Ostania,State\n"),
            ImportingDesk.Table("receivers.csv", ImportingDesk.Receivers
                + "1,Norland,,Norland,Media,\n1,Norland,,,State institutions / political system,Military\n1,Norland,,,Media,\n1,,,,Science,\n1,Unknown,,,Unknown,\n1,Germany,,,State institutions / political system,\n"),
        ];
}
