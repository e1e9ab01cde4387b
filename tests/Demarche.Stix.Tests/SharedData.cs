using System.Text.Json;

namespace Demarche.Stix.Tests;

/// <summary>Public test data that is not part of the repository: absent it skips a test, and in CI it fails it.</summary>
internal static class SharedData
{
    public static string Folder(string relative)
    {
        var path = Root() is { } root ? Path.Combine(root, "data", relative) : null;
        if (path is not null && (Directory.Exists(path) || File.Exists(path))) return path;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"The shared data \"{relative}\" is missing.");
        Assert.Skip($"The shared data \"{relative}\" is not here: set DEMARCHE_SHARED or put it beside the repository.");
        return "";
    }

    public static JsonElement Json(string relative) => JsonElement.Parse(File.ReadAllBytes(Folder(relative)));

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("DEMARCHE_SHARED") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Demarche.slnx"))) return Path.Combine(folder.Parent!.FullName, "shared");
        }
        return null;
    }
}
