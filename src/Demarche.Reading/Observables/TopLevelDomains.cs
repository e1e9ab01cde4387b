namespace Demarche.Reading;

/// <summary>
/// The ends of names that are taken for hosts: the country codes, the generic names in wide use, those that reports of attacks
/// name often, and the special-use names of RFC 2606 and RFC 7686. Rarer generic names are found when they are defanged inside a URL.
/// </summary>
internal static class TopLevelDomains
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase);

    static TopLevelDomains()
    {
        Add(Countries);
        Add(Generic);
        Add("example test invalid onion bit i2p arpa");
    }

    public static bool Contains(string label) => Names.Contains(label) || label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase);

    private static void Add(string names)
    {
        foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            Names.Add(name);
    }

    private const string Countries = """
        ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz
        de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it
        je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng
        ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg
        th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
        """;

    private const string Generic = """
        com net org edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat asia post xxx
        academy agency app apps art auction band bar best bet bid bike blog bond boutique build business buzz cafe camp capital care cash casino center chat cheap church city
        click clinic cloud club coach codes coffee community company computer consulting cool country credit cricket cyou dad dance data date dating deals delivery design dev
        digital direct directory discount dog domains download education email energy engineering equipment events exchange expert express fail faith family fan farm fashion
        finance financial fit fitness fun fund fyi gallery game games gift gives global gold golf group guide guru hair health help homes host hosting house icu ink institute
        international investments kim land law lawyer lat lease legal life limited link live loan loans lol love ltd makeup market marketing mba media men miami mom money monster
        movie network news ninja observer one online ooo page partners parts party photo photos pics pictures pizza place plus press promo properties pub quest racing realty
        red rent rentals repair report rest review reviews rip rocks run sale sbs school science security services sex shop shopping show site ski skin social software
        solar solutions space sport store stream studio study style sucks support surf systems tax team tech technology tips today tokyo tools top tours town toys trade
        trading training tube uno vacations ventures video vin vip vodka watch webcam website wiki win wine work works world wtf xin xyz yoga zip zone google microsoft amazon
        """;
}
