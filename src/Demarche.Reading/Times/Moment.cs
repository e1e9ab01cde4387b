using System.Globalization;

namespace Demarche.Reading;

/// <summary>A date of publication, as precise as the page gave it.</summary>
internal sealed record Moment(DateOnly Date, TimeOnly? Time, TimeSpan? Offset)
{
    public override string ToString()
    {
        var date = Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (Time is not { } time)
            return date;
        var clock = time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
        return $"{date}T{clock}{Zone()}";
    }

    private string Zone()
    {
        if (Offset is not { } offset)
            return "";
        if (offset == TimeSpan.Zero)
            return "Z";
        var sign = offset < TimeSpan.Zero ? "-" : "+";
        return sign + offset.Duration().ToString(@"hh\:mm", CultureInfo.InvariantCulture);
    }
}
