using Demarche.Views;

namespace Demarche.Briefs;

/// <summary>For whom a brief can be composed, and from which view.</summary>
public static class BriefDesk
{
    /// <summary>Anybody who may read the case without TLP:RED and in no compartment.</summary>
    public const string ForDesk = "desk";

    /// <summary>All that the caller sees.</summary>
    public const string ForMe = "me";

    /// <summary>The brief as it stands to begin with. Pure: two cases that differ in what its audience or its author may not see give the same text.</summary>
    /// <param name="audience">A partner's id, or <see cref="ForDesk"/> or <see cref="ForMe"/>.</param>
    /// <param name="now">As of when, UTC.</param>
    /// <param name="marking">As secret as the strictest of what it is made from.</param>
    /// <returns>Null for an audience that there is not.</returns>
    internal static Brief? Compose(CaseFile file, DeskFile desk, Audience caller, string audience, string now, out Marking marking)
    {
        marking = Marking.Nobody;
        return AudienceOf(desk, caller, audience, now) is not { } reader ? null
            : BriefComposer.Compose(View.For(file, reader), ViewCache.For(file, caller), desk, reader is Audience.Partner to ? to.Id : null, now, out marking);
    }

    private static Audience? AudienceOf(DeskFile desk, Audience caller, string audience, string now) => audience switch
    {
        ForMe => caller,
        ForDesk => new Audience.AtDesk("", false, new HashSet<string>()),
        _ => desk.Partners.Find(audience) is { IsWithdrawn: false } ? desk.AudienceOf(audience, now) : null,
    };
}
