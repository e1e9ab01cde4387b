using Demarche.Cases;
using Demarche.Markings;
using Demarche.Sources;

namespace Demarche.Tests.Twins;

/// <summary>Makes the twin of a journal: everything that an audience may not see is taken out, said otherwise, moved, renamed, or joined by more of it.</summary>
internal sealed class TwinMaker(Dice dice, RandomJournal journal, Audience audience, ulong seed)
{
    private const int Tries = 6;

    private readonly List<Line> one = journal.Lines;
    private readonly Twin same = new(seed, audience, journal.Lines, journal.Lines);

    private CaseFile File => same.FirstFile;

    private Secrets Hidden => same.FirstSecrets;

    public Twin Make()
    {
        List<Line> two = [.. one];
        Change(two, dice.Of([2, 2, 4, 10]));
        new UntoldParts(dice, audience, File, Hidden, journal.Maker).Change(two);
        Insert(two);
        var twin = Mended(same.With(one, two));
        var renamed = twin.With(one, Renamed(twin));
        return renamed.Wrong().Count == 0 ? renamed : twin;
    }

    // A change of one hidden thing may bring another to light: whatever does is not changed after all.
    private Twin Mended(Twin twin)
    {
        for (var i = 0; i < Tries; i++)
        {
            var wrong = twin.Wrong();
            if (wrong.Count == 0) return twin;
            twin = twin.With(one, Shrinking.Restored(one, twin.Two, wrong));
        }
        return twin.With(one, one);
    }

    private void Change(List<Line> two, int oneIn)
    {
        foreach (var line in one)
        {
            if (line.Key == 0 || !dice.OneIn(oneIn) || !Hidden.Hides(line)) continue;
            var at = two.IndexOf(line);
            switch (dice.Below(5))
            {
                case 0:
                    two.RemoveAt(at);
                    break;
                case 1 when line.Fact is { } fact and not EntryUndone:
                    two[at] = line.Saying(journal.Maker.Again(fact));
                    break;
                case 2:
                    two[at] = line with { Draft = line.Draft with { Time = RandomValues.Time(dice) } };
                    break;
                case 3 when line.Fact is not EntryUndone:
                    two[at] = line.Fact is MarkingChanged changed ? line.Saying(changed with { To = RandomMarkings.Hiding(dice, audience) })
                        : line with { Draft = line.Draft with { Marking = RandomMarkings.Hiding(dice, audience).ToJson(), Author = Other() } };
                    break;
                default:
                    two.RemoveAt(at);
                    two.Insert(1 + dice.Below(two.Count), line with { IsMoved = true });
                    break;
            }
        }
    }

    private void Insert(List<Line> two)
    {
        for (var i = dice.Below(7); i > 0; i--)
        {
            var at = 1 + dice.Below(two.Count);
            switch (dice.Below(8))
            {
                case 0:
                    two.Insert(at, journal.Unknown(Other()));
                    break;
                case 1:
                    two.Insert(at, journal.Make(new(new SourceIdentityOpened(Known(typeof(Source)), "for a reason", null), RandomMarkings.Any(dice)), Other()));
                    break;
                case 2 when journal.Maker.Make(journal.Correction()) is { } fact:
                    // What was written and taken back at once says nothing to anybody else.
                    var line = journal.Make(new(fact, RandomMarkings.Any(dice)), Other()) with { IsTakenBack = true };
                    two.InsertRange(at, [line, journal.Undo(line) with { Needs = [] }]);
                    break;
                case 3 when audience is not Audience.AtDesk && journal.Maker.Make(typeof(MarkingChanged)) is MarkingChanged { Item: var id } && File.MarkingOf(id) is { } held:
                    // To whom else an item may go, outside the desk nobody is told.
                    var to = held with { ReleasableTo = [.. held.ReleasableTo.Append(Seats.Q).Distinct().Order(StringComparer.Ordinal)] };
                    two.Add(journal.Make(new(new MarkingChanged(id, to, "another"), RandomMarkings.Any(dice)), Other()) with { IsAlike = true });
                    break;
                default:
                    var kind = dice.OneIn(3) ? dice.Of(FactMaker.Kinds) : dice.Of(FactMaker.Adding);
                    if (journal.Maker.Make(kind) is not { } added) break;
                    if (added is MarkingChanged changed) added = changed with { To = RandomMarkings.Hiding(dice, audience) };
                    two.Insert(at, journal.Make(new(added, RandomMarkings.Hiding(dice, audience)), Other()));
                    break;
            }
        }
    }

    // Other ids of hidden items, wherever they are named. What the audience wrote itself names them as it knows them.
    private List<Line> Renamed(Twin twin)
    {
        List<Line> two = [.. twin.Two];
        var own = one.Where(l => l.Draft.Author == Secrets.ReaderOf(audience)).ToList();
        foreach (var id in one.Select(l => l.Item).OfType<string>().Distinct().Where(_ => dice.OneIn(5)).ToList())
        {
            if (!twin.FirstSecrets.HidesItem(id) || own.Any(l => l.Draft.Body.Contains(id, StringComparison.Ordinal))) continue;
            var name = dice.Id();
            for (var i = 0; i < two.Count; i++)
            {
                var line = two[i];
                if (!line.Draft.Body.Contains(id, StringComparison.Ordinal)) continue;
                var draft = line.Draft with { Body = line.Draft.Body.Replace(id, name, StringComparison.Ordinal) };
                two[i] = line with { Draft = draft, Item = line.Item == id ? name : line.Item, Needs = twin.SecondSecrets.Hides(line) ? line.Needs : [.. line.Needs ?? [], id, name] };
            }
        }
        return two;
    }

    private string Known(Type content) => journal.Maker.Ids.TryGetValue(content, out var ids) ? dice.Of(ids) : RandomValues.Nowhere;

    // Not the reader: what it writes it knows.
    private string Other() => dice.Of([.. Seats.People.Where(p => p != Secrets.ReaderOf(audience))]);
}
