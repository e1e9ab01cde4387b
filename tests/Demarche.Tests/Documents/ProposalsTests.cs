using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Sources;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Documents;

public sealed class ProposalsTests
{
    private readonly WrittenCase written = new WrittenCase().Add(new DocumentTakenIn("paper", Stories.Document(Stories.Paper)));
    private readonly DocumentReading reading = Stories.Reading(Stories.Paper);

    [Fact]
    public void Every_proposal_stands_at_its_place_in_the_text()
    {
        var proposals = Now();
        Assert.NotEmpty(proposals.Claims);
        Assert.All(proposals.Claims, c => Assert.Equal(reading.Text[c.Start..c.End], c.Quote));
        Assert.All(proposals.Observables, o => Assert.Equal(reading.Text[o.Start..o.End], o.Written));
        Assert.Contains(proposals.Observables, o => o.Value == "192.0.2.17");
        Assert.Contains(proposals.Observables, o => o.Value == "http://files.registry-update.example/w.bin");
    }

    [Fact]
    public void An_anonymous_speaker_becomes_a_new_protected_source_each_time()
    {
        var anonymous = Now().Claims.Where(c => c.Anonymous).ToList();
        Assert.Equal(2, anonymous.Count);
        Accept(anonymous[0], "source-one");
        var second = Now().Claims.Single(c => c.Start == anonymous[1].Start);
        Assert.Null(second.Source);
        Assert.True(second.ToSource().Protected);
        Assert.Null(second.ToSource().Name);
    }

    [Fact]
    public void The_day_on_which_it_was_said_is_resolved_and_a_day_in_what_was_said_is_not_taken_for_it()
    {
        Assert.Equal("2026-03-20", Now().Claims[0].SaidOn);
        Assert.All(Now().Claims.Skip(1), c => Assert.Null(c.SaidOn));
    }

    [Fact]
    public void An_accepted_proposal_and_a_rejected_one_are_handled()
    {
        var before = Now();
        Accept(before.Claims[0], "source-one");
        var (start, end) = (before.Observables[0].Start, before.Observables[0].End);
        written.Add(new ProposalRejected("no", new(ProposalDecisions.Observable, "paper", start, end)));
        var after = Now();
        Assert.Equal(before.Handled + 2, after.Handled);
        Assert.Equal(ProposalState.Accepted, after.Claims[0].State);
        Assert.Equal(ProposalState.Rejected, after.Observables[0].State);
        written.Add(new ProposalRestored("no", "Again."));
        Assert.Equal(ProposalState.Open, Now().Observables[0].State);
    }

    [Fact]
    public void The_same_words_in_a_copy_are_held_to_be_the_same_source_and_proposition()
    {
        var first = Now().Claims.First(c => c.Anonymous);
        Accept(first, "source-one");
        written.Add(new DocumentTakenIn("wire", Stories.Document(Stories.Wire)));
        var copy = Proposals.Of(written.View, "wire", Stories.Reading(Stories.Wire)).Claims.Single(c => c.Quote == first.Quote);
        Assert.Equal("source-one", copy.Source);
        Assert.NotNull(copy.Copy);
    }

    [Fact]
    public void A_reader_that_reads_the_bytes_otherwise_proposes_nothing() =>
        Assert.Equal(0, Proposals.Of(written.View, "paper", reading with { Read = null }).Total);

    private Proposals Now() => Proposals.Of(written.View, "paper", reading);

    private void Accept(ClaimProposal proposal, string source)
    {
        var form = proposal.ToForm("paper", null);
        var decision = ClaimDecisions.Make(written.View, new("claim-" + source, null, form.NewProposition, "proposition-" + source, form.ToClaim() with { Source = source }, null),
            new NameSource(source, form.NewSource!.ToSource(), null, null, new(new HashSet<string>(), new HashSet<string>(), true), null));
        foreach (var fact in Assert.IsType<Decision.Allowed>(decision).Facts) written.Add(fact.Fact, fact.Marking);
    }
}
