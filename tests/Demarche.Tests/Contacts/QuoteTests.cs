using Demarche.Contacts;

namespace Demarche.Tests.Contacts;

public sealed class QuoteTests
{
    [Theory]
    [InlineData("North Korea's top ally is\u00a0China, officials said.", "ally is China", "ally is\u00a0China")]
    [InlineData("It ends\r\nhere. It ends  there.", "It ends there", "It ends  there")]
    [InlineData("One\n\ntwo", " One two ", "One\n\ntwo")]
    public void Words_are_found_whatever_spaces_are_between_them_and_kept_as_they_stand(string text, string quote, string found)
    {
        var (start, end) = Quotes.Place(text, quote)!.Value;
        Assert.Equal(found, text[start..end]);
    }

    [Theory]
    [InlineData("North Korea's top ally", "north Korea")]
    [InlineData("One two", "Onetwo")]
    [InlineData("One two", " ")]
    public void Other_words_and_none_are_not_found(string text, string quote) => Assert.Null(Quotes.Place(text, quote));
}
