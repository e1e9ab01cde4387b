using Demarche.Statements;

namespace Demarche.Releases;

/// <summary>
/// Texts that the partner of a copy reads anyway: what goes with it, what was said in public, and what the two desks are called. Who is
/// named there is no secret, though the entry that this case has for them may be one: a letter about a state names the state.
/// </summary>
internal sealed class OpenNames(CheckedCopy copy, CopyTexts texts)
{
    private readonly Lazy<IReadOnlyList<string>> open = new(() =>
        [.. Open(copy).OfType<string>().Select(t => $" {Runs.Plain(t)} ").Distinct(StringComparer.Ordinal)]);

    public bool Hold(string name) => texts.Going.FindWhole(name) is not null
        || Runs.Plain(name) is { Length: > 0 } plain && open.Value.Any(t => t.Contains($" {plain} ", StringComparison.Ordinal));

    // One that is prepared for a later day is in no newspaper.
    private static bool IsMade(Held<Statement> statement, string now) =>
        statement.Content.At.IsNotAfter(now) && statement.Marking.Embargo?.BindsAt(now) != true;

    private static IEnumerable<string?> Open(CheckedCopy copy)
    {
        var view = copy.View;
        yield return copy.Desk.Settings.Name;
        if (copy.Desk.Partners.Find(copy.Partner.Id)?.Content is { } partner)
        {
            yield return partner.Name;
            yield return partner.Territory;
        }
        foreach (var statement in view.Statements.Standing.Where(s => IsMade(s, copy.Partner.At)))
        {
            yield return statement.Content.Speaker;
            yield return statement.Content.Text;
        }
        var known = new PublicAlready(view, copy.Partner.At);
        foreach (var claim in view.Claims.Standing.Where(known.HasSpeaker))
        {
            yield return view.Propositions.Find(claim.Content.Proposition)?.Content.Text;
            yield return claim.Content.Passage?.Quote;
            yield return view.Sources.Find(claim.Content.Source)?.Content.PublicName;
        }
    }
}
