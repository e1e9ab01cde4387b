namespace Demarche.Briefs;

/// <summary>A short paper on the case for one audience.</summary>
/// <param name="Partner">The partner it is for; null for readers at this desk.</param>
/// <param name="Title">In a line.</param>
/// <param name="Text">Its words, in the signs that <see cref="BriefText"/> reads.</param>
/// <param name="Cites">What its sentences rest on: <c>[1]</c> in the text is the first of these ids. Empty in a view where its reader may not see the item.</param>
public sealed record Brief(string? Partner, string Title, string Text, IReadOnlyList<string> Cites);

[Kind("brief-drafted")]
public sealed record BriefDrafted(string Id, Brief Content) : Added<Brief>(Id, Content);

[Kind("brief-revised")]
public sealed record BriefRevised(string Id, Brief Content, string Reason) : Corrected<Brief>(Id, Content, Reason);

[Kind("brief-withdrawn")]
public sealed record BriefWithdrawn(string Id, string Reason) : Withdrawn<Brief>(Id, Reason);
