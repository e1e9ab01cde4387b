using Demarche.Documents;
using Demarche.Parties;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Leverage;

/// <param name="Marking">Null for that of the document whose words it quotes, or the case's default.</param>
public sealed record RecordTie(string Id, Tie Tie, Marking? Marking);

public sealed record CorrectTie(string Id, Tie Tie, string Reason, int? Seen);

public sealed record WithdrawTie(string Id, string Reason, int? Seen);

/// <summary>A row of a reference set that becomes a tie. An end that is no party yet becomes one in the same act.</summary>
/// <param name="NewFrom">The party to name where <see cref="Tie.From"/> is its new id; null where it is one already.</param>
/// <param name="NewTo">The same for <see cref="Tie.To"/>.</param>
/// <param name="Document">The document of the case that the row was read from; the tie is marked like it though its words may not stand there as they are.</param>
public sealed record TakeTie(string Id, Tie Tie, Party? NewFrom = null, Party? NewTo = null, string? Document = null);

/// <summary>What is allowed of ties.</summary>
public static class TieDecisions
{
    /// <summary>One act takes this many rows: a person looks them through, and an append holds the writer.</summary>
    public const int MostTaken = 500;

    /// <summary>Longer ones are no citation that anybody looks up.</summary>
    public const int LongestCitation = 1_000;

    public const int LongestUnit = 40;

    /// <summary>Figures are added up; one of more digits than anything on earth has would break the sum for every reader.</summary>
    public const int LongestFigure = 20;

    public const decimal GreatestFigure = 1_000_000_000_000_000;

    public const string FigureIsTooLarge = "A figure has at most 20 characters and is at most 1,000,000,000,000,000. Give it in a larger unit, or with fewer decimals.";

    public static Decision Record(View view, RecordTie request) => Changes.Add(
        view, request.Id, new TieRecorded(request.Id, request.Tie), RestsOn.MarkingFor(view, request.Tie, request.Marking),
        MustBeBetweenParties(view, request.Tie) ?? MustBeWellFormed(view, request.Tie));

    public static Decision Correct(View view, CorrectTie request) => Changes.Correct(
        view, view.Ties.Find(request.Id), request.Seen, new TieCorrected(request.Id, Whole(view, request), request.Reason), "tie",
        MustBindTheSame(view, request) ?? MustBeWellFormed(view, request.Tie) ?? MustKeepWhatIsHidden(view, request.Tie.Source, request.Tie.Passage, GroundOf(view, request)));

    public static Decision Withdraw(View view, WithdrawTie request) => Changes.Withdraw(
        view, view.Ties.Find(request.Id), request.Seen, new TieWithdrawn(request.Id, request.Reason), "tie");

    /// <summary>Takes rows in, all or none. What somebody else took in meanwhile, a party or a tie, is there and does not come twice.</summary>
    public static Decision Take(View view, IReadOnlyList<TakeTie> rows, Marking? given)
    {
        if ((CaseMustBeOpen(view) ?? Must(rows.Count > 0, "rows-must-be-chosen", "Choose at least one row.", "rows")
            ?? Must(rows.Count <= MostTaken, "rows-must-be-few-enough", $"At most {MostTaken} rows are taken in at once. Choose fewer.", "rows")) is { } refused)
            return refused;
        List<Marked> facts = [];
        HashSet<string> named = [];
        var standing = view.Ties.Standing.Select(t => SaidIn(t.Content)).ToHashSet();
        string? first = null;
        foreach (var row in rows)
        {
            var (from, to) = (NamedAlready(view, row.NewFrom) ?? row.Tie.From, NamedAlready(view, row.NewTo) ?? row.Tie.To);
            var tie = row.Tie with { From = from, To = to };
            if (standing.Contains(SaidIn(tie))) continue;
            var marking = RestsOn.MarkingFor(view, tie.Passage is null && row.Document is { } read ? tie with { Passage = new(read, 0, 0, "") } : tie, given);
            foreach (var (id, party) in new[] { (from, row.NewFrom), (to, row.NewTo) })
            {
                if (party is null || view.Parties.Find(id) is not null || !named.Add(id)) continue;
                var naming = PartyDecisions.Name(view, new(id, party, marking));
                if (naming is not Decision.Allowed allowed) return naming;
                facts.AddRange(allowed.Facts);
            }
            if (((named.Contains(from) ? null : PartyMustStand(view, from, "from")) ?? (named.Contains(to) ? null : PartyMustStand(view, to, "to"))
                ?? MarkingMustHold(view, marking) ?? MustBeWellFormed(view, tie)) is { } wrong)
                return wrong;
            // Its words may not stand there as they are; it was read from there all the same.
            if (tie.Passage is null && row.Document is { } readFrom) facts.Add(new(new BasisRecorded(row.Id, [readFrom]), marking));
            facts.Add(new(new TieRecorded(row.Id, tie), marking));
            first ??= row.Id;
        }
        return first is null ? Decision.Refuse("rows-must-be-new", "Each of these rows is a tie of this case already.", "rows") : new Decision.Allowed(facts, first);
    }

    // What makes two ties one: rows that say the same are the same row.
    private static (string, string, TieKind, string?, string?, string?, string) SaidIn(Tie tie) => (tie.From, tie.To, tie.Kind, tie.Figure, tie.Unit, tie.At?.Value, tie.Citation);

    private static string? NamedAlready(View view, Party? party) =>
        party is null ? null : view.Parties.Standing.FirstOrDefault(p => string.Equals(p.Content.Name, party.Name, StringComparison.OrdinalIgnoreCase))?.Id;

