using Demarche.Cases;
using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Options;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;

namespace Demarche.Tests.Twins;

/// <summary>Changes what an audience is not told of an item that it sees: ids of hidden items in it, and outside the desk who wrote it and why.</summary>
internal sealed class UntoldParts(Dice dice, Audience audience, CaseFile file, Secrets secrets, FactMaker maker)
{
    private readonly bool isOutside = audience is not Audience.AtDesk;
    private readonly List<string> hidden = [.. Ids(file).Where(secrets.HidesItem), RandomValues.Nowhere];

    public void Change(List<Line> two)
    {
        for (var i = 0; i < two.Count; i++)
        {
            if (!dice.OneIn(2) || two[i].Needs is not null || two[i].Draft.Author == Secrets.ReaderOf(audience)) continue;
            if (Told(two[i]) is not { } line) continue;
            if (isOutside && line.Undoes is null && line.Fact is not null && dice.OneIn(3))
                line = line with { Draft = line.Draft with { Author = dice.Of(Seats.People) }, Needs = line.Needs ?? [] };
            if (!ReferenceEquals(line, two[i])) two[i] = line;
        }
    }

    // Null for what is hidden anyway: that is changed elsewhere.
    private Line? Told(Line line)
    {
        if (secrets.Hides(line) || line.Fact is not { } fact || line.Undoes is not null) return null;
        if (secrets.IsCarried(line.Key) && dice.OneIn(2)) return Carried(line, fact);
        if (dice.OneIn(2) && KeptFields(line, fact) is { } kept) return kept;
        string Any() => dice.Of(hidden);
        string? Another(string? id) => IsHidden(id) ? Any() : id;
        bool IsHidden(string? id) => id is not null && secrets.HidesItem(id);
        bool IsUnknown(GivenObject given, Proposal proposal) => given.Item != proposal.About && IsHidden(given.Item);
        Line Said(Fact f, params IEnumerable<string?> ids) => f.Equals(fact) ? line : line.Saying(f, [.. ids.OfType<string>()]);
        List<string> More(IReadOnlyList<string> includes) => [.. includes.Where(i => !IsHidden(i)), .. hidden.Where(_ => dice.OneIn(4))];
        switch (fact)
        {
            case RequestDrafted f:
                return Said(f with { Content = Other(f.Content) with { Includes = More(f.Content.Includes) } }, hidden);
            case RequestRevised f:
                return Said(f with { Content = Other(f.Content) with { Includes = More(f.Content.Includes) } }, hidden);
            case ReplyDrafted f:
                return Said(f with { Content = f.Content with { Includes = More(f.Content.Includes) } }, hidden);
            case StatementMade f:
                List<PublicStance> stances = [.. f.Content.Stances.Where(s => !IsHidden(s.Proposition)), .. hidden.Where(_ => dice.OneIn(6)).Select(h => new PublicStance(h, Stance.Denies))];
                return Said(f with { Content = f.Content with { Stances = stances } }, hidden);
            case BriefDrafted f when f.Content.Cites.Any(IsHidden):
                return Said(f with { Content = f.Content with { Cites = [.. f.Content.Cites.Select(c => IsHidden(c) ? Any() : c)] } }, [.. f.Content.Cites.Where(IsHidden), .. hidden]);
            case ClaimMade { Content.Passage: { } passage } f when IsHidden(passage.Document):
                var other = passage with { Document = Any() };
                return Said(f with { Content = f.Content with { Passage = other } }, passage.Document, other.Document);
            case ContactHeld f when IsHidden(f.Content.Request):
                return Said(f with { Content = f.Content with { Request = null } }, f.Content.Request);
            case CommitmentMade f when IsHidden(f.Content.Contact):
                return Said(f with { Content = f.Content with { Contact = null } }, f.Content.Contact);
            case EffectRecorded f when IsHidden(f.Content.Victim):
                var victim = dice.OneIn(2) ? null : Any();
                return Said(f with { Content = f.Content with { Victim = victim } }, f.Content.Victim, victim);
            case SourceNamed f when isOutside || f.Content.Identity is not null:
                var source = f.Content with { Identity = new SealedField("key-1", "nonce", "other") };
                return Said(f with { Content = isOutside ? source with { Handlers = [Seats.Cal], Grade = null } : source });
            case ReleaseProposed f when f.Proposal.Items.Any(i => IsHidden(i.Item)) || f.Proposal.Objects?.Any(o => IsUnknown(o, f.Proposal)) == true:
                List<ReleasedItem> items = [.. f.Proposal.Items.Select(i => IsHidden(i.Item) ? i with { Item = Any(), Kind = "other", Revision = 7 } : i)];
                // A partner knows what it was given, though not of which items; a reader here knows of the items that it sees, and no digest.
                List<GivenObject>? objects = f.Proposal.Objects?.Select(o => IsUnknown(o, f.Proposal) ? o with { Item = Any(), Sha256 = "other" } : isOutside ? o : o with { Sha256 = "other" }).ToList();
                return Said(f with { Proposal = f.Proposal with { Items = items, PlainSha256 = new('f', 64), Warnings = [new("other", null, "other", "other", [])], Objects = objects } },
                    items.Select(i => i.Item).Concat((f.Proposal.Objects ?? []).Select(o => o.Item)).Concat((objects ?? []).Select(o => o.Item)).Where(IsHidden));
            case ReleaseApproved f when file.Releases.Find(f.Id)?.Content.Proposal is { } of
                && of.Items.Select(i => i.Item).Concat((of.Objects ?? []).Where(o => o.Item != of.About).Select(o => o.Item)).FirstOrDefault(IsHidden) is { } unseen:
                return Said(f with { SealedSize = 77_777 }, unseen);
            case DeliveryHeldBack f when f.Reasons.Any(r => IsHidden(r.Item) || r.RestsOn.Any(IsHidden)):
                List<HoldReason> reasons = [.. f.Reasons.Select(r => IsHidden(r.Item) || r.RestsOn.Any(IsHidden) ? new HoldReason("other", Any(), [Any()]) : r)];
                return Said(f with { Reasons = reasons }, reasons.Concat(f.Reasons).SelectMany(r => r.RestsOn.Append(r.Item)).Where(IsHidden));
            case TieRecorded f when IsHidden(f.Content.Source) || IsHidden(f.Content.Passage?.Document):
                var tie = f.Content with { Source = Another(f.Content.Source), Passage = f.Content.Passage is { } place ? place with { Document = Another(place.Document)! } : null };
                return Said(f with { Content = tie }, f.Content.Source, tie.Source, f.Content.Passage?.Document, tie.Passage?.Document);
            case InterestRecorded f when IsHidden(f.Content.Source) || IsHidden(f.Content.Passage?.Document):
                var interest = f.Content with { Source = Another(f.Content.Source), Passage = f.Content.Passage is { } at ? at with { Document = Another(at.Document)! } : null };
                return Said(f with { Content = interest }, f.Content.Source, interest.Source, f.Content.Passage?.Document, interest.Passage?.Document);
            case HypothesisStated f:
                List<HypothesisPart> parts = [.. f.Content.Propositions.Where(p => !IsHidden(p.Proposition)), .. hidden.Where(_ => dice.OneIn(6)).Select(h => new HypothesisPart(h, true))];
                return Said(f with { Content = f.Content with { Propositions = parts } }, hidden);
            case FindingRecorded f:
                return Said(f with { Content = f.Content with { Observables = More(f.Content.Observables) } }, hidden);
            case AssessmentMade f:
                return Said(f with { Content = f.Content with { Alternatives = More(f.Content.Alternatives) } }, hidden);
            case ImpactScored f:
                List<ImpactInput> inputs = [.. f.Content.Inputs.Select(i => i with { RestsOn = More(i.RestsOn) })];
                return Said(f with { Content = f.Content with { Inputs = inputs } }, hidden);
            case OptionProposed f:
                return Said(f with { Content = f.Content with { Against = Another(f.Content.Against), Answers = More(f.Content.Answers) } }, [.. hidden, f.Content.Against]);
            case DecisionTaken f:
                return Said(f with { Content = f.Content with { Options = More(f.Content.Options) } }, [.. hidden, .. f.Content.Options]);
            case NoticeTakenIn f when f.Content.Concerns.Count > 0:
                List<CorrectedWords> now = [.. (f.Content.Now ?? []).Where(w => !IsHidden(w.Item)), .. hidden.Where(_ => dice.OneIn(4)).Select(h => new CorrectedWords(h, "another"))];
                return Said(f with { Content = f.Content with { Concerns = More(f.Content.Concerns), Now = f.Content.Now is null ? null : now } }, hidden);
            case CommitmentJudged f when IsHidden(f.Content.Reply):
                return Said(f with { Content = f.Content with { Reply = null } }, f.Content.Reply);
            case MarkingChanged f when isOutside:
                // Who else may have it is nobody's business, as long as this audience is ruled alike.
                var marking = f.To with { ReleasableTo = [.. f.To.ReleasableTo.Append(Seats.Q).Distinct().Order(StringComparer.Ordinal)] };
                return Ruling.For(marking, audience).Seen == Ruling.For(f.To, audience).Seen ? Said(f with { To = marking, Reason = "another" }) with { IsAlike = true } : line;
            case FieldMarked f when isOutside && !Ruling.For(f.To, audience).Seen && RandomMarkings.Hiding(dice, audience) with { Embargo = null } is var keeps && !Ruling.For(keeps, audience).Seen:
                // By which marking a member is kept from it, nobody outside the desk is told.
                return Said(f with { To = keeps }) with { IsAlike = true };
            default:
                return line;
        }
    }

