using Demarche.Releases;

namespace Demarche.Cases;

/// <summary>
/// What its author took back stays as it is. It is kept for those who had built on it, and these may know nothing of each other: what one of
/// them wrote into it would be read by the others. Alike for one and for several, so that no refusal tells of the others. Pure.
/// </summary>
internal static class TakenBack
{
    private static readonly Decision.Refused Stays = new("what-was-taken-back-stays",
        "Its author took this back, and it is kept as it was for what was built on it. Say it anew, and let your work rest on that.");

    public static Decision.Refused? Judge(CaseFile file, Decision.Allowed allowed) => allowed.Facts.Any(f => f.Fact switch
    {
        ReleaseProposed proposed => IsTakenBack(file, proposed.Proposal.About),
        IAdded => false,
        IOfItem of => IsTakenBack(file, of.Id),
        _ => false,
    }) ? Stays : null;

    private static bool IsTakenBack(CaseFile file, string item) => file.ItemsOf(item).Any(i => i.IsTakenBack);
}
