namespace Demarche.Reading;

internal static class EnglishSpeakers
{
    private const string Heads = """
        official officials officer officers minister ministers ministry secretary president premier chancellor king queen prince mayor governor senator senators congressman congresswoman lawmaker lawmakers
        legislator legislators lawyer lawyers attorney attorneys prosecutor prosecutors judge judges court courts police investigator investigators detective agent agents spokesman spokeswoman spokesperson spokespeople
        spokesmen ambassador ambassadors diplomat diplomats envoy envoys embassy consulate analyst analysts expert experts researcher researchers scientist scientists professor professors scholar scholars fellow economist
        economists historian strategist strategists consultant consultants adviser advisers advisor advisors aide aides director directors chief chiefs head heads chairman chairwoman chair founder executive executives
        ceo manager managers engineer engineers employee employees worker workers staff staffer staffers source sources person people man woman men women witness witnesses victim victims resident residents critic critics
        supporter supporters opponent opponents activist activists campaigner campaigners campaign politician politicians leader leaders commander commanders general colonel soldier soldiers doctor doctors nurse teacher teachers
        student students author authors writer writers journalist journalists reporter reporters editor editors columnist blogger newspaper magazine agency agencies report reports study studies survey poll polls
        statement letter document documents memo filing complaint indictment affidavit post article government governments administration authorities authority department departments company companies firm firms bank group groups
        organization organisation organizations organisations union association committee commission council bureau office army military navy parliament congress senate house state party parties team member members
        democrats republicans voter voters candidate candidates nominee mother father son daughter brother sister wife husband parents friend friends colleague colleagues owner owners operator operators user users hacker hackers
        farmer farmers veteran veterans observer observers insider insiders delegate delegates pundit pundits regulator regulators
        """;

    private const string Titles = """
        mr mr. mrs mrs. ms ms. dr dr. prof prof. professor sir lord lady president vice deputy prime minister foreign defence defense interior justice finance secretary general gen gen. col col. lt lt. maj maj. sgt sgt. capt capt. adm adm. admiral colonel
        captain major sergeant lieutenant sen sen. senator rep rep. representative congressman congresswoman gov gov. governor mayor chancellor premier king queen prince princess pope ambassador director chief chairman chairwoman chair ceo spokesman spokeswoman spokesperson
        judge justice attorney detective inspector officer agent special commissioner adviser advisor analyst expert researcher analysts experts researchers author editor reporter nominee candidate leader head commander first lady u.s. us former then acting assistant senior under state
        """;

    private const string Abbreviations = "Mr Mrs Ms Dr Prof Gen Col Lt Maj Sgt Capt Adm Sen Rep Gov Jr Sr St No Inc Corp Co Ltd Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec vs etc Mt Ft Ave Rev Hon a.m p.m Mass Calif Fla Va Md Pa Tex Ariz Conn Wash Ore Mich Minn Wis Ill Ind Ky Tenn Ala Ga Miss";

    private static readonly string[] Anonymity =
    [
        "condition of anonymity", "condition that he not be", "condition that she not be", "condition that they not be", "condition they not be", "condition he not be", "condition she not be", "condition of not being named", "not be named", "not be identified", "declined to be named", "declined to be identified", "refused to be named",
        "not to be named", "not to be identified", "requested anonymity", "asked for anonymity", "anonymously", "not authorized to", "not authorised to", "unauthorized to speak", "anonymous", "unnamed", "unidentified", "familiar with the", "familiar with their",
        "familiar with his", "briefed on the", "knowledge of the", "without being named",
    ];

    public static readonly SpeakerWords Words = new(
        EnglishCues.Set(Heads),
        EnglishCues.Set(Titles),
        EnglishCues.Set("a an the one another some many several two three four five six seven eight nine ten most few all both other no his her their its our my this these those every each any"),
        EnglishCues.Set("a an one another he she"),
        EnglishCues.Set("some many several two three four five six seven eight nine ten most few all both other they these those"),
        EnglishCues.Set("he she they it i we you"),
        EnglishCues.Set("of for at in from with and on to"),
        EnglishCues.Set("""
            is are was were be been being am has had have do does did will would can could may might must shall should not that which who whom whose if because as when while where than then there here
            but or so yet nor though although since until unless whether what how why about into over under after before between through during against without within by up down out off again also very too just only
            more less even still already never always it he she they them him us me we you i made make makes took take takes came come went go goes gave give gave got get gets put let set saw seen held led
            """),
        EnglishCues.Set("who whose which that"),
        EnglishCues.Set(Abbreviations),
        Anonymity,
        ["on background", "off the record", "in private", "privately", "confidentially", "in confidence", "behind closed doors"],
        PlaceNames.All,
        EnglishStandings.InOrder);
}
