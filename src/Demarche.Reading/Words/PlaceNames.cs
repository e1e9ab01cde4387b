namespace Demarche.Reading;

/// <summary>Names of states and capitals in English: alone as a speaker they stand for a government.</summary>
internal static class PlaceNames
{
    private const string Names = """
        Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Belarus Belgium Bolivia Bosnia Botswana Brazil Britain Bulgaria Cambodia Cameroon Canada Chad Chile China Colombia Croatia Cuba Cyprus
        Denmark Ecuador Egypt Estonia Ethiopia Finland France Georgia Germany Ghana Greece Guatemala Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Kosovo Kuwait Kyrgyzstan Laos
        Latvia Lebanon Libya Lithuania Luxembourg Malaysia Mali Malta Mexico Moldova Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Panama Paraguay Peru Philippines Poland
        Portugal Qatar Romania Russia Rwanda Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tajikistan Tanzania Thailand Tunisia Turkey Türkiye Turkmenistan Uganda Ukraine Uruguay Uzbekistan Venezuela
        Vietnam Yemen Zambia Zimbabwe Washington Beijing Moscow London Paris Berlin Tokyo Seoul Pyongyang Tehran Jerusalem Ankara Kyiv Kiev Minsk Warsaw Rome Madrid Lisbon Vienna Brussels Ottawa Canberra Delhi Islamabad Kabul Baghdad Damascus Riyadh
        Doha Cairo Nairobi Pretoria Havana Caracas Brasilia Bogota Lima Santiago Hanoi Jakarta Manila Bangkok Taipei Helsinki Stockholm Oslo Copenhagen Tallinn Riga Vilnius Prague Budapest Bucharest Sofia Athens Belgrade Bern Dublin Reykjavik Astana
        Tashkent Tbilisi Yerevan Baku Chisinau Wellington Singapore U.S. US USA UK EU NATO
        """;

    // Of several words; kept whole, so that "North" alone is no state.
    private static readonly string[] Compound =
    [
        "United States", "United Kingdom", "United Arab Emirates", "North Korea", "South Korea", "New Zealand", "Saudi Arabia", "Sri Lanka", "South Africa", "Costa Rica", "El Salvador", "Czech Republic", "European Union",
        "White House", "Downing Street", "New Delhi", "Kuala Lumpur", "Buenos Aires", "Abu Dhabi", "Kremlin", "Pentagon",
    ];

    public static readonly IReadOnlySet<string> All = (HashSet<string>)[.. EnglishCues.Set(Names), .. Compound];
}
