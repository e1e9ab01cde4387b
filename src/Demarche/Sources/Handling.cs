using Demarche.People;

namespace Demarche.Sources;

/// <summary>Who handles a protected source now: who is named for it, and is a source handler of this desk still. For decisions; no page tells it to others.</summary>
internal static class Handling
{
    public static bool Handles(string person, string source, CaseFile file, DeskFile desk) =>
        file.Sources.Find(source)?.Content.Handlers.Contains(person) == true && IsHandler(person, desk);

    public static IReadOnlySet<string> HandlersOf(string source, CaseFile file, DeskFile desk) =>
        (file.Sources.Find(source)?.Content.Handlers ?? []).Where(h => IsHandler(h, desk)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a person's account is open and is a source handler's.</summary>
    internal static bool IsHandler(string person, DeskFile desk) =>
        desk.People.Find(person) is { IsWithdrawn: false, Content: { Disabled: false } who } && who.Roles.Contains(Role.SourceHandler);
}
