using Demarche.Claims;
using Demarche.Views;

namespace Demarche.Documents;

/// <param name="Origin">Documents with the same key come from one original.</param>
/// <param name="Claims">Standing claims that rest on it.</param>
public sealed record DocumentRow(
    string Id, string Name, string? Title, string? Byline, string? Agency, string? Publisher, string? Published, string? Language, string MediaType,
    long Size, string From, string Sha256, string Origin, int Claims, int Observables, Marking Marking, bool Withdrawn, string Author, string Time, int Revision)
{
    /// <summary>The same by stance.</summary>
    public IReadOnlyList<StanceCount> Stances { get; init; } = [];

    /// <summary>The headline, or the name it came under.</summary>
    public string Called => Title ?? Name;

    public static DocumentRow Of(Held<Document> held, View view, DeskFile desk) => Of(held, view, desk,
        [.. view.Claims.Standing.Where(c => c.Content.Passage?.Document == held.Id)], view.Observables.Standing.Count(o => o.Content.Passage?.Document == held.Id));

    internal static DocumentRow Of(Held<Document> held, View view, DeskFile desk, IReadOnlyList<Held<Claim>> claims, int observables)
    {
        var d = held.Content;
        return new(held.Id, d.Name, d.Title, d.Byline, d.Agency, d.Publisher, d.Published, d.Language, d.MediaType, d.Size, d.From, d.Sha256,
            OriginList.Of(view).Find(held.Id)?.Id ?? held.Id, claims.Count, observables, held.Marking, held.IsWithdrawn, desk.NameOf(held.Author), held.Time, held.Revision)
        {
            Stances = StanceCount.Of(claims, view),
        };
    }
}

/// <summary>What a person said of two documents.</summary>
public sealed record JudgementRow(string Id, string First, string Second, bool SameOriginal, string Reason, string Who, string Time);

/// <summary>A case's documents by origin, and what people said of origins.</summary>
public sealed record DocumentList(
    IReadOnlyList<DocumentRow> Documents, IReadOnlyList<OriginGroup> Origins, IReadOnlyList<JudgementRow> Judgements, IReadOnlyList<DocumentRow> Withdrawn)
{
    public static DocumentList Of(View view, DeskFile desk)
    {
        var claims = view.Claims.Standing.ToLookup(c => c.Content.Passage?.Document ?? "");
        var observables = view.Observables.Standing.CountBy(o => o.Content.Passage?.Document ?? "").ToDictionary();
        var rows = view.Documents.All.Select(d => DocumentRow.Of(d, view, desk, [.. claims[d.Id]], observables.GetValueOrDefault(d.Id))).ToList();
        return new([.. rows.Where(r => !r.Withdrawn)], OriginList.Of(view).Groups,
            [.. view.Origins.Standing.Select(o => new JudgementRow(
                o.Id, o.Content.First, o.Content.Second, o.Content.SameOriginal, o.Content.Reason, desk.NameOf(o.Author), o.Time))],
            [.. rows.Where(r => r.Withdrawn)]);
    }
}
