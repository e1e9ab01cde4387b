using System.Text.Json;
using static Demarche.Web.Words;

namespace Demarche.Claims;

/// <summary>How stances, standings and natures are called on pages. Each stance has one sign and one word, and none stands for another.</summary>
public static class ClaimWords
{
    public static string Of(Stance stance) => Say("claims.stance." + Key(stance));

    public static string Of(Nature nature) => Say("claims.nature." + Key(nature));

    public static string Of(Sources.Standing standing) => Say("sources.standing." + Key(standing));

    public static string Sign(Stance stance) => stance switch
    {
        Stance.Asserts => "+",
        Stance.Suggests => "~",
        Stance.Denies => "−",
        Stance.NoEvidenceFor => "∅",
        _ => "?",
    };

    /// <summary>A word of a list as forms, addresses and JSON write it.</summary>
    public static string Key<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
