using Demarche.Documents;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Leverage;

/// <summary>Files of ties that somebody brings. They become documents of the case, whole and as they are, and their rows lie on the shelf; a file with anything wrong does not come in.</summary>
internal static class TieImport
{
    /// <summary>As many files as an intake has, each as large as one may be, as base64.</summary>
    public const long LargestBody = (long)IntakeLimits.Files * TieFile.Largest / 3 * 4 + 64 * 1024;

    public static Task<Acted> TakeInAsync(CaseCall call, CancellationToken ct) =>
        DocumentUpload.TakeInAsync(call, intakes => Wrong(call.View, intakes) is { Count: > 0 } wrong
            ? new("file-must-state-ties", string.Join(" ", wrong) + " Nothing was taken in.", "files") : null, "/ties/shelf", ct);

    /// <summary>What is wrong with the files, and where.</summary>
    public static IReadOnlyList<Unread> Wrong(View view, IReadOnlyList<Intake> intakes)
    {
        var ends = new RowEnds(view, ReferenceSet.Shipped.Countries);
        List<Unread> wrong = [];
        foreach (var intake in intakes)
        {
            var name = DocumentName.Clean(intake.Name);
            var reading = TieFile.Read(intake.Bytes, name, ReferenceSet.Shipped.Countries);
            if (reading.Rows.Count == 0) wrong.AddRange(reading.Unread.DefaultIfEmpty(new(name, "It states no tie.")));
            // A profile names organisations that the case knows nothing of; a table is somebody's own and means parties.
            if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) continue;
            wrong.AddRange(reading.Rows.SelectMany(r => new[] { ("from", r.From, r, ends.Find(r.From)), ("to", r.To, r, ends.ToOf(r)) }).Where(e => e.Item4 is null)
                .Select(e => new Unread($"{name}, column {e.Item1}", $"“{Cut.To(e.Item2, 60, "…")}” (in “{Cut.To(e.r.Quote ?? "", 80, "…")}”) is no party of this case and no country. Name the party first.")));
        }
        return [.. wrong.Take(TieTable.MostProblems)];
    }
}
