namespace Demarche.Reading;

/// <summary>Who is said to have said what. All positions are into the kept text.</summary>
/// <param name="Speaker">The name, or for an unnamed speaker the description ("a U.S. official"); pronouns and surnames resolved where the text allows.</param>
/// <param name="SpeakerWritten">The words that name the speaker here, with title, apposition and condition: the slice [SpeakerStart, SpeakerEnd), possibly only "he".</param>
/// <param name="Standing">One of <see cref="Standings"/>.</param>
/// <param name="Anonymous">The text says that the speaker would not be named, or calls them a source.</param>
/// <param name="Voice">
/// Equal numbers are proposed to be one speaker. Each mention of an unnamed speaker opens a new voice, so two anonymous
/// officials stay two; a name, a pronoun or "the official" goes back to an earlier one.
/// </param>
/// <param name="Cue">The words of saying ("said", "according to"): the slice [CueStart, CueEnd). A quotation that goes on without words of its own has those before it.</param>
/// <param name="Content">What was said: the slice [ContentStart, ContentEnd), without surrounding quotation marks.</param>
/// <param name="Stance">One of <see cref="Stances"/>, held on the slice [PropositionStart, PropositionEnd) of the content.</param>
/// <param name="Quoted">The content stands in quotation marks.</param>
/// <param name="OnRecord">False where the speaker would not be named or spoke on background or in private.</param>
/// <param name="Nature">One of <see cref="Natures"/>.</param>
/// <param name="Start">Where the whole attribution begins: speaker, cue and content.</param>
public sealed record ProposedClaim(
    string Speaker,
    string SpeakerWritten,
    string Standing,
    bool Anonymous,
    int Voice,
    string Cue,
    string Content,
    string Stance,
    bool Quoted,
    bool OnRecord,
    string Nature,
    int Start,
    int End,
    int SpeakerStart,
    int SpeakerEnd,
    int CueStart,
    int CueEnd,
    int ContentStart,
    int ContentEnd,
    int PropositionStart,
    int PropositionEnd);

public static class Stances
{
    public const string Asserts = "asserts";
    public const string Suggests = "suggests";
    public const string Denies = "denies";

    /// <summary>Neither a denial nor evidence against.</summary>
    public const string NoEvidenceFor = "no-evidence-for";
    public const string Asked = "asked";
}

public static class Standings
{
    public const string HeadOfState = "head of state";
    public const string Government = "government";
    public const string Official = "official";
    public const string Embassy = "embassy";
    public const string Military = "military";
    public const string Police = "police";
    public const string Court = "court";
    public const string Legislator = "legislator";
    public const string Spokesperson = "spokesperson";
    public const string Analyst = "analyst";
    public const string Company = "company";
    public const string Press = "press";
    public const string Source = "source";
    public const string Organisation = "organisation";
    public const string Person = "person";
}

/// <summary>What kind of statement it is, as far as its words show.</summary>
public static class Natures
{
    public const string Fact = "fact";
    public const string Inference = "inference";
    public const string Opinion = "opinion";
}
