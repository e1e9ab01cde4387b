using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Demarche.Paper.Pictures;

namespace Demarche.Paper.Tests;

public sealed class PictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_picture_on_a_page_takes_its_colours_from_the_page_and_one_for_print_brings_them()
    {
        var (page, print) = (Sample.Timeline.Draw().ToSvg(), Sample.Timeline.Draw().ToPrintSvg());
        Assert.DoesNotMatch("#[0-9a-f]{6}|style", page);
        Assert.DoesNotContain("class=", print);
        foreach (var svg in (string[])[page, print])
        {
            var root = XDocument.Parse(svg).Root!;
            Assert.Equal("img", root.Attribute("role")!.Value);
            Assert.Equal("Who said what, and when", root.Element(Svg + "title")!.Value);
            Assert.Contains("Cranes stop in all three ports", root.Element(Svg + "desc")!.Value);
        }
        foreach (var tone in Enum.GetValues<Tone>())
        {
            Assert.Contains($".fill-{tone.Class()} ", PaperWriter.Stylesheet);
            Assert.Contains($".edge-{tone.Class()} ", PaperWriter.Stylesheet);
        }
    }

    [Fact]
    public void Text_of_a_picture_has_contrast_on_every_ground_that_it_stands_on()
    {
        // WCAG 2.2, success criterion 1.4.3: 4.5 to 1.
        foreach (var ground in (Tone[])[Tone.Ground, Tone.Land, Tone.BlueMid, Tone.BlueWash, Tone.OrangeMid, Tone.OrangeWash]) Assert.True(Contrast(Tone.Ink.Print(), ground.Print()) > 4.5, $"{ground}");
        Assert.True(Contrast(Tone.Quiet.Print(), Tone.Ground.Print()) > 4.5);
        Assert.True(Contrast(Tone.Ground.Print(), Tone.Blue.Print()) > 4.5);
    }

    [Fact]
    public void A_timeline_shows_how_exact_a_date_is_in_form_and_words()
    {
        var shapes = Sample.Timeline.Draw().Shapes;
        Assert.Equal(4 + 1, shapes.OfType<Circle>().Count(c => c.Fill == Tone.Blue));
        Assert.Equal(1 + 1, shapes.OfType<Circle>().Count(c => c.Fill == Tone.Ground));
        Assert.Equal(1 + 1, shapes.OfType<Box>().Count());
        Assert.Equal(["Oct 2030", "2 Dec 2030", "4 Dec 2030", "5 Dec 2030", "about 9 Dec 2030", "12 Dec 2030"], Sample.Timeline.ToTable().Rows.Select(r => r[0].Plain));
    }

    [Fact]
    public void Later_stands_further_along_and_a_day_before_another_never_after_it() => Gen.DateTime[new(1900, 1, 1), new(2100, 1, 1)].Array[2, 9].Sample(times =>
    {
        var days = times.Select(DateOnly.FromDateTime).Distinct().Order().ToList();
        var drawn = new Timeline("t", [.. days.Select(d => TimelineEvent.OnDay(d, "l", "w"))]).Draw();
        var at = drawn.Shapes.OfType<Circle>().SkipLast(1).Select(c => c.Centre.X).ToList();
        Assert.Equal(at.Order(), at);
        Assert.All(drawn.Shapes.OfType<Label>().Where(l => l.Size == 11), l => Assert.InRange(l.At.X, 0, 640));
    }, iter: 300);

    [Fact]
    public void Labels_of_a_graph_cover_neither_each_other_nor_a_party()
    {
        var shapes = Sample.Graph.Draw().Shapes;
        var frames = shapes.OfType<Box>().Select(b => new Frame(b.X, b.Y, b.Width, b.Height)).ToList();
        Assert.Equal(6 + 7, frames.Count);
        for (var i = 0; i < frames.Count; i++)
        {
            for (var j = i + 1; j < frames.Count; j++) Assert.Equal(0, frames[i].Overlap(frames[j]), 6);
        }
    }

    [Fact]
    public void The_order_of_parties_lessens_crossings()
    {
        var ties = new[] { new PartyTie("a", "c", "1"), new PartyTie("c", "e", "2"), new PartyTie("e", "b", "3"), new PartyTie("b", "d", "4"), new PartyTie("d", "a", "5") };
        var order = PartyOrder.Of(["a", "b", "c", "d", "e"], ties);
        Assert.Equal("a", order[0]);
        Assert.All(ties, t => Assert.Contains(Math.Abs(order.ToList().IndexOf(t.From) - order.ToList().IndexOf(t.To)), (int[])[1, 4]));
    }

    [Fact]
    public void A_matrix_says_each_cell_in_words()
    {
        var labels = Sample.Matrix.Draw().Shapes.OfType<Label>().Select(l => l.Text).ToList();
        Assert.Equal(Sample.Matrix.Cells.SelectMany(c => c).Order(), labels.Where(l => l is "CC" or "C" or "N" or "I" or "II").Order());
        Assert.DoesNotContain(labels, l => int.TryParse(l, CultureInfo.InvariantCulture, out _));
    }

    [Theory]
    [InlineData("FI", "Finland", 60, 70, 20, 32)]
    [InlineData("fin", "Finland", 60, 70, 20, 32)]
    [InlineData("KP", "North Korea", 37, 43, 124, 131)]
    [InlineData("RU", "Russia", 41, 82, 27, 180)]
    [InlineData("FJ", "Fiji", -20, -16, 176, 180)]
    [InlineData("ZA", "South Africa", -35, -22, 16, 33)]
    public void A_country_has_its_shape_and_its_middle_where_it_lies(string code, string name, double south, double north, double west, double east)
    {
        var country = NaturalEarth.Find(code)!;
        Assert.Equal(name, country.Name);
        Assert.InRange(country.Middle.Latitude, south, north);
        Assert.InRange(country.Middle.Longitude, west, east);
    }

    [Fact]
    public void The_shapes_are_whole_and_small()
    {
        Assert.Equal(177, NaturalEarth.Countries.Count);
        Assert.All(NaturalEarth.Countries, c => Assert.All(c.Rings, r => Assert.True(r.Count > 2)));
        Assert.All(NaturalEarth.Countries.SelectMany(c => c.Rings).SelectMany(r => r), p => Assert.True(Math.Abs(p.Latitude) <= 90 && Math.Abs(p.Longitude) <= 180));
        using var stream = typeof(NaturalEarth).Assembly.GetManifestResourceStream("countries-110m.tsv")!;
        Assert.InRange(stream.Length, 50_000, 150_000);
        Assert.Null(NaturalEarth.Find("XN"));
        Assert.Null(NaturalEarth.Find(""));
    }

    [Fact]
    public void No_shape_of_a_map_reaches_out_of_its_part_or_across_it()
    {
        var map = new WorldMap("m", []);
        foreach (var part in (MapPart[])[MapPart.World, new(50, 0, 71, 40), new(-30, 150, 10, 200)])
        {
            var drawn = (map with { Part = part }).Draw();
            var areas = drawn.Shapes.OfType<Area>().ToList();
            Assert.NotEmpty(areas);
            Assert.All(areas.SelectMany(a => a.Rings).SelectMany(r => r), p => Assert.True(p.X > -0.01 && p.X < drawn.Width + 0.01 && p.Y > -0.01 && p.Y < drawn.Height + 0.01));
        }

        // A ring that jumped over the 180th meridian would draw an edge across the whole world.
        Assert.All(map.Draw().Shapes.OfType<Area>().SelectMany(a => a.Rings), r => Assert.All(r.Zip(r.Skip(1)), e => Assert.True(Math.Abs(e.First.X - e.Second.X) < 120)));
    }

    [Fact]
    public void The_projection_gives_the_published_shape_of_the_world()
    {
        // Šavrič et al. 2011: the equator is 0.8707 × 2π long, a meridian 1.42239 × 2 high; the poles' lines are as long as 0.5708 × the equator, within their rounding.
        var whole = new Projection(new(-90, -180, 90, 180), 640);
        Assert.Equal(0.52, whole.Height / 640, 2);
        Assert.Equal(new Spot(320, whole.Height / 2).X, whole.Of(new(0, 0)).X, 6);
        Assert.InRange((whole.Of(new(90, 180)).X - whole.Of(new(90, -180)).X) / 640, 0.55, 0.60);
    }

    [Fact]
    public void A_mark_that_lies_nowhere_is_refused() =>
        Assert.Throws<ArgumentException>(() => new WorldMap("m", [new("Norland") { Country = "XN" }]).Draw());

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string rgb)
    {
        var parts = Convert.FromHexString(rgb).Select(v => v / 255.0).Select(v => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4)).ToList();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
}
