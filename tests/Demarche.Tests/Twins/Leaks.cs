using System.Globalization;
using System.Text.Json;
using Demarche.Markings;
using Demarche.Stix;
using Demarche.Views;

namespace Demarche.Tests.Twins;

/// <summary>Mistakes, one by one. Each must be caught, else the test of twins shows nothing.</summary>
internal static class Leaks
{
    public static IReadOnlyList<Leak> All { get; } =
    [
        new("a sequence number", g => Text(g.File.Head.Number)),
        new("a count over the whole case", g => Text(g.File.Claims.Count)),
        new("an order by journal number", g => string.Join(' ', g.Package!.Items.OrderByDescending(i => LastTouched(g, i.Item)).Select(i => i.As))),
        new("a fold over the whole case", g => string.Join(' ', g.Package!.Items.Select(i => SaidByOthers(g, i.Item))), IsRare: true),
        new("a file name from the case's title", g => g.File.Title.Title + ".demarche"),
        new("a UUIDv5 of a withheld address", g => string.Join(' ', g.Package!.Withheld.Select(i => IdOfAddress(g, i)))),
        new("a modified time moved by a hidden change", g => string.Join(' ', g.View.Items().Select(i => g.File.ItemOf(i.Id)!.History.Max(c => c.Time))), IsRare: true),
        new("a created time that tells since when we knew", g => string.Join(' ', g.View.Items().Select(i => g.File.ItemOf(i.Id)!.History[0].Time)), IsRare: true),
        new("a total in the letter", g => $"{g.Package!.Items.Count} of {g.Package.Items.Count + g.Package.Withheld.Count}"),
        new("a size padded by hidden items", g => Text(g.Package!.Plain.Length + (16 * g.Package.Withheld.Count))),
        new("a history length", g => string.Join(' ', g.View.Items().Select(i => g.File.ItemOf(i.Id)!.History.Count)), IsRare: true),
        new("the strictest level of the case", g => g.File.Claims.All.Select(c => c.Marking.Tlp).DefaultIfEmpty().Max().ToString()),
        new("an author", g => string.Join(' ', g.Package!.Items.Select(i => g.File.ItemOf(i.Item)?.History[0].Author))),
        new("a total on a page", null, g => Text(g.File.Claims.Standing.Count())),
        new("an offer to undo by the journal", null, g => (g.File.Last?.Author == ((Audience.AtDesk)g.View.Audience).Id).ToString()),
        new("the last change of the whole case", null, g => View.For(g.File, new Audience.Desk()).LastChange),
        new("another answer for what is hidden than for what is not there", null, g => string.Join(' ', g.File.Claims.All.Where(c => g.View.Claims.Find(c.Id) is null).Select(_ => "403"))),
        new("a history by today's marking", null, g => string.Join(' ', g.View.Items().SelectMany(i => g.File.ItemOf(i.Id)!.History).Select(c => c.Time))),
        new("a revision that counts hidden versions", null, g => string.Join(' ', g.View.Items().Select(i => g.File.ItemOf(i.Id)!.History.Count))),
        new("a size of all that was released", null, g => Text(g.File.Releases.All.Sum(r => r.Content.SealedSize ?? 0))),
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int LastTouched(Glimpse g, string item) => g.Journal.ToList().FindLastIndex(l => l.Draft.Body.Contains(item, StringComparison.Ordinal));

    private static int SaidByOthers(Glimpse g, string claim) => g.File.Claims.Find(claim)?.Content is { } said
        ? g.File.Claims.Standing.Count(c => c.Content.Proposition == said.Proposition) : 0;

    private static string? IdOfAddress(Glimpse g, string item) => g.File.Observables.Find(item)?.Content is { } seen
        ? ObservableId.For(seen.Type, JsonSerializer.SerializeToElement(new { value = seen.Value }))?.ToString() : null;
}
