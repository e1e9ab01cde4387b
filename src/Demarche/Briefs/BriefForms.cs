using Demarche.Web;

namespace Demarche.Briefs;

/// <summary>For whom a brief is to be composed.</summary>
/// <param name="For">A partner's id; <c>desk</c> for anybody who may read the case without TLP:RED or a compartment; <c>me</c> for all
/// that the caller sees.</param>
public sealed record BriefForm(string For, MarkingForm? Marking);

/// <param name="Title">In a line.</param>
/// <param name="Text">The sections.</param>
/// <param name="More">An item that the text is to cite too; it gets the next number.</param>
/// <param name="Seen">The revision that the person saw.</param>
/// <param name="Lead">The lead paragraph, which is put before the text; null where the text has it already, or the brief has none.</param>
public sealed record BriefRevisionForm(string Title, string Text, string? More, string Reason, int? Seen, string? Lead = null);
