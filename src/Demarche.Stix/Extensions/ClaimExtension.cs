using System.Globalization;
using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>What a source does with a proposition. To deny it, to have no evidence for it and to be asked about it are three things.</summary>
public enum ClaimStance
{
    Asserts,
    Suggests,
    Denies,
    NoEvidenceFor,
    Asked,
}

/// <summary>What kind of statement a claim is.</summary>
public enum ClaimNature
{
    Fact,
    Inference,
    Opinion,
}

/// <summary>
/// A source's stance on a proposition, on a <c>note</c> whose <c>object_refs</c> name the incident and whose content says the same in
/// plain words (docs/protocol/stix-extensions/claim.json).
/// </summary>
/// <param name="Proposition">The statement that can be true or false.</param>
/// <param name="Stance">What the source does with it.</param>
/// <param name="OnRecord">Whether the source may be quoted for it.</param>
/// <param name="Nature">Fact, inference or opinion.</param>
public sealed record ClaimExtension(string Proposition, ClaimStance Stance, bool OnRecord, ClaimNature Nature)
{
    private static readonly string[] Dates = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    /// <summary>The source's name; never given for a protected one.</summary>
    public string? SourceName { get; init; }

    /// <summary>What may be said of the source instead of its name.</summary>
    public string? SourceDescription { get; init; }

    /// <summary>Whether the sender keeps the source's identity.</summary>
    public bool Protected { get; init; }

    /// <summary>How the source stands to the matter, in words: the minister, a contractor, a witness.</summary>
    public string? Standing { get; init; }

    /// <summary>The sender's grade of the source, A to F (Admiralty code); null when not graded.</summary>
    public string? Reliability { get; init; }

    /// <summary>When it was said, as precisely as is known: <c>2026</c>, <c>2026-01</c>, <c>2026-01-31</c> or a timestamp.</summary>
    public string? SaidOn { get; init; }

    /// <summary>Whether even <see cref="SaidOn"/> is only about right. Since version 1.1.0.</summary>
    public bool SaidAbout { get; init; }

    /// <summary>The words themselves.</summary>
    public string? Quote { get; init; }

    /// <summary>The claim that a note carries: neither value nor problem when it carries none.</summary>
    public static StixReading<ClaimExtension> Read(StixObject note) => ExtensionReader.Read(note, "note", DemarcheExtensions.ClaimId, r =>
    {
        var claim = new ClaimExtension(r.Required("proposition"), r.Word<ClaimStance>("stance"), r.Flag("on_record"), r.Word<ClaimNature>("nature"))
        {
            SourceName = r.Optional("source_name"),
            SourceDescription = r.Optional("source_description"),
            Protected = r.Flag("protected"),
            Standing = r.Optional("standing"),
            Reliability = r.Optional("reliability"),
            SaidOn = r.Optional("said_on"),
            SaidAbout = r.Has("said_about") && r.Flag("said_about"),
            Quote = r.Optional("quote"),
        };
        if (claim.Fault() is var (property, message)) r.Wrong(property, message);
        return claim;
    });

    /// <summary>Adds the extension to the extensions of the note that is being written.</summary>
    /// <exception cref="ArgumentException">A protected source is named, no source is given, a grade or date is none, or a required text is empty.</exception>
    public void Write(JsonObject extensions)
    {
        if (Fault() is var (_, message)) throw new ArgumentException(message, nameof(extensions));
        extensions[DemarcheExtensions.ClaimId] = ExtensionReader.Begin()
            .PutRequired("proposition", Proposition)
            .Put("stance", Words.Of(Stance))
            .PutOptional("source_name", SourceName)
            .PutOptional("source_description", SourceDescription)
            .Put("protected", Protected)
            .PutOptional("standing", Standing)
            .Put("on_record", OnRecord)
            .Put("nature", Words.Of(Nature))
            .Put("reliability", Reliability)
            .Put("said_on", SaidOn)
            .Put("said_about", SaidAbout ? true : null)
            .PutOptional("quote", Quote)
            .ToJsonObject();
    }

    private (string Property, string Message)? Fault()
    {
        if (Protected && SourceName is { Length: > 0 }) return ("source_name", "A protected source is not named.");
        if (string.IsNullOrEmpty(SourceName) && string.IsNullOrEmpty(SourceDescription)) return ("source_description", "A claim has a source: its name or what may be said of it.");
        if (Reliability is not (null or "A" or "B" or "C" or "D" or "E" or "F")) return ("reliability", "The grade of a source is A to F.");
        var isTime = SaidOn is null || StixTimestamp.TryParse(SaidOn, out _)
            || DateOnly.TryParseExact(SaidOn, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        return isTime ? null : ("said_on", "The time is a year, a month, a day or a timestamp.");
    }
}
