using System.Text;
using Demarche.Imports;

namespace Demarche.Tests.Imports;

public sealed class CsvTableTests
{
    private static CsvTable Read(string text) => CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.csv");

    [Fact]
    public void Rows_know_the_line_they_begin_on_though_fields_before_them_hold_line_ends()
    {
        var table = Read("\uFEFFID,name\r\n1,\"two\r\nlines, a \"\"quote\"\"\"\r\n2,plain\r\n");
        Assert.Empty(table.Problems);
        Assert.Equal([(2, "two\r\nlines, a \"quote\""), (4, "plain")], table.Rows.Select(r => (r.Line, r["name"])));
        Assert.Equal("1,\"two\nlines, a \"\"quote\"\"\"", table.Rows[0].Raw);
    }

    [Fact]
    public void Broken_rows_count_against_the_limit_of_rows()
    {
        var table = Read("ID,name\n" + string.Concat(Enumerable.Repeat("a\n", ImportLimits.Rows + 50)));
        Assert.Equal((ImportLimits.Rows + 1, Defect.TooMuch), (table.Problems.Count, table.Problems[^1].Defect));
    }

    [Theory]
    [InlineData("2,a,b")]
    [InlineData("2")]
    [InlineData("2,\"a\"b")]
    public void A_broken_row_is_told_with_its_line_and_text_and_the_next_one_is_read(string broken)
    {
        var table = Read($"ID,name\n1,first\n{broken}\n3,third\n");
        Assert.Equal(["1", "3"], table.Rows.Select(r => r["ID"]));
        var problem = Assert.Single(table.Problems);
        Assert.Equal((Defect.UnreadableRow, 3, broken), (problem.Defect, problem.Line, problem.Text));
    }

    [Fact]
    public void A_quote_that_is_never_closed_takes_in_no_more_than_a_field_may_hold()
    {
        var table = Read("ID,name\n1,first\n2,\"open\n" + string.Concat(Enumerable.Repeat("3,x\n", ImportLimits.Field)));
        Assert.Equal("1", Assert.Single(table.Rows)["ID"]);
        Assert.Contains(table.Problems, p => p is { Defect: Defect.UnreadableRow, Line: 2 });
    }

    [Fact]
    public void What_is_not_UTF8_names_columns_twice_or_has_too_many_is_told()
    {
        Assert.Contains(CsvTable.Read(new MemoryStream([.. "ID,name\n"u8, 0xFF, 0xFE, (byte)'\n']), "t.csv").Problems, p => p.Defect == Defect.UnreadableRow);
        Assert.Contains(Read("ID,ID\n1,2\n").Problems, p => p is { Defect: Defect.UnknownColumn, Column: "ID" });
        var wide = Read(string.Join(',', Enumerable.Range(0, ImportLimits.Columns + 1)) + "\n");
        Assert.Null(wide.Head);
        Assert.Contains(wide.Problems, p => p.Defect == Defect.TooMuch);
    }

    [Fact]
    public void Beyond_the_most_rows_nothing_is_read()
    {
        var table = Read("ID,name\n" + string.Concat(Enumerable.Repeat("1,x\n", ImportLimits.Rows + 2)));
        Assert.Equal(ImportLimits.Rows, table.Rows.Count);
        Assert.Contains(table.Problems, p => p is { Defect: Defect.TooMuch, Line: ImportLimits.Rows + 2 });
    }

    [Theory]
    [InlineData("['one', \"an other's\"]", "one|an other's")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public void Lists_are_read_as_Python_writes_them(string written, string items) =>
        Assert.Equal(items, string.Join('|', EurepocValues.List(written)!));

    [Theory]
    [InlineData("['one")]
    [InlineData("one, two")]
    [InlineData("[['nested']]")]
    [InlineData("['open]")]
    public void What_is_no_list_is_none(string written) => Assert.Null(EurepocValues.List(written));
}
