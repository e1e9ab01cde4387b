using System.Text.RegularExpressions;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Store;
using Demarche.Tests.Leaks;
using Demarche.Tests.Web;
using Demarche.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Twins;

/// <summary>Two running desks with a database each, which hold twins: every GET endpoint gives one reader the same status, headers and bytes at both.</summary>
public sealed partial class ServedTwinTests
{
    private static readonly int Pairs = LongTest.Count(8, 25);
    private const ulong Seed = 5_000_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_desks_that_hold_twins_answer_a_reader_alike()
    {
        await using var one = await ServeAsync(null);
        await using var two = await ServeAsync(Path.Combine(one.Folder, "keys"));
        Dictionary<string, (Visitor, Visitor)> readers = [];
        foreach (var person in Seats.People) readers[person] = (await SignInAsync(one, person), await SignInAsync(two, person));
        var (asked, told, differ) = (0, 0, 0);
        foreach (var twin in Served().Take(Pairs))
        {
            var (id, reader) = ("case" + twin.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), ((Audience.AtDesk)twin.Audience).Id);
            await WriteAsync(one, id, reader, twin.One);
            await WriteAsync(two, id, reader, twin.Two);
            foreach (var (endpoint, address) in Addresses(one, twin, id))
            {
                var (first, second) = (await AskAsync(one, readers[reader].Item1, endpoint, address), await AskAsync(two, readers[reader].Item2, endpoint, address));
                if (first != second) Assert.Fail(TwinReport.Of(new(twin, $"GET {address}", first, second)));
                asked++;
                if (first.StartsWith("200", StringComparison.Ordinal)) told++;
                // The control: whoever sees everything is told them apart.
                if (endpoint.Pattern.EndsWith("{case}/journal", StringComparison.Ordinal)
                    && await AskAsync(one, readers[Seats.Ana].Item1, endpoint, address) != await AskAsync(two, readers[Seats.Ana].Item2, endpoint, address)) differ++;
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{Pairs} pairs from seed {Seed}: {asked} answers compared, {told} of them pages or lists; {differ} of {2 * Pairs} histories differed to whoever sees everything.");
        Assert.True(told > Pairs * 40, $"Only {told} answers of {asked} told anything.");
        Assert.True(differ >= Pairs, $"Only {differ} histories differed.");
        foreach (var (first, second) in readers.Values)
        {
            first.Dispose();
            second.Dispose();
        }
    }

    private static IEnumerable<Twin> Served() => Enumerable.Range(0, 10 * Pairs).Select(n => Twin.Of(Seed + (ulong)n)).Where(t => t.Audience is Audience.AtDesk && t.Differing().Count > 0);

    // Both have the same keys and people, so that no answer differs by them.
    private static async Task<RunningDesk> ServeAsync(string? keys)
    {
        var desk = await RunningDesk.StartAsync(new FakeTimeProvider(new(2026, 3, 1, 16, 0, 0, TimeSpan.Zero)), with: o =>
        {
            if (keys is not null) CopyKeys(keys, o.Keys);
            return o with { RequestsPerSecond = 100_000 };
        });
        foreach (var fact in Seats.List) await desk.Book.WriteAsync(Seats.Ana, _ => Decision.Allow(fact, DeskFile.Internal), ct: Ct);
        await Kept.KeepAsync(desk.Store);
        return desk;
    }

    private static void CopyKeys(string from, string to)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(to);
        else Directory.CreateDirectory(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static async Task<Visitor> SignInAsync(RunningDesk desk, string person) =>
        new(new Uri(desk.Address), person, await desk.Services.GetRequiredService<Sessions>().OpenAsync(person, Ct));

    // The case is one only to its reader: others, who may see what it differs in, would find it in their lists of cases.
    private static async Task WriteAsync(RunningDesk desk, string id, string reader, IReadOnlyList<Line> lines)
    {
        var closed = Seats.People.Where(p => p != reader && p != Seats.Ana)
            .Select((p, n) => Line.Of(1_000 + n, new(new AccessGranted(p, CaseAccess.None), Marking.Of(Tlp.Amber)), "2026-03-01T07:40:00.000Z", Seats.Ana));
        var drafts = Line.Entries([.. lines, .. closed]).Select(e => new EntryDraft(id, e.Time, e.Author, e.Kind, e.Version, e.Marking, e.Body)).ToList();
        Assert.IsType<AppendResult.Appended>(await desk.Store.AppendAsync(Head.Empty(id), drafts, ct: Ct));
    }

    // Each endpoint once, those of items twice: for something that is there in one of the twins, hidden or not.
    private static IEnumerable<(Endpoint Endpoint, string Address)> Addresses(RunningDesk desk, Twin twin, string id)
    {
        var dice = new Dice(twin.Seed);
        foreach (var endpoint in Endpoint.Of(desk).Where(e => e.Method == "GET" && !IsOwn(e.Pattern)))
        {
            for (var i = 0; i < (endpoint.Parameters.Count > 1 ? 2 : 1); i++)
            {
                var ids = endpoint.Parameters.ToDictionary(p => endpoint.KeyOf(p), p => StillDesk.IdOf(endpoint.Pattern, p, twin, dice));
                ids["case"] = id;
                yield return (endpoint, endpoint.At(ids));
            }
        }
    }

    private static async Task<string> AskAsync(RunningDesk desk, Visitor visitor, Endpoint endpoint, string address)
    {
        using var answer = await (endpoint.IsApi ? visitor.Api : visitor.Page).GetAsync(address, Ct);
        var headers = answer.Headers.Concat(answer.Content.Headers).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return Steady(desk, $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync(Ct)}");
    }

    /// <summary>An answer without what is random by design, or the moment's.</summary>
    private static string Steady(RunningDesk desk, string text)
    {
        // The hidden field of forms, against forgery: random, of one length.
        text = Visitor.WithoutFormToken(text);
        text = FormCookie().Replace(text, "");
        // The port on which each desk listens.
        text = text.Replace(new Uri(desk.Address).Authority, "desk", StringComparison.Ordinal);
        // The id of a package that nobody has proposed yet: a preview makes one for each look.
        text = PreviewedPackage().Replace(text, "");
        // The web server's clock.
        return Date().Replace(text, "");
    }

    // Files of the program say nothing of a case; the reader's own sessions and new second factor are random.
    private static bool IsOwn(string pattern) => pattern.StartsWith("/assets/", StringComparison.Ordinal) || pattern is "/me" or "/api/me" || pattern.Contains("second-factor", StringComparison.Ordinal);

    [GeneratedRegex("(?m)^Set-Cookie: [^=]*form[^\n]*\n", RegexOptions.IgnoreCase)]
    private static partial Regex FormCookie();

    [GeneratedRegex("<small>Package [^<]*</small>")]
    private static partial Regex PreviewedPackage();

    [GeneratedRegex("(?m)^Date: [^\n]*\n")]
    private static partial Regex Date();
}
