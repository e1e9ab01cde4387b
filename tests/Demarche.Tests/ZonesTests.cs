using System.Text.Json;
using Demarche.Tests.Architecture;
using Demarche.Web;

namespace Demarche.Tests;

/// <summary>Zones are known on a machine that has no rules of its own.</summary>
public class ZonesTests
{
    [Fact]
    public void Every_zone_in_use_is_known_without_the_machines_rules()
    {
        foreach (var name in new[] { "UTC", "Europe/Oslo", "Europe/Kyiv", "America/Argentina/Buenos_Aires", "Asia/Kathmandu", "Pacific/Chatham" })
            Assert.NotNull(Zones.Find(name));
        foreach (var name in new[] { "", "Europe", "Norland/Capital", "UTC+3", "europe/oslo", "../etc/passwd" }) Assert.Null(Zones.Find(name));
    }

    [Theory]
    [InlineData("2026-01-15T09:00", "Europe/Oslo", "2026-01-15T08:00:00.000Z")]
    [InlineData("2026-07-15T09:00", "Europe/Oslo", "2026-07-15T07:00:00.000Z")]
    [InlineData("2026-10-25T02:30", "Europe/Oslo", "2026-10-25T01:30:00.000Z")]
    [InlineData("2026-07-15T09:00", "", "2026-07-15T09:00:00.000Z")]
    public void An_hour_of_a_zone_is_a_moment_and_back(string hour, string zone, string moment)
    {
        var embargo = new EmbargoForm(hour, zone, ["p"], null).ToEmbargo()!;
        Assert.Equal(moment, embargo.Until);
        Assert.Equal(hour, embargo.LocalHour);
    }

    [Theory]
    [InlineData("2026-03-29T02:30", "Europe/Oslo")]
    [InlineData("2026-03-29T03:30", "Norland/Capital")]
    public void An_hour_that_is_skipped_and_a_zone_that_is_none_are_refused(string hour, string zone) =>
        Assert.Throws<JsonException>(() => new EmbargoForm(hour, zone, ["p"], null).ToEmbargo());

    [Fact]
    public void Nothing_in_the_program_asks_the_machine_for_a_zone()
    {
        var source = Path.Combine(Repository.Root, "src", "Demarche");
        var asking = Directory.EnumerateFiles(source, "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Where(f => File.ReadAllText(f).Contains("SystemTimeZone", StringComparison.Ordinal));
        Assert.Empty(asking);
    }
}
