using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Exchange;

/// <summary>What ticked objects of a partner's correction write into the items that were taken from earlier versions of these objects.</summary>
/// <param name="Items">The objects that correct something here; the others come in as items of their own.</param>
/// <param name="Refused">Why it can't be done; null where it can.</param>
internal sealed record PartnerCorrection(IReadOnlyList<ArrivalItem> Items, IReadOnlyList<Marked> Facts, Decision.Refused? Refused)
{
    /// <summary>Pure. Two items that say two things would both count; so the item itself is corrected, by the person who ticked it.</summary>
    /// <param name="about">Ids of the items here that the author sees, by the STIX id of what the partner corrects.</param>
    public static PartnerCorrection Of(
        CaseFile file, Audience author, string partner, string text, IReadOnlyList<ArrivalItem> chosen, ILookup<string, string> about)
    {
        var view = ViewCache.For(file, author);
        List<ArrivalItem> items = [];
        List<Marked> facts = [];
        foreach (var now in chosen)
        {
            foreach (var held in about[now.As].Select(view.Item).OfType<Item>().Where(h => Corrects(h, now)))
            {
                var decision = Of(view, now, held, partner, Reason(text));
                if (decision is Decision.Refused refused) return new([], [], refused);
                foreach (var marked in ((Decision.Allowed)decision).Facts)
                {
                    // What is kept from the author of a correction stays as it is.
                    var (fact, overwritten) = file.Kept(marked.Fact, view);
                    if (overwritten is not null)
                        return new([], [], new("field-must-be-seen", "The partner corrects a part of an item that is kept from you. Ask somebody who sees that part.", "items"));
                    if (InboxDecisions.IdOf(fact) is not { } id || (file.MarkingOf(id) is null && facts.All(f => InboxDecisions.IdOf(f.Fact) != id)))
                        facts.Add(marked with { Fact = fact });
                }
                if (!items.Contains(now)) items.Add(now);
            }
        }
        return new(items, facts, null);
    }

    /// <summary>Whether an object can be written into an item.</summary>
    public static bool Corrects(Item held, ArrivalItem now) => held.CanBeChanged && (Own(now), held.Content) is (ClaimMade, Claim)
        or (PropositionStated, Proposition) or (ObservableSeen, Observable) or (EffectRecorded, Effect) or (PartyNamed, Party)
        or (IncidentDescribed, Incident) or (StatementMade, Statement);

    private static Fact? Own(ArrivalItem item) => item.Facts.FirstOrDefault(f => InboxDecisions.IdOf(f) == item.Item);

    private static string Reason(string text) => Cut.To(Web.Words.Say("exchange.correction.reason", text), LongestText, "…");

    private static Decision Of(View view, ArrivalItem now, Item held, string partner, string reason)
    {
        var marking = new Marking(now.Tlp, [], [], partner);
        if (CaseMustBeOpen(view) is { } closed) return closed;
        // What the partner says now must not be read by whoever might only read what it said before.
        if (now.Tlp > held.Marking.Tlp)
            return Decision.Refuse("correction-must-be-marked-as-strictly",
                $"The partner marks its correction {Marking.Of(now.Tlp).Label}, and the item is marked {held.Marking.Label} here. Mark the item as strictly first.", "items");
        return Own(now) switch
        {
            ClaimMade made => OfClaim(view, now, made.Content, held, marking, reason),
            PropositionStated p => PropositionDecisions.Correct(view, new(held.Id, p.Content.Text, reason, null)),
            ObservableSeen o when o.Content is var seen => Decision.Allow(new ObservableCorrected(held.Id, seen with { Passage = Placed(((Observable)held.Content).Passage, seen.Passage) }, reason), held.Marking, held.Id),
            EffectRecorded e => OfEffect(view, now, e.Content, held, marking, reason),
            PartyNamed p => Decision.Allow(new PartyCorrected(held.Id, p.Content, reason), held.Marking, held.Id),
            IncidentDescribed i => Decision.Allow(new IncidentCorrected(held.Id, i.Content, reason), held.Marking, held.Id),
            // What it says of our propositions we said of it ourselves.
            StatementMade s => Decision.Allow(new StatementCorrected(held.Id, s.Content with { Stances = ((Statement)held.Content).Stances }, reason), held.Marking, held.Id),
            _ => Decision.Refuse("item-must-exist", "There is no such item in this case."),
        };
    }

    // Its proposition is another one where its words are others: what else rests on the old one stays on that.
    private static Decision OfClaim(View view, ArrivalItem now, Claim made, Item held, Marking marking, string reason)
    {
        var old = (Claim)held.Content;
        List<Marked> facts = [];
        var proposition = now.Facts.OfType<PropositionStated>().First();
        var same = IsSame(view.Propositions.Find(old.Proposition)?.Content.Text, proposition.Content.Text) ? old.Proposition
            : PropositionDecisions.Same(view, proposition.Content.Text)?.Id;
        if (same is null) facts.Add(new(proposition, marking));
        var source = now.Facts.OfType<SourceNamed>().First();
        var isSameSource = view.Sources.Find(old.Source)?.Content is { } speaker && (speaker.Name, speaker.Description, speaker.Organisation)
            == (source.Content.Name, source.Content.Description, source.Content.Organisation);
        if (!isSameSource) facts.Add(new(source, marking));
        var claim = made with { Proposition = same ?? proposition.Id, Source = isSameSource ? old.Source : source.Id, Passage = Placed(old.Passage, made.Passage) };
        facts.Add(new(new ClaimCorrected(held.Id, claim, reason), held.Marking));
        return new Decision.Allowed(facts, held.Id);
    }

    private static Decision OfEffect(View view, ArrivalItem now, Effect recorded, Item held, Marking marking, string reason)
    {
        var old = (Effect)held.Content;
        var party = now.Facts.OfType<PartyNamed>().FirstOrDefault();
        var isSame = party is not null && view.Parties.Find(old.Victim)?.Content.Name == party.Content.Name;
        var effect = new Marked(new EffectCorrected(held.Id, recorded with { Victim = isSame ? old.Victim : party?.Id }, reason), held.Marking);
        return new Decision.Allowed(party is null || isSame ? [effect] : [new(party, marking), effect], held.Id);
    }

    private static bool IsSame(string? one, string other) => one is not null && string.Equals(one.Trim(), other.Trim(), StringComparison.Ordinal);

    // Where it stands in a document of ours is ours to say; the words of the partner's own document are the partner's.
    private static Documents.PassageRef? Placed(Documents.PassageRef? old, Documents.PassageRef? now) => old is { Document.Length: > 0 } ? old : now;
}
