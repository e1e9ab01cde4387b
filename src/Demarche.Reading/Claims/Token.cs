namespace Demarche.Reading;

internal enum TokenKind
{
    Word,
    Punctuation,
    OpenQuote,
    CloseQuote,
}

/// <summary>A word or mark of the kept text. <see cref="Quoted"/>: it stands between quotation marks.</summary>
internal sealed record Token(TokenKind Kind, int Start, int End, string Text, bool Quoted)
{
    public string Lower { get; } = Text.ToLowerInvariant();

    public bool IsWord => Kind == TokenKind.Word;

    public bool IsCapital => IsWord && char.IsUpper(Text[0]);

    public bool Is(string mark) => Text == mark;
}
