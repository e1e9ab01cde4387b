using Demarche.Bench;

return args switch
{
    ["appends", .. var rest] => await Appends.RunAsync(rest),
    ["fold"] => Folds.Run(),
    ["view"] => Views.Run(),
    ["check", .. var rest] => Checks.Run(rest),
    ["ledger", .. var rest] => Ledgers.Run(rest),
    ["matrix"] => Matrices.Run(),
    ["start"] => await Starts.RunAsync(),
    ["twins", .. var rest] => await TwinsByTheMillion.RunAsync(rest),
    ["search", .. var rest] => await Searches.RunAsync(rest),
    ["leverage"] => Leverages.Run(),
    ["import", .. var rest] when rest.Length > 0 => await Imports.RunAsync(rest),
    ["page"] => await Readers.RunAsync(),
    ["plain", var url] => await PlainServer.RunAsync(url),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Demarche.Bench -- appends [FOLDER] | fold | view | check [ENTRIES[:INCLUDED]...] | twins [COUNT [SEED]] | start | page | search [FOLDER [PASSAGES:CASES...]] | ledger [RELEASES...] | leverage | matrix | import TABLES [FOLDER]");
    return 2;
}
