namespace Demarche.Cases;

/// <summary>What a request comes to: facts to append, or a refusal that the person sees. Decisions are pure functions.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <param name="Facts">All appended together or not at all.</param>
    /// <param name="Item">The id of the item that came in or changed.</param>
    public sealed record Allowed(IReadOnlyList<Marked> Facts, string? Item = null) : Decision;

    /// <param name="Rule">The rule's name, in words a lawyer would recognise.</param>
    /// <param name="Message">What is wrong and what to do.</param>
    /// <param name="Field">The field of the form it is about.</param>
    public sealed record Refused(string Rule, string Message, string? Field = null) : Decision;

    public static Decision Allow(Fact fact, Marking marking, string? item = null) => new Allowed([new(fact, marking)], item);

    public static Decision Refuse(string rule, string message, string? field = null) => new Refused(rule, message, field);
}
