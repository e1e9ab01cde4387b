using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Releases;

/// <summary>What the letter says of one thing that goes: the same as its objects in the bundle, for people.</summary>
/// <param name="Lead">What it is, in a sentence or two.</param>
/// <param name="IsParaphrase">Whether the lead puts into our words what somebody else said.</param>
/// <param name="Quote">Somebody's own words, in their language; null where none are told.</param>
/// <param name="Facts">What else is told of it, each in a phrase.</param>
internal sealed record LetterItem(string Lead, bool IsParaphrase, string? Quote, IReadOnlyList<string> Facts)
{
    /// <summary>Stands after words of ours that say what somebody else said.</summary>
    public const string Paraphrase = "paraphrase";

    /// <summary>Around words of others that could change the order of ours (Unicode, UAX 9: first strong isolate and its end).</summary>
    public const string Begins = "\u2068", Ends = "\u2069";

    /// <summary>
    /// Words of others as they stand within a sentence of ours. Signs that turn the order round are spelled out; what is written from right to left is set apart,
    /// so that it changes the place of nothing around it.
    /// </summary>
    public static string Apart(string words)
    {
        var spelled = PlainName.Spelled(words);
        return spelled.Any(c => c is >= '\u0590' and <= '\u08ff' or >= '\ufb1d' and <= '\ufdff' or >= '\ufe70' and <= '\ufefc' or >= '\ud802' and <= '\ud803'
            or >= '\ud83a' and <= '\ud83b') ? Begins + spelled + Ends : spelled;
    }

    /// <summary>Whether it shows a value otherwise than it is.</summary>
    public bool IsDefanged { get; init; }

    public static LetterItem Of(Incident incident) => new(Apart(incident.Description), false, null,
        Phrases(When("began", incident.Began), When("ended", incident.Ended), When("discovered", incident.Discovered)));

    /// <param name="victim">The party harmed, where the partner may know it.</param>
    public static LetterItem Of(Effect effect, Party? victim) => new($"{Apart(effect.Kind)}: {Apart(effect.Description)}", false, null,
        Phrases(victim is null ? null : $"victim: {Apart(victim.Name)}, {ItemPhrases.Word(victim.Kind)}", When("date", effect.At)));

    public static LetterItem Of(Party party) => new(Apart(party.Name), false, null, Phrases(
        ItemPhrases.Word(party.Kind), party.Country is { Length: > 0 } country ? $"country: {Apart(country)}" : null, Apart(party.Role)));

    /// <param name="reworded">What this partner is told in place of the source's name and organisation; null where it is told these.</param>
    public static LetterItem Of(Claim claim, Proposition proposition, Source source, string? reworded)
    {
        var isOrganisation = reworded is null && source.IsOrganisation;
        var called = isOrganisation ? $"{Apart(source.Name!)} (organisation)" : Apart(reworded ?? source.PublicName);
        var who = LetterWords.Who(called, reworded is null && !isOrganisation && source.Organisation is { } of ? Apart(of) : null);
        var quote = claim.Passage?.Quote is { Length: > 0 } words ? words : null;
        return new($"{who} {LetterWords.Verb(claim.Stance)}: {Apart(proposition.Text)}", true, quote, Phrases(
            When("date", claim.SaidOn), $"standing: {LetterWords.Of(claim.Standing)}", LetterWords.Record(claim.OnRecord),
            $"given as {LetterWords.Of(claim.Nature)}", source.IsProtected ? LetterWords.Protected : null));
    }

