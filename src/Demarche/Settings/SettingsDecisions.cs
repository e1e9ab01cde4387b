using Demarche.TwoPeople;
using static Demarche.Cases.Rules;

namespace Demarche.Settings;

/// <param name="Seen">The settings that the person saw; a stale form is refused.</param>
public sealed record ChangeSettings(DeskSettings Settings, string Reason, DeskSettings Seen, Proposing By);

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
        ?? Take(desk, request);

    /// <summary>What a proposal without the second person for releases comes to, where the settings are still those of its proposer.</summary>
    internal static Decision Changed(DeskFile desk, ProposedChange change) =>
        Must(desk.Settings.TwoPersonRelease && change.Settings is { TwoPersonRelease: false }, "something-must-change", "These are the settings that the desk has.")
        ?? Decision.Allow(new DeskSettingsChanged(desk.Settings with { TwoPersonRelease = false }, change.Reason), DeskFile.Internal);

    // Switching it on again, or another name, takes nothing away from anybody.
    private static Decision Take(DeskFile desk, ChangeSettings request)
    {
        if (!desk.Settings.TwoPersonRelease || request.Settings.TwoPersonRelease)
            return Decision.Allow(new DeskSettingsChanged(request.Settings, request.Reason), DeskFile.Internal);
        return Must(request.Settings.Name == desk.Settings.Name, "one-change-at-a-time", "Change the name by itself: to do without a second person waits for one.", "name")
            ?? ChangeDecisions.Take(desk, request.By, new(ChangeKind.TurnOffSecondPerson, null, [], request.Reason.Trim(), Settings: request.Settings));
    }
}
