namespace Demarche.Claims;

/// <summary>Each stance has one sign and one word. None of the five stands for another.</summary>
public static class StanceWords
{
    public static string Of(Stance stance) => stance switch
    {
        Stance.Asserts => "asserts",
        Stance.Suggests => "suggests",
        Stance.Denies => "denies",
        Stance.NoEvidenceFor => "has no evidence for",
        _ => "was asked about",
    };

    public static string Sign(Stance stance) => stance switch
    {
        Stance.Asserts => "+",
        Stance.Suggests => "~",
        Stance.Denies => "−",
        Stance.NoEvidenceFor => "∅",
        _ => "?",
    };
}
