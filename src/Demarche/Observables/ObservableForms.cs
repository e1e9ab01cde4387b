using Demarche.Documents;
using Demarche.Web;

namespace Demarche.Observables;

/// <summary>An observable as a person writes it.</summary>
/// <param name="Type">Empty to let the reader say what it is.</param>
/// <param name="Value">Defanged or not.</param>
/// <param name="Credibility">Admiralty code, 1 to 6; 6 where none is given.</param>
/// <param name="Role">Whose it is; null where that is not stated.</param>
/// <param name="Also">What else is known of the same object.</param>
public sealed record ObservableForm(
    string? Type, string Value, int? Credibility, string? Note, PassageRef? Passage, MarkingForm? Marking, ObservableRole? Role = null,
    ApproximateTime? FirstSeen = null, ApproximateTime? LastSeen = null, IReadOnlyList<TypedValue>? Also = null)
{
    public Seeing ToSeeing() => new(Type, Value, Credibility, Note, Role, FirstSeen, LastSeen, Also);
}

/// <summary>The whole observable anew: what is not given is not stated any more, but for the credibility, which is kept.</summary>
public sealed record ObservableCorrectionForm(
    string? Type, string Value, int? Credibility, string? Note, string Reason, int? Seen, ObservableRole? Role = null,
    ApproximateTime? FirstSeen = null, ApproximateTime? LastSeen = null, IReadOnlyList<TypedValue>? Also = null)
{
    public Seeing ToSeeing() => new(Type, Value, Credibility, Note, Role, FirstSeen, LastSeen, Also);
}
