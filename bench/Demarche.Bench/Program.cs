using Demarche.Bench;

return args switch
{
    ["appends", .. var rest] => await Appends.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Demarche.Bench -- appends [FOLDER]");
    return 2;
}