    // What stands in a member that is kept from this audience, in whatever version.
    private Line? KeptFields(Line line, Fact fact)
    {
        if (line.Item is not { } item || file.ItemOf(item) is not { } held || fact.GetType().GetProperty("Content") is not { } content) return null;
        IReadOnlyList<string> kept = secrets.HiddenIn(line);
        if (kept.Count == 0 || content.GetValue(fact) is not { } said || said.GetType() != held.Content.GetType()) return null;
        object other = Fields.Keeping(said, maker.Like(said), kept);
        var (id, reason) = (fact.GetType().GetProperty("Id")!.GetValue(fact), fact.GetType().GetProperty("Reason")?.GetValue(fact));
        var make = fact.GetType().GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return line.Saying((Fact)make.Invoke(reason is null ? [id, other] : [id, other, reason]), [.. kept.Select(f => $"{item}/{f}/{line.Key}")]);
    }

    // When and why it was written is hidden with its version; what it says is not.
    private Line Carried(Line line, Fact fact)
    {
        if (fact.GetType().GetProperty("Reason") is not null && fact.GetType().GetConstructors().MaxBy(c => c.GetParameters().Length) is { } make && make.GetParameters() is [_, _, { Name: "Reason" }])
            line = line.Saying((Fact)make.Invoke([fact.GetType().GetProperty("Id")!.GetValue(fact), fact.GetType().GetProperty("Content")!.GetValue(fact), "another reason"]));
        return line with { Draft = line.Draft with { Time = RandomValues.Time(dice) }, IsCarried = true };
    }

    private Request Other(Request request) => !isOutside ? request : request with
    {
        Owner = dice.Of(Seats.People),
        Partners = request.Partners.Contains(Seats.P) ? dice.OneIn(2) ? [Seats.P] : [Seats.P, Seats.Q] : request.Partners,
    };

    private static IEnumerable<string> Ids(CaseFile file) => file.Incidents.All.Select(i => i.Id).Concat(file.Effects.All.Select(i => i.Id)).Concat(file.Parties.All.Select(i => i.Id))
        .Concat(file.Documents.All.Select(i => i.Id)).Concat(file.Sources.All.Select(i => i.Id)).Concat(file.Propositions.All.Select(i => i.Id))
        .Concat(file.Claims.All.Select(i => i.Id)).Concat(file.Observables.All.Select(i => i.Id)).Concat(file.Statements.All.Select(i => i.Id));
}
