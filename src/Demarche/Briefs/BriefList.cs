using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Briefs;

/// <summary>The briefs of a case, newest first, and for whom one can be composed.</summary>
public sealed record BriefList(string Case, IReadOnlyList<BriefRow> Briefs, IReadOnlyList<BriefAudience> Audiences, bool Writes)
{
    public static BriefList Of(View view, DeskFile desk, bool writes) => new(
        view.CaseId, [.. view.Briefs.All.OrderByDescending(b => b.Changed, StringComparer.Ordinal)
            .ThenBy(b => b.Id, StringComparer.Ordinal).Select(b => BriefRow.Of(view, desk, b))],
        [.. desk.Partners.Standing.OrderBy(p => p.Content.Name, StringComparer.Ordinal).Select(p => new BriefAudience(p.Id, p.Content.Name, p.Content.Suspicion))], writes && view.IsOpen);
}

public sealed record BriefAudience(string Id, string Name, string? Suspicion);

/// <param name="For">The name of the partner it is for; null for readers at this desk.</param>
/// <param name="Suspicion">Why that partner may itself have a part in an incident.</param>
/// <param name="Release">The release that carries it; null while there is none.</param>
public sealed record BriefRow(Held<Brief> Brief, string Author, string? For, string? Suspicion, Held<Release>? Release)
{
    public static BriefRow Of(View view, DeskFile desk, Held<Brief> brief)
    {
        var partner = desk.Partners.Find(brief.Content.Partner)?.Content;
        return new(brief, desk.NameOf(brief.Author), brief.Content.Partner is null ? null : partner?.Name
            ?? "a partner that is no longer listed", partner?.Suspicion,
            brief.Content.Partner is { } to ? view.Releases.Latest(brief.Id, to) : null);
    }
}

/// <summary>One thing that a brief cites.</summary>
/// <param name="Number">As it stands in the text.</param>
/// <param name="Text">What a footnote says of it; empty for what the reader may not see.</param>
/// <param name="Path">Where it stands, after the case's address; null for what the reader may not see.</param>
public sealed record BriefCite(int Number, string Item, string Kind, string Text, string? Path, Marking? Marking, bool IsWithdrawn);

/// <summary>One brief: as it reads, on what it rests, and what a person should look at before it goes.</summary>
public sealed record BriefPart(
    string Case, BriefRow Row, IReadOnlyList<BriefBlock> Blocks, IReadOnlyList<BriefCite> Cites, IReadOnlyList<BriefRemark> Remarks,
        bool Writes)
{
    /// <summary>Sentences whose words were not checked, because they or what they cite are in another language than English.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>The lead paragraph; empty while nobody has written one.</summary>
    public string Lead => BriefText.Led(Row.Brief.Content.Text).Lead;

    /// <summary>Whether the text has headings, so that a lead paragraph can stand before them.</summary>
    public bool HasSections => Blocks.Any(b => b is BriefBlock.Heading);

    /// <summary>The marking of what it cites where that is stricter than its own; null where it is not.</summary>
    public Marking? Stricter { get; init; }

    /// <summary>When its words were written, UTC.</summary>
    public string WrittenAt => BriefSince.WrittenAt(Row.Brief);

    /// <summary>What has changed since then, oldest first; nothing of a brief that was withdrawn.</summary>
    public IReadOnlyList<BriefChange> Since { get; init; } = [];

    /// <summary>The pictures that the text asks for, as SVG by their names.</summary>
    public IReadOnlyDictionary<string, string> Pictures { get; init; } = new Dictionary<string, string>();

    /// <returns>Null when the reader sees no such brief.</returns>
    public static BriefPart? Of(View view, DeskFile desk, string id, string now, bool writes)
    {
        if (view.Briefs.Find(id) is not { } held) return null;
        var blocks = BriefText.Read(held.Content.Text);
        List<string> pictures = [.. blocks.OfType<BriefBlock.Picture>().Select(p => p.Name).Distinct()];
        var check = BriefCheck.Of(view, desk, held.Content);
        var marking = BriefDecisions.Raised(view, held.Content, held.Marking);
        var drawnFrom = pictures.Count > 0 ? view.ForReadersOf(marking) : view;
        return new(
            view.CaseId, BriefRow.Of(view, desk, held), blocks, [.. held.Content.Cites.Select((item, at) =>
                Cite(view, desk, at + 1, item))],
            check.Remarks, writes && view.IsOpen && !held.IsWithdrawn)
        {
            Stricter = marking == held.Marking ? null : marking,
            Unread = check.Unread,
            Since = held.IsWithdrawn ? [] : BriefSince.Of(view, desk, held),
            Pictures = pictures.Select(n => (Name: n, Drawn: BriefPictures.Of(drawnFrom, desk, n, now)))
                .Where(p => p.Drawn is not null).ToDictionary(p => p.Name, p => p.Drawn!.Picture.ToSvg()),
        };
    }

    private static BriefCite Cite(View view, DeskFile desk, int number, string id) => view.Item(id) is { } item
        ? new(number, id, item.Kind, BriefCitation.Of(view, desk, item), ItemLine.Of(view, desk, item).Path, item.Marking,
            item.IsWithdrawn) : new(number, "", "", "", null, null, false);
}
