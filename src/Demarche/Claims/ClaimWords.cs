using static Demarche.Web.Words;

namespace Demarche.Claims;

/// <summary>How stances, standings and natures are called on pages. Each stance has one sign and one word, and none stands for another.</summary>
public static class ClaimWords
{
    public static string Of(Stance stance) => SayOf(stance, "claims.stance");

    public static string Of(Nature nature) => SayOf(nature, "claims.nature");

    public static string Of(Sources.Standing standing) => SayOf(standing, "sources.standing");

    public static string Sign(Stance stance) => stance switch
    {
        Stance.Asserts => "+",
        Stance.Suggests => "~",
        Stance.Denies => "−",
        Stance.NoEvidenceFor => "∅",
        _ => "?",
    };

    /// <summary>A word of a list as forms, addresses and JSON write it.</summary>
    public static string Key<T>(T value) where T : struct, Enum => Web.Words.Key(value);
}
