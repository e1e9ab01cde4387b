using Demarche.Journal;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Sources;

/// <summary>Name a source.</summary>
/// <param name="Sealed">The sealed identity, made from <paramref name="Identity"/>; null where none was given.</param>
/// <param name="Identity">In clear, only to check that the description does not give it away. No fact holds it.</param>
/// <param name="To">Whom it may be entrusted to.</param>
public sealed record NameSource(string Id, Source Source, SealedField? Sealed, string? Identity, Entrusted To, Marking? Marking);

public sealed record CorrectSource(string Id, string? Name, string? Description, string? Organisation, Standing Standing, string Reason, int? Seen);

public sealed record GradeSource(string Id, Reliability Reliability, string Evaluator, string Time, string Reason, int? Seen);

public sealed record WithdrawSource(string Id, string Reason, int? Seen);

/// <summary>What is allowed of sources. A correction leaves seal and handlers out; <see cref="SourceSeal.Carry"/> puts them back.</summary>
public static class SourceDecisions
{
    /// <summary>A name or a description longer than this is a text about the source, not what it is called.</summary>
    public const int LongestName = 300;

    public static Decision Name(View view, NameSource request)
    {
        var marking = request.Marking ?? view.Default;
        return CaseMustBeOpen(view) ?? MarkingMustHold(view, marking) ?? MustBeWellFormed(request.Source)
            ?? (request.Source.IsProtected ? SealMustHold(request) : null)
            ?? HandlersMustComeToIt(view, marking, request.Source.Handlers, request.To)
            ?? Decision.Allow(new SourceNamed(request.Id, request.Source with { Identity = request.Sealed }), marking, request.Id);
    }

    public static Decision Correct(View view, CorrectSource request)
    {
        var held = view.Sources.Find(request.Id);
        if ((CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "source") ?? TextMustBeGiven(request.Reason, "reason", "why you correct it")) is { } refused)
            return refused;
        if (held!.Content.IsProtected != string.IsNullOrWhiteSpace(request.Name))
        {
            return Decision.Refuse("protection-must-stay", held.Content.IsProtected
                ? "A protected source gets no name by a correction: whoever has read its claims would learn who it was. Name another source."
                : "A named source can't become a protected one: its name stands in the journal. Name a protected source and move its claims.", "name");
        }
        var source = held.Content with
        {
            Name = SourceForm.Trimmed(request.Name),
            Description = SourceForm.Trimmed(request.Description) ?? "",
            Organisation = SourceForm.Trimmed(request.Organisation),
            Standing = request.Standing,
        };
        return MustBeWellFormed(source)
            ?? Decision.Allow(new SourceCorrected(request.Id, source, request.Reason), held.Marking, request.Id);
    }

    public static Decision Grade(View view, GradeSource request)
    {
        var held = view.Sources.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "source")
            ?? TextMustBeGiven(request.Reason, "reason", "what the grade rests on")
            ?? Decision.Allow(new SourceGraded(request.Id, held!.Content with
            {
                Grade = new(request.Reliability, request.Evaluator, request.Time, request.Reason),
            }, request.Reason), held.Marking, request.Id);
    }

    /// <summary>A source whose claims stand stays: a claim always has a speaker.</summary>
    public static Decision Withdraw(View view, WithdrawSource request)
    {
        var held = view.Sources.Find(request.Id);
        if ((CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "source") ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")) is { } refused)
            return refused;
        var said = view.Claims.Standing.Count(c => c.Content.Source == request.Id);
        return said > 0
            ? Decision.Refuse("source-with-claims-must-stay", said == 1
                ? "One claim of this source stands. Withdraw it or give it another source first."
                : $"{said} claims of this source stand. Withdraw them or give them another source first.")
            : Decision.Allow(new SourceWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    internal static Decision.Refused? MustBeWellFormed(Source source) =>
        source.IsProtected
            ? TextMustBeGiven(source.Description, "description", "what may be said of the protected source") ?? MustBeShort(source.Description, "description") ?? MustBeShort(source.Organisation, "organisation")
            : TextMustBeGiven(source.Name, "name", "what the source is called") ?? MustBeShort(source.Name, "name")
                ?? MustBeShort(source.Description, "description") ?? MustBeShort(source.Organisation, "organisation");

    private static Decision.Refused? MustBeShort(string? text, string field) => text is { Length: > LongestName }
        ? new("name-must-be-short", $"This is longer than {LongestName} characters. Say it shorter.", field) : null;

    private static Decision.Refused? SealMustHold(NameSource request) =>
        IdentityMustBeHandled(request.Identity, request.Source.Handlers, request.To)
        ?? DescriptionMustNotTell(request.Identity, request.Source);

    internal static Decision.Refused? IdentityMustBeHandled(string? identity, IReadOnlyList<string> handlers, Entrusted to) =>
        identity is { Length: > LongestName } ? new("name-must-be-short", $"An identity is at most {LongestName} characters.", "identity")
        : identity is not null && handlers.Count == 0
            ? new("identity-must-have-a-handler", "Name at least one handler: nobody else could ever open the identity.", "handlers")
        : handlers.Any(h => !to.Handlers.Contains(h))
            ? new("handler-must-be-a-source-handler", "Every handler must be a source handler of this desk.", "handlers")
        : identity is not null && handlers.Any(h => !to.Keyed.Contains(h))
            ? new("handler-must-have-a-vault-key", "A handler has no key of their own yet, so nothing can be sealed to them. They make one under Vault.", "handlers")
        : identity is not null && !to.HasKeepers
            ? new("keepers-must-be-named", "Two people can't open it together yet: name keepers with vault keys under Vault first.", "breakGlass")
        : null;

    /// <summary>
    /// A handler who may not write in the case, or does not see the source, could never agree to what rests on it, and nobody else could be
    /// named instead. Access and marking are what whoever names the handler knows.
    /// </summary>
    internal static Decision.Refused? HandlersMustComeToIt(View view, Marking marking, IEnumerable<string> handlers, Entrusted to)
    {
        List<string> away = [.. handlers.Where(h => !Comes(h)).Select(h => to.People.TryGetValue(h, out var who) ? who.Name : h)];
        return away.Count == 0 ? null : new("handler-must-see-the-source",
            $"{string.Join(", ", away.Order(StringComparer.Ordinal))}: may not write in this case, or may not see this source. "
            + "Give access first, or name somebody else.", "handlers");

        bool Comes(string handler) => view.Access.GetValueOrDefault(handler) == CaseAccess.Write
            && to.People.TryGetValue(handler, out var who) && Ruling.For(marking, who.Audience).Seen;
    }

    /// <summary>The words that a source's readers read of it must not tell who it is.</summary>
    /// <param name="more">What is written with them: a reason.</param>
    internal static Decision.Refused? DescriptionMustNotTell(string? identity, Source source, string more = "") =>
        IdentityWords.AreIn(identity, [source.Description, source.Organisation, source.Grade?.Reason, more]) ? TellsIdentity : null;

    internal static Decision.Refused TellsIdentity { get; } = new("description-must-not-tell-the-identity",
        "The public description, the organisation or the reason contains a word of the identity. Describe the source so that nobody can tell who it is.", "description");
}
