using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Demarche.Bench;

/// <summary>Pages of a case with many claims, for one reader and for fifty at once, beside a page of the same size that is always the same.</summary>
internal static class Readers
{
    private const int Claims = 10_000;
    private const int Many = 50;
    private const int Requests = 1_000;
    private const int Warmups = 200;

    public static async Task<int> RunAsync()
    {
        using var folder = await DeskFolderWithClaims.WriteAsync(Claims);
        using var desk = await ServerProcess.DeskAsync(folder.Folder);
        using var plain = await ServerProcess.PlainAsync();
        using var http = Client(desk.Address, folder.Token);
        using var other = Client(plain.Address, null);
        foreach (var page in new[] { $"/cases/{folder.Case}/claims", $"/cases/{folder.Case}" })
        {
            var watch = Stopwatch.StartNew();
            using var first = await http.GetAsync(new Uri(page, UriKind.Relative));
            if (!first.IsSuccessStatusCode)
            {
                Console.WriteLine($"{page} answers {(int)first.StatusCode}");
                continue;
            }
            var size = (await first.Content.ReadAsByteArrayAsync()).Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page}: {size / 1e3:0} kB, first answer after {watch.ElapsedMilliseconds} ms"));
            foreach (var readers in new[] { 1, Many })
            {
                await ReadAsync(http, page, readers, Warmups);
                await ReadAsync(other, $"/{size}", readers, Warmups);
                var before = desk.ProcessorTime;
                var shown = await ReadAsync(http, page, readers, Requests);
                var processor = (desk.ProcessorTime - before) / Requests;
                var still = await ReadAsync(other, $"/{size}", readers, Requests);
                foreach (var share in new[] { 0.5, 0.95 })
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {readers} readers, p{share * 100:0}: {new Measured(Measured.At(shown, share), Measured.At(still, share))}"));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {readers} readers, processor time of the desk for a page: {processor.TotalMilliseconds:0.0} ms"));
            }
        }
        return 0;
    }

    private static async Task<List<TimeSpan>> ReadAsync(HttpClient http, string page, int readers, int requests)
    {
        var times = await Task.WhenAll(Enumerable.Range(0, readers).Select(async _ =>
        {
            List<TimeSpan> mine = [];
            for (var i = 0; i < requests / readers; i++)
            {
                var watch = Stopwatch.StartNew();
                using var answer = await http.GetAsync(new Uri(page, UriKind.Relative));
                await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                mine.Add(watch.Elapsed);
            }
            return mine;
        }));
        return [.. times.SelectMany(t => t)];
    }

    private static HttpClient Client(Uri address, string? token)
    {
        var http = new HttpClient { BaseAddress = address };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
