using Demarche.Views;

namespace Demarche.Documents;

/// <summary>How what a person takes out of a document is marked.</summary>
internal static class PassageMarking
{
    /// <summary>
    /// Like the document, unless a person says otherwise; where a partner gave us the document, that partner's terms bind what is taken
    /// out of it whatever a person says. It is our reading all the same: the partner is not its originator, and does not see it for that.
    /// </summary>
    public static Marking Of(View view, PassageRef? passage, Marking? given) => view.Documents.Find(passage?.Document)?.Marking switch
    {
        null => given ?? view.Default,
        { Originator: null } ours => given ?? ours,
        { } theirs => (given ?? theirs).And(theirs) with { Originator = null },
    };
}
