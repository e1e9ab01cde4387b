using Demarche.Cases;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.Requests;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Options;

/// <summary>A case with an effect, a partner that was asked for help and whose country has a red line, and a sanction that would touch it.</summary>
internal sealed class OptionCase
{
    public const string Now = "2026-03-01T12:00:00.000Z";

    public static readonly Option Sanction = new(
        OptionKind.Sanction, "Sanctions on Kasteria", "Its banks are cut off.", "kasteria", "Order 13", Reversibility.Partly, "The council", "Trade", "In January", "", "",
        ["network"], [Sudria]);

    public static readonly Marking Secret = new(Tlp.Amber, [], ["crypto"]);

    /// <summary>Ostania CERT speaks for Ostania, which was asked; Sudria's may itself have a part in it.</summary>
    public static DeskFile Desk { get; } = Fold(
        new PartnerAdded(Ostania, new("Ostania CERT", "OS", "", "", null, false, [], null, null)),
        new PartnerAdded(Sudria, new("Sudria CERT", "SU", "", "", null, false, [], "Its servers were used.", null)));

    public WrittenCase Written { get; } = new WrittenCase()
        .Add(new EffectRecorded("network", new(null, "network down", "It was wiped.", null)))
        .Add(new EffectRecorded("film", new(null, "release cancelled", "It was not shown.", null)))
        .Add(new PartyNamed("kasteria", new("Kasteria", PartyKind.State, "KA", "accused")))
        .Add(new PartyNamed("ostania", new("Ostania", PartyKind.State, "OS", "asked for help")))
        .Add(new PartyNamed("sudria", new("Sudria", PartyKind.State, "su", "asked for help")))
        .Add(new InterestRecorded("no-collapse", new("ostania", "It must not collapse.", true, "An analyst, 21 December 2014", null, null)))
        .Add(new InterestRecorded("trade", new("sudria", "Its trade goes on.", false, "A yearbook", null, null)))
        .Add(new OptionProposed("sanction", Sanction));

    public Demarche.Views.View View => Written.View;

    public OptionCase Add(Fact fact, Marking? marking = null, string author = Ana)
    {
        Written.Add(fact, marking, author);
        return this;
    }

    public OptionCase Asked(string partner = Ostania) => Add(new RequestDrafted("request", new("Help us", "Please.", [new("a", "Logs")], "Treaty", Ana, "2026-04-01T00:00:00.000Z", [partner], [])));

    public OptionCase Answered(Disposition disposition) => Add(new ReplyReceived("reply", new("request", Ostania, "p", new('0', 64), "2026-03-01T09:00:00.000Z", disposition, "We shall see.", [])));

    public OptionCase Weighed(Bearing bearing, string author = Ana, string id = "weighing") => Add(new OptionWeighed(id, new("sanction", "no-collapse", bearing, "Its banks would fail.")), author: author);

    public OptionRow Row(Demarche.Views.View? view = null) => OptionList.Of(view ?? View, Desk, Now, true).Options.Single(o => o.Option.Id == "sanction");

    private static DeskFile Fold(params Fact[] facts)
    {
        List<Entry> entries = [];
        var head = Head.Empty(DeskFile.JournalId);
        foreach (var fact in facts)
        {
            entries.Add(FactKinds.Draft(DeskFile.JournalId, "2026-02-01T08:00:00.000Z", Ana, new(fact, DeskFile.Internal)).After(head));
            head = entries[^1].AsHead();
        }
        return DeskFile.Fold(entries);
    }
}
