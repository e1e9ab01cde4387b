using Demarche.Cases;
using Demarche.Claims;
using Demarche.Exchange;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Twins;
using Demarche.Views;

namespace Demarche.Tests.Exchange;

/// <summary>Everything that one desk sends comes out at the other with all its members, over random cases.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Whatever_goes_comes_in_as_it_stands()
    {
        Dictionary<string, int> seen = [];
        for (ulong seed = 1; seed <= (ulong)LongTest.Count(1_200, 6_000); seed++)
        {
            var file = Twin.Of(seed).FirstFile;
            var view = View.For(file, Seats.Partner);
            // Everything that the partner may have, at once.
            var outgoing = new Outgoing(PackageKind.Request, "draft", "Help", "Help us", [new("a", "Who?")], "Treaty", null, Tlp.Amber, [.. view.Items().Select(i => i.Id)], null, null, null, null)
            {
                Readers = Marking.Of(Tlp.Amber),
                Nameable = view.Parties.All.Select(p => p.Id).ToHashSet(),
            };
            var composed = Composed.Of(view, outgoing, new("package00000000000000000a", "2026-03-02T10:00:00.000Z", "desk-n", "Norland CSIRT", "desk-p", "Ostania CERT"));
            var content = PackageContent.Read(composed.Plain).Content!;
            Assert.All(content.Items, i => Assert.True(i.Stored, i.Because));
            var items = ArrivalItems.Of(content, "arrival", "desk-p");
            foreach (var one in ReleasedItem.OfTheirOwn(composed.Items))
            {
                var told = view.Item(one.Item)!.Content;
                Assert.True(items.Any(i => Says(i, told, view, outgoing)), $"{seed}: {told} came in as {string.Join(" / ", items.Where(i => i.Kind == one.Kind).SelectMany(i => i.Facts))}");
                seen[one.Kind] = seen.GetValueOrDefault(one.Kind) + 1;
            }
            Assert.Equal(ReleasedItem.OfTheirOwn(composed.Items).Count(), items.Count(i => i.Facts.Count > 0));
        }
        // The control: things of each kind went.
        Assert.Equal(["claim", "effect", "incident", "observable", "party", "proposition", "statement"], seen.Keys.Order());
        Assert.All(seen, s => Assert.True(s.Value > 50, $"{s.Key}: {s.Value}"));
    }

    private static bool Says(ArrivalItem item, object told, View view, Outgoing outgoing) => (told, item.Facts) switch
    {
        (Incident c, [IncidentDescribed f]) => f.Content == c,
        (Party c, [PartyNamed f]) => f.Content == c.Plain(),
        (Statement c, [StatementMade f]) => (f.Content.Text, f.Content.At, f.Content.Speaker) == (c.Text, c.At, c.Speaker),
        (Proposition c, [PropositionStated f]) => f.Content == c,
        (Observable c, [ObservableSeen f]) => f.Content with { Also = null } == c with { Passage = null, Also = null } && Same(f.Content.Also, c),
        (Effect c, [EffectRecorded f]) => f.Content == c with { Victim = null } && Victim(c, view, outgoing) is null,
        (Effect c, [PartyNamed victim, EffectRecorded f]) => f.Content == c with { Victim = victim.Id } && Victim(c, view, outgoing) == victim.Content.Name,
        (Claim c, [PropositionStated p, SourceNamed s, ClaimMade f]) => p.Content == view.Propositions.Find(c.Proposition)!.Content
            && Speaks(s.Content, view.Sources.Find(c.Source)!, outgoing)
            && (f.Content.Stance, f.Content.Standing, f.Content.OnRecord, f.Content.Nature, Exactly(f.Content.SaidOn), f.Content.Passage?.Quote)
                == (c.Stance, c.Standing, c.OnRecord, c.Nature, Exactly(c.SaidOn), c.Passage?.Quote),
        _ => false,
    };

    // Only what is another than the value itself is said beside it, and once.
    private static bool Same(IReadOnlyList<TypedValue>? came, Observable went) =>
        (came ?? []).SequenceEqual((went.Also ?? []).Distinct().Where(v => v != new TypedValue(went.Type, went.Value)));

    private static string? Victim(Effect effect, View view, Outgoing outgoing) =>
        outgoing.Nameable.Contains(effect.Victim ?? "") ? view.Parties.Find(effect.Victim)?.Content.Plain().Name : null;

    private static bool Speaks(Source came, Held<Source> held, Outgoing outgoing)
    {
        if (outgoing.Rewordings.ContainsKey(held.Id)) return came.Organisation is null;
        var went = held.Content.Plain();
        return (came.Name, came.Organisation) == (went.Name, string.IsNullOrEmpty(went.Organisation) ? null : went.Organisation) && (went.Name is not null || came.Description == went.Description);
    }

    // A claim's extension has whole seconds.
    private static string? Exactly(ApproximateTime? time) => time is null ? null : time.Value.Length == 17 ? $"{time.Value[..16]}:00Z {time.About}" : $"{time.Value} {time.About}";
}
