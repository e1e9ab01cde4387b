using Demarche.TwoPeople;
using Demarche.Web;

namespace Demarche.Settings;

/// <summary>The settings as they stand.</summary>
public sealed record SettingsModel(DeskSettings Settings);

/// <param name="WasName">The name on the page that the person saw.</param>
/// <param name="WasTwoPersonRelease">The rule on that page.</param>
public sealed record SettingsForm(string? Name, bool TwoPersonRelease, string? Reason, string? WasName, bool WasTwoPersonRelease);

public static class SettingsEndpoints
{
    public static void Map(DeskRoutes routes, DeskBook desk)
    {
        routes.Page<SettingsPage, SettingsModel>("/settings", Capability.ManagePeople, async context =>
            new SettingsModel((await desk.OpenAsync(context.RequestAborted)).Settings));
        routes.Act<SettingsForm>("/settings", Capability.ManagePeople, async (context, form) =>
        {
            var request = new ChangeSettings(
                new(form.Name?.Trim() ?? "", form.TwoPersonRelease), form.Reason ?? "", new(form.WasName ?? "", form.WasTwoPersonRelease), new(Id.New(), context.Caller().Id));
            var outcome = await desk.WriteAsync(context.Caller().Id, file => SettingsDecisions.Change(file, request), ct: context.RequestAborted);
            return outcome.Refusal is { } refused
                ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
                : Waiting.For(outcome) ?? new Acted.Done("/settings", null, Words.Say("settings.done"));
        });
    }
}
