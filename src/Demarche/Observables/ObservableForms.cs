using Demarche.Documents;
using Demarche.Web;

namespace Demarche.Observables;

/// <summary>An observable as a person writes it.</summary>
/// <param name="Type">Empty to let the reader say what it is.</param>
/// <param name="Value">Defanged or not.</param>
/// <param name="Credibility">Admiralty code, 1 to 6; 6 where none is given.</param>
public sealed record ObservableForm(string? Type, string Value, int? Credibility, string? Note, PassageRef? Passage, MarkingForm? Marking);

public sealed record ObservableCorrectionForm(string? Type, string Value, int? Credibility, string? Note, string Reason, int? Seen);
