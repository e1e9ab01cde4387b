namespace Demarche.Reading;

/// <summary>The words and marks of one passage. Every look at one is a step of work, so that no search can be forgotten in the count.</summary>
internal sealed class TokenRow(Work work)
{
    private readonly List<Token> tokens = [];

    public int Count => tokens.Count;

    public Token this[int at]
    {
        get
        {
            work.Did(1);
            return tokens[at];
        }
    }

    public void Add(Token token) => tokens.Add(token);

    public IEnumerable<Token> Range(int first, int end)
    {
        for (var at = first; at < end; at++)
            yield return this[at];
    }
}
