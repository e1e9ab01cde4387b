using Demarche.Search;
using Demarche.Store;

namespace Demarche.Tests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Norland's Harbour-master, 2026", "norland s harbour master 2026")]
    [InlineData("Ærøskøbing, Łódź, Straße, ÉCOLE, café\u0301, ﬁle, ＡＢ１", "aeroskobing lodz strasse ecole cafe file ab1")]
    [InlineData("Ёлки и Ай, Αθήνας", "елки и аи αθηνασ")]
    [InlineData("漢字とカナ ｶ", "漢 字 と カ ナ カ")]
    [InlineData("서울 كِتَاب", "서울 كتاب")]
    [InlineData("a漢b", "a 漢 b")]
    [InlineData("hxxps://evil[.]example/a", "https evil example a")]
    [InlineData("https://evil.example/a", "https evil example a")]
    [InlineData("ana[at]evil(dot)example 192[.]0{.}2.17", "ana evil example 192 0 2 17")]
    [InlineData("looked (at) the dots [dot", "looked the dots dot")]
    [InlineData("\" * ( ) : ^ = ' \\ \0 NEAR", "near")]
    [InlineData("\ud800 lone", "lone")]
    public void Text_is_cut_into_plain_words(string text, string words) =>
        Assert.Equal(words, string.Join(' ', SearchWords.In(text).Select(w => w.Text)));

    [Fact]
    public void A_word_knows_where_it_stands_in_its_text()
    {
        const string Text = "Über hxxp evil[.]example 漢字";
        Assert.Equal(["Über", "hxxp", "evil", "example", "漢", "字"], SearchWords.In(Text).Select(w => Text[w.Start..w.End]));
    }

    [Fact]
    public void A_word_beyond_all_measure_is_known_by_its_beginning() =>
        Assert.Equal(SearchWords.LongestWord, Assert.Single(SearchWords.In(new string('a', 100_000))).Text.Length);

    [Fact]
    public void What_the_databases_could_not_place_is_a_gap_in_both()
    {
        var words = SearchWords.Row([string.Concat(Enumerable.Repeat("the ", 300)) + "end", "other"]);
        Assert.Equal(SearchWords.MostPlaces, words.Count(w => w == "the"));
        Assert.Equal((303, "end", IndexRow.Gap, "other"), (words.Count, words[300], words[301], words[302]));
        Assert.Equal(SearchWords.MostWords, SearchWords.Row([string.Join(' ', Enumerable.Range(0, 20_000))]).Count);
    }
}
