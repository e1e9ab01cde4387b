using Demarche.People;
using Demarche.TwoPeople;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Releases;

/// <summary>Who could approve a package. It is worked out from the proposer's own view: what the proposer may not see moves nothing here.</summary>
internal static class Approvers
{
    /// <summary>Whether somebody could approve what this person proposes: a releaser who may write in the case and sees all that goes.</summary>
    public static bool Exist(View view, DeskFile desk, string proposer, string about, Composed composed) => view.Access
        .Where(a => a.Value == CaseAccess.Write && (!desk.Settings.TwoPersonRelease || SecondPerson.IsAsFarAsThereIsOne(desk, proposer, a.Key)))
        .Select(a => desk.People.Find(a.Key)).OfType<Held<Person>>()
        .Any(p => !p.IsWithdrawn && Roles.Caller(p) is var caller && caller.Can(Capability.ApproveReleases)
            && composed.Items.Select(i => i.Item).Prepend(about).All(i => view.Explain(i, caller.Audience) is not { Seen: false }));
}
