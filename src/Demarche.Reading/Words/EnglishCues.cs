namespace Demarche.Reading;

internal static class EnglishCues
{
    // Regular verbs; a star marks one that is weak: its subject is as often a thing as a speaker.
    private const string Say = """
        add announce assert acknowledge admit affirm agree* allege alert* argue assure attest boast caution claim clarify comment complain confess confirm concede conclude contend
        convey* counter* declare demonstrate* disclose echo* elaborate emphasize emphasise estimate* exclaim explain express* highlight* insist interject joke lament maintain* mention muse note
        observe* point* pledge predict proclaim promise quip reaffirm recall reckon recount reiterate remark remind repeat* reply report respond* reveal* signal* state stress
        testify tweet underline* underscore* utter vow warn whisper answer* conclude* discover* document* describe* detail* characterize*
        """;

    private const string SayIrregular = "say says said saying|write* writes wrote written* writing|tell tells told telling|find* finds* found* finding*|show* shows* showed* showing*|read* reads* reading*";
    private const string Suggest = "suggest hint imply* indicate* speculate suspect* assume* guess* insinuate hypothesize surmise";
    private const string Deny = "deny dispute reject* dismiss* refute rebut disavow";
    private const string Ask = "ask inquire enquire wonder question*";
    private const string Opine = "believe* opine hope* fear* worry* urge recommend advise propose criticize criticise praise condemn denounce applaud welcome* demand* call* expect* doubt* regret* decide* determine*";
    private const string OpineIrregular = "think* thinks* thought* thinking*|feel* feels* felt* feeling*";
    private const string Accuse = "accuse blame";

    // As often a noun: only the past and the participle are cues.
    private static readonly HashSet<string> Nouns = Set("""
        report reports claim claims note notes state states comment comments answer answers question questions signal signals document documents detail details estimate estimates point points highlight highlights
        promise promises pledge pledges tweet tweets joke jokes reply replies hope hopes fear fears worry worries demand demands call calls doubt doubts support supports suspect suspects guess alert alerts
        counter counters repeat repeats remark remarks recall recalls stress echo echoes hint hints express dispute disputes advise urge urges welcome blame praise relate read show vow vows caution
        complain dismiss process read reads reading finding findings feeling feelings meaning saying* thinking writing building
        """);

    private static readonly HashSet<string> Bare = Set("say write tell find show read think feel");

    public static readonly CueWords Words = new(
        Forms(),
        Set("also later earlier then still again even just first previously now once has had have all both each himself herself themselves itself today yesterday already never always often since recently soon ’d"),
        Set("to not n't cannot can could would will may might must should did do does didn't doesn't don't declined refused"),
        Set("is are was were be been being get got"),
        Set("and but while though although yet whereas or as"),
        Set("that whether if how why what who which because where when"),
        Set("on in at during to from via by through after before as over about with for of against within under since until"),
        Set("The He She It They We In On But And A An This That These Those There His Her Its Their At For After Before While When If As One Some Many Most Several According Asked However Meanwhile Earlier Later"),
        Set("may might could possibly perhaps probably likely unlikely apparently seemingly appears appear appeared seems seem seemed reportedly presumably suggests"),
        Set("evidence indication indications sign signs proof information intelligence"),
        Set("have has had see sees saw seen find finds found"),
        Set("no not n't any never without nothing neither none"),
        Set("should ought must deserves shame disgrace wrong right outrageous unacceptable reckless irresponsible"),
        ["nothing to do with", "no part in", "no role in", "no involvement in", "not involved in", "not responsible for", "not behind", "no hand in"]);

    private static Dictionary<string, Cue> Forms()
    {
        var forms = new Dictionary<string, Cue>(StringComparer.Ordinal);
        foreach (var (kind, regular, irregular) in new[] { (CueKind.Say, Say, SayIrregular), (CueKind.Suggest, Suggest, ""), (CueKind.Deny, Deny, ""), (CueKind.Ask, Ask, ""), (CueKind.Opine, Opine, OpineIrregular), (CueKind.Accuse, Accuse, "") })
        {
            foreach (var verb in regular.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                foreach (var form in EnglishVerbs.Forms(verb.TrimEnd('*')))
                    Add(forms, kind, form, verb[^1] == '*', form == verb.TrimEnd('*'));
            }
            foreach (var form in irregular.Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries))
                Add(forms, kind, form.TrimEnd('*'), form[^1] == '*', Bare.Contains(form.TrimEnd('*')));
        }
        foreach (var form in new[] { "tell", "tells", "told", "telling", "remind", "reminded", "reminds", "assured", "assures", "warned", "asked" })
            forms[form] = forms[form] with { Kind = form == "asked" ? CueKind.Ask : CueKind.Tell };
        return forms;
    }

    private static void Add(Dictionary<string, Cue> forms, CueKind kind, string form, bool weak, bool bare)
    {
        if (!Nouns.Contains(form) || form[^1] == 's')
            forms.TryAdd(form, new Cue(kind, weak || Nouns.Contains(form), form.EndsWith("ing", StringComparison.Ordinal), bare));
    }

    internal static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
