using Demarche.Cases;
using Demarche.Claims;
using Demarche.Markings;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Tests.Web;

namespace Demarche.Tests.Releases;

/// <summary><c>demarche ledger</c>, as a process of its own on a desk's folder.</summary>
public sealed class LedgerCommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_command_line_answers_who_has_had_what_and_where_a_text_could_have_come_from()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var analyst = await desk.VisitAsync(Role.Analyst);
        await desk.AddPersonAsync([Role.Analyst], login: "outsider");
        var login = (await desk.Book.OpenAsync(Ct)).People.Find(analyst.Person!)!.Content.Login;
        var id = await desk.OpenCaseAsync(analyst);
        var (to, marking) = (Id.New(), Marking.Of(Tlp.Amber));
        var proposal = new Proposal(PackageKind.Request, "request", to, "p", "2099-01-01T00:00:00.000Z", "sha", [new("claim", "claim", "note--x", 1)], []);
        Fact[] facts =
        [
            new SourceNamed("source", new("Ada Berg", "An engineer", null, Standing.Technical, null, [], null)), new PropositionStated("proposition", new(ReleasedCase.Said)),
            new ClaimMade("claim", new("proposition", "source", Stance.Asserts, Standing.Technical, true, Nature.Fact, null, null, null)),
            new RequestDrafted("request", new("Help", "Help", [], "Treaty", analyst.Person!, "2030-01-01T00:00:00.000Z", [to], ["claim"])),
            new ReleaseProposed("release", proposal), new ReleaseApproved("release", null, "sealed", 7), new PackageSent("release", "file"),
        ];
        await desk.Cases.WriteAsync(id, analyst.Person!, _ => new Decision.Allowed([.. facts.Select(f => new Marked(f, marking))]), ct: Ct);

        var (code, output, errors) = await Executable.RunAsync("ledger", "who", "claim", "--as", login, "--data", desk.Folder);
        Assert.True(code == 0, errors);
        Assert.Contains(ReleasedCase.Said, output, StringComparison.Ordinal);
        Assert.Contains("no receipt", output, StringComparison.Ordinal);

        var file = Path.Combine(desk.Folder, "report.txt");
        await File.WriteAllTextAsync(file, "Machines in Ostania were used to hide the origin of the attack, our correspondent writes from Halden.\n\nNothing else happened on that day, and the people of the town went to sleep early.\n", Ct);
        (code, output, errors) = await Executable.RunAsync("ledger", "trace", id, file, "--as", login, "--data", desk.Folder);
        Assert.True(code == 0, errors);
        Assert.Contains("1 of 1", output, StringComparison.Ordinal);

        (code, output, _) = await Executable.RunAsync("ledger", "who", "claim", "--as", "outsider", "--data", desk.Folder);
        Assert.Equal((1, ""), (code, output));
    }
}
