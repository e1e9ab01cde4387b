using CsCheck;

namespace Demarche.Stix.Tests;

public class StixIdTests
{
    [Theory]
    [InlineData("")]
    [InlineData("incident")]
    [InlineData("incident--")]
    [InlineData("incident-0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061")]
    [InlineData("Incident--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061")]
    [InlineData("in--cident--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061")]
    [InlineData("incident---0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061")]
    [InlineData("1incident--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061")]
    [InlineData("incident--0c7b5b888ff74a4daa9dfeb398cd0061")]
    [InlineData("incident--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061 ")]
    [InlineData("incident--00000000-0000-0000-0000-000000000000")]
    [InlineData("incident--0c7b5b88-8ff7-4a4d-0a9d-feb398cd0061")]
    public void What_is_no_identifier_is_refused(string text)
    {
        Assert.False(StixId.TryParse(text, out var id));
        Assert.Null(id);
        Assert.Throws<FormatException>(() => StixId.Parse(text));
    }

    [Fact]
    public void An_identifier_keeps_its_text_and_gives_its_parts()
    {
        var id = StixId.Parse("course-of-action--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061");
        Assert.Equal("course-of-action", id.Type);
        Assert.Equal(Guid.Parse("0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061"), id.Uuid);
        Assert.Equal(id, StixId.Of(id.Type, id.Uuid));
    }

    [Fact]
    public void A_new_identifier_is_random_and_of_version_4()
    {
        var (one, two) = (StixId.New("note"), StixId.New("note"));
        Assert.NotEqual(one, two);
        Assert.Equal(4, one.Uuid.Version);
        Assert.True(StixId.TryParse(one.ToString(), out _));
    }

    [Fact]
    public void A_derived_identifier_depends_on_every_part_and_on_where_parts_end()
    {
        var id = StixId.DerivedFrom("note", "secret", "westmark", "item");
        Assert.Equal(id, StixId.DerivedFrom("note", "secret", "westmark", "item"));
        Assert.Equal(5, id.Uuid.Version);
        StixId[] others =
        [
            StixId.DerivedFrom("note", "secret", "ostania", "item"),
            StixId.DerivedFrom("note", "other", "westmark", "item"),
            StixId.DerivedFrom("note", "secretw", "estmark", "item"),
            StixId.DerivedFrom("note", "secret", "westmark", "item", ""),
            StixId.Of("note", StixId.DerivedFrom("report", "secret", "westmark", "item").Uuid),
        ];
        Assert.DoesNotContain(id, others);
    }

    [Fact]
    public void A_derived_identifier_never_changes() =>
        Assert.Equal("note--d67adab4-1c98-5a76-accb-f62c87c4d161", StixId.DerivedFrom("note", "a", "b").ToString());

    [Fact]
    public void Parsing_never_throws_and_gives_back_what_it_read() => Gen.String.Sample(text =>
        !StixId.TryParse(text, out var id) || id.ToString() == text);

    [Fact]
    public void Every_uuid_of_the_known_versions_makes_an_identifier() => Gen.Guid.Sample(guid =>
    {
        var bytes = guid.ToByteArray(bigEndian: true);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        var id = StixId.Of("x-thing", new Guid(bytes, bigEndian: true));
        return StixId.Parse(id.ToString()) == id;
    });
}
