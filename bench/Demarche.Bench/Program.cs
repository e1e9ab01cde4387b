using Demarche.Bench;

return args switch
{
    ["appends", .. var rest] => await Appends.RunAsync(rest),
    ["fold"] => Folds.Run(),
    ["view"] => Views.Run(),
    ["check", .. var rest] => Checks.Run(rest),
    ["ledger"] => Ledgers.Run(),
    ["start"] => await Starts.RunAsync(),
    ["twins", .. var rest] => await TwinsByTheMillion.RunAsync(rest),
    ["search", .. var rest] => await Searches.RunAsync(rest),
    ["leverage"] => Leverages.Run(),
    ["page"] => await Readers.RunAsync(),
    ["plain", var url] => await PlainServer.RunAsync(url),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Demarche.Bench -- appends [FOLDER] | fold | view | check [ENTRIES...] | twins [COUNT [SEED]] | start | page | search [FOLDER] | ledger | leverage");
    return 2;
}
