using System.Net;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.People;
using Demarche.Sources;
using Demarche.Tests.Web;

namespace Demarche.Tests.Vault;

/// <summary>Who may name the first handlers of a source, and whom.</summary>
public sealed class FirstHandlersTests : IAsyncLifetime
{
    private static readonly Marking Circle = new(Tlp.Red, [], ["quay"]);

    private SealedCase sealedCase = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => sealedCase = await SealedCase.StartAsync();

    public ValueTask DisposeAsync() => sealedCase.DisposeAsync();

    [Fact]
    public async Task Who_wrote_the_first_version_that_is_seen_did_not_name_the_source_for_that()
    {
        using var vera = await sealedCase.Desk.VisitAsync(Role.Analyst, Role.SourceHandler);
        await sealedCase.Desk.MakeKeyAsync(vera);
        await sealedCase.Desk.GrantAsync(sealedCase.Case, sealedCase.Analyst, vera, CaseAccess.Write);
        var said = new Source(null, "Somebody at the port", null, Standing.Official, null, [], null);
        foreach (var (source, handlers) in new[] { ("bare", Array.Empty<string>()), ("handled", [sealedCase.Second.Person!]) })
        {
            await WriteAsync(sealedCase.Analyst, new SourceNamed(source, said with { Handlers = handlers }), Circle);
            var closer = said with { Description = "A pilot", Handlers = handlers };
            await WriteAsync(vera, new SourceCorrected(source, closer, "Closer."), Circle);
            await WriteAsync(sealedCase.Analyst, new MarkingChanged(source, Marking.Of(Tlp.Amber), "For all."), Marking.Of(Tlp.Amber));
        }
        // Both read in a view that the other one wrote first; that is what a page shows.
        var seen = Demarche.Views.View.For(await sealedCase.FileAsync(), new Audience.AtDesk(vera.Person!, true, new HashSet<string>()));
        Assert.Equal(vera.Person, seen.Sources.Find("bare")!.Author);

        var nothing = await AnswerAsync(vera, "nothing");
        foreach (var source in new[] { "bare", "handled" })
        {
            Assert.Equal(nothing, await AnswerAsync(vera, source));
            using var sealing = await sealedCase.ActAsync(
                vera, $"/cases/{sealedCase.Case}/sources/{source}/identity", ("identity", "Bo"), ("reason", "r"));
            Assert.Equal(HttpStatusCode.NotFound, sealing.StatusCode);
            Assert.Equal((false, false, 0), await ShownAsync(vera, source));
            Assert.Equal((true, true, 1), await ShownAsync(sealedCase.Analyst, source));
        }
        Assert.Contains("source-must-have-no-handler", await AnswerAsync(sealedCase.Analyst, "handled"), StringComparison.Ordinal);
        Assert.StartsWith("200", await AnswerAsync(sealedCase.Analyst, "bare"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_who_does_not_come_to_the_source_is_not_named_for_it_on_any_road()
    {
        using var namer = await sealedCase.Desk.VisitAsync([Role.Analyst], ["quay"]);
        using var within = await sealedCase.Desk.VisitAsync([Role.SourceHandler], ["quay"]);
        using var reads = await sealedCase.Desk.VisitAsync([Role.SourceHandler], ["quay"]);
        using var away = await sealedCase.Desk.VisitAsync([Role.SourceHandler], ["quay"]);
        foreach (var visitor in new[] { within, reads, away }) await sealedCase.Desk.MakeKeyAsync(visitor);
        await sealedCase.Desk.GrantAsync(sealedCase.Case, sealedCase.Analyst, namer, CaseAccess.Write);
        await sealedCase.Desk.GrantAsync(sealedCase.Case, sealedCase.Analyst, within, CaseAccess.Write);
        await sealedCase.Desk.GrantAsync(sealedCase.Case, sealedCase.Analyst, reads, CaseAccess.Read);
        var said = new Source(null, "Somebody at the port", null, Standing.Official, null, [], null);
        await WriteAsync(namer, new SourceNamed("bare", said), Circle);
        // Who sees no such source, who only reads, who has no access: each is named in the answer, and nobody is named for the source.
        foreach (var other in new[] { sealedCase.Second, reads, away })
        {
            var refused = await AnswerAsync(namer, "bare", other, within);
            Assert.Contains("handler-must-see-the-source", refused, StringComparison.Ordinal);
            Assert.Contains(await NameAsync(other), refused, StringComparison.Ordinal);
            Assert.DoesNotContain(await NameAsync(within), refused, StringComparison.Ordinal);
        }
        Assert.StartsWith("200", await AnswerAsync(namer, "bare", within), StringComparison.Ordinal);

        // On the other roads by which somebody becomes a handler, too.
        var named = await sealedCase.Analyst.PostAsync($"/cases/{sealedCase.Case}/sources",
            ("protected", "on"), ("description", "Another"), ("standing", "official"), ("handlers", away.Person!));
        Assert.Contains("handler-must-see-the-source", await named.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Visitor[] both = [sealedCase.Handler, sealedCase.Second];
        var source = await sealedCase.NameAsync("A Norland official", SealedCase.Identity, false, both);
        Task<HttpResponseMessage> EntrustAsync(params Visitor[] to) => sealedCase.ActAsync(sealedCase.Handler,
            $"/cases/{sealedCase.Case}/sources/{source}/handlers", [("reason", "Shifts change."), .. to.Select(h => ("handlers", h.Person!))]);
        using var entrusted = await EntrustAsync(sealedCase.Handler, away);
        Assert.Contains("handler-must-see-the-source", await entrusted.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        // Whoever handles it already may stay when access is lost.
        await sealedCase.Desk.GrantAsync(sealedCase.Case, sealedCase.Analyst, sealedCase.Second, CaseAccess.None);
        using var kept = await EntrustAsync(sealedCase.Handler, sealedCase.Second);
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
    }

    private Task WriteAsync(Visitor by, Fact fact, Marking marking) =>
        sealedCase.Desk.Cases.WriteAsync(sealedCase.Case, by.Person!, _ => Decision.Allow(fact, marking), ct: Ct);

    private async Task<string> AnswerAsync(Visitor by, string source, params Visitor[] handlers)
    {
        string[] named = handlers.Length == 0 ? [sealedCase.Handler.Person!] : [.. handlers.Select(h => h.Person!)];
        using var answer = await by.PostJsonAsync($"/api/cases/{sealedCase.Case}/sources/{source}/first-handlers",
            new { handlers = named, reason = "Of this port." });
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}";
    }

    private async Task<(bool Names, bool Seals, int Entrusted)> ShownAsync(Visitor to, string source)
    {
        var part = await to.GetJsonAsync($"/api/cases/{sealedCase.Case}/sources/{source}");
        return ((bool)part["names"]!, (bool)part["seals"]!, part["entrusted"]!.AsArray().Count);
    }

    private async Task<string> NameAsync(Visitor visitor) => (await sealedCase.Desk.Book.OpenAsync(Ct)).NameOf(visitor.Person!);
}
