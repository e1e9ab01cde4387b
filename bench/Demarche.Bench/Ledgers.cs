using System.Globalization;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Stix;
using Demarche.Views;

namespace Demarche.Bench;

/// <summary>Questions to a ledger, of 10,000 releases unless others are asked for, beside one pass over the same releases that only looks for an id.</summary>
internal static class Ledgers
{
    private const int Claims = 2_000;
    private const int Partners = 20;
    private const int ItemsOfEach = 5;

    private static readonly string[] Groups = ["read the mail of", "rented a relay near", "sent letters to", "deleted the backups of", "copied the plans of"];
    private static readonly string[] Places = ["the ministry", "the port of Halden", "the customs office", "a shipping firm", "the land registry", "the grid operator", "a hospital in Veld"];

    /// <param name="sizes">How many releases.</param>
    public static int Run(IReadOnlyList<string> sizes)
    {
        foreach (var size in sizes.Count > 0 ? sizes : ["10000"]) Run(int.Parse(size, CultureInfo.InvariantCulture));
        return 0;
    }

    private static void Run(int releases)
    {
        var file = CaseFile.Fold("case", Entries(releases));
        var person = new Audience.AtDesk(InventedCase.Author, true, new HashSet<string>());
        var view = View.For(file, person);
        var desk = DeskFile.Fold([]);
        void Pass(string item)
        {
            var found = 0;
            foreach (var release in view.Releases.All)
            {
                foreach (var given in release.Content.Proposal.Items) found += given.Item == item ? 1 : 0;
            }
            if (found < 0) throw new InvalidOperationException();
        }
        var had = HadModel.Of(view, desk, "claim-7")!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ledger: {view.Releases.All.Count} releases of {ItemsOfEach} items to {Partners} partners; the claim went to {had.Rows.Count} of them in {had.Rows.Sum(r => r.Versions.Count)} packages"));
        Console.WriteLine($"who has had a claim: {Measured.Beside(() => HadModel.Of(view, desk, "claim-7"), () => Pass("claim-7"))}");
        Console.WriteLine($"who has had a proposition: {Measured.Beside(() => HadModel.Of(view, desk, "proposition-7"), () => Pass("proposition-7"))}");
        Console.WriteLine($"a page of the ledger: {Measured.Beside(() => LedgerList.Of(view, desk, new(null, null, null, null, null, null, null)), () => Pass("claim-7"))}");
        // As after an append: another view, and no partner's is there yet.
        View fresh = view;
        Console.WriteLine($"the same page of a case that has just changed: {Measured.Beside(() => fresh = View.For(file.With([])!, person), () => LedgerList.Of(fresh, desk, new(null, null, null, null, null, null, null)), () => Pass("claim-7"))}");
        Console.WriteLine($"who must be told of what changed: {Measured.Beside(() => NoticeList.Of(view, desk), () => Pass("claim-7"))}");
        var report = string.Join("\n\n", Enumerable.Range(0, 60).Select(n => n % 20 == 0 ? Said(n) : $"On day {n} the weather was fine, and {n} ships called at the port. The mayor opened a bridge."));
        Console.WriteLine($"where a report of {report.Split(' ').Length} words could have come from: {Measured.Beside(() => Trace.Of(view, desk, [report], "2026-06-01"), () => ReleasedPassage.All(view))}; {Trace.Of(view, desk, [report], null).Matches.Count} sentences found");
    }

    private static List<Entry> Entries(int releases)
    {
        var (marking, head, entries) = (Marking.Of(Tlp.Amber, [.. Enumerable.Range(0, Partners).Select(Partner)]), Head.Empty("case"), new List<Entry>());
        void Add(Fact fact)
        {
            entries.Add(FactKinds.Draft("case", Time(entries.Count), InventedCase.Author, new(fact, marking)).After(head));
            head = entries[^1].AsHead();
        }
        Add(InventedCase.Opened.Fact);
        Add(new SourceNamed("source", new("Ada Berg", "An engineer", null, Standing.Technical, null, [], null)));
        for (var n = 0; n < Claims; n++)
        {
            Add(new PropositionStated($"proposition-{n}", new(Said(n))));
            Add(new ClaimMade($"claim-{n}", new($"proposition-{n}", "source", Stance.Asserts, Standing.Technical, true, Nature.Fact, null, null, null)));
        }
        Add(new RequestDrafted("request", new("Help", "We ask for your help.", [new("ask", "Who rented it?")], "Treaty", InventedCase.Author, "2026-06-01T00:00:00.000Z", [.. Enumerable.Range(0, Partners).Select(Partner)], [])));
        for (var n = 0; n < releases; n++)
        {
            var (id, created) = ($"release-{n}", Time(entries.Count));
            List<ReleasedItem> items = [.. Enumerable.Range(0, ItemsOfEach).Select(i => new ReleasedItem($"claim-{(n * 7 + i * 401) % Claims}", "claim", $"note--{n}-{i}", 1))];
            Add(new ReleaseProposed(id, new(PackageKind.Request, "request", Partner(n % Partners), "package-" + n, created, "sha", items, [])));
            Add(new ReleaseApproved(id, "Agreed", "sealed", 9_000));
            Add(new PackageSent(id, "exchange"));
            Add(new ReceiptHeld(id, new("package-" + n, "sha", "us", "them", created, [.. items.Select(i => new ReceiptItem(i.As, true, null))])));
            // Now and then something that went is corrected.
            if (n % 100 == 0) Add(new PropositionCorrected($"proposition-{n * 7 % Claims}", new(Said(n * 7 % Claims) + " It was later."), "A second report"));
        }
        return entries;
    }

    private static string Said(int n) => string.Create(CultureInfo.InvariantCulture, $"Group {n} {Groups[n % Groups.Length]} {Places[n % Places.Length]} on day {n / 9} and left {n % 37} files behind.");

    private static string Partner(int n) => string.Create(CultureInfo.InvariantCulture, $"partner-{n:00}");

    private static string Time(int n) => Times.Text(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).AddSeconds(n));
}
