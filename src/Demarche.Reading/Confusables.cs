using System.Collections.Frozen;

namespace Demarche.Reading;

/// <summary>
/// Letters of other alphabets, small capitals and the digits 0 and 1, each with the Latin letter that a reader takes it for. The one
/// table of these: after Unicode's confusables (UTS #39, confusables.txt), as far as whole words can be written with them.
/// </summary>
/// <remarks>Accents, widths and styles are not here: compatibility forms of Unicode fold them, and whoever asks does that first.</remarks>
public static class Confusables
{
    // The Latin letter, then what looks like it: small letters, and capitals of alphabets that have no small ones.
    private static readonly FrozenDictionary<char, char> Shapes = Read(
    [
        "aаαɑᴀᎪꓮⲁ", "bвьβʙᏴꓐ", "cсϲᴄᏟꓚⲥ", "dԁᴅᎠꓓ", "eеεєᴇᎬꓰⲉҽ", "fғꜰꓝ", "gɡɢᏀꓖց", "hһнʜᎻꓧհ", "iіıιɪɩᎥꓲⲓ", "jјᴊᎫꓙ",
        "kкκᴋᏦꓗⲕ", "lӏʟᏞꓡ1ǀ",
        "mмᴍᎷꓟⲙ", "nпηɴꓠⲛո", "oоοσᴏꓳⲟօ0", "pрρᴘᏢꓑⲣ", "qԛզ", "rгʀᎡꓣ", "sѕꜱᏚꓢ",
        "tтτᴛᎢꓔⲧ", "uυᴜꓴʋսմ", "vνѵᴠᏙꓦ", "wԝωᴡᎳꓪ", "xхχꓫⲭ", "yуүγʏꓬ", "zζᴢᏃꓜ",
    ]);

    // Capitals that look like another letter than their small ones do, and capitals that look like none.
    private const string Capitals = "ΗΝΥΜ", AsCapitals = "HNYM", LikeNone = "ПГЬΣΓΩՀՈՑԶՄ";

    /// <summary>
    /// The small Latin letter that a small letter, a digit or a letter of an alphabet without small ones looks like, or itself.
    /// </summary>
    public static char Latin(char small) => Shapes.GetValueOrDefault(small, small);

    /// <summary>
    /// The Latin letter that a letter looks like as it stands there, a capital as a capital. Plain letters and digits stay.
    /// </summary>
    /// <remarks>
    /// A Greek capital Nu looks like N, and a small one like v: what is compared in any case goes by <see cref="Latin"/>.
    /// </remarks>
    public static char AsItStands(char letter)
    {
        if (char.IsAscii(letter) || LikeNone.Contains(letter, StringComparison.Ordinal)) return letter;
        if (Capitals.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at) return AsCapitals[at];
        var small = char.ToLowerInvariant(letter);
        var latin = Latin(small);
        return latin == small ? letter : small == letter ? latin : char.ToUpperInvariant(latin);
    }

    /// <summary>A text in which the capitals of Greek that look like another letter than their small ones do are Latin ones.</summary>
    public static string WithCapitalsAsTheyStand(string text)
    {
        if (text.AsSpan().IndexOfAny(Capitals) < 0) return text;
        for (var i = 0; i < Capitals.Length; i++) text = text.Replace(Capitals[i], AsCapitals[i]);
        return text;
    }

    private static FrozenDictionary<char, char> Read(IReadOnlyList<string> table)
    {
        Dictionary<char, char> shapes = [];
        foreach (var row in table)
        {
            // Cherokee and the like have small letters by now, which come out of lower case.
            foreach (var letter in row.Skip(1)) shapes[char.ToLowerInvariant(letter)] = shapes[letter] = row[0];
        }
        return shapes.ToFrozenDictionary();
    }
}
