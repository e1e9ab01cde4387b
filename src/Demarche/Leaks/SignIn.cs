using System.Text.Json.Nodes;

namespace Demarche.Leaks;

/// <summary>Opens and ends the sessions that a run needs.</summary>
internal static class SignIn
{
    /// <returns>The session's token.</returns>
    /// <exception cref="LeaksProblem">The desk refuses the account.</exception>
    public static async Task<string> OpenAsync(Probe stranger, LeakAccount account, CancellationToken ct)
    {
        if (account.Token is { Length: > 0 } given) return given;
        var answer = await stranger.PostAsync("/api/session", new JsonObject { ["login"] = account.Login, ["password"] = account.Password, ["code"] = account.Code }, ct);
        return answer.IsFound && (string?)Probe.Json(answer)?["token"] is { } token ? token
            : throw new LeaksProblem($"{account.Login} can't sign in at {stranger.Desk}: {answer.Status}. Check the accounts; with a second factor give code or token.");
    }

    /// <summary>Ends a session that this run opened, and looks whether it is ended.</summary>
    public static async Task<Finding> CloseAsync(Probe probe, CancellationToken ct)
    {
        var (row, name) = ("L22", "A session that was ended opens nothing any more");
        var before = await probe.GetAsync("/api/me", ct);
        await probe.PostAsync("/api/sign-out", new JsonObject(), ct);
        var after = await probe.GetAsync("/api/me", ct);
        return !before.IsFound ? new(row, name, LeakState.NotApplicable, $"The session was ended before: {before.Status}.")
            : new(row, name, after.Status == 401 ? LeakState.Pass : LeakState.Fail, $"{before.Status} before signing out, {after.Status} after");
    }
}
