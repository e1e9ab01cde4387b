namespace Demarche.Tests.Tour;

/// <summary>Words of a page that only a program reads, and words that run into each other where something between them was lost.</summary>
public static class PageWords
{
    /// <summary>
    /// What it says of a page's own words: times of ISO 8601, types of STIX, ids, and texts without a space between them. What somebody else wrote, exact
    /// values and hints at what can be typed are theirs.
    /// </summary>
    public const string Script = """
        (() => {
          const found = [];
          const theirs = 'pre, code, .mono, q, blockquote, textarea, .reading, .finding, .secret, label .hint, dd.text';
          const rules = [
            ['a time as programs write it', /\b\d{4}-\d\d-\d\d\b/, theirs],
            ['a type as STIX writes it', /\b(ipv4-addr|ipv6-addr|email-addr|mac-addr|domain-name|windows-registry-key|user-account|autonomous-system|network-traffic):/, theirs],
            ...location.pathname.endsWith('/letter') ? [] : [['an id', /\b[0-9a-hjkmnp-tv-z]{25}\b/, theirs + ', article.letter']],
            ['no space after a sentence', /\p{Ll}{2}[.!?:]\p{Lu}\p{Ll}/u, theirs + ', article.letter'],
          ];
          const end = (last) => /[\p{L}\p{N}.,;:!?%)”"]$/u.test(last), start = (next) => /^[\p{L}\p{N}("“]/u.test(next);
          for (const part of document.querySelectorAll('main, aside')) {
            const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
            let before = null;
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
              const parent = node.parentElement;
              if (node.data === '' || parent.closest('script, style, select, svg, textarea')) continue;
              if (node.data.trim() === '') {
                if (before) before.text += ' ';
                continue;
              }
              for (const [what, rule, not] of rules)
                if (rule.test(node.data) && !parent.closest(not)) found.push(`${what}: ${node.data.trim().slice(0, 90)}`);
              // A quotation has its marks before and after it.
              const quote = parent.closest('q');
              const range = document.createRange();
              range.selectNodeContents(quote ?? node);
              const places = [...(quote ?? range).getClientRects()].filter((place) => place.width > 0);
              if (places.length === 0) continue;
              const last = before;
              before = { text: node.data, place: places.at(-1), parent };
              if (!last || last.parent === parent || !getComputedStyle(parent).display.startsWith('inline')) continue;
              const [left, right, gap] = [last.place, places[0], places[0].left - last.place.right];
              if (Math.abs(left.bottom - right.bottom) < 8 && gap > -1 && gap < 3 && end(last.text) && start(node.data))
                found.push(`no space between: ${last.text.trim().slice(-30)}|${node.data.trim().slice(0, 30)}`);
            }
          }
          return found;
        })()
        """;
}
