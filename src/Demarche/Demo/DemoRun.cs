using Demarche.People;

namespace Demarche.Demo;

/// <summary>
/// Two desks with a story to click through: ours in this process, the partner's in a second one. What they hold was done through their
/// own APIs by the people of the story, so nothing in the product knows of the demo.
/// </summary>
/// <param name="folder">Holds a folder for each desk, and who can sign in.</param>
internal sealed class DemoRun(string folder, string ourUrl, string partnerUrl, TimeProvider time)
{
    private const string Ours = "norland";
    private const string Partners = "westmark";

    /// <summary>A desk of the story that answers once and is then closed.</summary>
    private const string Guest = "kasteria";

    /// <exception cref="DemoProblem">The demo can't be shown.</exception>
    /// <exception cref="StoppedException">It was told to stop before the story was set up.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var accounts = DemoAccounts.Find(folder);
        if (accounts is null && !DemoAccounts.IsFree(folder))
            throw new DemoProblem($"{folder} holds something that is no demo. Name another folder with --data.");
        if (accounts is { Told: false })
        {
            Console.Out.WriteLine("The story was not set up to its end. It is set up again.");
            foreach (var desk in new[] { Ours, Partners, Guest }.Select(key => Path.Combine(folder, key)).Where(Directory.Exists))
                Directory.Delete(desk, recursive: true);
            accounts = null;
        }
        if (accounts is not null && accounts.Desks.Zip([ourUrl, partnerUrl]).Any(d => d.First.Address != d.Second))
            throw new DemoProblem($"The desks of this demo know each other at {accounts.Desks[0].Address} and {accounts.Desks[1].Address}. Start it there, or in another folder.");

        Directory.CreateDirectory(folder);
        // Before any desk is there, so that a demo that breaks off is known as one.
        if (accounts is null) new DemoAccounts(false, []).Keep(folder);
        await using var ours = await Desk.BuildAsync(new() { Data = Path.Combine(folder, Ours), Urls = ourUrl }, time, ct);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, ours.Lifetime.ApplicationStopping);
        try
        {
            await Serve.StartAsync(ours, ourUrl, either.Token);
            var theirs = Path.Combine(folder, Partners);
            await using var partner = await DeskProcess.StartAsync(theirs, partnerUrl, accounts is null, time, either.Token);
            accounts ??= await SetUpAsync(ours, partner, either.Token);
            Print(accounts);
            await Task.WhenAny(ours.WaitForShutdownAsync(ct), partner.EndedAsync(ct));
            await ours.StopAsync(CancellationToken.None);
        }
        // Whatever the story was about to do then fails in its own way: a desk of it is closed.
        catch (Exception) when (accounts is null && either.IsCancellationRequested)
        {
            throw new StoppedException("Stopped before the story was set up. The next start sets it up from the beginning.");
        }
    }

    private async Task<DemoAccounts> SetUpAsync(WebApplication ours, DeskProcess partner, CancellationToken ct)
    {
        Console.Out.WriteLine("Setting up the story; this takes a moment.");
        return await TellAsync(await ours.Services.GetRequiredService<Accounts>().OfferFoundingAsync(ct), partner.FirstStart, ct);
    }

    private async Task<DemoAccounts> TellAsync(string? ourLink, string? partnerLink, CancellationToken ct)
    {
        var story = new Story(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var plot = story.Plot;
        var guestUrl = $"http://127.0.0.1:{FreePort()}";
        await using var guest = await DeskProcess.StartAsync(Path.Combine(folder, Guest), guestUrl, true, time, ct);

        Dictionary<string, string> kept = [];
        Dictionary<string, Seat> seats = [];
        List<DemoDesk> desks = [];
        try
        {
            foreach (var (key, url, link) in new[] { (Ours, ourUrl, ourLink), (Partners, partnerUrl, partnerLink), (Guest, guestUrl, guest.FirstStart) })
            {
                desks.Add(await DemoPeople.SeatAsync(key, Path.Combine(folder, key), url, link!, plot["desks"]![key]!, seats, kept, ct));
            }
            await new Telling(story, seats, kept, time).TellAsync(plot["acts"]!.AsArray(), ct);
        }
        finally
        {
            foreach (var seat in seats.Values) seat.Dispose();
        }
        var accounts = new DemoAccounts(true, [.. desks.Where(d => d.Key != Guest)]);
        accounts.Keep(folder);
        return accounts;
    }

    private static void Print(DemoAccounts accounts)
    {
        foreach (var desk in accounts.Desks)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine($"{desk.Name}: {desk.Address}/sign-in");
            foreach (var person in desk.People)
            {
                Console.Out.WriteLine($"  {person.Login,-8} {person.Password}   {person.Name}, {person.Part}");
                if (person.Passphrase is { } passphrase) Console.Out.WriteLine($"           {passphrase}   passphrase of {person.Name}'s vault key");
            }
        }
        Console.Out.WriteLine();
        Console.Out.WriteLine("Use two browsers, or a private window, for two people at one desk. Both desks end with Ctrl-C; the next start goes on where you stopped.");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
