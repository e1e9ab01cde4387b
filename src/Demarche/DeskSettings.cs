namespace Demarche;

/// <summary>What the people of a desk decide about it. It stands in the desk's journal; what the machine needs stands in <c>DeskOptions</c>.</summary>
/// <param name="Name">What partners see as the sender.</param>
/// <param name="TwoPersonRelease">Whether a release needs a second person.</param>
public sealed record DeskSettings(string Name, bool TwoPersonRelease = true);

[Kind("desk-settings-changed")]
public sealed record DeskSettingsChanged(DeskSettings Settings, string Reason) : Fact;