    /// <param name="isExact">Whether values stand as they are: for a program, not for the letter.</param>
    public static LetterItem Of(Observable seen, bool isExact = false)
    {
        string Shown(string type, string value) => isExact ? $"{LetterWords.Type(type)}: {value}"
            : $"{Apart(LetterWords.Type(type))}: {Apart(Defanged.Of(type, value))}";
        return new(Shown(seen.Type, seen.Value), false, null, Phrases([
            .. (seen.Also ?? []).Select(v => Shown(v.Type, v.Value)),
            seen.Role is { } role ? LetterWords.Of(role) : null, LetterWords.Credibility(seen.Credibility),
            When("first seen", seen.FirstSeen), When("last seen", seen.LastSeen), seen.Note is { Length: > 0 } note ? $"note: {(isExact ? note : Apart(note))}" : null,
        ]))
        {
            IsDefanged = !isExact && (seen.Also ?? []).Prepend(new(seen.Type, seen.Value)).Any(v => Defanged.Changes(v.Type, v.Value)),
        };
    }

    public static LetterItem Of(Statement statement) =>
        new($"{Apart(statement.Speaker)} said in public, {HumanDate.When(statement.At)}:", false, statement.Text, []);

    public static LetterItem Of(Proposition proposition) => new(Apart(proposition.Text), true, null, []);

    /// <summary>What this partner's copy says in other words than the item's own.</summary>
    /// <param name="claim">The claim that it says in other words; null for anything else.</param>
    /// <param name="someSource">What the partner is told of the claim's source.</param>
    public static LetterItem Of(Rewording reworded, Claim? claim, string someSource) => new(Apart(reworded.Text), true, null,
        claim is null ? []
            : Phrases($"{Apart(someSource)} {LetterWords.Verb(claim.Stance)} it", $"given as {LetterWords.Of(claim.Nature)}", LetterWords.Protected));

    /// <summary>All of it in a line, for where there is no letter.</summary>
    public string Line => string.Concat(
        Lead, IsParaphrase ? $" ({Paraphrase})" : "", Quote is null ? "" : $" “{Quote}”",
        Facts.Count == 0 ? "" : $" ({string.Join("; ", Facts)})");

    private static string? When(string what, ApproximateTime? time) => time is null ? null : $"{what}: {HumanDate.Of(time)}";

    private static IReadOnlyList<string> Phrases(params IReadOnlyList<string?> phrases) =>
        [.. phrases.OfType<string>().Where(p => p.Length > 0)];
}

/// <summary>The things that go, as one partner's letter says them. Reads of the case only that partner's view, as the bundle does.</summary>
internal sealed class LetterItems(View partner, Outgoing outgoing, Letterhead head)
{
    public LetterItem Of(LetterLine line) => outgoing.Rewordings.TryGetValue(line.Item, out var reworded)
        ? LetterItem.Of(reworded.Content, line.Kind == "claim" ? partner.Claims.Find(line.Item)!.Content : null, SomeSource)
        : line.Kind switch
        {
            "incident" => LetterItem.Of(partner.Incidents.Find(line.Item)!.Content),
            "effect" => Effect(partner.Effects.Find(line.Item)!.Content),
            "party" => LetterItem.Of(partner.Parties.Find(line.Item)!.Content),
            "claim" => Claim(partner.Claims.Find(line.Item)!.Content),
            "observable" => LetterItem.Of(partner.Observables.Find(line.Item)!.Content),
            "statement" => LetterItem.Of(partner.Statements.Find(line.Item)!.Content),
            "proposition" => LetterItem.Of(partner.Propositions.Find(line.Item)!.Content),
            _ => throw new ArgumentOutOfRangeException(nameof(line), line.Kind, null),
        };

    private string SomeSource => $"a source of {(head.FromName.Length > 0 ? head.FromName : head.FromDesk)}";

    // The victim is named where sender and partner both may know it.
    private LetterItem Effect(Effect effect) =>
        LetterItem.Of(effect, outgoing.Nameable.Contains(effect.Victim ?? "") ? partner.Parties.Find(effect.Victim)?.Content : null);

    private LetterItem Claim(Claim claim) => LetterItem.Of(
        claim, partner.Propositions.Find(claim.Proposition)!.Content, partner.Sources.Find(claim.Source)!.Content,
        outgoing.Rewordings.GetValueOrDefault(claim.Source)?.Content.Text);
}
