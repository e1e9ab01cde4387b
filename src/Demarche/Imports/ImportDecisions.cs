using Demarche.Views;

namespace Demarche.Imports;

/// <summary>What is allowed of imports. Pure; each case is one append, whole or not at all.</summary>
internal static class ImportDecisions
{
    /// <summary>Opens a case with all that the draft holds, under one marking.</summary>
    public static Decision Open(CaseFile none, DeskFile desk, Audience author, string id, Marking marking, CaseDraft draft) =>
        CaseDecisions.Open(none, desk, author, new(id, draft.Title, draft.Summary, marking)) is Decision.Allowed opened
            ? opened with { Facts = [.. opened.Facts, .. draft.Facts.Select(f => new Marked(f, marking))] }
            : CaseDecisions.Open(none, desk, author, new(id, draft.Title, draft.Summary, marking));
}
