using Demarche.Documents;
using Demarche.Reading;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Observables;

/// <summary>An observable as somebody says it.</summary>
/// <param name="Type">Null or empty to let the reader say what it is.</param>
/// <param name="Credibility">Null where nobody graded it.</param>
public sealed record Seeing(
    string? Type, string Written, int? Credibility = null, string? Note = null, ObservableRole? Role = null,
        ApproximateTime? FirstSeen = null,
    ApproximateTime? LastSeen = null, IReadOnlyList<TypedValue>? Also = null);

public sealed record SeeObservable(string Id, Seeing Said, PassageRef? Passage, Marking? Marking);

public sealed record CorrectObservable(string Id, Seeing Said, string Reason, int? Seen);

public sealed record WithdrawObservable(string Id, string Reason, int? Seen);

/// <summary>
/// What is allowed of observables. A value whose type somebody states has the syntax of that type (<see cref="ObservableSyntax"/>); of any
/// other the reader says what it is, or nobody does.
/// </summary>
public static class ObservableDecisions
{
    /// <summary>Admiralty 6: its truth can't be judged.</summary>
    private const int Unjudged = 6;

    /// <summary>Further values of one object: whoever has more of them has a list, which is a document.</summary>
    public const int MostAlso = 50;

    public static Decision See(View view, SeeObservable request)
    {
        var marking = RestsOn.MarkingFor(view, new Observable("", "", Unjudged, request.Passage, null), request.Marking);
        if ((CaseMustBeOpen(view) ?? MarkingMustHold(view, marking)
            ?? (request.Passage is { } passage ? MustStandAsSeen(view.Documents.Find(passage.Document), null, "document") : null)) is { } refused)
            return refused;
        if (Read(request.Said, null, request.Passage, Unjudged, out var content) is { } unread) return unread;
        return MustBeNew(view, content, null) ?? Decision.Allow(new ObservableSeen(request.Id, content), marking, request.Id);
    }

