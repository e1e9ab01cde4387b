using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Exchange;

/// <summary>An item of a package on its page.</summary>
/// <param name="As">Its STIX id.</param>
/// <param name="Words">In a line: all that taking it records.</param>
/// <param name="CanTake">Whether a person may tick it.</param>
/// <param name="Taken">Whether it stands in the case already.</param>
public sealed record ArrivalRow(string As, string Kind, string Words, Marking Marking, bool CanTake, bool Taken)
{
    /// <summary>What taking it records, part by part; empty where it can't be taken.</summary>
    public IReadOnlyList<ArrivalPart> Parts { get; init; } = [];

    /// <summary>Markings of it that no case keeps, in their sender's words.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Why it is not offered; null where it is.</summary>
    public NotOffered? Because { get; init; }

    /// <summary>How the reader's case holds it; null where it does not.</summary>
    public HeldAs? Held { get; init; }

    /// <summary>What the case holds of it.</summary>
    public ItemLine? HeldLine { get; init; }

    /// <param name="view">The reader's; null where the package is in no case.</param>
    internal static ArrivalRow Of(ArrivalItem item, string partner, View? view, DeskFile desk) =>
        new(item.As, item.Kind, item.Words, item.MarkingFrom(partner), item.CanTake, item.Held == HeldAs.Same)
        {
            Parts = [.. item.Said.Select(s => new ArrivalPart(Shown(s.Lead), s.IsParaphrase,
                s.Quote is { } quote ? Shown(quote) : null, [.. s.Facts.Select(Shown)]))],
            Terms = item.Terms,
            Because = item.Because,
            Held = item.Held,
            HeldLine = view?.Item(item.HeldItem ?? "") is { } held ? ItemLine.Of(view, desk, held) : null,
        };

    // Others' words in a sentence of ours are set apart already.
    private static string Shown(string text) => PlainName.Spelled(text, but: LetterItem.Begins + LetterItem.Ends);
}

/// <summary>One thing that taking a row records. Signs that turn the order of reading or are not seen are spelled out.</summary>
/// <param name="Lead">What it is, in a sentence or two.</param>
/// <param name="IsParaphrase">Whether the lead puts into our words what somebody else said.</param>
/// <param name="Quote">Somebody's own words.</param>
/// <param name="Facts">What else is recorded of it.</param>
public sealed record ArrivalPart(string Lead, bool IsParaphrase, string? Quote, IReadOnlyList<string> Facts);
