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

    public static int Run(IReadOnlyList<string> sizes)
    {
        foreach (var size in sizes.Count > 0 ? sizes.Select(s => int.Parse(s, CultureInfo.InvariantCulture)) : [1_000, 10_000, 100_000]) Run(size);
        return 0;
    }

    private static void Run(int entries)
    {
        var file = CaseFile.Fold("case", InventedCase.Entries("case", entries));
        var (partner, person) = (new Audience.Partner(InventedCase.Partner), new Audience.AtDesk(InventedCase.Author, true, new HashSet<string>()));
        var theirs = View.For(file, partner);
        var choices = ItemChoice.Of(theirs).Select(c => c.Id).ToList();
        var outgoing = Views.Draft([.. choices.Take(MostIncluded / 2), .. choices.AsEnumerable().Reverse().Take(MostIncluded / 2)]);
        var head = new Letterhead(Id.New(), "2026-04-02T10:00:00.000Z", "desk-norland", "Norland", "desk-westmark", "Westmark");
        var desk = DeskFile.Fold([]);
        var given = Views.Given(theirs, Composed.Of(theirs, outgoing, head));
        DraftCheck check = new([], []);

        // From the case alone: views of both, package, check. What views keep for themselves is made anew each time.
        void Whole()
        {
            var own = View.For(file, person);
            check = DraftCheck.Of(new(own, desk, outgoing, Composed.Of(View.For(file, partner), outgoing, head), partner));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{entries} entries, {given.Count} objects given: views, package and check, against serialising them: {Measured.Beside(Whole, () => Serialise(given))}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  found: {check.Findings.Count} findings, {check.Reach.Count} statements with their origins"));
        var view = View.For(file, person);
        var item = choices[choices.Count / 2];
        _ = view.Explain(item, partner);
        var watch = Stopwatch.StartNew();
        const int Times = 1_000;
        for (var i = 0; i < Times; i++) _ = view.Explain(item, partner);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  why one partner sees one item: {watch.Elapsed.TotalMilliseconds / Times:0.0000} ms"));
    }

    private static void Serialise(List<object> objects)
    {
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, objects, FactKinds.Json);
    }
}
