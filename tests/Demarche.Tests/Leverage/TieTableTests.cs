using System.Text;
using Demarche.Leverage;

namespace Demarche.Tests.Leverage;

public sealed class TieTableTests
{
    private const string Head = "from,to,kind,figure,unit,year,source,note\n";

    private static ReferenceReading Read(string text) => TieTable.Read(text, "ties.csv");

    [Fact]
    public void A_table_is_read_with_quotes_and_columns_in_any_order()
    {
        var reading = Read("\uFEFFkind,from,to,source,figure,year\r\nexports-share,Ostania,\"Sudria, Republic of\",\"The \"\"yearbook\"\"\",54.9,2014\r\ntreaty,Ostania,Sudria,Treaty of 1961,,1961-07-11\r\n\r\n");
        Assert.Empty(reading.Unread);
        Assert.Equal([("Sudria, Republic of", "54.9", "%", "2014", "The \"yearbook\""), ("Sudria", null, null, "1961-07-11", "Treaty of 1961")],
            reading.Rows.Select(r => (r.To, r.Figure, r.Unit, r.At?.Value, r.Citation)));
        Assert.Equal("exports-share,Ostania,\"Sudria, Republic of\",\"The \"\"yearbook\"\"\",54.9,2014", reading.Rows[0].Quote);
    }

    [Theory]
    [InlineData("A,B,exports-share,many,%,2014,S,", "line 2, column figure")]
    [InlineData("A,B,exports-share,101,%,2014,S,", "line 2, column figure")]
    [InlineData("A,B,exports-share,,,2014,S,", "line 2, column figure")]
    [InlineData("A,B,exports-share,5,km,2014,S,", "line 2, column unit")]
    [InlineData("A,B,aid,5,,2014,S,", "line 2, column unit")]
    [InlineData("A,B,friendship,,,2014,S,", "line 2, column kind")]
    [InlineData("A,B,treaty,,,last year,S,", "line 2, column year")]
    [InlineData("A,A,treaty,,,2014,S,", "line 2, column to")]
    [InlineData("A,B,treaty,,,2014,,", "line 2, column source")]
    [InlineData("A,B,other,,,2014,S,", "line 2, column note")]
    [InlineData("A,B,treaty", "line 2")]
    [InlineData("A,B,treaty,,,2014,\"S,", "line 2")]
    [InlineData("A,B,treaty,,,2014,\"S\"x,", "line 2")]
    public void What_is_wrong_is_told_with_its_line_and_column_and_nothing_is_read(string line, string where)
    {
        var reading = Read(Head + line + "\nA,B,treaty,,,1961,S,\n");
        Assert.Empty(reading.Rows);
        Assert.Equal("ties.csv, " + where, reading.Unread[0].Where);
    }

    [Fact]
    public void A_line_counts_where_it_begins_though_a_field_before_it_holds_line_ends() =>
        Assert.Equal("ties.csv, line 4, column kind", Assert.Single(Read(Head + "A,B,treaty,,,1961,\"S,\nsecond\",\nA,B,nothing,,,1961,S,\n").Unread).Where);

    [Theory]
    [InlineData("")]
    [InlineData("from,to,kind,figure,unit,year,source,note\n")]
    [InlineData("from,to,kind\nA,B,treaty\n")]
    [InlineData("from,to,kind,source,weight\nA,B,treaty,S,9\n")]
    [InlineData("from,from,to,kind,source\nA,A,B,treaty,S\n")]
    public void A_table_without_its_columns_or_rows_is_told(string text)
    {
        var reading = Read(text);
        Assert.Empty(reading.Rows);
        Assert.NotEmpty(reading.Unread);
    }

    [Fact]
    public void Too_many_rows_and_too_long_fields_are_refused_and_of_many_problems_the_first_are_told()
    {
        Assert.Contains("at most", Read(Head + string.Concat(Enumerable.Repeat("A,B,treaty,,,1961,S,\n", TieTable.MostRows + 1))).Unread[0].Problem, StringComparison.Ordinal);
        Assert.Contains("longer", Read(Head + $"A,B,treaty,,,1961,{new string('s', TieTable.LongestField + 1)},\n").Unread[0].Problem, StringComparison.Ordinal);
        Assert.Equal(TieTable.MostProblems, Read(Head + string.Concat(Enumerable.Repeat("A,B,wrong,,,1961,S,\n", 400))).Unread.Count);
    }

    [Fact]
    public void A_row_that_no_tie_can_hold_is_broken_when_it_is_read()
    {
        string Where(string line) => Assert.Single(Read(Head + line + "\n").Unread).Where;
        Assert.Equal("ties.csv, line 2, column source", Where($"A,B,treaty,,,1961,{new string('s', TieDecisions.LongestCitation + 1)},"));
        Assert.Equal("ties.csv, line 2, column unit", Where($"A,B,aid,5,{new string('u', TieDecisions.LongestUnit + 1)},1961,S,"));
        Assert.Equal("ties.csv, line 2, column figure", Where($"A,B,aid,{new string('1', 16)}.5,USD,1961,S,"));
        Assert.Equal("ties.csv, line 2, column figure", Where($"A,B,aid,0.{new string('1', TieDecisions.LongestFigure)},USD,1961,S,"));
    }

    [Theory]
    [InlineData("\"\\ud800\": 1", 1)]
    [InlineData("\"a\": \"\\uDC00\"", 1)]
    [InlineData("\"a\":\n\"\\ud83d \\ude00\"", 2)]
    public void A_file_with_half_a_character_is_told_and_where(string member, int line)
    {
        var text = "{\"Government\": {\"Country name\": {}, " + member + "}}";
        var unread = Assert.Single(TieFile.Read(Encoding.UTF8.GetBytes(text), "ties.json", ReferenceSet.Shipped.Countries).Unread);
        Assert.Equal($"ties.json, line {line}", unread.Where);
        Assert.Contains("half a character", unread.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_pair_and_a_backslash_before_a_u_are_read()
    {
        const string text = """{"Government": {"Country name": {}}, "a": "\ud83d\ude00 \\ud800"}""";
        Assert.Contains("names no country code", Assert.Single(TieFile.Read(Encoding.UTF8.GetBytes(text), "ties.json", ReferenceSet.Shipped.Countries).Unread).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ties.xls", "A,B")]
    [InlineData("ties.json", "{\"a\": 1}")]
    [InlineData("ties.json", "{\"a\": ")]
    [InlineData("ties.csv", "\u00ff")]
    public void A_file_of_another_kind_is_told(string name, string text)
    {
        var reading = TieFile.Read(Encoding.Latin1.GetBytes(text), name, ReferenceSet.Shipped.Countries);
        Assert.Empty(reading.Rows);
        Assert.Single(reading.Unread);
    }

    [Theory]
    [InlineData("ties.csv", "from,to,kind,figure,unit,year,source,note\nNorland,Sudria,treaty,,,,T,", true)]
    [InlineData("ties.csv", "From, To ,KIND\nNorland,Sudria,treaty", true)]
    [InlineData("indicators.csv", "type,value,comment,tlp\nurl,https://leak.example,x,red", false)]
    [InlineData("mail.csv", "from,to,subject\na,b,c", false)]
    [InlineData("empty.csv", "", false)]
    [InlineData("event.json", "{\"Event\": {}}", false)]
    [InlineData("broken.json", "{", false)]
    public void A_table_of_a_case_is_one_of_ties_only_where_its_first_line_says_so(string name, string text, bool isOne) =>
        Assert.Equal(isOne, TieFile.IsOne(System.Text.Encoding.UTF8.GetBytes(text), name));
}
