namespace Demarche.Options;

/// <summary>
/// The varieties that VERIS lists (Vocabulary for Event Recording and Incident Sharing, veriscommunity.net, <c>attribute.*.variety</c> and
/// <c>attribute.confidentiality.data.variety</c>), as the veris taxonomy of the MISP project gives them. They are names of the vocabulary and never translated.
/// </summary>
public static class Veris
{
    private static readonly string[] Data =
    [
        "Bank", "Classified", "Copyrighted", "Credentials", "Digital certificate", "Internal", "Medical", "Other", "Payment", "Personal", "Secrets", "Source code", "System",
        "Unknown", "Virtual currency",
    ];

    private static readonly string[] Changes =
    [
        "Alter behavior", "Created account", "Defacement", "Fraudulent transaction", "Hardware tampering", "Log tampering", "Misrepresentation", "Modify configuration", "Modify data",
        "Modify privileges", "Other", "Repurpose", "Software installation", "Unknown",
    ];

    private static readonly string[] Outages = ["Acceleration", "Degradation", "Destruction", "Interruption", "Loss", "Obscuration", "Other", "Unknown"];

    /// <summary>Of confidentiality, what sort of data was disclosed; of the others, what happened.</summary>
    public static IReadOnlyList<string> VarietiesOf(SecurityProperty attribute) => attribute switch
    {
        SecurityProperty.Confidentiality => Data,
        SecurityProperty.Integrity => Changes,
        SecurityProperty.Availability => Outages,
        _ => [],
    };
}
