using CsCheck;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Tests.Cases;
using Demarche.Tests.Views;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>Who else may have a thing, and in which circle, stays at the desk: no view outside it names another recipient or a compartment.</summary>
public sealed class L48_Groups
{
    [Fact]
    public void A_view_outside_the_desk_names_no_other_recipient_and_no_circle()
    {
        var carried = 0;
        RandomCase.Steps.Sample(steps =>
        {
            var file = CaseFile.Fold(WrittenCase.CaseId, RandomCase.Entries(RandomCase.Facts(steps).Select(f => (f.Item, (Marked?)f.Fact))));
            foreach (var audience in new Audience[] { new Audience.Partner(RandomCase.P), new Audience.Public() })
            {
                var view = View.For(file, audience);
                var text = ViewText.Of(view);
                Assert.DoesNotContain(RandomCase.Q, text, StringComparison.Ordinal);
                Assert.DoesNotContain("crypto", text, StringComparison.Ordinal);
                Assert.All(view.Items(), i => Assert.True(i.Marking is { ReleasableTo.Count: 0, Compartments.Count: 0, Originator: null }, $"{i.Id} bears {i.Marking.ToJson()}"));
                Interlocked.Add(ref carried, view.Items().Count());
            }
        }, iter: 1_000);
        // The control: there were items, and at the desk their markings name both.
        Assert.True(carried > 500, $"Only {carried} items.");
    }
}
