using System.Text;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Imports;
using Demarche.Markings;
using Demarche.People;
using Demarche.Tests.Web;
using Demarche.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Imports;

/// <summary>A desk with an analyst who imports.</summary>
internal sealed class ImportingDesk : IAsyncDisposable
{
    public const string Attributions =
        "incident_ID,attribution_ID,attribution_date,attribution_type,attribution_basis,attributing_actor,attribution_it_company,attributing_country,attributed_initiator,attributed_initiator_country,attributed_initiator_category\n";

    public const string Receivers = "ID,receiver_country,receiver_region,receiver_name,receiver_category,receiver_category_subcode\n";

    private ImportingDesk(RunningDesk desk, Caller caller) => (Desk, Caller) = (desk, caller);

    public RunningDesk Desk { get; }

    public Caller Caller { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ImportingDesk> StartAsync()
    {
        var desk = await RunningDesk.StartAsync();
        var person = await desk.AddPersonAsync([Role.Analyst]);
        return new(desk, Roles.Caller((await desk.Book.OpenAsync(Ct)).People.Find(person)!));
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    public static CsvTable Table(string name, string text) => CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), name);

    public Task<ImportReport> ImportAsync(params CsvTable[] tables) => ImportAsync(Ct, tables);

    public async Task<ImportReport> ImportAsync(CancellationToken stop, params CsvTable[] tables) =>
        await new EurepocImport(Desk.Cases, Desk.Services.GetRequiredService<Readings>(), await Desk.Book.OpenAsync(Ct), Caller, Marking.Of(Tlp.Clear), TimeProvider.System).RunAsync(tables, null, stop);

    public async Task<ImportReport> ImportMispAsync(string json, string? into = null, Tlp? least = null, string? originator = null) =>
        await new MispImport(Desk.Cases, await Desk.Book.OpenAsync(Ct), Caller, least, originator).RunAsync(Encoding.UTF8.GetBytes(json), "event.json", into, Ct);

    public async Task<CaseFile> FileAsync(string id) => (await Desk.Cases.FindAsync(id, Ct))!;

    /// <param name="wider">Why it may go wider than what it rests on.</param>
    public Task<Outcome> WriteAsync(string id, Fact fact, Marking marking, string? wider = null) =>
        Desk.Cases.WriteAsync(id, Caller.Id, _ => Decision.Allow(fact, marking), ct: Ct, wider: new(wider, Caller.Audience));

    public async Task<string> AddPartnerAsync()
    {
        var id = Id.New();
        await Desk.Book.WriteAsync(Caller.Id, _ => Decision.Allow(new Demarche.Partners.PartnerAdded(id, new("Ostania", null, "", "", null, false, [], null, null)), DeskFile.Internal), ct: Ct);
        return id;
    }

    public async Task<Demarche.Views.View> ViewAsync(string id) => Demarche.Views.View.For((await Desk.Cases.FindAsync(id, Ct))!, Caller.Audience);

    /// <summary>A global database of these rows of the five columns that must be there.</summary>
    public static CsvTable Global(params string[] rows) => Table("global.csv", "ID,name,description,start_date,end_date\n" + string.Join('\n', rows) + "\n");
}
