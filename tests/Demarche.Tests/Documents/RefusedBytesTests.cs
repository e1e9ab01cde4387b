using System.Security.Cryptography;
using System.Text;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Markings;
using Demarche.People;
using Demarche.Store;
using Demarche.Tests.Web;

namespace Demarche.Tests.Documents;

/// <summary>What is refused leaves no bytes behind: bytes are kept with the entry that names them, or not at all.</summary>
public sealed class RefusedBytesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_that_is_refused_when_it_is_written_keeps_nothing()
    {
        await using var desk = await RunningDesk.StartAsync();
        var ana = await desk.VisitAsync(Role.Analyst);
        var id = await desk.OpenCaseAsync(ana);
        var read = Stories.Read(Stories.Paper);
        StoreWrites Keep(Decision.Allowed _) => IntakeReading.Kept([read]);
        // Refused by its own rule, and refused by the rule that every append goes through.
        await desk.Cases.WriteAsync(id, ana.Person!, _ => Decision.Refuse("no", "No."), Keep, Ct);
        var basis = new DocumentTakenIn(read.Id, read.ToDocument());
        var derived = new Demarche.Observables.ObservableSeen("o", new("url", "https://a.example", 2, new(read.Id, 0, 4, "word"), null));
        var outcome = await desk.Cases.WriteAsync(id, ana.Person!, _ => new Decision.Allowed([new(basis, Marking.Of(Tlp.Red)), new(derived, Marking.Of(Tlp.Clear))]), Keep, Ct);
        Assert.Equal("derived-must-not-be-wider", outcome.Refusal?.Rule);
        foreach (var bytes in read.ToKeep) Assert.Null(await desk.Store.FindAsync(bytes.Sha256, Ct));
        // The control: with its entry it is kept, and its text is found by a search at once.
        Assert.Null((await desk.Cases.WriteAsync(id, ana.Person!, _ => Decision.Allow(basis, Marking.Of(Tlp.Amber)), Keep, Ct)).Refusal);
        foreach (var bytes in read.ToKeep) Assert.NotNull(await desk.Store.FindAsync(bytes.Sha256, Ct));
        Assert.Contains(read.Id, await ana.ReadAsync($"/cases/{id}/search?q=registry"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_of_what_is_there_already_keeps_nothing_new()
    {
        await using var desk = await RunningDesk.StartAsync();
        var ana = await desk.VisitAsync(Role.Analyst);
        var id = await desk.OpenCaseAsync(ana);
        const string Stated = "TLP:RED\n\nNobody chose a marking for this.";
        using var refused = await ana.PostJsonAsync($"/api/cases/{id}/documents", new { text = Stated, name = "a.txt" });
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Null(await desk.Store.FindAsync(Sha256(Encoding.UTF8.GetBytes(Stated)), Ct));
    }

    private static string Sha256(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
}
