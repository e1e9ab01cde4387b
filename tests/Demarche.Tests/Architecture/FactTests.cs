using System.Reflection;
using System.Text.Json;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.Markings;

namespace Demarche.Tests.Architecture;

/// <summary>What stands in a journal stands there for good: every kind of fact is written down, and reads back as it was written.</summary>
public sealed class FactTests
{
    private static readonly string[] PastWithoutEd =
        ["made", "held", "sent", "seen", "spoken", "given", "taken", "undone", "withdrawn", "set", "in", "up", "anew", "aside", "case", "known"];

    public static TheoryData<Type> Kinds => [.. FactKinds.All.OrderBy(t => Kind(t).Name, StringComparer.Ordinal)];

    [Fact]
    public void Every_fact_has_a_kind_of_its_own()
    {
        var facts = typeof(Fact).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Fact)) && !t.IsAbstract && t != typeof(UnknownFact)).ToList();
        Assert.True(facts.Count > 50);
        Assert.Empty(facts.Where(t => t.GetCustomAttribute<KindAttribute>() is null).Select(t => t.Name));
        Assert.Equal(facts.Count, facts.Select(t => (Kind(t).Name, Kind(t).Version)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_says_what_happened_in_the_past_tense(Type type)
    {
        var words = Kind(type).Name.Split('-');
        Assert.True(words.Any(w => w.EndsWith("ed", StringComparison.Ordinal) || PastWithoutEd.Contains(w)), $"{Kind(type).Name} is not in the past tense");
        Assert.Equal(Kind(type).Name, Kind(type).Name.ToLowerInvariant());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_fact_reads_back_as_it_was_written(Type type)
    {
        foreach (var full in new[] { true, false })
        {
            var fact = (Fact)Example.Of(type, full);
            var draft = Draft(fact);
            var read = FactKinds.Read(draft.After(Head.Empty("case")));
            Assert.Equal(type, read.GetType());
            Assert.Equal(draft.Body, Draft(read).Body);
            using var body = JsonDocument.Parse(draft.Body);
            Assert.Empty(body.RootElement.EnumerateObject().Select(m => m.Name).Except(FactTable.Members(type).Select(m => m.Name)));
        }
    }

    [Fact]
    public void Every_kind_and_every_shape_stands_in_the_protocol()
    {
        var written = Repository.Read("docs/protocol/facts.md").Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToList();
        var expected = FactTable.Rows().ToList();
        Assert.True(expected.Count > 60);
        Assert.True(written.SequenceEqual(expected),
            "The tables of docs/protocol/facts.md should be:\n" + string.Join('\n', expected.Select(e => written.Contains(e) ? e : e + "   <- not there"))
            + "\nand these should not stand there:\n" + string.Join('\n', written.Except(expected)));
    }

    private static EntryDraft Draft(Fact fact) => FactKinds.Draft("case", "2026-03-01T08:00:00.000Z", "person-ana", new(fact, Marking.Of(Tlp.Amber)));

    private static KindAttribute Kind(Type type) => type.GetCustomAttribute<KindAttribute>()!;
}
