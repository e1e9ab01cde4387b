namespace Demarche.Reading.Tests;

/// <summary>Documents by others, beside the repository and never in it. Without them a test is skipped, but not where CI promises them.</summary>
internal static class SharedData
{
    public static string Folder(string name)
    {
        var folder = Root() is { } root ? Path.Combine(root, name) : null;
        if (folder is not null && Directory.Exists(folder))
            return folder;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"CI must have ../shared/{name}.");
        Assert.Skip($"../shared/{name} is not here.");
        return "";
    }

    public static ReadDocument Read(string path, string? mediaType = null)
    {
        var result = Reader.Read(File.ReadAllBytes(path), mediaType, path);
        Assert.NotNull(result.Document);
        return result.Document;
    }

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("DEMARCHE_SHARED") is { Length: > 0 } named)
            return named;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Demarche.slnx")))
                return Path.Combine(at.Parent!.FullName, "shared");
        }
        return null;
    }
}
