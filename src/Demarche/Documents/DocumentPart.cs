using Demarche.Claims;
using Demarche.Reading;
using Demarche.Views;

namespace Demarche.Documents;

/// <summary>A page of a document's text with what stands on it and what the reader proposes of it.</summary>
/// <param name="Unreadable">Whether its bytes or its text are missing from the store.</param>
/// <param name="Changed">Whether today's reader reads the bytes otherwise than the kept text: then it proposes nothing.</param>
/// <param name="Previous">Where the page before begins; null on the first.</param>
/// <param name="NextOpen">Where the first open proposal of the whole document stands.</param>
/// <param name="Editing">The proposal whose form is open, as <c>claim-START-END</c>.</param>
public sealed record DocumentPart(
    DocumentRow Document, IReadOnlyList<Past> History, IReadOnlyList<ReadProblem> Problems, bool Unreadable, bool Changed,
    IReadOnlyList<TextPassage> Passages, int At, int? Previous, int? Next, int Page, int Pages, int Handled, int Total, int? NextOpen, string? Editing,
    IReadOnlyList<DocumentRow> Copies, IReadOnlyList<Choice> Sources, IReadOnlyList<Choice> Propositions)
{
    /// <summary>What was taken out of it and is marked wider than it now; see <see cref="WiderList"/>.</summary>
    public IReadOnlyList<WiderRow> Wider { get; init; } = [];

    /// <summary>The marking that it states of itself; null where it states none.</summary>
    public StatedMarking? Stated { get; init; }

    /// <summary>Why it may be marked wider than it says of itself; the author by name. Null where nobody wrote a reason.</summary>
    public Justification? Reason { get; init; }

    public static DocumentPart? Of(View view, DeskFile desk, string id, DocumentReading? reading, int at, string? editing) =>
        view.Documents.Find(id) is not { } held || Whole(view, desk, id, reading, at, editing) is not { } part ? null : part with
        {
            Wider = WiderTasks.Of(view, desk, id).Rows,
            Stated = reading?.Read is { } read ? StatedMarking.Find(read) : null,
            Reason = held.Wider is { } wider ? wider with { Author = desk.NameOf(wider.Author) } : null,
        };

    private static DocumentPart? Whole(View view, DeskFile desk, string id, DocumentReading? reading, int at, string? editing)
    {
        if (view.Documents.Find(id) is not { } held) return null;
        var row = DocumentRow.Of(held, view, desk);
        var history = Past.Of(held, desk, d => d.Title ?? d.Name);
        var copies = (OriginList.Of(view).Find(id)?.Documents ?? []).Where(d => d != id).Select(d => DocumentRow.Of(view.Documents.Find(d)!, view, desk)).ToList();
        var index = ClaimIndex.Of(view);
        if (reading is null)
            return new(row, history, [], true, false, [], 0, null, null, 1, 1, 0, 0, null, null, copies, index.Sources, index.Choices);

        var proposals = Proposals.Of(view, id, reading);
        var starts = proposals.Claims.Select(c => c.Start).Concat(proposals.Observables.Select(o => o.Start));
        var pages = DocumentText.Pages(reading, starts);
        var number = Math.Max(0, pages.Count(p => p.Start <= at) - 1);
        var claims = DocumentText.ClaimsIn(view, id);
        var times = reading.Read?.Times ?? [];
        var open = proposals.Claims.Where(c => c.State == ProposalState.Open).Select(c => c.Start)
            .Concat(proposals.Observables.Where(o => o.State == ProposalState.Open).Select(o => o.Start)).Order().ToList();
        return new(row, history, reading.Problems, false, reading.Read is null,
            [.. pages[number].Passages.Select(p => new TextPassage(p.Start, p.End, p.Kind == PassageKind.Furniture, DocumentText.Runs(p, reading.Text, claims, times),
                [.. proposals.Claims.Where(c => c.Start >= p.Start && c.Start < p.End)], [.. proposals.Observables.Where(o => o.Start >= p.Start && o.Start < p.End)]))],
            pages[number].Start, number > 0 ? pages[number - 1].Start : null, number + 1 < pages.Count ? pages[number + 1].Start : null,
            number + 1, pages.Count, proposals.Handled, proposals.Total, open.Count == 0 ? null : open.Find(o => o >= at) is > 0 and var next ? next : open[0],
            editing, copies, index.Sources, index.Choices);
    }
}
