namespace Demarche.Releases;

/// <summary>What stands in one partner's copy of a draft in the place of an item's own words: no quotation, no source, no date.</summary>
/// <param name="Draft">The request or reply draft.</param>
/// <param name="Partner">Whose copy it is.</param>
/// <param name="Item">The item that is said in other words; a protected source is described in other words.</param>
/// <param name="Text">The other words.</param>
public sealed record Rewording(string Draft, string Partner, string Item, string Text);

[Kind("copy-reworded")]
public sealed record CopyReworded(string Id, Rewording Content) : Added<Rewording>(Id, Content);

[Kind("copy-reworded-anew")]
public sealed record CopyRewordedAnew(string Id, Rewording Content, string Reason) : Corrected<Rewording>(Id, Content, Reason);

[Kind("copy-rewording-withdrawn")]
public sealed record CopyRewordingWithdrawn(string Id, string Reason) : Withdrawn<Rewording>(Id, Reason);
