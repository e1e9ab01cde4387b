using Demarche.Web;

namespace Demarche.Cases;

public sealed record CaseForm(string Title, string? Summary, MarkingForm? Default);

public sealed record RetitleForm(string Title, string? Summary, string Reason);

public sealed record DefaultMarkingForm(MarkingForm? Default, string Reason);

public sealed record ReasonForm(string Reason);

/// <param name="Person">A person's id.</param>
public sealed record AccessForm(string Person, CaseAccess Access);

/// <param name="Seen">The revision that the person saw.</param>
public sealed record MarkingChangeForm(MarkingForm? Marking, string Reason, int? Seen);

/// <summary>Why an item may go wider than what it rests on.</summary>
/// <param name="Seen">The revision that the person saw.</param>
public sealed record WiderForm(string Reason, int? Seen);

/// <param name="Field">The member, by its name in the item's JSON.</param>
/// <param name="Seen">The revision that the person saw.</param>
public sealed record FieldMarkingForm(string Field, MarkingForm? Marking, string Reason, int? Seen);

/// <param name="Version">Which of the versions that the person sees, the first being 1.</param>
/// <param name="Field">Only this member of it; null for the version itself.</param>
/// <param name="Seen">The revision that the person saw.</param>
public sealed record LiftForm(int Version, string? Field, string Reason, int? Seen);

/// <summary>Nothing is to be said: the last entry is taken back.</summary>
public sealed record UndoForm;
