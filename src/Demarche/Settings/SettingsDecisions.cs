using static Demarche.Cases.Rules;

namespace Demarche.Settings;

/// <param name="Seen">The settings that the person saw; a stale form is refused.</param>
public sealed record ChangeSettings(DeskSettings Settings, string Reason, DeskSettings Seen);

/// <summary>What is allowed of the desk's settings.</summary>
public static class SettingsDecisions
{
    /// <summary>A longer name would push everything else off a partner's list.</summary>
    public const int LongestName = 120;

    public static Decision Change(DeskFile desk, ChangeSettings request) =>
        TextMustBeGiven(request.Settings.Name, "name", "what the desk is called")
        ?? Must(request.Settings.Name.Length <= LongestName, "name-must-be-short", $"Call the desk something of at most {LongestName} characters.", "name")
        ?? TextMustBeGiven(request.Reason, "reason", "why you change it")
        ?? Must(request.Seen == desk.Settings, "form-must-be-fresh", "Somebody changed the settings while you were writing. Look at them again, then write.")
        ?? Must(request.Settings != desk.Settings, "something-must-change", "These are the settings that the desk has.")
        ?? Decision.Allow(new DeskSettingsChanged(request.Settings, request.Reason), DeskFile.Internal);
}
