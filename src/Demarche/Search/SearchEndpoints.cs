using Demarche.Web;

namespace Demarche.Search;

public static class SearchEndpoints
{
    public static void Map(CaseRoutes routes, SearchDesk search)
    {
        routes.Desk.Page<SearchPage, SearchList>("/search", Capability.ReadCases, async context => await search.FindAsync(
            context.Caller(), context.Request.Query["q"], null, context.Request.Query["after"], context.RequestAborted));
        routes.Page<CaseSearchPage, SearchList>("/search", Capability.ReadCases, async call => await search.FindAsync(
            call.Caller, call.Query["q"], call.CaseId, call.Query["after"], call.Context.RequestAborted));
    }
}
