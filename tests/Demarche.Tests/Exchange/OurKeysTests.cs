using Demarche.Exchange;
using Demarche.Journal;

namespace Demarche.Tests.Exchange;

public sealed class OurKeysTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("demarche-");

    private string Keys => Path.Combine(folder.FullName, "keys");

    [Fact]
    public async Task New_keys_are_of_the_same_desk_and_the_old_ones_still_open_what_was_under_way()
    {
        var ours = OurKeys.OpenOrCreate(Keys, "a passphrase");
        var (desk, old) = (ours.Current.Desk, ours.Current.SigningKey);
        await ours.RotateAsync((_, _) => Task.CompletedTask);
        Assert.Equal(desk, ours.Current.Desk);
        Assert.NotEqual(old, ours.Current.SigningKey);
        Assert.Equal(old, Assert.Single(ours.Retired).SigningKey);
        var reopened = OurKeys.Open(Keys, "a passphrase");
        Assert.Equal(ours.Current.SigningKey, reopened.Current.SigningKey);
        Assert.Equal(old, Assert.Single(reopened.Retired).SigningKey);
    }

    [Fact]
    public async Task A_running_desk_takes_the_keys_that_another_process_put_in_force()
    {
        var running = OurKeys.OpenOrCreate(Keys);
        var before = running.Current.SigningKey;
        await Task.Delay(20, TestContext.Current.CancellationToken);
        await OurKeys.Open(Keys).RotateAsync((_, _) => Task.CompletedTask);
        Assert.NotEqual(before, running.Current.SigningKey);
        Assert.Single(running.Retired);
    }

    [Fact]
    public async Task A_rotation_that_could_not_be_journalled_changes_nothing_and_the_next_one_goes_on_with_the_same_keys()
    {
        var ours = OurKeys.OpenOrCreate(Keys);
        var before = ours.Current.SigningKey;
        Jwk? promised = null;
        await Assert.ThrowsAsync<IOException>(() => ours.RotateAsync((_, next) =>
        {
            promised = next.SigningKey;
            throw new IOException("the disk is full");
        }));
        Assert.Equal(before, OurKeys.Open(Keys).Current.SigningKey);
        await ours.RotateAsync((_, _) => Task.CompletedTask);
        Assert.Equal(promised, ours.Current.SigningKey);
    }

    [Fact]
    public async Task A_desk_that_died_between_the_two_moves_starts_with_the_new_keys()
    {
        var ours = OurKeys.OpenOrCreate(Keys);
        Jwk? promised = null;
        await Assert.ThrowsAsync<IOException>(() => ours.RotateAsync((_, next) => throw new IOException((promised = next.SigningKey).X)));
        Directory.CreateDirectory(Keys + ".retired");
        Directory.Move(Keys, Path.Combine(Keys + ".retired", "old"));
        var restarted = OurKeys.OpenOrCreate(Keys);
        Assert.Equal(promised, restarted.Current.SigningKey);
        Assert.Single(restarted.Retired);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
