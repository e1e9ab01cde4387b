using System.Diagnostics;

namespace Demarche.Tests.Store;

/// <summary>A loopback file system of a few megabytes that a test can fill. Mounting takes root.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demarche-disk-");
    private bool _mounted;

    private SmallDisk()
    {
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "disk");

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Skips the test where it cannot be mounted; with CI=true that is a failure.</summary>
    public static SmallDisk Make(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("Mounting a small disk takes root on Linux.");
            Assert.Skip("Mounting a small disk takes root on Linux.");
        }
        var disk = new SmallDisk();
        var image = System.IO.Path.Combine(disk._folder.FullName, "image");
        using (var file = File.Create(image)) file.SetLength(megabytes * 1024L * 1024L);
        Directory.CreateDirectory(disk.Path);
        Run("mkfs.ext4", "-q", "-m", "0", image); // no blocks held back for root, who runs this
        Run("mount", "-o", "loop", image, disk.Path);
        disk._mounted = true;
        Run("chmod", "755", disk._folder.FullName);
        return disk;
    }

    /// <summary>Writes until not one block is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1024 * 1024; size >= 512; size /= 2)
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                    file.Flush(flushToDisk: true);
                }
            }
            catch (IOException)
            {
                // full for pieces of this size: try smaller ones
            }
        }
    }

    public void Free() => File.Delete(Filler);

    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {errors}");
    }

    public void Dispose()
    {
        if (_mounted) Run("umount", Path);
        _folder.Delete(recursive: true);
    }
}
