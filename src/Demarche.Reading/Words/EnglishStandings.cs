namespace Demarche.Reading;

internal static class EnglishStandings
{
    public static readonly IReadOnlyList<(string Standing, IReadOnlySet<string> Words)> InOrder =
    [
        (Standings.Embassy, Of("embassy embassies consulate ambassador ambassadors mission")),
        (Standings.Analyst, Of("analyst analysts expert experts researcher researchers professor scholar scholars fellow economist economists historian strategist scientist scientists institute university think-tank foundation consultant consultants laboratory academy")),
        (Standings.Source, Of("source sources insider insiders person people")),
        (Standings.HeadOfState, Of("president premier chancellor king queen emir sultan pope")),
        (Standings.Legislator, Of("senator senators sen. rep. congressman congresswoman lawmaker lawmakers legislator legislators congress parliament senate mp mps")),
        (Standings.Court, Of("judge judges court courts prosecutor prosecutors attorney attorneys justice indictment affidavit")),
        (Standings.Police, Of("police sheriff detective detectives fbi interpol europol investigators investigator")),
        (Standings.Military, Of("general gen. colonel col. army navy military pentagon commander commanders admiral soldier soldiers troops")),
        (Standings.Official, Of("official officials minister ministers secretary diplomat diplomats envoy envoys adviser advisers advisor aide aides mayor governor gov. authorities authority director commissioner regulator regulators officer officers")),
        (Standings.Spokesperson, Of("spokesman spokeswoman spokesperson spokespeople spokesmen")),
        (Standings.Press, Of("newspaper magazine reporter reporters journalist journalists editor columnist reuters times post news tv television broadcaster")),
        (Standings.Company, Of("company companies corp corp. inc inc. ltd firm firms bank ceo executive executives employee employees vendor operator")),
        (Standings.Government, Of("government governments administration ministry department white kremlin cabinet state")),
        (Standings.Organisation, Of("agency agencies group groups organization organisation organizations organisations union association committee commission council bureau office campaign party report reports study survey poll statement letter")),
    ];

    private static IReadOnlySet<string> Of(string words) => EnglishCues.Set(words);
}
