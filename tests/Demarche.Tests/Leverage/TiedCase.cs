using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Leverage;

/// <summary>A case with parties and ties as a test writes them. A party's id is its name in lower case.</summary>
internal sealed class TiedCase
{
    private int ties;

    public WrittenCase Written { get; } = new();

    public Demarche.Views.View View => Written.View;

    public TiedCase Party(string name, string? country = null, PartyKind kind = PartyKind.State, Marking? marking = null)
    {
        Written.Add(new PartyNamed(name.ToLowerInvariant(), new(name, kind, country, "a part")), marking);
        return this;
    }

    public TiedCase Tie(string from, string to, TieKind kind, string? figure = null, string? at = null, string? until = null, string? source = null, Marking? marking = null)
    {
        Written.Add(new TieRecorded($"tie-{++ties}", Of(from, to, kind, figure, at, until, source)), marking);
        return this;
    }

    public static Tie Of(string from, string to, TieKind kind, string? figure = null, string? at = null, string? until = null, string? source = null) => new(
        from, to, kind, figure, figure is null ? null : kind == TieKind.LandBorder ? "km" : kind is TieKind.ExportsShare or TieKind.ImportsShare ? "%" : "USD million",
        at is null ? null : new(at), until is null ? null : new(until), "A yearbook, page 7", source, null, kind == TieKind.Other ? "cousins" : null);

    /// <summary>Ostania, which most is stated of, with three partners and a neighbour.</summary>
    public static TiedCase OfTheSound() => new TiedCase().Party("Norland", "NO").Party("Ostania").Party("Sudria").Party("Kasteria").Party("Westmark")
        .Tie("ostania", "sudria", TieKind.LandBorder, "120")
        .Tie("ostania", "kasteria", TieKind.LandBorder, "40")
        .Tie("ostania", "sudria", TieKind.ExportsShare, "60", "2014")
        .Tie("ostania", "kasteria", TieKind.ExportsShare, "20", "2014")
        .Tie("ostania", "sudria", TieKind.ImportsShare, "50", "2014")
        .Tie("ostania", "westmark", TieKind.ImportsShare, "30.5", "2014")
        .Tie("sudria", "ostania", TieKind.Treaty, at: "1961");

    public const string Today = "2015-03-01";

    public LeverageAnswer Ask(string on, string? asOf = null, string? by = null, IReadOnlyList<string>? with = null, Criterion? order = null) =>
        LeverageAnswer.Of(View, new(on, asOf, by, with ?? [], order), Today);
}
