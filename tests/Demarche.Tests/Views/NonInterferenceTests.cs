using CsCheck;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Views;

/// <summary>If two journals of a case differ only in what a partner may not see, the partner's views are the same text.</summary>
public class NonInterferenceTests
{
    private static readonly Audience.Partner Partner = new(RandomCase.P);

    [Fact]
    public void Twin_cases_that_differ_in_what_a_partner_may_not_see_give_it_the_same_view()
    {
        var (differed, saidSomething) = (0, 0);
        Gen.Select(RandomCase.Steps, Gen.Int[0, 2].Array[41]).Sample((steps, changes) =>
        {
            var facts = RandomCase.Facts(steps.Where(s => s.What != 23));
            var one = CaseFile.Fold(WrittenCase.CaseId, RandomCase.Entries(facts.Select(f => (f.Item, (Marked?)f.Fact))));
            var twin = facts.Select((f, n) => (f.Item, IsHidden(one, f.Item) ? RandomCase.Changed(f.Fact, changes[n % changes.Length]) : f.Fact)).ToList();
            var two = CaseFile.Fold(WrittenCase.CaseId, RandomCase.Entries(twin));
            var text = ViewText.Of(View.For(one, Partner));
            Assert.Equal(text, ViewText.Of(View.For(two, Partner)));
            if (one.Head != two.Head) Interlocked.Increment(ref differed);
            if (text.Contains("item-", StringComparison.Ordinal)) Interlocked.Increment(ref saidSomething);
        }, iter: LongTest.Count(2_000, 10_000));
        // The control: most pairs do differ, and most views do say something.
        Assert.True(differed > LongTest.Count(1_000, 5_000), $"Only {differed} pairs differed.");
        Assert.True(saidSomething > LongTest.Count(1_000, 5_000), $"Only {saidSomething} views said something.");
    }

    [Fact]
    public void The_view_of_a_person_who_may_not_see_red_does_not_move_with_red_items()
    {
        var reader = WrittenCase.AtDesk(readsRed: false);
        Gen.Select(RandomCase.Steps, Gen.Int[0, 2].Array[41]).Sample((steps, changes) =>
        {
            var facts = RandomCase.Facts(steps.Where(s => s.What is < 14 or > 19 and not 23));
            var one = CaseFile.Fold(WrittenCase.CaseId, RandomCase.Entries(facts.Select(f => (f.Item, (Marked?)f.Fact))));
            var twin = facts.Select((f, n) => (f.Item, !Ruling.For(one.MarkingOf(f.Item!)!, reader).Seen ? RandomCase.Changed(f.Fact, changes[n % changes.Length]) : f.Fact)).ToList();
            var two = CaseFile.Fold(WrittenCase.CaseId, RandomCase.Entries(twin));
            Assert.Equal(ViewText.Of(View.For(one, reader)), ViewText.Of(View.For(two, reader)));
        }, iter: LongTest.Count(500, 2_000));
    }

    // What is about the case itself, and not an item of it, no partner is told.
    private static bool IsHidden(CaseFile file, string? item) => item is null || file.MarkingOf(item) is not { } marking || !Ruling.For(marking, Partner).Seen;
}
