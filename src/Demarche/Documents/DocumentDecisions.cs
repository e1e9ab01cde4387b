using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Documents;

/// <param name="Marking">Null for the case's default.</param>
public sealed record TakeInDocument(string Id, Document Document, Marking? Marking)
{
    /// <summary>The partner who gave it to us; null where nobody did.</summary>
    public string? Originator { get; init; }

    /// <summary>The level that it states of itself; null where it states none.</summary>
    public Tlp? Stated { get; init; }

    /// <summary>Why it may be marked wider than it says of itself; null where nobody gives a reason.</summary>
    public string? Wider { get; init; }
}

/// <summary>Say anew what a document is: title, writer, publisher, date. Its bytes and text stay.</summary>
public sealed record DescribeDocument(
    string Id, string? Title, string? Byline, string? Agency, string? Publisher, ApproximateTime? Published, string From, string Reason, int? Seen);

public sealed record WithdrawDocument(string Id, string Reason, int? Seen);

public sealed record JudgeOrigin(string Id, string First, string Second, bool SameOriginal, string Reason);

public sealed record WithdrawJudgement(string Id, string Reason);

/// <summary>What is allowed of documents and of what people say about their origins.</summary>
public static class DocumentDecisions
{
    /// <summary>All of them together or none.</summary>
    public static Decision TakeIn(View view, IReadOnlyList<TakeInDocument> requests)
    {
        List<Marked> facts = [];
        foreach (var request in requests)
        {
            var marking = (request.Marking ?? view.Default) with { Originator = string.IsNullOrEmpty(request.Originator) ? null : request.Originator, Derived = null };
            if ((CaseMustBeOpen(view) ?? MarkingMustHold(view, marking) ?? MustBeNew(view, requests, request)
                ?? OriginatorsMarkingMustBeGiven(request) ?? StatedMarkingMustBeWeighed(request, marking)) is { } refused) return refused;
            facts.Add(new(new DocumentTakenIn(request.Id, request.Document with { Stated = request.Stated }), marking));
            if (request.Stated > marking.Tlp) facts.Add(new(new WiderMarkingJustified(request.Id, request.Wider!.Trim()), marking));
        }
        return facts.Count == 0 ? Decision.Refuse("document-must-be-given", "Choose a file, or paste a text.", "files")
            : new Decision.Allowed(facts, requests[0].Id);
    }

