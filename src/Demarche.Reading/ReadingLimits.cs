namespace Demarche.Reading;

/// <summary>Limits on foreign bytes, each with the attack that it stops.</summary>
public static class ReadingLimits
{
    /// <summary>Bytes of one document, 32 MiB. Stops memory exhaustion; checked before anything is decoded.</summary>
    public const int Bytes = 32 * 1024 * 1024;

    /// <summary>Depth of HTML elements. Browsers stop at 512 too. Stops stack overflow and the parser's quadratic search through open elements.</summary>
    public const int NestingDepth = 512;

    /// <summary>HTML elements. Stops pages of a few megabytes that grow to gigabytes as a tree (unclosed formatting elements are copied into every paragraph).</summary>
    public const int Elements = 400_000;

    /// <summary>Passages of one document. Stops a file of line breaks from becoming millions of records.</summary>
    public const int Passages = 200_000;

    /// <summary>Characters of one passage that are read for claims, from its beginning. Stops a single endless line.</summary>
    public const int ClaimPassageCharacters = 20_000;

    /// <summary>Words and marks of one sentence that are read for claims. A claim reaches to the end of its sentence: a sentence of a megabyte would be copied into each of its claims.</summary>
    public const int ClaimSentenceTokens = 1_000;

    /// <summary>Attributions of one sentence. Each is compared with the others: "A said B said C said ..." would cost its square.</summary>
    public const int SentenceAttributions = 20;

    /// <summary>Steps of the search for claims in one document: tokens looked at and characters searched. A report of a thousand pages takes a fifth of them;
    /// a text made so that each word is looked at ten thousand times would hold a processor for minutes.</summary>
    public const long ClaimSteps = 100_000_000;

    /// <summary>Observables, claims and times of one document, each. What lies beyond is not proposed, and a problem says where reading stopped.</summary>
    public const int Proposals = 100_000;

    /// <summary>Characters of one title, byline or other field of metadata. Stops a page from filling every list that shows its name.</summary>
    public const int FieldCharacters = 500;

    /// <summary>Characters of JSON-LD that are parsed for metadata. Stops a page of metadata from being read twice at full cost.</summary>
    public const int JsonLdCharacters = 1024 * 1024;
}
