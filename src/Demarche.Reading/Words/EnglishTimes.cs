namespace Demarche.Reading;

internal static class EnglishTimes
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>1 to 12, or 0 for a word that names no month.</summary>
    public static int Month(string word) =>
        word.Length < 3 ? 0 : Array.FindIndex(Months, m => word.StartsWith(m, StringComparison.OrdinalIgnoreCase)) + 1;

    public static DayOfWeek? Day(string word)
    {
        var index = Array.FindIndex(Days, d => d.Equals(word, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : (DayOfWeek)index;
    }

    /// <summary>"a" counts as one; -1 for a word that is no number.</summary>
    public static int Number(string word)
    {
        if (word.Equals("a", StringComparison.OrdinalIgnoreCase) || word.Equals("an", StringComparison.OrdinalIgnoreCase))
            return 1;
        if (word.Length <= 3 && int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
            return number;
        return Array.FindIndex(Numbers, n => n.Equals(word, StringComparison.OrdinalIgnoreCase));
    }
}
