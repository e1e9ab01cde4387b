using System.Text.Json;
using Demarche.Cases;
using Demarche.Contacts;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Options;
using Demarche.Releases;
using Demarche.Requests;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Options;

public sealed class RedLineTests
{
    [Fact]
    public void An_option_that_crosses_a_red_line_of_whoever_was_asked_is_flagged_with_both_entries()
    {
        var line = Assert.Single(new OptionCase().Asked().Weighed(Bearing.Crosses).Row().Crossed);
        Assert.Equal(("no-collapse", "Ostania", "weighing"), (line.Interest.Id, line.Party, Assert.Single(line.Weighings).Weighing.Id));
        var partner = Assert.Single(line.Partners);
        Assert.Equal((Ostania, RelianceKind.Request, "request"), (partner.Partner, partner.By[0].Kind, partner.By[0].Item));
    }

    [Fact]
    public void A_red_line_that_nobody_has_weighed_is_an_open_question_and_one_of_nobody_relied_on_is_none()
    {
        Assert.Equal(["no-collapse"], new OptionCase().Asked().Row().Open.Select(l => l.Interest.Id));
        var nobodyAsked = new OptionCase().Weighed(Bearing.Crosses).Row();
        Assert.Empty(nobodyAsked.Open);
        Assert.Empty(nobodyAsked.Crossed);
        Assert.Equal(["no-collapse", "trade"], nobodyAsked.Interests.Select(i => i.Interest.Id));
    }

    [Fact]
    public void Who_declined_was_never_sent_it_or_is_done_with_is_not_relied_on_and_who_answered_is_by_the_answer()
    {
        Assert.Empty(new OptionCase().Asked().Answered(Disposition.Declined).Weighed(Bearing.Crosses).Row().Crossed);
        Assert.Empty(new OptionCase().Asked().Add(new RequestClosed("request", Ostania, "Done.")).Weighed(Bearing.Crosses).Row().Crossed);
        Assert.Empty(new OptionCase().Asked().Add(new RequestWithdrawn("request", "Wrong.")).Weighed(Bearing.Crosses).Row().Crossed);
        var proposed = new ReleaseProposed("release", new(PackageKind.Request, "request", Ostania, "p", OptionCase.Now, new('0', 64), [], []));
        Assert.Single(new OptionCase().Asked().Add(proposed).Weighed(Bearing.Crosses).Row().Crossed);
        Assert.Empty(new OptionCase().Asked().Add(proposed).Add(new ReleaseRefused("release", "Not yet."), author: Ben).Weighed(Bearing.Crosses).Row().Crossed);
        var by = new OptionCase().Asked().Answered(Disposition.Accepted).Weighed(Bearing.Crosses).Row().Crossed.Single().Partners.Single().By.Single();
        Assert.Equal((RelianceKind.Reply, "reply", Progress.Accepted), (by.Kind, by.Item, by.Progress));
    }

    [Fact]
    public void Whom_the_option_names_is_relied_on_whatever_the_case_of_its_countrys_letters_and_is_shown_as_suspect()
    {
        var row = new OptionCase().Add(new InterestRecorded("no-war", new("sudria", "No war.", true, "An analyst", null, null))).Row();
        var open = Assert.Single(row.Open);
        Assert.Equal(("no-war", Sudria, "Its servers were used."), (open.Interest.Id, open.Partners[0].Partner, open.Partners[0].Suspicion));
        Assert.Equal(RelianceKind.Option, open.Partners[0].By.Single().Kind);
    }

    [Fact]
    public void People_who_weigh_differently_stand_side_by_side_and_nothing_is_added_up()
    {
        var options = new OptionCase().Asked().Weighed(Bearing.Crosses).Weighed(Bearing.Neutral, Ben, "other");
        var line = options.Row().Crossed.Single();
        Assert.True(line.IsDisputed);
        Assert.Equal(2, line.Weighings.Count);
        Assert.Equal([true, false], line.Weighings.Select(w => w.IsMine));
        options.Add(new OptionWeighingWithdrawn("weighing", "Thought again."));
        Assert.Empty(options.Row().Crossed);
        Assert.Empty(options.Row().Open);
        Assert.Empty(options.Row().Strained);
        Assert.Single(new OptionCase().Asked().Weighed(Bearing.Strains).Row().Strained);
    }

    [Fact]
    public void A_weighing_that_is_older_than_what_it_weighs_says_so_and_a_marking_makes_it_no_older()
    {
        var options = new OptionCase().Asked().Weighed(Bearing.Crosses);
        Assert.False(options.Row().Crossed.Single().Weighings[0].IsEarlier);
        options.Add(new MarkingChanged("sanction", Marking.Of(Tlp.AmberStrict), "r"));
        Assert.False(options.Row().Crossed.Single().Weighings[0].IsEarlier);
        options.Add(new OptionCorrected("sanction", OptionCase.Sanction with { Text = "One bank is cut off." }, "Narrower."));
        Assert.True(options.Row().Crossed.Single().Weighings[0].IsEarlier);
    }

    [Fact]
    public void What_partners_whom_it_needs_promised_stands_beside_it_and_effects_answered_and_not()
    {
        var row = new OptionCase().Asked().Add(new CommitmentMade("law", new(Sudria, "Its laws prohibit cyber crimes of all forms.", true, null, null, null)))
            .Add(new CommitmentMade("other", new(Ostania, "It will help.", false, null, null, null)))
            .Add(new CommitmentJudged("judged", new("law", CommitmentState.Broken, null, "It did not answer."))).Row();
        var said = Assert.Single(row.Commitments);
        Assert.Equal(("law", "Sudria CERT", "Its servers were used.", CommitmentState.Broken), (said.Commitment.Id, said.Name, said.Suspicion, said.Judgements.Single().Judgement.Content.State));
        Assert.Equal(["network"], row.Answered.Select(e => e.Id));
        Assert.Equal(["film"], row.NotAnswered.Select(e => e.Id));
    }

    [Fact]
    public void A_red_line_that_is_hidden_from_the_reader_moves_nothing_that_the_reader_sees()
    {
        var reader = AtDesk(Ben);
        string Seen(OptionCase of) => JsonSerializer.Serialize(OptionList.Of(Demarche.Views.View.For(of.Written.File, reader), OptionCase.Desk, OptionCase.Now, true), FactKinds.Json);
        OptionCase Open() => new OptionCase().Asked().Weighed(Bearing.Neutral);
        var without = Seen(Open());
        var hidden = Open().Add(new InterestRecorded("hidden", new("ostania", "Its envoy stays.", true, "A cable", null, null)), OptionCase.Secret)
            .Add(new OptionWeighed("on-hidden", new("sanction", "hidden", Bearing.Crosses, "He would leave.")));
        Assert.Equal(without, Seen(hidden));
        // So with a weighing, a judgement and a decision that the reader may not see.
        hidden.Add(new OptionWeighed("secret", new("sanction", "no-collapse", Bearing.Crosses, "As the cable says.")), OptionCase.Secret)
            .Add(new ProportionalityJudged("judged", new("sanction", "Too much.", "A reason.")), OptionCase.Secret)
            .Add(new DecisionTaken("decided", new(["sanction"], "We do it.", "The council", "Reasons.", [], null, false)), OptionCase.Secret);
        Assert.Equal(without, Seen(hidden));
        var seen = JsonSerializer.Serialize(OptionList.Of(Demarche.Views.View.For(hidden.Written.File, AtDesk(Ben, true, "crypto")), OptionCase.Desk, OptionCase.Now, true), FactKinds.Json);
        Assert.Contains("Its envoy stays.", seen, StringComparison.Ordinal);
    }
}
