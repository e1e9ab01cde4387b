using Demarche.Cases;
using Demarche.People;
using Demarche.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Bench;

/// <summary>A desk's folder with one case, written before any measuring starts.</summary>
/// <param name="Case">The case's id.</param>
/// <param name="Token">A session of the person who opened it.</param>
internal sealed record DeskFolderWithClaims(string Folder, string Case, string Token) : IDisposable
{
    private const int Batch = 500;

    public static string NewFolder() => Path.Combine(Directory.CreateDirectory(Path.Combine("artifacts", "bench")).FullName, "desk-" + Id.New());

    public static async Task<DeskFolderWithClaims> WriteAsync(int claims)
    {
        var (folder, id, person) = (NewFolder(), Id.New(), InventedCase.Author);
        await using var desk = await Desk.BuildAsync(new DeskOptions { Data = folder }, TimeProvider.System);
        var who = new Person("Ana Lind", "ana", [Role.Analyst], [], false);
        await desk.Services.GetRequiredService<DeskBook>().WriteAsync(person, _ => Decision.Allow(new PersonAdded(person, who), DeskFile.Internal, person));
        var store = desk.Services.GetRequiredService<JournalStore>();
        var head = await store.HeadAsync(id);
        foreach (var facts in InventedCase.Claims(claims).Chunk(Batch))
        {
            var drafts = facts.Select(f => FactKinds.Draft(id, Times.Text(TimeProvider.System.GetUtcNow()), person, f)).ToList();
            head = ((AppendResult.Appended)await store.AppendAsync(head, drafts)).Head;
        }
        return new(folder, id, await desk.Services.GetRequiredService<Sessions>().OpenAsync(person));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
