using System.Security.Cryptography;
using System.Text;

namespace Demarche.Releases;

/// <summary>
/// How letters look, ours and, at this desk, a partner's: on a screen, on a phone and on paper, where each sheet bears the level of the letter.
/// </summary>
public static class LetterStyle
{
    private const string Css = """

        html { font: 11pt/1.45 Georgia, "Noto Serif", "Liberation Serif", serif; color: #16191d; background: #ffffff; }
        body { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: break-word; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: .75rem 0 1rem; }
        h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; break-after: avoid; }
        h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; break-after: avoid; }
        p { margin: 0 0 .6rem; }
        table { width: 100%; border-collapse: collapse; margin: .25rem 0 1rem; }
        th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; }
        th, td { border-bottom: 1px solid #c9ced4; overflow-wrap: anywhere; }
        thead th { font-size: .85rem; color: #545c66; white-space: nowrap; }
        thead th:first-child { width: 2.5rem; }
        thead th:first-child:nth-last-child(2) { width: 6.5rem; }
        td > small { white-space: nowrap; }
        tbody th { width: 11rem; font-weight: 600; }
        td > :last-child { margin-bottom: 0; }
        blockquote { margin: .25rem 0 .6rem; padding-inline-start: .75rem; border-inline-start: 3px solid #c9ced4; }
        small { font-size: .8rem; color: #545c66; }
        hr { border: 0; border-top: 1px solid #c9ced4; margin: 1.5rem 0 .5rem; }
        @media (max-width: 36rem) { body { padding: .75rem; } tbody th { width: 7rem; } td > small { white-space: normal; }
          thead th:first-child:nth-last-child(2) { width: 4.5rem; } }
        @media print {
          @page { margin: 2.2cm 2cm; }
          html { font-size: 10.5pt; }
          body { max-width: none; padding: 0; }
          tr, blockquote { break-inside: avoid; }
          thead { display: table-header-group; }
        }
        @page { @bottom-center { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }

        """;

    private static readonly string Pages = string.Join('\n', Enum.GetValues<Tlp>().Select(t =>
        $"body.{ClassOf(t)} {{ page: {ClassOf(t)}; }} @page {ClassOf(t)} {{ @top-right {{ {Label(t)} }} @bottom-right {{ {Label(t)} }} }}"));

    private static readonly string Whole = Css + Pages + "\n";

    /// <summary>The element, for the head of a page.</summary>
    public static string Element { get; } = $"<style>{Whole}</style>";

    /// <summary>The source of a Content-Security-Policy that allows this style and no other.</summary>
    public static string Source { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Whole)))}'";

    /// <summary>The class of the body of a letter at this level.</summary>
    public static string ClassOf(Tlp tlp) => "tlp-" + Web.Words.Key(tlp);

    private static string Label(Tlp tlp) => $"content: \"{Marking.Of(tlp).Label}\"; font: bold 12pt sans-serif;";
}
