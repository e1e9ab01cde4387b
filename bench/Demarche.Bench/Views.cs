using System.Globalization;
using System.Text.Json;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Stix;
using Demarche.Views;

namespace Demarche.Bench;

/// <summary>What an audience may know of a large case, and the package of it, beside <see cref="JsonSerializer"/> over the same objects.</summary>
internal static class Views
{
    private const int Entries = 100_000;
    private const int Included = 5_000;

    public static int Run()
    {
        var file = CaseFile.Fold("case", InventedCase.Entries("case", Entries));
        var partner = new Audience.Partner(InventedCase.Partner);
        var person = new Audience.AtDesk(InventedCase.Author, true, new HashSet<string>());
        var view = View.For(file, partner);
        var outgoing = Draft([.. ItemChoice.Of(view).Select(c => c.Id).Take(Included / 2), .. ItemChoice.Of(view).Reverse().Select(c => c.Id).Take(Included / 2)]);
        var head = new Letterhead(Id.New(), "2026-04-02T10:00:00.000Z", "desk-norland", "Norland", "desk-westmark", "Westmark");
        var composed = Composed.Of(view, outgoing, head);
        var (shown, given, all) = (Objects(view), Given(view, composed), Objects(View.For(file, person)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"view: {Entries} entries; a person at the desk sees {all.Count} objects, the partner {shown.Count}; package of {composed.Items.Count} items, {composed.Plain.Length / 1e6:0.0} MB"));
        Console.WriteLine($"view of a person, against serialising what it shows: {Measured.Beside(() => View.For(file, person), () => Serialise(all))}");
        Console.WriteLine($"view of the partner, against serialising what it shows: {Measured.Beside(() => View.For(file, partner), () => Serialise(shown))}");
        Console.WriteLine($"package, against serialising the items in it: {Measured.Beside(() => Composed.Of(view, outgoing, head), () => Serialise(given))}");
        Console.WriteLine($"view and package, against serialising what the view shows: {Measured.Beside(() => Composed.Of(View.For(file, partner), outgoing, head), () => Serialise(shown))}");
        return 0;
    }

    public static Outgoing Draft(IReadOnlyList<string> includes) => new(
        PackageKind.Request, Id.New(), "Who rented the relay", "We ask for help.", [new("ask", "Who rented it?")], "Treaty of 1999", "2026-05-01T00:00:00.000Z",
        Tlp.Amber, includes, null, null, null, null)
    {
        Readers = Marking.Of(Tlp.Amber),
    };

    private static List<object> Objects(View view) =>
        [.. view.Documents.All, .. view.Sources.All, .. view.Propositions.All, .. view.Claims.All, .. view.Observables.All];

    // A claim goes with its proposition and its source.
    public static List<object> Given(View view, Composed composed)
    {
        List<object> given = [];
        foreach (var item in composed.Items)
        {
            if (view.Observables.Find(item.Item) is { } observable) given.Add(observable);
            if (view.Propositions.Find(item.Item) is { } proposition) given.Add(proposition);
            if (view.Claims.Find(item.Item) is { } claim) given.AddRange([claim, view.Propositions.Find(claim.Content.Proposition)!, view.Sources.Find(claim.Content.Source)!]);
        }
        return given;
    }

    private static void Serialise(List<object> objects)
    {
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, objects, FactKinds.Json);
    }
}
