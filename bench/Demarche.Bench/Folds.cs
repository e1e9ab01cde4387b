using System.Globalization;
using System.Text;
using System.Text.Json;
using Demarche.Cases;

namespace Demarche.Bench;

/// <summary>The fold of a case from its entries, beside <see cref="JsonDocument"/> over the same bodies and markings as UTF-8.</summary>
internal static class Folds
{
    private const int Entries = 100_000;

    public static int Run()
    {
        var entries = InventedCase.Entries("case", Entries);
        var texts = entries.SelectMany(e => new[] { Encoding.UTF8.GetBytes(e.Body), Encoding.UTF8.GetBytes(e.Marking) }).ToArray();
        var whole = Encoding.UTF8.GetBytes("[" + string.Join(',', entries.SelectMany(e => new[] { e.Body, e.Marking })) + "]");
        var items = 0;
        void Fold() => items = CaseFile.Fold("case", entries).Claims.Count;
        var each = Measured.Beside(Fold, () =>
        {
            foreach (var text in texts) JsonDocument.Parse(text).Dispose();
        });
        var once = Measured.Beside(Fold, () => JsonDocument.Parse(whole).Dispose());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fold: {Entries} entries, {whole.Length / 1e6:0.0} MB of bodies and markings, {items} claims"));
        Console.WriteLine($"fold, against JsonDocument.Parse of each body and marking: {each}");
        Console.WriteLine($"fold, against JsonDocument.Parse of all of them as one array: {once}");
        return 0;
    }
}
