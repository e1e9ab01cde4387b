using Demarche.Cases;
using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Tests.Twins;

/// <summary>A mistake that a program like this could make. It stands here alone: no code of the desk can reach it.</summary>
/// <param name="ToPartner">What the mistake adds to a package.</param>
/// <param name="ToPerson">What the mistake adds to a page.</param>
internal sealed record Leak(string Name, Func<CaseFile, string, Composed, string>? ToPartner, Func<CaseFile, View, string>? ToPerson = null);
