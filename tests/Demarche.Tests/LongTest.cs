namespace Demarche.Tests;

/// <summary>
/// Tests that cost minutes of processor time and mostly repeat what a shorter one looks at. With CI=true or <c>DEMARCHE_LONG_TESTS=1</c> they
/// run in full; otherwise they are skipped or take a smaller number, so that <c>dotnet test</c> stays within its budget on a laptop.
/// </summary>
public static class LongTest
{
    private static readonly bool Runs = Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("DEMARCHE_LONG_TESTS") == "1";

    /// <param name="what">What takes long, for the reason of the skip.</param>
    public static void OrSkip(string what)
    {
        if (!Runs) Assert.Skip($"This takes minutes ({what}). .ci/run runs it; so does DEMARCHE_LONG_TESTS=1.");
    }

    /// <summary>How many cases a property is tried on.</summary>
    public static int Count(int shortRun, int longRun) => Runs ? longRun : shortRun;
}
