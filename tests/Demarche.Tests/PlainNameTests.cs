using System.Text.Json;
using Demarche.Cases;
using Demarche.Exchange;

namespace Demarche.Tests;

public sealed class PlainNameTests
{
    private const string Disguised = "Min\u202eistry\u2028 of\u200b\u2800 Nor\u2067lan\ufe0fd\u00ad\U000e0041";

    /// <summary>Members of facts that are shown as a name or a title, and that a partner, a document or an import may have written.</summary>
    private static readonly (Type Record, string Member)[] Names =
    [
        (typeof(Arrival), "Title"), (typeof(Demarche.Requests.IncomingRequest), "Title"),
        (typeof(Demarche.Documents.Document), "Name"), (typeof(Demarche.Documents.Document), "Title"), (typeof(Demarche.Documents.Document), "Byline"),
        (typeof(Demarche.Documents.Document), "Agency"), (typeof(Demarche.Documents.Document), "Publisher"), (typeof(Demarche.Documents.Document), "From"),
        (typeof(CaseOpened), "Title"), (typeof(CaseTitle), "Title"), (typeof(ArrivalItem), "Words"),
    ];

    /// <summary>Names that come from outside and are typed here too: refused where they are typed, plain where they come in and where they are shown.</summary>
    private static readonly string[] Both = ["Party.Name", "Source.Name"];

    /// <summary>Names that a person of this desk types, which <c>Rules.NameMustBePlain</c> refuses, or long texts.</summary>
    private static readonly string[] Typed = ["Partner.Name", "Brief.Title", "Notice.Title", "Request.Title", "Option.Title", "Group.Name", "PartnerGroup.Name", "Person.Name", "DeskSettings.Name", "DeskNamed.Name", "CaseRetitled.Title"];

    [Fact]
    public void A_record_that_holds_a_name_from_outside_holds_it_as_it_looks()
    {
        foreach (var (record, member) in Names)
        {
            var made = Made(record, member);
            Assert.True((string?)record.GetProperty(member)!.GetValue(made) == "Ministry of Norland", $"{record.Name}.{member}");
        }
    }

    [Fact]
    public void Every_name_and_title_of_a_fact_is_one_of_these_or_typed_here()
    {
        var contents = FactKinds.All.SelectMany(f => f.GetConstructors()[0].GetParameters().Select(p => p.ParameterType).Append(f)).Where(t => t.Assembly == typeof(FactKinds).Assembly && t.IsClass).Distinct();
        var found = contents.SelectMany(t => t.GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name is "Name" or "Title" or "Byline" or "Agency" or "Publisher").Select(p => $"{t.Name}.{p.Name}")).Distinct().ToList();
        Assert.True(found.Count > 10);
        Assert.Empty(found.Except(Names.Select(n => $"{n.Record.Name}.{n.Member}")).Except(Typed).Except(Both));
    }

    [Fact]
    public void What_an_old_journal_holds_is_shown_as_it_looks_and_its_bytes_stay()
    {
        var written = new Cases.WrittenCase().AddRaw("party-named", JsonSerializer.Serialize(new { content = new { kind = "state", name = Disguised, role = "r" }, id = "p" }));
        Assert.Equal("Ministry of Norland", written.View.Parties.Find("p")!.Content.Name);
        written.Add(new Demarche.Sources.SourceNamed("s", new(null, Disguised, Disguised, default, null, [], null))).Add(new Demarche.Sources.SourceNamed("n", new(Disguised, "", null, default, null, [], null)));
        var source = written.View.Sources.Find("s")!.Content;
        Assert.Equal(("Ministry of Norland", "Ministry of Norland", "Ministry of Norland"), (source.PublicName, source.Organisation, written.View.Sources.Find("n")!.Content.Name));
        Assert.Contains(written.Entries, e => e.Body.Contains("202e", StringComparison.OrdinalIgnoreCase) || e.Body.Contains('\u202e'));
    }

    [Fact]
    public void What_a_partner_sends_comes_in_as_it_looks()
    {
        var package = Exchange.PlainPackages.Request("them", "us");
        package["title"] = Disguised;
        package["bundle"]!["objects"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse(JsonSerializer.Serialize(new
        {
            type = "identity",
            spec_version = "2.1",
            id = "identity--211b2d2d-f010-4473-83ec-1edf84858f4c",
            created = "2026-01-01T00:00:00.000Z",
            modified = "2026-01-01T00:00:00.000Z",
            name = Disguised,
            identity_class = "organization",
        })));
        var content = PackageContent.Read(Exchange.PlainPackages.Bytes(package)).Content!;
        Assert.Equal("Ministry of Norland", new Arrival(content.Id, "p", content.Kind, content.Title, "", content.Created, null, null).Title);
        var item = ArrivalItems.Of(content, "arrival", "us").Single(i => i.Kind == "party");
        Assert.Equal(("Ministry of Norland (organisation)", "Ministry of Norland"), (item.Words, ((Demarche.Parties.PartyNamed)item.Facts[0]).Content.Name));
    }

    [Theory]
    [InlineData("Ministry of Norland")]
    [InlineData("وزارة الداخلية")]
    [InlineData("می‌خواهم")]
    [InlineData("👩‍💻 team")]
    [InlineData("Łódź, Žilina\nnext line")]
    public void A_name_without_disguises_is_left_as_it_is(string name) => Assert.Same(name, PlainName.Of(name) is var plain && plain == name ? name : plain);

    [Theory]
    [InlineData("Norland Coast Guard", "Νorland Cοast Guard")]
    [InlineData("Norland Coast Guard", "Nоrland  CОАST ɢuard")]
    [InlineData("Harbour of York", "Ηarbour of Υork")]
    [InlineData("Ναυτικό", "ΝΑΥΤΙΚΟ")]
    public void Names_that_look_alike_are_known_whatever_their_letters(string one, string other)
    {
        Assert.True(PlainName.LookAlike(one, other));
        Assert.False(PlainName.LookAlike(one, other + "s"));
    }

    [Theory]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u200bb")]
    [InlineData("a\u200db")]
    [InlineData("a\u200cb")]
    [InlineData("a\u200fb")]
    [InlineData("a\ufeffb")]
    [InlineData("a\u3164b")]
    [InlineData("a\u0007b")]
    public void A_disguise_is_taken_out_and_refused_where_a_person_types_it(string name)
    {
        Assert.Equal("ab", PlainName.Of(name));
        Assert.False(PlainName.IsPlain(name));
        Assert.Equal("name-must-be-plain", Rules.NameMustBePlain(name, "name")!.Rule);
    }

    private static object Made(Type record, string member)
    {
        var make = record.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return make.Invoke([.. make.GetParameters().Select(p => p.Name == member ? Disguised : p.ParameterType == typeof(string) ? "" : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)]);
    }
}
