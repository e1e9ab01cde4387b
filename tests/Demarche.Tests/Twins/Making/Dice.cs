namespace Demarche.Tests.Twins;

/// <summary>Numbers that hang on a seed alone (SplitMix64), the same on every machine and in every version: a seed that is printed is a case that can be had again.</summary>
internal sealed class Dice(ulong seed)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private ulong state = seed;

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int count) => (int)(Next() % (ulong)count);

    public bool OneIn(int count) => Below(count) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>An id in the shape of <see cref="Demarche.Id"/>.</summary>
    public string Id()
    {
        var bits = (Next(), Next());
        return string.Create(25, bits, static (id, of) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = Alphabet[(int)((i < 12 ? of.Item1 >> (i * 5) : of.Item2 >> ((i - 12) * 5)) & 31)];
        });
    }
}
