using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Options;

/// <summary>A judgement is a named person's: nobody corrects or withdraws another's, and each says it once.</summary>
internal static class Authorship
{
    /// <summary>The person who reads and writes; null for whoever is no person.</summary>
    public static string? Of(View view) => (view.Audience as Audience.AtDesk)?.Id;

    public static Decision.Refused? MustBeOnesOwn<T>(View view, Held<T>? held, string what) where T : notnull =>
        Must(held is null || held.Author == Of(view), "a-judgement-is-its-authors", $"This {what} is somebody else's. Give your own beside it; both are shown.");
}
