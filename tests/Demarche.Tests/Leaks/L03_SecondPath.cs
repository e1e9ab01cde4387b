namespace Demarche.Tests.Leaks;

/// <summary>Every page, list, download and API answer gives a reader exactly what the reader's view has: by content, and by what moves.</summary>
public sealed class L03_SecondPath
{
    [Fact]
    public async Task What_is_done_in_a_compartment_moves_nothing_that_others_are_shown()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.MovesNothingAsync(guarded.HideAsync, 7);
    }

    [Fact]
    public async Task No_answer_to_a_reader_holds_a_word_or_an_id_of_what_is_in_a_compartment()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        guarded.Seen["release"] = await guarded.ReleaseWithHiddenItemAsync();
        var told = 0;
        foreach (var (path, text) in await guarded.AllAsync(guarded.Reader, plain: false))
        {
            Assert.DoesNotContain(GuardedCase.Word, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("77777", text, StringComparison.Ordinal);
            foreach (var (key, id) in guarded.Hidden) Assert.False(text.Contains(id, StringComparison.Ordinal), $"{path} names the hidden {key}.");
        }
        foreach (var (_, text) in await guarded.AllAsync(guarded.Author, plain: false))
            told += text.Contains(GuardedCase.Word, StringComparison.Ordinal) ? 1 : 0;
        Assert.True(told > 8, $"Only {told} answers told anybody of it.");
    }
}
