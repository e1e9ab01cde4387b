using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Tests.Twins;

namespace Demarche.Tests.Cases;

/// <summary>What comes into being together with something that is taken out of a document keeps the document as its basis, whatever its kind.</summary>
public sealed class ArisingTests
{
    private static readonly Document Paper = new("report.txt", new('a', 64), new('b', 64), "text/plain", 10, "carried here", null, null, null, null, null, null, null);
    private static readonly PassageRef Place = new("doc", 0, 4, "word");
    private static readonly Marking Red = Marking.Of(Tlp.Red);
    private static readonly Marking Green = Marking.Of(Tlp.Green, WrittenCase.Ostania);

    private readonly WrittenCase written = new WrittenCase().Add(new DocumentTakenIn("doc", Paper), Red);

    /// <summary>Every kind that can rest on a document, each made from its shape.</summary>
    public static TheoryData<string> Kinds => [.. Contents().Select(c => c.GetType().Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_comes_in_with_a_document_rests_on_it(string kind)
    {
        var fact = Added().Single(f => ((IAdded)f).Said.GetType().Name == kind);
        var id = ((IAdded)fact).Id;
        var facts = Arising.WithBases(new WrittenCase().File, new([new(new DocumentTakenIn("new", Paper), Red), new(fact, Red)], id)).Facts;
        var at = facts.ToList().FindIndex(f => f.Fact == fact);
        var basis = Assert.IsType<BasisRecorded>(facts[at - 1].Fact);
        Assert.Equal((id, "new", Red), (basis.Item, Assert.Single(basis.Documents), facts[at - 1].Marking));

        // It binds as a place in its content would: no wider without a reason.
        foreach (var one in facts) written.Add(one.Fact, one.Marking);
        var lax = new MarkingChanged(id, Marking.Of(Tlp.Clear), "It seems harmless.");
        Assert.Equal("derived-must-not-be-wider", Assert.IsType<Decision.Refused>(Judge([new(lax, lax.To)])).Rule);
        Assert.IsType<Decision.Allowed>(Judge([new(lax, lax.To)], "It is public."));
    }

    [Fact]
    public void A_proposition_and_a_source_that_a_claim_makes_rest_on_its_document()
    {
        var claim = new Claim("p", "s", Stance.Asserts, Standing.Official, true, Nature.Fact, null, Place, null);
        var naming = new NameSource("s", new("Ada Berg", "", null, Standing.Official, null, [], null), null, null, new(new HashSet<string>(), new HashSet<string>(), true), null);
        var made = Assert.IsType<Decision.Allowed>(ClaimDecisions.Make(written.View, new("c", null, "Records were deleted.", "p", claim with { Proposition = "" }, Red), naming));
        var facts = Arising.WithBases(written.File, made).Facts;
        Assert.Equal([("p", "doc"), ("s", "doc")], facts.Select(f => f.Fact).OfType<BasisRecorded>().Select(b => (b.Item, b.Documents.Single())).Order());
        Assert.Equal("c", ((IAdded)facts[^1].Fact).Id);
        foreach (var one in facts) written.Add(one.Fact, one.Marking);
        foreach (var id in new[] { "p", "s" })
            Assert.Equal("derived-must-not-be-wider", Assert.IsType<Decision.Refused>(Judge([new(new MarkingChanged(id, Green, "r"), Green)])).Rule);
        // Its words in a correction are no other thing.
        written.Add(new PropositionCorrected("p", new("Records were removed."), "r"), Red);
        Assert.IsType<Decision.Refused>(Judge([new(new MarkingChanged("p", Green, "r"), Green)]));
    }

    [Fact]
    public void Parties_that_a_row_names_rest_on_the_file_that_the_row_was_read_from()
    {
        var tie = new Tie("a", "b", TieKind.Treaty, null, null, null, null, "page 4", null, null, null);
        var taken = Assert.IsType<Decision.Allowed>(TieDecisions.Take(
            written.View, [new("t", tie, new("Norland", PartyKind.State, "NO", "tied"), new("Sudria", PartyKind.State, "SE", "tied"), "doc")], Red));
        var bases = Arising.WithBases(written.File, taken).Facts.Select(f => f.Fact).OfType<BasisRecorded>().ToList();
        Assert.Equal(["a", "b", "t"], bases.Select(b => b.Item).Order());
        Assert.All(bases, b => Assert.Equal(["doc"], b.Documents));
    }

    [Fact]
    public void Outside_the_desk_it_goes_with_its_document_or_with_a_reason_and_a_later_marking_of_the_document_leaves_a_task()
    {
        written.Add(new BasisRecorded("p", ["doc"]), Green).Add(new PropositionStated("p", new("Records were deleted.")), Green)
            .Add(new BasisRecorded("q", ["open"]), Green).Add(new PropositionStated("q", new("It rained.")), Green).Add(new PropositionStated("ours", new("We think so.")), Green)
            .Add(new DocumentTakenIn("open", Paper with { Sha256 = new('c', 64) }), Green);
        Assert.Equal(["ours", "q"], written.For(WrittenCase.Ostania).Propositions.All.Select(p => p.Id).Order());
        Assert.Equal([("p", "doc")], WiderList.Of(written.View).Select(w => (w.Item.Id, w.Basis.Single())));
        written.Add(new MarkingChanged("open", Red, "It names our source."), Red);
        Assert.Equal(["ours"], written.For(WrittenCase.Ostania).Propositions.All.Select(p => p.Id));
        Assert.Equal(["p", "q"], WiderList.Of(written.View).Select(w => w.Item.Id).Order());
        written.Add(new WiderMarkingJustified("q", "It is in every paper."), Green);
        Assert.Equal(["ours", "q"], written.For(WrittenCase.Ostania).Propositions.All.Select(p => p.Id).Order());
    }

    [Fact]
    public void A_document_on_which_anything_rests_stays()
    {
        string? Refused(WrittenCase of) => (DocumentDecisions.Withdraw(of.View, new("doc", "Not ours.", null)) as Decision.Refused)?.Rule;
        Assert.Null(Refused(written));
        foreach (var fact in Added().Where(f => RestsOn.Of(((IAdded)f).Said).Contains("doc")))
        {
            var with = new WrittenCase().Add(new DocumentTakenIn("doc", Paper), Red).Add(new PropositionStated("p", new("So.")), Red).Add(new SourceNamed("s", new("Ada Berg", "", null, Standing.Official, null, [], null)), Red)
                .Add(new PartyNamed("a", new("Norland", PartyKind.State, "NO", "")), Red).Add(new PartyNamed("b", new("Sudria", PartyKind.State, "SE", "")), Red).Add(fact, Red);
            Assert.True(Refused(with) == "document-in-use-must-stay", fact.ToString());
        }
        Assert.Equal("document-in-use-must-stay", Refused(written.Add(new BasisRecorded("p", ["doc"]), Red).Add(new PropositionStated("p", new("So.")), Red)));
        Assert.Null(Refused(written.Add(new PropositionWithdrawn("p", "r"), Red)));
    }

    private Decision Judge(IReadOnlyList<Marked> facts, string? reason = null)
    {
        var after = new WrittenCase(opened: false).Copied(written);
        foreach (var one in facts) after.Add(one.Fact, one.Marking);
        return WiderRule.Judge(written.File, after.File, new(facts, null), reason is null ? null : new(reason, WrittenCase.AtDesk()));
    }

    private static IEnumerable<object> Contents() => Added().Select(f => ((IAdded)f).Said).Where(RestsOn.KeepsPlace);

    // Of every kind one, with what each has to name, and its place in the document where its content has one.
    private static IEnumerable<Fact> Added()
    {
        var maker = new FactMaker(new Dice(7));
        foreach (var kind in FactMaker.Adding)
        {
            var fact = maker.Make(kind)!;
            var said = ((IAdded)fact).Said;
            if (said.GetType().GetProperty("Passage") is { } place && place.PropertyType == typeof(PassageRef))
            {
                object Named(System.Reflection.ParameterInfo p) => p.Name switch
                {
                    "Passage" => Place,
                    "Proposition" => "p",
                    "Source" when said is Claim => "s",
                    "From" or "Party" => "a",
                    "To" => "b",
                    _ => said.GetType().GetProperty(p.Name!)!.GetValue(said)!,
                };
                var make = said.GetType().GetConstructors().MaxBy(c => c.GetParameters().Length)!;
                fact = (Fact)kind.GetConstructors().MaxBy(c => c.GetParameters().Length)!.Invoke([((IAdded)fact).Id, make.Invoke([.. make.GetParameters().Select(Named)])]);
            }
            yield return fact;
        }
    }
}
