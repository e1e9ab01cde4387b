using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Releases;
using Demarche.Store;
using Demarche.Tests.Architecture;
using Microsoft.AspNetCore.Components;

namespace Demarche.Tests.Leaks;

/// <summary>A page renders what it is given. It can't ask for more, so it can't ask for what its reader may not see.</summary>
public sealed class L05_TemplateQueries
{
    /// <summary>Whoever holds one of these can ask for what no view shows.</summary>
    private static readonly Type[] Whole =
        [typeof(JournalStore), typeof(Records), typeof(CaseBook), typeof(CaseFile), typeof(DeskBook), typeof(ReleaseDesk), typeof(InboxDesk), typeof(OurKeys), typeof(IServiceProvider)];

    [Fact]
    public void No_page_reaches_a_store_a_book_or_a_whole_case()
    {
        var components = Uses.Written(typeof(Demarche.Desk).Assembly).Where(t => typeof(IComponent).IsAssignableFrom(t.Key)).ToList();
        Assert.True(components.Count > 50);
        Assert.Empty(components.SelectMany(c => c.SelectMany(Uses.Members).Select(m => m.DeclaringType).Where(t => t is not null && Whole.Contains(t)).Select(t => $"{c.Key.Name} asks {t!.Name}")).Distinct());
    }

    // The control: the scan sees who does ask.
    [Fact]
    public void Whoever_asks_is_seen() =>
        Assert.Contains(Uses.Written(typeof(Demarche.Desk).Assembly), t => t.Key == typeof(CaseRoutes) && t.SelectMany(Uses.Members).Any(m => m.DeclaringType == typeof(CaseBook)));
}
