using Demarche.Web;

namespace Demarche.Cases;

/// <summary>Names that entries and enumerations bear, in the reader's language.</summary>
public static class CaseWords
{
    /// <summary>What happened: <c>claim-made</c>. A kind without words of its own is shown as it stands in the journal.</summary>
    public static string What(string kind) => Words.SayAny("cases.what", kind) ?? kind.Replace('-', ' ');

    /// <summary>A part of an item that can have a marking of its own: <c>passage</c>.</summary>
    public static string Field(string name) => Words.SayAny("cases.field", name) ?? name;

    /// <summary>What an item is: <c>origin-judgement</c>.</summary>
    public static string Kind(string kind) => Words.SayAny("cases.kind", kind) ?? kind.Replace('-', ' ');
}
