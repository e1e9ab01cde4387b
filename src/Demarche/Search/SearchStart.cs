using Demarche.Store;

namespace Demarche.Search;

/// <summary>Makes anew, beside the first requests, what of the search index is not there yet: after an upgrade or an import.</summary>
public sealed partial class SearchStart(CaseBook book, SearchIndex index, ILogger<SearchStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await index.CatchUpAsync(book, stoppingToken) is > 0 and var cases) Indexed(cases);
        }
        catch (OperationCanceledException)
        {
        }
        catch (StoreProblem problem)
        {
            // The next search tries again.
            Failed(problem.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Cases} cases were indexed for search.")]
    private partial void Indexed(int cases);

    [LoggerMessage(LogLevel.Warning, "Cases could not be indexed for search; the next search tries again. {Problem}")]
    private partial void Failed(string problem);
}
