using System.Reflection;
using System.Text.RegularExpressions;
using Demarche.Journal;
using Demarche.Paper;
using Demarche.Reading;
using Demarche.Stix;

namespace Demarche.Tests.Architecture;

public sealed partial class TypeNameTests
{
    private static readonly Assembly[] Ours = [typeof(Demarche.Desk).Assembly, typeof(StixBundle).Assembly, typeof(Entry).Assembly, typeof(ReadDocument).Assembly, typeof(ShortPaper).Assembly];

    /// <summary>Interfaces with one implementer, each with the reason.</summary>
    private static readonly Dictionary<string, string> OneImplementer = [];

    private static IReadOnlyList<Type> Types { get; } = [.. Ours.SelectMany(a => a.GetTypes()).Where(t => !t.Name.Contains('<', StringComparison.Ordinal))];

    [Fact]
    public void A_type_is_named_with_the_fields_words()
    {
        Assert.True(Types.Count > 200);
        Assert.Empty(Types.Where(t => SaysNothing().IsMatch(Bare(t))).Select(t => t.FullName));
    }

    [Theory]
    [InlineData("ClaimManager")]
    [InlineData("StringUtils")]
    [InlineData("PartnerDto")]
    public void A_name_that_says_nothing_is_found(string name) => Assert.Matches(SaysNothing(), name);

    [Fact]
    public void An_interface_has_more_than_one_implementer()
    {
        var lonely = Types.Where(t => t.IsInterface)
            .Where(i => Types.Count(t => !t.IsInterface && t.GetInterfaces().Any(x => (x.IsGenericType ? x.GetGenericTypeDefinition() : x) == i)) < 2);
        Assert.Empty(lonely.Select(i => i.Name).Except(OneImplementer.Keys));
    }

    private static string Bare(Type type) => type.Name.Split('`')[0];

    [GeneratedRegex("(Manager|Helpers?|Util|Utils|Utility|Utilities|Service|Common|Base|Dto|DTO)$")]
    private static partial Regex SaysNothing();
}
