using Demarche.Journal;

namespace Demarche.Sources;

/// <summary>In what capacity a source speaks.</summary>
public enum Standing { Official, Spokesperson, Embassy, HeadOfState, Analyst, Company, Journalist, Technical, Witness, Partner, Anonymous, Unknown }

/// <summary>How far a source has earned trust (Admiralty code, reliability A to F).</summary>
public enum Reliability { A, B, C, D, E, F }

/// <summary>Who speaks.</summary>
/// <param name="Name">The name of a named source; null for a protected one.</param>
/// <param name="Description">What may be said of it: for a protected source its public description.</param>
/// <param name="Organisation">Whom it belongs to, where that may be said.</param>
/// <param name="Standing">In what capacity it speaks.</param>
/// <param name="Identity">The sealed identity of a protected source, where it is known.</param>
/// <param name="Handlers">People who may open the identity.</param>
/// <param name="Grade">The last grading.</param>
public sealed record Source(
    string? Name, string Description, [Markable] string? Organisation, Standing Standing, SealedField? Identity, IReadOnlyList<string> Handlers, Grade? Grade)
{
    /// <summary>As it looks, whatever signs it was written with: in old journals, and from partners.</summary>
    internal Source Plain() => PlainName.IsPlain(Name) && PlainName.IsPlain(Description) && PlainName.IsPlain(Organisation) ? this
        : this with { Name = PlainName.Of(Name), Description = PlainName.Of(Description), Organisation = PlainName.Of(Organisation) };

    public bool IsProtected => Name is null;

    /// <summary>
    /// Whether the name is that of an organisation: as its own organisation is called, or, where it is said to belong to none, by the capacity in which it speaks.
    /// Of another named source nothing tells whether it is a person.
    /// </summary>
    public bool IsOrganisation => Name is { Length: > 0 } name && (string.IsNullOrEmpty(Organisation)
        ? Standing is Standing.Company or Standing.Embassy or Standing.Partner
        : string.Equals(name, Organisation, StringComparison.OrdinalIgnoreCase));

    /// <summary>What any reader may be told of it.</summary>
    public string PublicName => Name ?? Description;
}

/// <summary>A grading by a named evaluator.</summary>
public sealed record Grade(Reliability Reliability, string Evaluator, string Time, string Reason);

[Kind("source-named")]
public sealed record SourceNamed(string Id, Source Content) : Added<Source>(Id, Content);

[Kind("source-corrected")]
public sealed record SourceCorrected(string Id, Source Content, string Reason) : Corrected<Source>(Id, Content, Reason);

[Kind("source-graded")]
public sealed record SourceGraded(string Id, Source Content, string Reason) : Corrected<Source>(Id, Content, Reason);

[Kind("source-withdrawn")]
public sealed record SourceWithdrawn(string Id, string Reason) : Withdrawn<Source>(Id, Reason);

/// <summary>A sealed identity was opened: by a handler, or by two people without one.</summary>
/// <param name="BreakGlass">The two people's request in the desk's journal; null where a handler opened it.</param>
[Kind("source-identity-opened")]
public sealed record SourceIdentityOpened(string Source, string Reason, string? BreakGlass) : Fact;

/// <summary>A sealed identity's key was destroyed.</summary>
[Kind("source-identity-erased")]
public sealed record SourceIdentityErased(string Source, string Key, string Reason) : Fact;

/// <summary>Others may open the identity from now on: it was sealed anew, and what those who left could open is destroyed.</summary>
[Kind("source-handlers-changed")]
public sealed record SourceHandlersChanged(string Source, IReadOnlyList<string> Added, IReadOnlyList<string> Removed, string Reason) : Fact;

/// <summary>What was done with a sealed identity.</summary>
/// <param name="What">The kind of the entry.</param>
/// <param name="BreakGlass">The request of two people; null where a handler acted.</param>
public sealed record SealUse(string Time, string Author, string What, string Source, string Reason, string? BreakGlass);

/// <summary>A handler's sealed word that two protected sources are one person.</summary>
/// <param name="Sources">Which two and on what grounds, under the keys of those who handle both.</param>
/// <param name="Token">Which two, for the desk's counting alone; shown to nobody.</param>
public sealed record SamePerson(SealedField Sources, SealedField Token);

[Kind("sources-joined")]
public sealed record SourcesJoined(string Id, SamePerson Content) : Added<SamePerson>(Id, Content);

/// <summary>The same word under other keys, because the handlers of one of the two changed.</summary>
[Kind("sources-joined-anew")]
public sealed record SourcesJoinedAnew(string Id, SamePerson Content, string Reason) : Corrected<SamePerson>(Id, Content, Reason);

[Kind("sources-parted")]
public sealed record SourcesParted(string Id, string Reason) : Withdrawn<SamePerson>(Id, Reason);
