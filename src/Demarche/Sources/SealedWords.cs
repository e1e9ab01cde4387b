namespace Demarche.Sources;

/// <summary>
/// The standing sealed words of a case, that two protected sources are one person, opened for counting. A person learns of those whose two sources the person
/// handles. Of the others the person learns not even that there are any, and nothing that anybody else is shown or refused may come of them.
/// </summary>
internal sealed class SealedWords(IReadOnlyList<Join> joins)
{
    /// <summary>Which sources are one person, as far as a person knows by handling both.</summary>
    public PersonGroups KnownTo(string person, CaseFile file, DeskFile desk) => PersonGroups.Of(Known(person, file, desk).Select(j => (j.First, j.Second)));

    /// <summary>Whether a person knows of a word that is not older than a time.</summary>
    public bool KnowsNewer(string person, CaseFile file, DeskFile desk, string time) =>
        Known(person, file, desk).Any(j => string.CompareOrdinal(j.Held.Time, time) >= 0);

    /// <summary>Whether these are the words that stand in a case: somebody may have said or taken back one since.</summary>
    public bool AreThoseOf(CaseFile file) =>
        joins.Select(j => (j.Held.Id, j.Held.Revision)).ToHashSet().SetEquals(file.SamePersons.Standing.Select(s => (s.Id, s.Revision)));

    private IEnumerable<Join> Known(string person, CaseFile file, DeskFile desk) =>
        joins.Where(j => Handling.Handles(person, j.First, file, desk) && Handling.Handles(person, j.Second, file, desk));
}
