using System.Diagnostics;
using System.Text;

namespace Demarche.Paper.Tests;

/// <summary>Programs that open what was written. A test that needs one is skipped where it is absent; with CI=true that is a failure.</summary>
internal static class Tools
{
    public static string PdfText(byte[] pdf) => Run("pdftotext", "poppler-utils", pdf, ".pdf", file => ["-enc", "UTF-8", "-layout", file, "-"]);

    public static string PdfInfo(byte[] pdf, params string[] options) => Run("pdfinfo", "poppler-utils", pdf, ".pdf", file => [.. options, file]);

    public static int PageCount(byte[] pdf) => int.Parse(PdfInfo(pdf).Split('\n').Single(l => l.StartsWith("Pages:", StringComparison.Ordinal))[6..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The pages as portable pixmaps, drawn at 40 dots an inch.</summary>
    public static IReadOnlyList<byte[]> Pixmaps(byte[] pdf)
    {
        using var folder = new Folder();
        Run("pdftoppm", "poppler-utils", pdf, ".pdf", file => ["-r", "40", file, Path.Combine(folder.Path, "page")]);
        return [.. Directory.EnumerateFiles(folder.Path, "*.ppm").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    /// <summary>A page for docs/screenshots. Taken only when asked for: a test must not change the repository.</summary>
    public static void Screenshot(string name, byte[] pdf, int page)
    {
        if (Environment.GetEnvironmentVariable("DEMARCHE_SCREENSHOTS") != "1") return;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Demarche.slnx"))) root = root.Parent!;
        var number = page.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Run("pdftoppm", "poppler-utils", pdf, ".pdf", file => ["-r", "90", "-png", "-singlefile", "-f", number, "-l", number, file, Path.Combine(root.FullName, "docs", "screenshots", name)]);
    }

    /// <summary>What LibreOffice prints of a text document.</summary>
    public static byte[] Printed(byte[] docx)
    {
        using var folder = new Folder();
        Run("soffice", "libreoffice-writer-nogui", docx, ".docx", file => [$"-env:UserInstallation=file://{folder.Path}/profile", "--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder.Path, file]);
        return File.ReadAllBytes(Assert.Single(Directory.EnumerateFiles(folder.Path, "*.pdf")));
    }

    private static string Run(string program, string package, byte[] bytes, string extension, Func<string, IEnumerable<string>> arguments)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);
        if (path is null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{program} is not there, and with CI=true it must be.");
        if (path is null) Assert.Skip($"{program} is not there. On Debian: apt-get install {package}.");
        using var folder = new Folder();
        var file = Path.Combine(folder.Path, "paper" + extension);
        File.WriteAllBytes(file, bytes);
        using var process = Process.Start(new ProcessStartInfo(path, arguments(file)) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var said = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {said.Result}");
        return output;
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("demarche-paper-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
