namespace Demarche.Reading.Tests;

/// <summary>Two documents of our own writing that look like nothing in the wire story: a correspondent's report and an agency's advisory.</summary>
internal static class OtherDocuments
{
    public const string Report = """
        Energy | Politics | Sport | Weather

        SUDRIA SAYS ITS GRID WAS TESTED, NOT ATTACKED

        Written by Ilse Marant and Tom Okafor

        Published: 14 November 2032 at 18:20 GMT

        PORT AVEN, Nov 14 (Coastal News Agency) - Sudria's energy ministry on Sunday rejected reports that a foreign power had entered the control rooms of two power stations last month.

        “There was a test, it was ours, and it was announced,” Energy Minister Paola Renn told reporters in Port Aven. “Whoever writes of an attack has not read the announcement.”

        Two people briefed on the investigation said the test had used an account that nobody at the ministry could name.

        According to a report by the grid operator Lumen, seen by this agency, engineers found no evidence that settings were changed.

        Lumen said it was “confident” in its logs. It did not say who had checked them.

        A retired general, Anton Kessel, who once led Sudria's cyber command, was more careful. “I would not rule out a visitor,” Kessel said. “Perhaps one who came to look and not to touch.”

        Ostania's embassy did not answer a request for comment. Its ambassador has repeatedly denied that Ostania probes its neighbours' networks.

        Lawmaker Grete Vohl urged the government to publish the logs by Friday, arguing that silence “helps nobody but the intruder, if there was one.”

        Reporting by Ilse Marant; editing by Q. Daal

        Related: What a power station does at night

        © 2032 Coastal News Agency. All rights reserved.
        """;

    public const string Advisory = """
        <!DOCTYPE html><html lang="en-GB"><head><title>CraneFly loader in Norland ports | Norland CERT</title><meta name="dcterms.issued" content="2033-02-07"></head><body class="has-sidebar nav-open">
        <div id="main-nav"><ul><li><a href="/">Start</a></li><li><a href="/a">Advisories</a></li><li><a href="/r">Report an incident</a></li></ul></div>
        <div class="wrap"><div class="field field--label-hidden advisory-text"><h1>NC-2033-004</h1><h2>CraneFly loader in Norland ports</h2>
        <p>Norland CERT has analysed a loader that was found on eleven machines of two port operators. It uses CVE-2032-40404 to enter and stays in the registry under HKCU\Software\CraneFly\Run.</p>
        <h3>Indicators</h3>
        <table><tr><th>Type</th><th>Value</th></tr>
        <tr><td>Address</td><td>198.51.100[.]77</td></tr>
        <tr><td>Host</td><td>update[.]cranefly[.]example</td></tr>
        <tr><td>SHA-256</td><td>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</td></tr>
        <tr><td>URL</td><td>hxxps://update[.]cranefly[.]example/stage2/load.bin</td></tr>
        <tr><td>File</td><td>crane_fly.dll</td></tr></table>
        <p>Operators should block the addresses above and keep their logs. Write to soc[at]cert[.]example with questions about this advisory.</p></div></div>
        <div class="related-content"><p>Older advisories are kept for ten years, as the law of Norland demands it.</p></div>
        <div id="footer"><p>© Norland CERT 2033</p></div></body></html>
        """;
}
