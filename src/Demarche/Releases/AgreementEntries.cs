namespace Demarche.Releases;

/// <summary>A handler weighed a copy that rests on protected sources and agreed that it goes. Told to that handler alone.</summary>
/// <param name="Release">The package that waits.</param>
/// <param name="Sources">Those of its protected sources that the handler handles.</param>
[Kind(HandlerAgreed.Name)]
public sealed record HandlerAgreed(string Release, IReadOnlyList<string> Sources, string Reason) : Fact
{
    internal const string Name = "handler-agreed";
}

/// <summary>A handler takes back that a package goes, before it is approved. Told to that handler alone.</summary>
[Kind(AgreementTakenBack.Name)]
public sealed record AgreementTakenBack(string Release, IReadOnlyList<string> Sources, string Reason) : Fact
{
    internal const string Name = "agreement-taken-back";
}

/// <summary>That somebody agreed, and when.</summary>
public sealed record Agreement(string Release, string Person, string Time);
