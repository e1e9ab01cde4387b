using Demarche.Markings;
using Demarche.Web;
using Microsoft.Extensions.Primitives;

namespace Demarche.Tests.Markings;

public sealed class MarkingFormTests
{
    private sealed record Form(MarkingForm? Marking);

    [Fact]
    public void What_was_ticked_without_a_level_is_refused_and_not_dropped()
    {
        Assert.Null(Read(("marking.tlp", ""))?.ToMarking());
        Assert.Contains("Choose a TLP level", Problem(("marking.releasableTo", "westmark")), StringComparison.Ordinal);
        Assert.Contains("Choose a TLP level", Problem(("marking.notReleasableTo", "westmark")), StringComparison.Ordinal);
        Assert.Contains("Choose a TLP level", Problem(("marking.embargo.until", "2026-03-02T09:00")), StringComparison.Ordinal);
        Assert.Contains("Choose a TLP level", Problem(("marking.pap", "red")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hour_of_an_embargo_is_read_as_its_zones_clocks_show_it()
    {
        var embargo = Read(("marking.tlp", "green"), ("marking.embargo.until", "2026-03-02T09:00"), ("marking.embargo.zone", "Europe/Oslo"),
            ("marking.embargo.participants", "westmark"))!.ToMarking()!.Embargo!;
        Assert.Equal(new Embargo("2026-03-02T08:00:00.000Z", "Europe/Oslo", ["westmark"], []), embargo);
        Assert.Equal("2026-03-02T09:00", embargo.LocalHour);
    }

    [Fact]
    public void An_hour_that_the_clocks_show_twice_ends_the_second_time_and_one_that_they_skip_is_refused()
    {
        Assert.Equal("2026-10-25T01:30:00.000Z", Read(("marking.tlp", "green"), ("marking.embargo.until", "2026-10-25T02:30"), ("marking.embargo.zone", "Europe/Oslo"))!
            .ToMarking()!.Embargo!.Until);
        Assert.Contains("skip that hour", Problem(("marking.tlp", "green"), ("marking.embargo.until", "2026-03-29T02:30"), ("marking.embargo.zone", "Europe/Oslo")), StringComparison.Ordinal);
        Assert.Contains("no time zone", Problem(("marking.tlp", "green"), ("marking.embargo.until", "2026-03-29T02:30"), ("marking.embargo.zone", "Mars/Olympus")), StringComparison.Ordinal);
        Assert.Contains("2026-03-02T09:00", Problem(("marking.tlp", "green"), ("marking.embargo.until", "tomorrow")), StringComparison.Ordinal);
        Assert.Contains("hour until which", Problem(("marking.tlp", "green"), ("marking.embargo.participants", "westmark")), StringComparison.Ordinal);
    }

    private static MarkingForm? Read(params (string Name, string Value)[] fields)
    {
        var read = FormReader.Read<Form>(fields.ToDictionary(f => f.Name, f => new StringValues(f.Value)));
        Assert.Null(read.Problem);
        return read.Request!.Marking;
    }

    private static string Problem(params (string Name, string Value)[] fields)
    {
        var read = FormReader.Read<Form>(fields.ToDictionary(f => f.Name, f => new StringValues(f.Value)));
        Assert.Null(read.Request);
        return read.Problem!;
    }
}
