namespace Demarche.Paper.Pdf;

/// <summary>Puts pieces on pages. Pure: nothing is painted here.</summary>
internal static class Pages
{
    public static IReadOnlyList<IReadOnlyList<(Piece Piece, double Y)>> Of(IReadOnlyList<Piece> pieces, double top, double bottom)
    {
        var pages = new List<IReadOnlyList<(Piece, double)>>();
        var page = new List<(Piece, double)>();
        var y = top;
        for (var i = 0; i < pieces.Count;)
        {
            var end = i + 1;
            while (end < pieces.Count && pieces[end - 1].KeepNext) end++;
            var together = pieces.Skip(i).Take(end - i).Sum(p => p.Height);
            if (page.Count > 0 && y + together > bottom && together <= bottom - top) Turn();
            for (; i < end; i++)
            {
                var piece = pieces[i];
                if (piece.IsSpace && page.Count == 0) continue;
                if (page.Count > 0 && y + piece.Height > bottom) Turn();
                if (page.Count == 0 && pages.Count > 0 && piece.Head is { } head) Put(head);
                Put(piece);
            }
        }
        if (page.Count > 0 || pages.Count == 0) pages.Add(page);
        return pages;

        void Put(Piece piece)
        {
            page.Add((piece, y));
            y += piece.Height;
        }

        void Turn()
        {
            pages.Add([.. page]);
            page.Clear();
            y = top;
        }
    }
}
