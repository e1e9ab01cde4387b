namespace Demarche.Journal.Tests;

/// <summary>Published test data that is not part of the repository. Absent, a test is skipped with a reason; in CI it fails.</summary>
internal static class Shared
{
    public static string Folder(string path)
    {
        var root = Environment.GetEnvironmentVariable("DEMARCHE_SHARED") ?? Path.Combine(Repository, "..", "shared");
        var folder = Path.Combine(root, path);
        if (Directory.Exists(folder)) return folder;
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", $"{folder} is not there; DEMARCHE_SHARED can name the folder that holds {path}.");
        throw new DirectoryNotFoundException($"In CI the published test data must be there: {folder}");
    }

    public static string Repository { get; } = Up(AppContext.BaseDirectory);

    private static string Up(string folder) =>
        File.Exists(Path.Combine(folder, "Demarche.slnx")) ? folder : Up(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository."));
}
