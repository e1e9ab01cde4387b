using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Partners;
using Demarche.People;
using Demarche.Sources;
using Demarche.Tests.Vault;
using Demarche.Tests.Web;

namespace Demarche.Tests.Leaks;

/// <summary>Two desks at which the same people do the same; at one of them a handler of both sources says under seal that they are one person. Nobody else is answered otherwise.</summary>
public sealed partial class L53_SealedFacts
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_answer_count_warning_or_refusal_depends_on_a_sealed_word_for_who_does_not_handle_both(bool withAThirdOrigin)
    {
        await using var plain = await Road.StartAsync(withAThirdOrigin);
        await using var joined = await Road.StartAsync(withAThirdOrigin);
        // Every page and answer is looked at where two origins are all there is; the acts are the same with a third.
        Task<List<string>> LookAsync() => withAThirdOrigin ? Task.FromResult<List<string>>([]) : joined.LookAsync();
        var before = await LookAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await joined.JoinAsync()).StatusCode);
        AssertSame(before, await LookAsync());

        foreach (var road in new[] { plain, joined })
        {
            // Two origins that may be one are weighed first; three are not.
            road.Release = await road.ActAsync(road.People.Analyst, $"drafts/{road.Request}/propose", new { partners = new[] { road.Partner } })
                ?? await road.ActAsync(road.People.Analyst, $"drafts/{road.Request}/propose", new { partners = new[] { road.Partner }, reasons = road.Reasons }) ?? "";
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
            // Who handles one of both agrees; it is not enough, joined or not.
            await road.ActAsync(road.People.Second, $"releases/{road.Release}/agree", new { reason = "They were asked." });
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/agree", new { reason = "Curious." });
            await road.ActAsync(road.People.Analyst, $"releases/{road.Release}/agree", new { reason = "Curious." });
            await road.ActAsync(road.People.Analyst, "undo", new { });
            await road.ActAsync(road.People.Releaser, "undo", new { });
            await road.ChangeHandlersAsync();
        }
        before = await LookAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await joined.PartAsync()).StatusCode);
        AssertSame(before, await LookAsync());
        Assert.Equal(HttpStatusCode.SeeOther, (await joined.JoinAsync()).StatusCode);
        Assert.True(plain.Release.Length > 0, string.Join("\n", plain.Transcript));
        Assert.Equal(plain.Transcript.Count, joined.Transcript.Count);
        Assert.All(plain.Transcript.Zip(joined.Transcript), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Contains(plain.Transcript, t => t.Contains("handlers-must-agree", StringComparison.Ordinal));

        // The controls: its handler reads the lower count, and is stopped by it where nothing else is left.
        var k = withAThirdOrigin ? 3 : 2;
        Assert.All(await plain.OriginsAsync(plain.People.Second), o => Assert.Equal((k, (int?)null), o));
        Assert.All(await plain.OriginsAsync(plain.People.Handler), o => Assert.Equal((k, (int?)null), o));
        Assert.All(await joined.OriginsAsync(joined.People.Analyst), o => Assert.Equal((k, (int?)null), o));
        Assert.All(await joined.OriginsAsync(joined.People.Handler), o => Assert.Equal((k, (int?)(k - 1)), o));
        var (first, second) = (await AgreeAsync(plain), await AgreeAsync(joined));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(withAThirdOrigin ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, second.StatusCode);
        if (!withAThirdOrigin) Assert.Contains("protected-source-exposed", await second.Content.ReadAsStringAsync(Ct));

        // Where its handlers agreed to the same, the same goes, and the same is told of it.
        foreach (var road in withAThirdOrigin ? new[] { plain, joined } : [])
        {
            road.Transcript.Clear();
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
        }
        Assert.All(plain.Transcript.Zip(withAThirdOrigin ? joined.Transcript : plain.Transcript), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_word_that_is_sealed_after_an_agreement_changes_nothing_for_who_approves_and_its_handler_can_take_it_back(bool takesBack)
    {
        await using var plain = await Road.StartAsync(true);
        await using var joined = await Road.StartAsync(true);
        foreach (var road in new[] { plain, joined })
        {
            road.Release = await road.ActAsync(road.People.Analyst, $"drafts/{road.Request}/propose", new { partners = new[] { road.Partner }, reasons = road.Reasons }) ?? "";
            Assert.Equal(HttpStatusCode.OK, (await AgreeAsync(road)).StatusCode);
            road.People.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.DoesNotContain("You agreed before you knew", await road.People.Handler.ReadAsync($"/cases/{road.People.Case}/releases/{road.Release}"), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await joined.JoinAsync()).StatusCode);
        // Who handles both is told, and can stop it. Nobody else has anything to take back.
        Assert.Contains("You agreed before you knew", await joined.People.Handler.ReadAsync($"/cases/{joined.People.Case}/releases/{joined.Release}"), StringComparison.Ordinal);
        foreach (var road in new[] { plain, joined })
        {
            foreach (var other in new[] { road.People.Analyst, road.People.Second, road.People.Releaser }) await road.ActAsync(other, $"releases/{road.Release}/take-back", new { reason = "Curious." });
            if (takesBack) Assert.Equal(HttpStatusCode.OK, (await road.People.Handler.PostJsonAsync($"/api/cases/{road.People.Case}/releases/{road.Release}/take-back", new { reason = "Not yet." })).StatusCode);
            await road.ActAsync(road.People.Releaser, $"releases/{road.Release}/approve", new { });
        }
        Assert.All(plain.Transcript.Zip(joined.Transcript), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Equal(takesBack, joined.Transcript[^1].Contains("handlers-must-agree", StringComparison.Ordinal));
        Assert.Equal(!takesBack, joined.Transcript[^1].StartsWith("approve 200", StringComparison.Ordinal));
        // Who agreed is told of it; nobody else is, not even who handles one of the sources.
        Assert.Contains(takesBack ? "agreement-taken-back" : "handler-agreed", (await joined.People.Handler.GetJsonAsync("/api/vault")).ToJsonString(), StringComparison.Ordinal);
        foreach (var other in new[] { joined.People.Analyst, joined.People.Releaser, joined.People.Second })
        {
            foreach (var path in new[] { "/api/vault", $"/api/cases/{joined.People.Case}/history", $"/api/cases/{joined.People.Case}/releases/{joined.Release}", $"/api/cases/{joined.People.Case}/ledger" })
            {
                var told = await (await other.Api.GetAsync(path, Ct)).Content.ReadAsStringAsync(Ct);
                Assert.DoesNotContain("agreed", told, StringComparison.Ordinal);
                Assert.DoesNotContain("taken-back", told, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_person_who_handles_both_releases_alone_where_the_desk_allows_it_and_is_stopped_by_what_that_person_knows(bool isJoined)
    {
        await using var road = await Road.StartAsync(false);
        using var all = await AloneAsync(road);
        if (isJoined) Assert.Equal(HttpStatusCode.SeeOther, (await road.JoinAsync(all)).StatusCode);
        road.Release = await road.ActAsync(all, $"drafts/{road.Request}/propose",
            new { partners = new[] { road.Partner }, reasons = road.Reasons }) ?? "";
        var approved = await all.PostJsonAsync($"/api/cases/{road.People.Case}/releases/{road.Release}/approve", new { });
        Assert.Equal(isJoined ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, approved.StatusCode);
        if (isJoined) Assert.Contains("protected-source-exposed", await approved.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_handles_both_and_approves_is_warned_by_what_that_person_knows_and_writes_why_first(bool agreedBefore)
    {
        await using var road = await Road.StartAsync(false);
        using var all = await AloneAsync(road);
        // Whoever handles a source writes no word of it that is not compared with its sealed identity.
        all.Api.DefaultRequestHeaders.Add("X-Demarche-Passphrase", Demarche.Tests.Vault.Keyed.Passphrase);
        foreach (var claim in new[] { "a", "b" })
            Assert.NotNull(await road.ActAsync(all, $"drafts/{road.Request}/copies/{road.Partner}/{claim}",
                new { text = $"An old account was used, we hear ({claim})." }));
        string Path() => $"/api/cases/{road.People.Case}/releases/{road.Release}";
        async Task ProposeAsync() => road.Release = await road.ActAsync(all, $"drafts/{road.Request}/propose",
            new { partners = new[] { road.Partner }, reasons = road.Reasons }) ?? "";
        async Task AgreeAsync()
        {
            road.People.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.OK, (await all.PostJsonAsync(Path() + "/agree", new { reason = "The person was asked." })).StatusCode);
            road.People.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        if (agreedBefore)
        {
            await ProposeAsync();
            await AgreeAsync();
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await road.JoinAsync(all)).StatusCode);
        if (!agreedBefore) await ProposeAsync();
        // An agreement from before says nothing of what its giver knows now.
        var refused = await all.PostJsonAsync(Path() + "/approve", new { });
        Assert.Contains("handler-must-agree-first", await refused.Content.ReadAsStringAsync(Ct));
        await AgreeAsync();
        Assert.Equal(HttpStatusCode.OK, (await all.PostJsonAsync(Path() + "/approve", new { })).StatusCode);
    }

    // One person of all roles, who handles both sources, at a desk that asks no second person.
    private static async Task<Visitor> AloneAsync(Road road)
    {
        var all = await road.People.Desk.VisitAsync(Role.Analyst, Role.Releaser, Role.SourceHandler);
        await road.People.Desk.MakeKeyAsync(all);
        await road.People.Desk.GrantAsync(road.People.Case, road.People.Analyst, all, CaseAccess.Write);
        foreach (var source in new[] { road.First, road.Other })
            await road.WriteAsync(new SourceCorrected(source, (await road.People.FileAsync()).Sources.Find(source)!.Content with { Handlers = [all.Person!] }, "One desk, one person."));
        var settings = (await road.People.Desk.Book.OpenAsync(Ct)).Settings;
        await road.People.Desk.Book.WriteAsync(all.Person!, _ => Decision.Allow(new DeskSettingsChanged(settings with { TwoPersonRelease = false }, "One person."), DeskFile.Internal), ct: Ct);
        return all;
    }

    private static Task<HttpResponseMessage> AgreeAsync(Road road)
    {
        // An agreement is later than every word that its giver knows.
        road.People.Clock.Advance(TimeSpan.FromSeconds(1));
        return road.People.Handler.PostJsonAsync($"/api/cases/{road.People.Case}/releases/{road.Release}/agree", new { reason = "They were asked." });
    }

    private static void AssertSame(List<string> before, List<string> after) => Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second));

    // A package that nobody proposed yet has another id at each look, and so have its objects.
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Stix();

    /// <summary>A draft with claims of two protected sources, and what those who do not handle both were answered.</summary>
    private sealed class Road(SealedCase people) : IAsyncDisposable
    {
        public SealedCase People => people;

        public List<string> Transcript { get; } = [];

        public string Partner { get; } = Id.New();

        public string First { get; private set; } = "";

        public string Other { get; private set; } = "";

        public string Request { get; private set; } = "";

        public string Release { get; set; } = "";

        public object[] Reasons => [.. new[] { "a", "b" }.Select(c => new { partner = Partner, rule = "protected-sources-may-be-one", item = c, reason = "Two people, we think." })];

        /// <param name="others">Who handles the second source; null for the handler of the first and another one.</param>
        public static async Task<Road> StartAsync(bool withAThirdOrigin, Func<SealedCase, Visitor[]>? others = null)
        {
            var road = new Road(await SealedCase.StartAsync());
            using var keys = DeskKeys.Create();
            var partner = new Partner("Westmark CSIRT", null, "Westmark", "", keys.Card("Westmark CSIRT", "http://127.0.0.1:9"), true, [], null, null);
            await road.People.Desk.Book.WriteAsync(road.People.Analyst.Person!, _ => Decision.Allow(new PartnerAdded(road.Partner, partner), DeskFile.Internal), ct: Ct);
            road.First = await road.People.NameAsync("A Norland official", SealedCase.Identity, false, road.People.Handler);
            var handlers = others?.Invoke(road.People) ?? [road.People.Handler, road.People.Second];
            road.Other = await road.People.NameAsync("Somebody at the registry", handlers.Length == 0 ? null : "Zqother", false, handlers);
            foreach (var source in new[] { road.First, road.Other }) await road.WriteAsync(new MarkingChanged(source, Marking.Of(Tlp.Amber, road.Partner), "For Westmark."));
            await road.WriteAsync(new SourceNamed("named", new("Ada Berg", "Ada Berg", null, Standing.Analyst, null, [], null)));
            await road.WriteAsync(new PropositionStated("p", new("The mail server was entered through an old account")));
            foreach (var (claim, source) in new[] { ("a", road.First), ("b", road.Other), ("c", "named") })
                await road.WriteAsync(new ClaimMade(claim, new("p", source, Stance.Asserts, Standing.Official, true, Nature.Fact, null, null, null)));
            await road.DraftAsync(withAThirdOrigin ? ["a", "b", "c"] : ["a", "b"]);
            return road;
        }

        /// <summary>Drafts the request that the road goes on with.</summary>
        public async Task DraftAsync(params string[] includes)
        {
            Request = await ActAsync(People.Analyst, "requests", new
            {
                title = "Logs of a mail server",
                text = "Dear colleagues",
                asks = new[] { new { text = "Please preserve the logs." } },
                legalBasis = "Agreement, article 5",
                due = "2030-01-31T12:00",
                partners = new[] { Partner },
                includes,
                marking = new { tlp = "amber" },
            }) ?? "";
            Assert.True(Request.Length > 0, string.Join('\n', Transcript));
            Transcript.Clear();
        }

        public Task<HttpResponseMessage> JoinAsync(Visitor? by = null) =>
            people.ActAsync(by ?? people.Handler, $"/cases/{people.Case}/sources/{First}/same", ("other", Other), ("grounds", "The same on both calls."));

        public Task<HttpResponseMessage> PartAsync() =>
            people.ActAsync(people.Handler, $"/cases/{people.Case}/sources/{First}/part", ("other", Other), ("reason", "They are not."));

        // Who handles one of both names its handlers anew: what is sealed follows, unseen.
        public async Task ChangeHandlersAsync()
        {
            var answer = await people.ActAsync(people.Second, $"/cases/{people.Case}/sources/{Other}/handlers",
                ("handlers", people.Second.Person!), ("handlers", people.Handler.Person!), ("reason", "Shifts change."));
            Transcript.Add($"{(int)answer.StatusCode} {Endpoint.Plain(await answer.Content.ReadAsStringAsync(Ct))}");
        }

        /// <summary>Proposes the request to the partner.</summary>
        public async Task<string> ProposeAsync(object[] reasons)
        {
            var release = await ActAsync(people.Analyst, $"drafts/{Request}/propose", new { partners = new[] { Partner }, reasons });
            Assert.True(release is { Length: > 0 }, string.Join('\n', Transcript));
            return release;
        }

        /// <summary>Does something and notes the answer.</summary>
        /// <returns>The item that came of it.</returns>
        public async Task<string?> ActAsync(Visitor by, string path, object body)
        {
            var answer = await by.PostJsonAsync($"/api/cases/{people.Case}/{path}", body);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Transcript.Add($"{path.Split('/')[^1]} {(int)answer.StatusCode} {Endpoint.Plain(text)}");
            return answer.IsSuccessStatusCode ? JsonNode.Parse(text)!["item"]?.GetValue<string>() : null;
        }

        /// <summary>Everything that a page or the API shows to who does not handle both.</summary>
        public async Task<List<string>> LookAsync(bool withHandlerOfOne = true)
        {
            List<string> seen = [];
            List<(Visitor, string)> readers = [(people.Analyst, "analyst"), (people.Releaser, "releaser")];
            if (withHandlerOfOne) readers.Add((people.Second, "handler of one"));
            // The first page after an act has its message once.
            foreach (var visitor in new[] { people.Analyst, people.Releaser, people.Second }) await visitor.ReadAsync("/cases");
            var ids = new Dictionary<string, string> { ["case"] = people.Case, ["partner"] = Partner, ["source"] = First, ["request"] = Request, ["claim"] = "a", ["release"] = Release, ["proposition"] = "p" };
            foreach (var endpoint in Endpoint.Of(people.Desk).Where(e => e.Method == "GET" && !IsRandom(e)))
            {
                foreach (var (visitor, who) in readers)
                {
                    using var answer = await (endpoint.IsApi ? visitor.Api : visitor.Page).GetAsync(endpoint.At(ids), Ct);
                    seen.Add($"{who} {endpoint} {(int)answer.StatusCode} {Stix().Replace(Endpoint.Plain(await answer.Content.ReadAsStringAsync(Ct)), "STIX")}");
                }
            }
            return seen;
        }

        public async Task<List<(int, int?)>> OriginsAsync(Visitor visitor)
        {
            var check = (await visitor.GetJsonAsync($"/api/cases/{people.Case}/drafts/{Request}/preview"))["partners"]![0]!["check"]!;
            return [.. check["reach"]!.AsArray().Select((r, i) => ((int)r!["origins"]!, (int?)check["sealed"]?["reach"]![i]!["origins"]))];
        }

        public Task WriteAsync(Fact fact, Marking? marking = null) =>
            people.Desk.Cases.WriteAsync(
                people.Case, people.Analyst.Person!, _ => Decision.Allow(fact, marking ?? Marking.Of(Tlp.Amber, Partner)), ct: Ct);

        public ValueTask DisposeAsync() => people.DisposeAsync();

        // A new second factor is drawn by lot at each look.
        private static bool IsRandom(Endpoint endpoint) => endpoint.Pattern.Contains("second-factor", StringComparison.Ordinal) || endpoint.Pattern.Contains("metrics", StringComparison.Ordinal);
    }
}
