using System.Runtime.Versioning;
using System.Security.Cryptography;
using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

public sealed class DeskKeysTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("four fictional states")]
    public void Keys_that_were_saved_load_again(string? passphrase)
    {
        using var folder = new Folder();
        Norland.Save(folder["keys"], passphrase);
        Assert.True(DeskKeys.Exist(folder["keys"]));

        using var loaded = DeskKeys.Load(folder["keys"], passphrase);
        Assert.Equal((Norland.Desk, Norland.SigningKey, Norland.EncryptionKey), (loaded.Desk, loaded.SigningKey, loaded.EncryptionKey));
        var key = FieldKey.Create();
        Assert.NotNull(loaded.Node.Unwrap(key.Id, Norland.Node.Wrap(key)));
        Assert.NotNull(SealedPackage.Open(SealedPackage.Seal(Package(Westmark, Norland), Westmark, NorlandCard).Text, loaded, kid => Pinned(kid, WestmarkCard)).Opened);
        Assert.Equal(passphrase is not null, File.ReadAllText(Path.Combine(folder["keys"], "signing.pem")).StartsWith("-----BEGIN ENCRYPTED", StringComparison.Ordinal));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Key_files_are_their_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var folder = new Folder();
        Norland.Save(folder["keys"]);
        Assert.Equal("700", Mode(folder["keys"]));
        foreach (var file in Directory.EnumerateFiles(folder["keys"])) Assert.Equal("600", Mode(file));

        File.SetUnixFileMode(Path.Combine(folder["keys"], "signing.pem"), (UnixFileMode)0b110_100_000);
        var problem = Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["keys"]));
        Assert.Contains("mode 0640", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"chmod 600 {Path.Combine(folder["keys"], "signing.pem")}", problem.Message, StringComparison.Ordinal);
        File.SetUnixFileMode(Path.Combine(folder["keys"], "signing.pem"), (UnixFileMode)0b110_000_000);
        File.SetUnixFileMode(folder["keys"], (UnixFileMode)0b111_101_101);
        Assert.Contains("chmod 700", Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["keys"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_passphrase_and_none_are_said_so()
    {
        using var folder = new Folder();
        Norland.Save(folder["keys"], "right");
        Assert.Contains("give the passphrase", Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["keys"])).Message, StringComparison.Ordinal);
        Assert.Contains("passphrase is wrong", Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["keys"], "wrong")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_never_overwritten()
    {
        using var folder = new Folder();
        Norland.Save(folder["keys"]);
        Assert.Throws<KeyFileException>(() => Westmark.Save(folder["keys"]));
        using var still = DeskKeys.Load(folder["keys"]);
        Assert.Equal(Norland.Desk, still.Desk);
    }

    [Theory]
    [InlineData("desk.id")]
    [InlineData("signing.pem")]
    [InlineData("encryption.pem")]
    [InlineData("node.jwe")]
    public void A_missing_or_damaged_file_is_named(string name)
    {
        using var folder = new Folder();
        Norland.Save(folder["keys"]);
        var path = Path.Combine(folder["keys"], name);
        File.WriteAllText(path, "nonsense, and a space");
        Assert.Contains(path, Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["keys"])).Message, StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains(path, Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["keys"])).Message, StringComparison.Ordinal);
        Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["nowhere"]));
    }

    [Fact]
    public void A_key_on_another_curve_or_without_its_private_half_is_refused()
    {
        using var folder = new Folder();
        Norland.Save(folder["keys"]);
        var path = Path.Combine(folder["keys"], "signing.pem");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(path, other.ExportPkcs8PrivateKeyPem());
        Assert.Contains("P-256", Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["keys"])).Message, StringComparison.Ordinal);
        using var verifier = Norland.SigningKey.Verifier();
        File.WriteAllText(path, verifier.ExportSubjectPublicKeyInfoPem());
        Assert.Contains("private key", Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["keys"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_node_key_of_another_desk_does_not_load()
    {
        using var folder = new Folder();
        Norland.Save(folder["norland"]);
        Westmark.Save(folder["westmark"]);
        File.Copy(Path.Combine(folder["westmark"], "node.jwe"), Path.Combine(folder["norland"], "node.jwe"), overwrite: true);
        Assert.Contains("node.jwe", Assert.Throws<KeyFileException>(() => DeskKeys.Load(folder["norland"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_seal_and_open_with_the_same_keys() => Parallel.For(0, 200, _ =>
    {
        var text = SealedPackage.Seal(Package(Norland, Westmark), Norland, WestmarkCard).Text;
        Assert.NotNull(SealedPackage.Open(text, Westmark, kid => Pinned(kid, NorlandCard)).Opened);
    });

    [Fact]
    public void Keys_that_were_disposed_sign_nothing()
    {
        var keys = DeskKeys.Create();
        var card = keys.Card("Ostania desk", "mailto:desk@ostania.example");
        keys.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new KeyRotation(card, Time).Sign(keys));
        Assert.Throws<ObjectDisposedException>(() => SealedPackage.Open("", keys, _ => null));
    }

    [Fact]
    public void A_rotation_keeps_the_desk_and_its_node_key()
    {
        using var next = Norland.Rotate();
        Assert.Equal(Norland.Desk, next.Desk);
        Assert.NotEqual(Norland.SigningKey, next.SigningKey);
        Assert.NotEqual(Norland.EncryptionKey, next.EncryptionKey);
        var key = FieldKey.Create();
        Assert.NotNull(next.Node.Unwrap(key.Id, Norland.Node.Wrap(key)));
    }

    [UnsupportedOSPlatform("windows")]
    private static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
