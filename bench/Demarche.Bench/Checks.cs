using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Bench;

/// <summary>A draft's check beside the bare serialising of what goes, and the ruling on one item, over cases of growing size.</summary>
internal static class Checks
{
    private const int MostIncluded = 5_000;

    /// <param name="sizes">Each the number of entries, or that and how many items the draft includes: <c>100000:2500</c>.</param>
    public static int Run(IReadOnlyList<string> sizes)
    {
        foreach (var size in sizes.Count > 0 ? sizes : ["1000", "10000", "100000"])
        {
            var given = size.Split(':').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToList();
            Run(given[0], given.Count > 1 ? given[1] : MostIncluded);
        }
        return 0;
    }

    private static void Run(int entries, int included)
    {
        var file = CaseFile.Fold("case", InventedCase.Entries("case", entries));
        var (partner, person) = (new Audience.Partner(InventedCase.Partner), new Audience.AtDesk(InventedCase.Author, true, new HashSet<string>()));
        var theirs = View.For(file, partner);
        var choices = ItemChoice.Of(theirs).Select(c => c.Id).ToList();
        var outgoing = Views.Draft([.. choices.Take(included / 2), .. choices.AsEnumerable().Reverse().Take(included / 2)]);
        var head = new Letterhead(Id.New(), "2026-04-02T10:00:00.000Z", "desk-norland", "Norland", "desk-westmark", "Westmark");
        var desk = DeskFile.Fold([]);
        var given = Views.Given(theirs, Composed.Of(theirs, outgoing, head));
        DraftCheck check = new([], []);
        Composed composed = null!;
        View own = null!, seen = null!;
        // What views keep for themselves is made anew each time.
        void Show() => (own, seen) = (View.For(file, person), View.For(file, partner));
        void Package() => composed = Composed.Of(seen, outgoing, head);
        void Check() => check = DraftCheck.Of(new(own, desk, outgoing, composed, partner));
        void Say(string what, string measured) => Console.WriteLine($"  {what}: {measured}");

        Show();
        Package();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries} entries, package of {composed.Items.Count} items, {composed.Plain.Length / 1e6:0.0} MB; {given.Count} objects given, claims with what they need:"));
        var view = View.For(file, person);
        var item = choices[choices.Count / 2];
        _ = view.Explain(item, partner);
        var watch = Stopwatch.StartNew();
        const int Times = 1_000;
        for (var i = 0; i < Times; i++) _ = view.Explain(item, partner);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  why one partner sees one item: {watch.Elapsed.TotalMilliseconds / Times:0.0000} ms"));
        Say("from the case alone, views, package and check, against serialising what is given", Measured.Beside(() => { Show(); Package(); Check(); }, () => Serialise(given)));
        Say("package and check, from views that are there", Measured.Beside(Show, () => { Package(); Check(); }, () => Serialise(given)));
        Say("check alone", Measured.Beside(() => { Show(); Package(); }, Check, () => Serialise(given)));
        Say("found", string.Create(CultureInfo.InvariantCulture, $"{check.Findings.Count} findings, {check.Reach.Count} statements with their origins"));
    }

    private static void Serialise(List<object> objects)
    {
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, objects, FactKinds.Json);
    }
}
