using System.Text.Json;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Stix;
using Demarche.Tests.Cases;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>A case from which packages went: composed as the desk composes them, a minute between entries.</summary>
internal sealed class ReleasedCase
{
    public const string Said = "Servers in Ostania were used to mask the origin of the attack";

    public WrittenCase Written { get; } = new();

    public View View => Written.View;

    /// <summary>Everything that went to a partner, object by object, in its order.</summary>
    public Dictionary<string, List<StixObject>> Sent { get; } = new() { [Ostania] = [], [Sudria] = [] };

    public string Now => Time(Written.Entries.Count);

    /// <summary>A claim by a source on a proposition, and an address; both for both partners.</summary>
    public static ReleasedCase WithClaim()
    {
        var made = new ReleasedCase();
        made.Written
            .Add(new SourceNamed("source", new("Ada Berg", "An engineer", null, Standing.Technical, null, [], null)), ToBoth)
            .Add(new PropositionStated("proposition", new(Said)), ToBoth)
            .Add(new ClaimMade("claim", new("proposition", "source", Stance.Suggests, Standing.Technical, true, Nature.Inference, "said", null, new("2026-02-27"))), ToBoth)
            .Add(new ObservableSeen("address", new("ipv4-addr", "203.0.113.7", 2, null, "control server")), ToBoth);
        return made;
    }

    /// <summary>Drafts a request, marked for those to whom it is addressed.</summary>
    public ReleasedCase Draft(string id, string[] partners, params string[] includes) => Draft(id, Marking.Of(Tlp.Amber, partners), partners, includes);

    public ReleasedCase Draft(string id, Marking marking, string[] partners, params string[] includes)
    {
        Written.Add(new RequestDrafted(id, new($"Request {id}", "We ask for your help.", [new("ask-" + id, "Who rented it?")], "Treaty", Ana, Time(10_000), partners, includes)), marking);
        return this;
    }

    public ReleasedCase Notice(string id, NoticeKind kind, params string[] items)
    {
        var decision = NoticeDecisions.Draft(View, new(id, new(kind, items, "What we sent you has changed."), null));
        Written.Add(Assert.IsType<NoticeDrafted>(Assert.Single(Assert.IsType<Decision.Allowed>(decision).Facts).Fact));
        return this;
    }

    /// <summary>Takes a draft through to a partner, as far as is said.</summary>
    /// <param name="named">Part of the release's id, where the draft is taken to the partner more than once.</param>
    public ReleasedCase Release(string about, string partner, ReleaseState until = ReleaseState.Received, string named = "")
    {
        var id = $"release-{about}-{partner}{named}";
        var head = new Letterhead("package-" + id, Now, "desk-n", "Norland CSIRT", "desk-" + partner, partner);
        var outgoing = Outgoing.To(partner, about, View);
        Assert.NotNull(outgoing);
        var composed = Composed.Of(Written.For(partner), outgoing, head);
        Written.Add(new ReleaseProposed(id, new(composed.Kind, about, partner, head.Package, head.Created, composed.Sha256, composed.Items, [], composed.Objects)));
        if (until == ReleaseState.Proposed) return this;
        if (until == ReleaseState.Refused)
        {
            Written.Add(new ReleaseRefused(id, "Too early"), author: Ben);
            return this;
        }
        Written.Add(new ReleaseApproved(id, "Agreed with the legal office", "sealed-" + id, 7), author: Ben);
        if (until == ReleaseState.Approved) return this;
        if (until is ReleaseState.HeldBack or ReleaseState.Stopped)
        {
            Written.Add(until == ReleaseState.HeldBack ? new DeliveryHeldBack(id, []) : new DeliveryStopped(id, "Not now"), author: "desk");
            return this;
        }
        Written.Add(new PackageSent(id, "exchange"), author: "desk");
        using var plain = JsonDocument.Parse(composed.Plain);
        var bundle = StixBundle.Parse(JsonSerializer.SerializeToUtf8Bytes(plain.RootElement.GetProperty("bundle"))).Value!;
        Assert.DoesNotContain(StixCheck.Check(plain.RootElement.GetProperty("bundle")), p => p.Severity == StixSeverity.Error);
        Sent[partner].AddRange(bundle.Objects);
        if (until == ReleaseState.Sent) return this;
        if (until == ReleaseState.Undeliverable) Written.Add(new DeliveryGivenUp(id, "Nobody answers"), author: "desk");
        else Written.Add(new ReceiptHeld(id, new(head.Package, "sha", "desk-n", "desk-" + partner, Now, [.. bundle.Objects.Select(o => new ReceiptItem(o.Id.ToString(), true, null))])), author: "desk");
        return this;
    }

    public HadRow Had(string item, string partner) => Assert.Single(HadModel.Of(View, DeskFile.Fold([]), item)!.Rows, r => r.Partner == partner);
}
