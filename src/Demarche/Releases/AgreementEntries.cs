namespace Demarche.Releases;

/// <summary>A handler weighed a copy with claims of several protected sources and agreed that it goes. Told to handlers of these sources alone.</summary>
/// <param name="Release">The package that waits.</param>
/// <param name="Sources">Those of its protected sources that the handler handles.</param>
[Kind("handler-agreed")]
public sealed record HandlerAgreed(string Release, IReadOnlyList<string> Sources, string Reason) : Fact;

/// <summary>That somebody agreed, and when.</summary>
public sealed record Agreement(string Release, string Person, string Time);
