using Demarche.Cases;
using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Tests.Twins;

/// <summary>A mistake that a program like this could make. It stands here alone: no code of the desk can reach it.</summary>
/// <param name="ToPartner">What the mistake adds to a package.</param>
/// <param name="ToPerson">What the mistake adds to a page.</param>
/// <param name="IsRare">Whether thousands of twins pass before one tells it.</param>
internal sealed record Leak(string Name, Func<Glimpse, string>? ToPartner, Func<Glimpse, string>? ToPerson = null, bool IsRare = false);

/// <summary>All that a mistake could reach: the whole case, its journal in order, and what was to be given.</summary>
/// <param name="Draft">The draft that a package is made from; empty for a page.</param>
internal sealed record Glimpse(CaseFile File, IReadOnlyList<Line> Journal, View View, string Draft, Composed? Package);