    private static Decision.Refused? MustBeBetweenParties(View view, Tie tie) => PartyMustStand(view, tie.From, "from") ?? PartyMustStand(view, tie.To, "to");

    private static Decision.Refused? PartyMustStand(View view, string id, string field) =>
        id.Length == 0 ? new("party-must-be-chosen", "Choose the party. If it is not in the list, name it on the case's first page.", field)
        : MustStandAsSeen(view.Parties.Find(id), null, "party");

    // What is corrected is what is said of a tie. A tie of another kind or between others is another tie.
    private static Decision.Refused? MustBindTheSame(View view, CorrectTie request) =>
        view.Ties.Find(request.Id)?.Content is { } now && (now.From, now.To, now.Kind) != (request.Tie.From, request.Tie.To, request.Tie.Kind)
            ? new("tie-must-bind-the-same", "A correction says a tie anew; it does not make another of it. Withdraw this one and record the other.", "from") : null;

    internal static Decision.Refused? MustBeWellFormed(View view, Tie tie) =>
        Must(tie.From != tie.To, "tie-needs-two", "A tie is between two parties. Choose another one.", "to")
        ?? FigureMustFit(tie)
        ?? TimeMustBeReal(tie.At, "at") ?? TimeMustBeReal(tie.Until, "until")
        ?? Must(tie is not { At: { } at, Until: { } until } || at.IsNotAfter(until.Value), "end-must-come-after", "It can't have ended before it began.", "until")
        ?? MustBeCited(view, tie.Citation, tie.Source, tie.Passage)
        ?? (tie.Note is { Length: > 0 } note ? TextMustBeGiven(note, "note", "the note") : null)
        ?? Must(tie.Kind != TieKind.Other || !string.IsNullOrWhiteSpace(tie.Note), "other-tie-must-be-said", "Say in the note how they are tied.", "note");

    private static Decision.Refused? FigureMustFit(Tie tie)
    {
        if (tie.Figure?.Length > LongestFigure || tie.Amount > GreatestFigure) return new("figure-must-not-be-too-large", FigureIsTooLarge, "figure");
        if (tie.Figure is not null && tie.Amount is null)
            return new("figure-must-be-a-number", "Give the figure as a number without a sign, with a point for decimals: 54.9.", "figure");
        if (tie.Figure is not null && string.IsNullOrWhiteSpace(tie.Unit)) return new("unit-must-be-given", "Say what the figure is in: %, km, USD million.", "unit");
        if (tie.Unit?.Length > LongestUnit) return new("unit-must-be-short", $"A unit has at most {LongestUnit} characters.", "unit");
        if (tie.Kind is TieKind.ExportsShare or TieKind.ImportsShare && (tie.Unit != TieSet.Percent || tie.Amount is not (>= 0 and <= 100)))
            return new("share-must-be-a-percentage", "A share of exports or imports is a figure from 0 to 100 in %.", "figure");
        return tie.Kind is TieKind.LandBorder && tie.Figure is not null && tie.Unit != TieSet.Kilometres
            ? new("border-must-be-in-kilometres", "Give the length of a border in km.", "unit") : null;
    }

    internal static Decision.Refused? MustBeCited(View view, string citation, string? source, PassageRef? passage) =>
        TextMustBeGiven(citation, "citation", "where this stands, so that somebody can look it up")
        ?? Must(citation.Length <= LongestCitation, "citation-must-be-short", $"A citation has at most {LongestCitation} characters.", "citation")
        ?? (source is not null ? MustStandAsSeen(view.Sources.Find(source), null, "source") : null)
        ?? (passage is { Document.Length: > 0 } ? PassageMustFit(view, passage) : null);

    private static Decision.Refused? PassageMustFit(View view, PassageRef passage) =>
        MustStandAsSeen(view.Documents.Find(passage.Document), null, "document")
        ?? (passage.Start < 0 || passage.End <= passage.Start || passage.Quote.Length != passage.End - passage.Start
            ? new("passage-must-stand-in-the-document", "These words don't stand in that document. Copy them from its kept text, letter for letter.", "passage.quote")
            : null);

    // What the author may not see can't be in the author's form; a correction keeps it.
    private static Tie Whole(View view, CorrectTie request)
    {
        var (source, passage) = Unseen(view, request.Tie.Source, request.Tie.Passage, GroundOf(view, request));
        // How many the list names is the list's; whoever corrects its date or where it stands takes the tie out of it.
        return request.Tie with { Source = source, Passage = passage, Listed = view.Whole<Tie>(request.Id)?.Listed };
    }

    private static (string? Source, PassageRef? Passage) GroundOf(View view, CorrectTie request) => view.Whole<Tie>(request.Id) is { } tie ? (tie.Source, tie.Passage) : default;

    internal static Decision.Refused? MustKeepWhatIsHidden(View view, string? source, PassageRef? passage, (string? Source, PassageRef? Passage) whole) =>
        HiddenPart.MustStay(whole.Source is { } kept && view.Sources.Find(kept) is null, source is not null, "source")
        ?? HiddenPart.MustStay(whole.Passage is { } place && view.Documents.Find(place.Document) is null, passage is { Document.Length: > 0 }, "passage");

    internal static (string? Source, PassageRef? Passage) Unseen(View view, string? source, PassageRef? passage, (string? Source, PassageRef? Passage) whole)
    {
        if (source is null && whole.Source is { } kept && view.Sources.Find(kept) is null) source = kept;
        return (source, Contacts.Quotes.Kept(view, passage, whole.Passage));
    }
}
