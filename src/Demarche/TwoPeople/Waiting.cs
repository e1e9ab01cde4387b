using Demarche.Web;

namespace Demarche.TwoPeople;

/// <summary>What is answered where an act became a proposal.</summary>
internal static class Waiting
{
    /// <summary>The id of the proposal that a decision came to; null where it came to something else.</summary>
    public static string? Id(DeskOutcome outcome) => outcome.Decision is Decision.Allowed { Facts: [{ Fact: ChangeProposed proposed }] } ? proposed.Id : null;

    /// <summary>Null where nothing waits.</summary>
    public static Acted? For(DeskOutcome outcome) => Id(outcome) is { } id ? new Acted.Done("/changes#" + id, id, Words.Say("changes.waits")) : null;
}
