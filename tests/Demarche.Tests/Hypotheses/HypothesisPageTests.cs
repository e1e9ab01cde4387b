using System.Net;
using System.Text.RegularExpressions;
using Demarche.Cases;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Hypotheses;

/// <summary>An incident that nobody wrote a line of code for, from the first hypothesis to a dissent, by forms alone.</summary>
public sealed partial class HypothesisPageTests : IAsyncLifetime
{
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string root = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        root = $"/cases/{await desk.OpenCaseAsync(ana, "The ferry timetable of Sudria")}";
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Rivals_findings_ratings_and_assessments_go_by_forms_from_empty_pages_on()
    {
        foreach (var page in (string[])["/hypotheses", "/findings", "/matrix", "/assessments", "/contradictions"])
            Assert.Contains("class=\"empty\"", await ana.ReadAsync(root + page), StringComparison.Ordinal);
        await DoneAsync("/hypotheses", ("text", "A rival ferry line"), ("question", "Who changed it?"), ("kind", "responsibility"), ("exclusive", "on"));
        Assert.Contains("One explanation alone is not tested", await ana.ReadAsync(root + "/hypotheses"), StringComparison.Ordinal);
        await DoneAsync("/hypotheses", ("text", "A mistake of the printer"), ("question", "Who changed it?"), ("kind", "responsibility"), ("exclusive", "on"));
        Assert.Contains("no room for somebody else", await ana.ReadAsync(root + "/hypotheses"), StringComparison.Ordinal);
        await DoneAsync("/findings", ("text", "The page was sent from the port office."), ("kind", "where-it-stands"), ("method", "Reading the log"), ("analyst", "The port"), ("credibility", "2"));
        await DoneAsync("/findings", ("text", "The change was made by hand at night."), ("kind", "behaviour"), ("method", "Reading the log"), ("analyst", "The port"), ("credibility", "2"));

        var matrix = await ana.ReadAsync(root + "/matrix");
        Assert.Contains("names no culprit", matrix, StringComparison.Ordinal);
        Assert.DoesNotContain("guilt", matrix, StringComparison.OrdinalIgnoreCase);
        var rows = Evidence().Matches(matrix).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Equal(2, rows.Count);
        var form = await ana.ReadAsync($"{root}/matrix/{rows[0]}");
        var hypotheses = Hidden().Matches(form).Select(m => m.Groups[1].Value).ToList();
        using var refused = await ana.PostAsync($"{root}/matrix/{rows[0]}", Cells(hypotheses, "i", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("where-a-machine-stands-is-not-who-did-it", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await DoneAsync($"/matrix/{rows[1]}", Cells(hypotheses, "c", "ii"));
        var rated = await ana.ReadAsync(root + "/matrix?measure=weighted&2=low");
        Assert.Contains("weighs 0.71", rated, StringComparison.Ordinal);
        Assert.Contains("1.41", rated, StringComparison.Ordinal);
        Assert.Contains("Without the finding", rated, StringComparison.Ordinal);

        var gap = await ana.ReadAsync($"{root}/requests/new?title=Two%20explanations&ask=What%20have%20you%20seen%3F");
        Assert.Contains("value=\"Two explanations\"", gap, StringComparison.Ordinal);
        Assert.Contains("What have you seen?", gap, StringComparison.Ordinal);

        using var preview = await ana.PostAsync(root + "/assessments/check", ("about", hypotheses[1]), ("likelihood", "likely"), ("confidence", "low"), ("text", "This proves it."));
        var read = await preview.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        Assert.Contains("no-words-of-certainty", read, StringComparison.Ordinal);
        Assert.Contains("name=\"despite\"", read, StringComparison.Ordinal);
        Assert.Contains("Nobody has assessed anything yet", await ana.ReadAsync(root + "/assessments"), StringComparison.Ordinal);
        await DoneAsync("/assessments", ("about", hypotheses[1]), ("likelihood", "likely"), ("confidence", "low"), ("text", "This proves it."), ("despite", "on"));
        var made = await ana.ReadAsync(root + "/assessments");
        Assert.Contains("55 to 80 %", made, StringComparison.Ordinal);
        var assessment = Item().Match(made).Groups[1].Value;
        await DoneAsync($"/assessments/{assessment}/dissent", ("text", "It proves nothing."));
        Assert.Contains("It proves nothing.", await ana.ReadAsync(root + "/assessments"), StringComparison.Ordinal);
        // The word that was searched for is marked.
        Assert.Contains("It proves <mark>nothing</mark>.", await ana.ReadAsync(root + "/search?q=nothing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_its_author_is_offered_to_correct_an_assessment_and_a_rating_is_taken_back_by_no_judgement()
    {
        await DoneAsync("/hypotheses", ("text", "A rival ferry line"), ("question", "Who changed it?"), ("kind", "responsibility"), ("exclusive", "on"));
        await DoneAsync("/findings", ("text", "The change was made by hand."), ("kind", "behaviour"), ("method", "Reading the log"), ("analyst", "The port"), ("credibility", "2"));
        var row = $"/matrix/{Evidence().Match(await ana.ReadAsync(root + "/matrix")).Groups[1].Value}";
        var hypothesis = Hidden().Match(await ana.ReadAsync(root + row)).Groups[1].Value;
        await DoneAsync(row, ("cells[0].hypothesis", hypothesis), ("cells[0].consistency", "c"), ("reason", "As the log says."));
        Assert.Contains("/why\">Marking of this rating</a>", await ana.ReadAsync(root + row), StringComparison.Ordinal);
        await DoneAsync(row, ("cells[0].hypothesis", hypothesis), ("cells[0].consistency", ""), ("cells[0].reason", "As the log says."), ("reason", ""));
        Assert.DoesNotContain("Marking of this rating", await ana.ReadAsync(root + row), StringComparison.Ordinal);

        await DoneAsync("/assessments", ("about", hypothesis), ("likelihood", "likely"), ("confidence", "low"), ("text", "It is likely."), ("despite", "on"));
        var ben = await desk.VisitAsync(Role.Analyst);
        await desk.GrantAsync(root["/cases/".Length..], ana, ben, CaseAccess.Write);
        var (hers, his) = (await ana.ReadAsync(root + "/assessments"), await ben.ReadAsync(root + "/assessments"));
        foreach (var act in new[] { "/correct\"", "/withdraw\"" })
        {
            Assert.Contains(act, hers, StringComparison.Ordinal);
            Assert.DoesNotContain(act, his, StringComparison.Ordinal);
        }
        Assert.Contains("/dissent\"", his, StringComparison.Ordinal);
    }

    private static (string, string)[] Cells(List<string> hypotheses, string first, string second) =>
    [
        ("cells[0].hypothesis", hypotheses[0]), ("cells[0].consistency", first), ("cells[1].hypothesis", hypotheses[1]), ("cells[1].consistency", second),
        ("reason", "As the log says."),
    ];

    private async Task DoneAsync(string path, params (string, string)[] fields)
    {
        using var answer = await ana.PostAsync(root + path, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Ct)}");
    }

    [GeneratedRegex("<tr id=\"([0-9a-z]{25})\">")]
    private static partial Regex Evidence();

    [GeneratedRegex("name=\"cells\\[\\d\\].hypothesis\" value=\"([0-9a-z]{25})\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<article class=\"item[^\"]*\" id=\"([0-9a-z]{25})\">")]
    private static partial Regex Item();
}
