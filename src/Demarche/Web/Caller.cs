namespace Demarche.Web;

/// <summary>The signed-in person behind a request.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Name">As shown.</param>
/// <param name="Capabilities">From the person's roles.</param>
/// <param name="ReadsRed">Whether TLP:RED in the person's cases is for the person's eyes.</param>
/// <param name="Compartments">Those the person belongs to.</param>
public sealed record Caller(
    string Id, string Name, IReadOnlySet<Capability> Capabilities, bool ReadsRed, IReadOnlySet<string> Compartments)
{
    public Audience Audience => new Audience.AtDesk(Id, ReadsRed, Compartments);

    public bool Can(Capability capability) => Capabilities.Contains(capability);
}

public static class Callers
{
    /// <summary>The caller that the session established; null when nobody is signed in.</summary>
    public static Caller? FindCaller(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>The caller of an endpoint that requires one.</summary>
    /// <exception cref="InvalidOperationException">The endpoint let somebody through who is not signed in.</exception>
    public static Caller Caller(this HttpContext context) =>
        context.FindCaller() ?? throw new InvalidOperationException("This endpoint needs a signed-in caller and has none.");
}
