namespace Demarche.Tests;

/// <summary>Real documents that stand beside the repository, never in it.</summary>
public static class Shared
{
    /// <summary>The full path of a shared file or folder. Skips the test where it is absent; with CI=true its absence is a failure.</summary>
    public static string PathOf(params string[] parts)
    {
        var path = Path.Combine([Root(), .. parts]);
        if (File.Exists(path) || Directory.Exists(path)) return path;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{path} is not there, and with CI=true it must be.");
        Assert.Skip($"{path} is not there. Name its folder with DEMARCHE_SHARED.");
        return path;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("DEMARCHE_SHARED") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Demarche.slnx"))) return Path.Combine(folder.Parent!.FullName, "shared");
        }
        return "shared";
    }
}
