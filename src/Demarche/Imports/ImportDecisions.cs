namespace Demarche.Imports;

/// <summary>What is allowed of imports. Pure; each case is one append, whole or not at all.</summary>
internal static class ImportDecisions
{
    /// <summary>Opens a case with all that the draft holds, under one marking.</summary>
    public static Decision Open(CaseFile none, DeskFile desk, Audience author, string id, Marking marking, CaseDraft draft)
    {
        var opened = CaseDecisions.Open(none, desk, author, new(id, draft.Title, draft.Summary, marking));
        return opened is Decision.Allowed allowed ? allowed with { Facts = [.. allowed.Facts, .. draft.Facts.Select(f => new Marked(f, marking))] } : opened;
    }
}
