using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Options;

/// <summary>A judgement is a named person's: nobody corrects or withdraws another's, and each says it once.</summary>
internal static class Authorship
{
    public static Decision.Refused? MustBeOnesOwn<T>(View view, Held<T>? held, string what) where T : notnull =>
        Must(held is null || view.IsOwn(held), "a-judgement-is-its-authors",
            $"This {what} is somebody else's. Give your own beside it; both are shown.");
}
