using Demarche.Cases;
using Demarche.People;
using Demarche.Tests.Web;
using Demarche.TwoPeople;

namespace Demarche.Tests.TwoPeople;

/// <summary>What the page <em>Two people</em> says first.</summary>
public sealed class TwoPeoplePageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_desk_of_one_person_is_called_so_in_the_first_line_with_what_to_do()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var administrator = await desk.VisitAsync(Role.Administrator);
        Assert.Contains("A desk of one person", await FirstLineAsync(administrator), StringComparison.Ordinal);
        // One administrator makes every account: that is one person still.
        var made = await desk.AddPersonAsync([Role.Releaser]);
        await desk.Book.WriteAsync(made, _ => Decision.Allow(new AccountIssued(made, [administrator.Person!]), DeskFile.Internal, made), ct: Ct);
        await desk.Book.WriteAsync(made, _ => Decision.Allow(new PasswordSet(made), DeskFile.Internal, made), ct: Ct);
        var line = await FirstLineAsync(administrator);
        Assert.Contains("A desk of one person", line, StringComparison.Ordinal);
        Assert.Contains("demarche people add LOGIN --name NAME --role releaser", line, StringComparison.Ordinal);
        // Somebody whom nobody here made.
        await desk.AddPersonAsync([Role.Releaser]);
        Assert.DoesNotContain("A desk of one person", await administrator.ReadAsync("/changes"), StringComparison.Ordinal);
    }

    private static async Task<string> FirstLineAsync(Visitor reader)
    {
        var page = await reader.ReadAsync("/changes");
        var start = page.IndexOf("</h1>", StringComparison.Ordinal);
        return page[start..page.IndexOf("</p>", start, StringComparison.Ordinal)];
    }
}
