namespace Demarche.Reading.Tests;

/// <summary>One wire story of our own writing, in three sets of furniture. Norland, Westmark, Ostania and Sudria are nobody's states.</summary>
internal static class WireStory
{
    public static readonly string[] Paragraphs =
    [
        "Norland has asked Ostania and Sudria for help in tracing the attack that the government in Halden on Tuesday blamed on Westmark, two Norland officials said.",
        "The approach, made through diplomatic notes delivered over the weekend, shows how little leverage Norland has over its northern neighbour, given years of frozen talks and thin trade.",
        "“We are not asking anyone to take sides. We are asking them to keep the logs,” said a Norland official who spoke on condition of anonymity because the talks were continuing.",
        "Prime Minister Marta Lindqvist on Wednesday said her government would answer “in a measured way” to the attack on the port operator Harbour Lines, which stopped cranes in three harbours for four days.",
        "She declined to say which steps were being weighed but said they would be “visible to those who need to see them.”",
        "Jonas Perrin, a network security researcher at the Institute for Northern Studies, said the malware had been compiled on a machine with Westmark language settings.",
        "“That tells you where a keyboard was bought, not who sat at it,” Perrin said, adding that the servers in Ostania “were rented by the hour.”",
        "Later, another Norland official, who asked not to be named, said the attackers might have had help from a contractor inside the port.",
        "In public, officials in Halden have stressed that they have no evidence of involvement by the Ostanian government, and Lindqvist said there was “no indication that Ostania knew of the operation.”",
        "A spokeswoman for the Westmark embassy in Halden denied that Westmark had any part in the attack.",
        "“Westmark does not attack harbours. Those who say otherwise should publish what they have,” she said.",
        "One diplomat suggested the naming of rented servers may be a way to press Ostania into sharing its records.",
    ];

    public static string Plain(string newline = "\n") => string.Join(newline, Paragraphs);

    public const string Headline = "Norland turns to neighbours for help after harbour attack";

    public static string WithPlainFurniture() => string.Join("\n\n",
        [
            Headline,
            "By Northern News Agency",
            "Mar 5, 2031 06:15 PM CET",
            .. Paragraphs.Select(Straight),
            "© 2031 The Halden Courier, All rights reserved. Do not copy without asking.",
            "Leave a comment",
            "Harbour Watch Live",
        ]);

    public static string AsPage() => $$$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>{{{Headline}}} | Sudria Today</title>
        <meta property="og:site_name" content="Sudria Today">
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"{{{Headline}}}","datePublished":"2031-03-05T18:40:00+01:00",
          "author":[{"@type":"Person","name":"Northern News Agency"}],"publisher":{"@type":"Organization","name":"Sudria Today"}}</script>
        <style>p { color: black }</style></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news and opinion, every day of the week.</a></li></ul></nav>
        <header><h1>{{{Headline}}}</h1></header>
        <article><div class="article-body">
        {{{string.Join("\n", Paragraphs.Take(6).Select(p => $"<p>{p}</p>"))}}}
        <aside><p>Our newsletter brings you the harbour's news every morning, free of charge, before anyone else has it.</p></aside>
        {{{string.Join("\n", Paragraphs.Skip(6).Select(p => $"<p>{p}</p>"))}}}
        </div></article>
        <section class="related"><h2>Related stories</h2><p><a href="/1">Port of Halden opens a second pier after ten years of building.</a></p></section>
        <footer><p>Copyright 2031 Sudria Today. This page may be read but not sold, says our lawyer.</p></footer>
        </body></html>
        """;

    private static string Straight(string text) => text.Replace('“', '"').Replace('”', '"');
}