    /// <summary>A correction keeps the passage.</summary>
    public static Decision Correct(View view, CorrectObservable request)
    {
        var held = view.Observables.Find(request.Id);
        if ((CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "observable") ?? TextMustBeGiven(request.Reason, "reason", "why you correct it")) is { } refused)
            return refused;
        if (Read(request.Said, held!.Content, held.Content.Passage, held.Content.Credibility, out var content) is { } unread) return unread;
        return MustBeNew(view, content, request.Id)
            ?? Decision.Allow(new ObservableCorrected(request.Id, content, request.Reason), held.Marking, request.Id);
    }

    public static Decision Withdraw(View view, WithdrawObservable request)
    {
        var held = view.Observables.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "observable")
            ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")
            ?? Decision.Allow(new ObservableWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    /// <summary>Puts the passage of the observable as it stands back into a correction that was decided on a view, which may not show it.</summary>
    public static Decision Carry(CaseFile file, Decision decision) => decision is not Decision.Allowed allowed ? decision
        : allowed with
        {
            Facts = [.. allowed.Facts.Select(m => m.Fact is ObservableCorrected c && file.Observables.Find(c.Id) is { } held
            ? m with { Fact = c with { Content = c.Content with { Passage = held.Content.Passage } } } : m)]
        };

    private static Decision.Refused? Read(Seeing said, Observable? held, PassageRef? passage, int unsaid, out Observable content)
    {
        content = new("", "", unsaid, passage, null);
        // What came from a partner may be of a type that this desk has no rule for: it stays as it is where something else is corrected.
        IReadOnlyList<TypedValue> known = held is null ? [] : [new(held.Type, held.Value), .. held.Also ?? []];
        if (ReadValue(new(said.Type?.Trim() ?? "", said.Written ?? ""), known, out var read) is { } unread) return unread;
        if (ReadAlso(read, said.Also ?? [], known, out var also) is { } odd) return odd;
        content = new(read.Type, read.Value, said.Credibility ?? unsaid, passage, said.Note?.Trim(), said.Role, said.FirstSeen,
            said.LastSeen, also.Count == 0 ? null : also);
        return CredibilityMustBeGraded(said.Credibility) ?? TimeMustBeReal(said.FirstSeen, "firstSeen")
            ?? TimeMustBeReal(said.LastSeen, "lastSeen")
            ?? Must(!IsBefore(said.LastSeen, said.FirstSeen), "what-is-last-seen-was-seen-before",
                "It can't be last seen before it was first seen.", "lastSeen");
    }

    // Compared as far as both are precise: 2014 is not before 2014-11.
    private static bool IsBefore(ApproximateTime? first, ApproximateTime? second) => first is { About: false } && second is { About: false }
        && Math.Min(first.Value.Length, second.Value.Length) is var shared
            && string.CompareOrdinal(first.Value, 0, second.Value, 0, shared) < 0;

    private static Decision.Refused? ReadAlso(TypedValue own, IReadOnlyList<TypedValue> said, IReadOnlyList<TypedValue> known,
        out List<TypedValue> also)
    {
        also = [];
        if (said.Count > MostAlso) return new("values-must-be-few",
            $"One object has at most {MostAlso} further values here. Take a longer list in as a document.", "also");
        foreach (var (n, one) in said.Index())
        {
            if (known.Contains(one) && known[0].Type == own.Type)
            {
                also.Add(one);
                continue;
            }
            if (TextMustBeGiven(one.Type, $"also[{n}].type", "what the value is") is { } untyped) return untyped;
            if (ReadStated(one.Type.Trim(), one.Value, $"also[{n}].value", out var value) is { } odd) return odd;
            if (!ObservableTypes.IsOfOneObject(own.Type, one.Type.Trim()))
                return new("value-must-be-of-the-object",
                    $"No {ObservableWords.Of(own.Type)} has a {ObservableWords.Of(one.Type)}. Record it as an observable of its own.",
                    $"also[{n}].type");
            var read = Numbered(new(one.Type.Trim(), value), also);
            if (read != own && !also.Contains(read)) also.Add(read);
        }
        return null;
    }

    // A form has one row for the name, data and type of a registry value: what comes a second time is of the key's next value.
    private static TypedValue Numbered(TypedValue read, List<TypedValue> also)
    {
        if (ObservableWords.RegistryValueOf(read.Type) is not var (property, number)) return read;
        while (also.Exists(v => v.Type == ObservableTypes.RegistryValue(property, number) && v.Value != read.Value)) number++;
        return read with { Type = ObservableTypes.RegistryValue(property, number) };
    }

    /// <summary>What was written, as the observable would hold it; null where it can hold none.</summary>
    /// <param name="type">Null or empty to let the reader say what it is.</param>
    public static TypedValue? ValueOf(string? type, string written) =>
        ReadValue(new(type?.Trim() ?? "", written), [], out var read) is null ? read : null;

    private static Decision.Refused? ReadValue(TypedValue said, IReadOnlyList<TypedValue> known, out TypedValue read)
    {
        var (type, written) = said;
        read = said;
        if (known.Contains(said)) return null;
        if (type.Length > 0)
        {
            if (ReadStated(type, written, "value", out var stated) is { } odd) return odd;
            read = new(type, stated);
            return null;
        }
        if (TextMustBeGiven(written, "value", "what was seen") is { } missing) return missing;
        if (written.Length > ObservableSyntax.Longest) return new("value-must-be-short",
            $"An observable has at most {ObservableSyntax.Longest} characters.", "value");
        var text = written.Trim();
        // The whole of it must be one observable: an address inside a sentence is not what the person meant to enter.
        if (Reader.ObservablesIn(text).FirstOrDefault(o => o.Start == 0 && o.End == text.Length) is { } found)
        {
            read = new(found.Type, found.Value);
            return null;
        }
        return new("observable-must-be-readable", ObservableSyntax.TypesOf(text) is { Count: > 0 } may
            ? $"“{text}” may be of several types: {string.Join(", ", may.Append(ObservableTypes.FileName).Select(ObservableWords.Of))}. Say which."
            : $"The reader knows no observable in “{text}”. Check it, or say its type.", "value");
    }

    // Whoever states the type is held to the syntax of that type, and to nothing that the reader guesses by.
    private static Decision.Refused? ReadStated(string type, string written, string field, out string value)
    {
        value = "";
        if (TextMustBeGiven(written, field, "the value") is { } missing) return missing;
        if (ObservableSyntax.Read(type, written) is { Problem: { } problem })
            return new("observable-must-be-of-its-type",
                $"“{Cut.To(written.Trim(), 200, "…")}” is no {ObservableWords.Of(type)}. {problem}",
                ObservableSyntax.IsKnown(type) ? field : field[..^"value".Length] + "type");
        value = ObservableSyntax.Read(type, written).Value!;
        return null;
    }

    private static Decision.Refused? CredibilityMustBeGraded(int? credibility) => credibility is null or (>= 1 and <= 6) ? null
        : new("credibility-must-be-graded", "Credibility goes from 1, confirmed, to 6, cannot be judged.", "credibility");

    private static Decision.Refused? MustBeNew(View view, Observable said, string? own) =>
        view.Observables.Standing.Any(o => o.Id != own && o.Content.Type == said.Type && o.Content.Value == said.Value
            && o.Content.Passage?.Document == said.Passage?.Document && o.Content.Passage?.Start == said.Passage?.Start)
            ? new("observable-must-be-new", $"{said.Value} stands in the case already, from the same place.", "value") : null;
}
