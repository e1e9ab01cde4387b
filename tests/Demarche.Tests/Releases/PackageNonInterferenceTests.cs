using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.Tests.Views;
using Demarche.Views;

namespace Demarche.Tests.Releases;

/// <summary>If two journals of a case differ only in what a partner may not see, the package for that partner is byte for byte the same.</summary>
public sealed class PackageNonInterferenceTests
{
    private static readonly Audience.Partner Partner = new(RandomCase.P);
    private static readonly Audience.AtDesk Releaser = (Audience.AtDesk)WrittenCase.AtDesk(WrittenCase.Ana, readsRed: true, "crypto");
    private static readonly Letterhead Head = new("package00000000000000000a", "2026-03-02T10:00:00.000Z", "desk-n", "Norland CSIRT", "desk-w", "Westmark CSIRT");

    /// <summary>Steps of a case, what becomes of each hidden fact in the twin, and which items go with the request.</summary>
    private static Gen<(Step[], int[], int[])> Twins { get; } = Gen.Select(RandomCase.Steps, Gen.Int[0, 2].Array[41], Gen.Int[0, 45].Array[0, 12]);

    [Fact]
    public void Twin_cases_give_a_partner_the_same_package_byte_for_byte()
    {
        var (differed, carried) = (0, 0);
        Twins.Sample((steps, changes, includes) =>
        {
            var (one, two) = Pair(steps, changes, includes);
            var (first, second) = (Compose(one), Compose(two));
            Assert.Equal(Encoding.UTF8.GetString(first.Plain), Encoding.UTF8.GetString(second.Plain));
            if (one.Head != two.Head) Interlocked.Increment(ref differed);
            if (first.Items.Count > 0) Interlocked.Increment(ref carried);
        }, iter: LongTest.Count(1_000, 5_000));
        // The control: most pairs differ, and many packages carry something.
        Assert.True(differed > LongTest.Count(500, 2_500), $"Only {differed} pairs differed.");
        Assert.True(carried > LongTest.Count(100, 500), $"Only {carried} packages carried an item.");
    }

    [Fact]
    public void Sealed_packages_of_twins_are_of_one_size()
    {
        using var ours = DeskKeys.Create();
        using var theirs = DeskKeys.Create();
        var card = theirs.Card("Westmark CSIRT", "https://westmark.example");
        var head = Head with { FromDesk = ours.Desk, ToDesk = theirs.Desk };
        Twins.Sample((steps, changes, includes) =>
        {
            var (one, two) = Pair(steps, changes, includes);
            Assert.Equal(SealedPackage.Seal(Compose(one, head).Plain, ours, card).Text.Length, SealedPackage.Seal(Compose(two, head).Plain, ours, card).Text.Length);
        }, iter: 100);
    }

    /// <summary>What each leak adds to a package. None of it is visible to the partner.</summary>
    public static TheoryData<string> Leaks => ["count", "hash", "time", "withheld", "order", "name"];

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_package_that_let_one_thing_slip_would_be_caught(string leak) =>
        Assert.ThrowsAny<Exception>(() => Twins.Sample((steps, changes, includes) =>
        {
            var (one, two) = Pair(steps, changes, includes);
            Assert.Equal(Leaky(one, leak), Leaky(two, leak));
        }, iter: 1_000));

    [Fact]
    public void Lists_of_a_reader_who_is_in_no_compartment_do_not_move_with_what_is_in_one()
    {
        var reader = (Audience.AtDesk)WrittenCase.AtDesk(readsRed: false);
        var differed = 0;
        Twins.Sample((steps, changes, includes) =>
        {
            var (one, two) = Pair([.. steps.Where(s => s.What is < 14 or > 19)], changes, includes, reader);
            Assert.Equal(Lists(one, reader), Lists(two, reader));
            if (one.Head != two.Head) Interlocked.Increment(ref differed);
        }, iter: LongTest.Count(500, 2_000));
        Assert.True(differed > LongTest.Count(250, 1_000), $"Only {differed} pairs differed.");
    }

