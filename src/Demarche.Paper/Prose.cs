namespace Demarche.Paper;

/// <summary>Text of one paragraph, item or cell. Line breaks and tabs in it count as spaces.</summary>
public sealed record Prose(IReadOnlyList<Run> Runs)
{
    public static Prose Of(params IReadOnlyList<Run> runs) => new(runs);

    public static implicit operator Prose(string text) => new([new Words(text)]);

    /// <summary>The words alone, without stress and citation marks.</summary>
    public string Plain => string.Concat(Runs.OfType<Words>().Select(w => w.Text));
}

public abstract record Run
{
    private protected Run()
    {
    }
}

public sealed record Words(string Text, Stress Stress = Stress.None) : Run;

/// <summary>A citation mark: the number of the note with this key.</summary>
public sealed record Cite(string Key) : Run;

public enum Stress
{
    None,
    Emphasis,
    Strong,
}
