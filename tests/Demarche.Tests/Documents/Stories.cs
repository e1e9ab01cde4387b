using System.Text;
using Demarche.Documents;

namespace Demarche.Tests.Documents;

/// <summary>Documents of our own writing: one wire story in two dresses, and one that is another story.</summary>
internal static class Stories
{
    private const string Body = """
        Norland has asked Ostania and Sudria for help after its land registry was wiped, officials said on Friday.

        "The commands came through servers in Westmark," said a Norland official who spoke on condition of anonymity.

        A second Norland official who asked not to be named said that the attackers had been inside the registry since March.

        Mara Lindqvist, a security researcher at the Fjord Institute, said the wiper was built for this registry and no other machine.

        Westmark's foreign ministry denied that its servers had been used in the attack on the registry.

        The commands were sent from 192.0.2.17 and the wiper was fetched from hxxp://files.registry-update[.]example/w.bin that night.
        """;

    /// <summary>As a newspaper's page prints it, with headline, byline, dateline and the page's furniture.</summary>
    public static string Paper { get; } = $"""
        Norland asks neighbours for help after registry attack

        By Ada Berg

        March 20, 2026 09:30 AM EST

        {Body}

        © 2026 The Harbour Post, All rights reserved.

        Subscribe to our newsletter
        """;

    /// <summary>The bare paragraphs.</summary>
    public static string Wire => Body;

    /// <summary>The same event by another writer.</summary>
    public static string Other { get; } = """
        Registry offices across Norland stayed shut on Monday while clerks worked with paper forms and pencils instead of screens.

        The minister of justice said every deed is kept on microfilm as well, and that nobody would lose a house over this.

        Repairs will take until the autumn, she told parliament in the afternoon, and asked its members for forty million crowns.
        """;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static IntakeReading Read(string text, string name = "story.txt", string? id = null) =>
        IntakeReading.Of(new(Bytes(text), "text/plain; charset=utf-8", name, "a newsstand"), id ?? Id.New());

    public static Document Document(string text, string name = "story.txt") => Read(text, name).ToDocument();

    public static DocumentReading Reading(string text)
    {
        var read = Read(text).Result;
        return new(read.Document!.Text, read.Document.Passages, read.Document, read.Problems);
    }
}