    private static string Lists(CaseFile file, Audience reader)
    {
        var (view, desk) = (View.For(file, reader), DeskFile.Fold([]));
        return JsonSerializer.Serialize(new
        {
            Requests = RequestList.Of(view, desk, "2026-06-01T00:00:00.000Z"),
            Ledger = LedgerList.Of(view, desk, new(null, null, null, null, null, null, null)),
            Had = view.Items().Select(i => HadModel.Of(view, desk, i.Id)).ToList(),
            Notices = NoticeList.Of(view, desk),
            Trace = Trace.Of(view, desk, ["One said two, three asked about four and five. Dear colleagues. Which logs are kept?"], "2026-03-05"),
            Choices = ItemChoice.Of(view),
            Words = Outgoing.To(RandomCase.P, "request", view),
        }, FactKinds.Json) + ViewText.Of(view);
    }

    private static string Leaky(CaseFile file, string leak)
    {
        var composed = Compose(file);
        return Encoding.UTF8.GetString(composed.Plain) + leak switch
        {
            "count" => file.Claims.Count.ToString(CultureInfo.InvariantCulture),
            "hash" => file.Head.Hash,
            "time" => file.Parties.All.Select(p => p.Changed).DefaultIfEmpty("").Max(),
            "withheld" => string.Join(' ', composed.Withheld),
            "order" => file.Sources.Standing.FirstOrDefault()?.Content.IsProtected == true ? "1" : "2",
            _ => string.Join(' ', file.Parties.Standing.Select(p => p.Content.Name.Length)),
        };
    }

    private static Composed Compose(CaseFile file, Letterhead? head = null) =>
        Composed.Of(View.For(file, Partner), Outgoing.To(RandomCase.P, "request", View.For(file, Releaser))!, head ?? Head);

    /// <summary>A random case with a request to the partner, and its twin.</summary>
    private static (CaseFile, CaseFile) Pair(Step[] steps, int[] changes, int[] includes, Audience? reader = null)
    {
        var facts = RandomCase.Facts(steps.Where(s => s.What != 23));
        var items = includes.Select(i => $"item-{i}").Distinct().ToList();
        var request = new Request("Logs", "Please help", [new("ask", "Which logs are kept?")], "Treaty", WrittenCase.Ana, "2026-04-01T00:00:00.000Z", [RandomCase.P, RandomCase.Q], items);
        // What is done after the package went makes versions, narrows and withdraws.
        var at = facts.Count * 2 / 3;
        var proposal = new Proposal(PackageKind.Request, "request", RandomCase.P, "package", WrittenCase.Time(at + 2), "sha", [.. items.Select(i => new ReleasedItem(i, "claim", "note--" + i, 1))], []);
        facts.InsertRange(at,
        [
            ("request", new(new RequestDrafted("request", request), WrittenCase.ToBoth)),
            ("wording", new(new RequestWorded("wording", new("request", RandomCase.P, "Dear colleagues", null)), WrittenCase.ToBoth)),
            ("release", new(new ReleaseProposed("release", proposal), WrittenCase.Internal)),
            ("release", new(new ReleaseApproved("release", null, "sealed", 7), WrittenCase.Internal)),
            ("release", new(new PackageSent("release", "exchange"), WrittenCase.Internal)),
        ]);
        var one = CaseFile.Fold(WrittenCase.CaseId, RandomCase.Entries(facts.Select(f => (f.Item, (Marked?)f.Fact))));
        var twin = facts.Select((f, n) => (f.Item, IsHidden(one, f.Item, reader ?? Partner) ? RandomCase.Changed(f.Fact, changes[n % changes.Length]) : f.Fact));
        return (one, CaseFile.Fold(WrittenCase.CaseId, RandomCase.Entries(twin)));
    }

    // What is about the case itself, and not an item of it, no partner is told; the draft and its release stay in both.
    private static bool IsHidden(CaseFile file, string? item, Audience reader) => item switch
    {
        null => reader is Audience.Partner,
        "request" or "wording" or "release" => false,
        _ => file.MarkingOf(item) is not { } marking || !Ruling.For(marking, reader).Seen,
    };
}
