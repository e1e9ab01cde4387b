using Demarche.Search;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Tests.Search;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("harbour master", "harbour & master")]
    [InlineData("\"harbour master\" AND harb*", "harbour_master & harb*")]
    [InlineData("harbour OR port OR quay mail", "harbour|port|quay & mail")]
    [InlineData("mail NOT server -harbour -\"old port\"", "mail ! server harbour old_port")]
    [InlineData("evil[.]exam*", "evil_exam*")]
    [InlineData("„harbour master“ — or not", "harbour_master & or & not")]
    [InlineData("e-mail \"NEAR(x y, 2)\" words:harbour ^mail", "e_mail & near_x_y_2 & words_harbour & mail")]
    [InlineData("mail \"harbour ma\"*", "mail & harbour_ma*", "beginning")]
    public void Words_phrases_beginnings_or_and_not_are_read(string typed, string read, string? refused = null) =>
        Assert.Equal(refused ?? read, SearchQuery.Read(typed) is { Terms: { } terms } ? Text(terms) : Words.Key(SearchQuery.Read(typed).Problem!.Rule));

    [Theory]
    [InlineData("mail \"harbour master", "quote", 5, 1)]
    [InlineData("mail OR", "or", 5, 2)]
    [InlineData("OR mail", "or", 0, 2)]
    [InlineData("mail OR OR port", "or", 8, 2)]
    [InlineData("mail OR -port", "or-not", 5, 8)]
    [InlineData("mail NOT", "not", 5, 3)]
    [InlineData("-mail", "only-not", 0, 0)]
    [InlineData("ma*", "beginning", 0, 3)]
    [InlineData("mail *", "star-or-nothing", 0, 0)]
    [InlineData("m*il", "star", 0, 4)]
    [InlineData("mail**", "star", 0, 6)]
    [InlineData("... &", "words", 0, 0)]
    [InlineData("a b c d e f g h i j k l m n o p q", "terms", 32, 1)]
    public void What_is_not_understood_is_told_at_its_place(string typed, string rule, int at, int length)
    {
        var read = SearchQuery.Read(typed);
        if (rule == "star-or-nothing")
        {
            Assert.Equal("mail", Text(read.Terms!));
            return;
        }
        Assert.Equal((rule, at, length), (Words.Key(read.Problem!.Rule), read.Problem.At, read.Problem.Length));
        Assert.True(Words.Has("search.problem." + rule));
    }

    [Fact]
    public void A_query_without_end_is_refused_unread()
    {
        Assert.Equal(QueryRule.Short, SearchQuery.Read(new string('a', SearchQuery.Longest + 1)).Problem!.Rule);
        Assert.Equal(QueryRule.Terms, SearchQuery.Read($"\"{string.Join(' ', Enumerable.Repeat("a", SearchQuery.MostWords + 1))}\"").Problem!.Rule);
    }

    [Theory]
    [InlineData("one three", true)]
    [InlineData("\"one two\"", true)]
    [InlineData("\"two one\"", false)]
    [InlineData("\"two three\"", false)]
    [InlineData("thr*", true)]
    [InlineData("four OR two", true)]
    [InlineData("one -three", false)]
    public void A_text_is_what_is_looked_for_or_is_not(string typed, bool matches) =>
        Assert.Equal(matches, SearchQuery.Matches(SearchQuery.Read(typed).Terms!, SearchWords.Row(["One two", "three"])));

    private static string Text(IndexQuery query)
    {
        static string Term(IndexTerm t) => string.Join('_', t.Words) + (t.IsPrefix ? "*" : "");
        return string.Join(" & ", query.All.Select(any => string.Join('|', any.Select(Term)))) + (query.None.Count > 0 ? " ! " + string.Join(' ', query.None.Select(Term)) : "");
    }
}