    public static Decision Describe(View view, DescribeDocument request)
    {
        var held = view.Documents.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "document")
            ?? TextMustBeGiven(request.Reason, "reason", "why you describe it anew") ?? TimeMustBeReal(request.Published, "published")
            ?? Decision.Allow(new DocumentDescribed(request.Id, held!.Content with
            {
                Title = Field(request.Title),
                Byline = Field(request.Byline),
                Agency = Field(request.Agency),
                Publisher = Field(request.Publisher),
                Published = request.Published?.Value,
                From = Field(request.From) ?? held.Content.From,
            }, request.Reason), held.Marking, request.Id);
    }

    /// <summary>A document on which something rests stays: that would have nothing to show for itself.</summary>
    public static Decision Withdraw(View view, WithdrawDocument request)
    {
        var held = view.Documents.Find(request.Id);
        if ((CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "document") ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")) is { } refused)
            return refused;
        var resting = view.Items().Count(i => !i.IsWithdrawn && view.BasesOf(i).Contains(request.Id));
        return resting > 0
            ? Decision.Refuse("document-in-use-must-stay", $"Items of this case rest on this document: {resting}. Withdraw them first.")
            : Decision.Allow(new DocumentWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    /// <summary>A person's word on two documents. It must not contradict what a person said of them and a third one.</summary>
    public static Decision Judge(View view, JudgeOrigin request)
    {
        if ((CaseMustBeOpen(view) ?? TextMustBeGiven(request.Reason, "reason", "what tells you so")) is { } refused) return refused;
        if (request.First == request.Second) return Decision.Refuse("two-documents-must-differ", "Choose two documents.", "second");
        var (first, second) = (view.Documents.Find(request.First), view.Documents.Find(request.Second));
        return MustStandAsSeen(first, null, "document") ?? MustStandAsSeen(second, null, "document") ?? WordMustAgree(view, request)
            ?? Decision.Allow(new OriginJudged(request.Id, new(request.First, request.Second, request.SameOriginal, request.Reason)),
                first!.Marking.And(second!.Marking).OnOurReading(), request.Id);
    }

    public static Decision WithdrawJudgement(View view, WithdrawJudgement request)
    {
        var held = view.Origins.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, null, "judgement") ?? TextMustBeGiven(request.Reason, "reason", "why you take it back")
            ?? Decision.Allow(new OriginJudgementWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    private static Decision.Refused? WordMustAgree(View view, JudgeOrigin request)
    {
        var pair = OriginList.Pair(request.First, request.Second);
        var others = view.Origins.Standing.GroupBy(o => OriginList.Pair(o.Content.First, o.Content.Second)).Where(g => g.Key != pair)
            .Select(g => g.Last().Content).ToList();
        if (request.SameOriginal) others.Add(new(request.First, request.Second, true, ""));
        var joins = new OriginJoins(view.Documents.Standing.Select(d => d.Id), []);
        foreach (var same in others.Where(o => o.SameOriginal)) joins.Join(new(same.First, same.Second, null, null, ""));
        var together = joins.Groups.SelectMany(g => g.Documents.Select(d => (d, g.Id))).ToDictionary(d => d.d, d => d.Id);
        bool Clash(string first, string second) => together.GetValueOrDefault(first) is { } group && group == together.GetValueOrDefault(second);
        return (request.SameOriginal ? others.Any(o => !o.SameOriginal && Clash(o.First, o.Second)) : Clash(request.First, request.Second))
            ? new("word-on-origins-must-agree", "Somebody said otherwise of these documents and a third one. Take that back first, then say this.") : null;
    }

    // The case's default marking is ours; whom a partner lets it go on to only somebody can say who was told.
    private static Decision.Refused? OriginatorsMarkingMustBeGiven(TakeInDocument request) => Unless(
        string.IsNullOrEmpty(request.Originator) || request.Marking is not null, "originators-marking-must-be-given",
        "A partner gave this to us. Choose the level under which it did, and the partners to whom it lets it go on.", "marking.tlp");

    // Nothing is chosen for the person; but the case's default does not silently lower what the document says of itself.
    private static Decision.Refused? StatedMarkingMustBeWeighed(TakeInDocument request, Marking marking)
    {
        if (request.Stated is not { } stated || stated <= marking.Tlp) return null;
        var says = $"“{request.Document.Title ?? request.Document.Name}” says of itself {Marking.Of(stated).Label}.";
        return request.Marking is null
            ? new("stated-marking-must-be-weighed", $"{says} The case's default is {marking.Label}. Choose a marking. Nothing was taken in.", "marking.tlp")
            : string.IsNullOrWhiteSpace(request.Wider)
                ? new("stated-marking-must-be-weighed", $"{says} You chose {marking.Label}. Choose a level as strict, or write why it may go wider. Nothing was taken in.", WiderRule.Field)
                : TextMustBeGiven(request.Wider, WiderRule.Field, "why it may go wider than it says of itself");
    }

    private static Decision.Refused? MustBeNew(View view, IReadOnlyList<TakeInDocument> all, TakeInDocument request) =>
        view.Documents.Standing.FirstOrDefault(d => d.Content.Sha256 == request.Document.Sha256) is { } held
            ? new("document-must-be-new", $"The same bytes stand in this case already, as \"{held.Content.Name}\". Nothing was taken in.", "files")
        : all.Any(o => o != request && o.Document.Sha256 == request.Document.Sha256)
            ? new("document-must-be-new", $"Two of these files are the same, byte for byte: \"{request.Document.Name}\". Nothing was taken in.", "files")
        : null;

    private static string? Field(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : Cut.To(text.Trim(), Reading.ReadingLimits.FieldCharacters);
}
