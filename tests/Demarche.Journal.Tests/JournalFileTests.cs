using System.Text;
using CsCheck;
using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

public sealed class JournalFileTests
{
    private static readonly JournalFileHeader Header = new(Norland.Desk, Time);
    private static readonly Entry[] Two = Interleaved(Entries("case-a", 4), Entries("case-b", 4));
    private static readonly byte[] Exported = Export(Two, Norland);

    [Fact]
    public async Task An_exported_file_verifies_and_reads_back_the_same()
    {
        var result = await Verify(Exported);
        Assert.Null(result.Problem);
        Assert.True(result.Signed);
        Assert.Equal((Header, 8), (result.Header, result.Entries));
        Assert.Equal([Two[^2].AsHead(), Two[^1].AsHead()], result.Heads);

        var lines = await JournalFile.ReadAsync(new MemoryStream(Exported), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Two, lines.Where(l => l.Entry is not null).Select(l => l.Entry!));
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), lines.Select(l => l.Line));
    }

    [Fact]
    public async Task Without_a_signer_the_file_ends_with_its_last_entry()
    {
        var result = await Verify(Export(Two, null));
        Assert.Null(result.Problem);
        Assert.False(result.Signed);
    }

    [Fact]
    public void A_changed_byte_anywhere_is_found_on_its_line_and_no_later_than_it() => Gen.Select(Gen.Int[0, Exported.Length - 1], Gen.Byte[1, 255]).Sample((at, flip) =>
    {
        var changed = (byte[])Exported.Clone();
        changed[at] ^= flip;
        var line = 1 + Exported.AsSpan(0, at).Count((byte)'\n');
        var problem = Verify(changed).GetAwaiter().GetResult().Problem!;
        // The desk and the time of the first line are vouched for by the checkpoint in the last; a lost line feed joins a line with the next.
        if (line == 1) Assert.True(problem.Line is 1 or 10);
        else Assert.Equal(line, problem.Line);
    }, iter: 2000);

    [Fact]
    public void A_removed_line_is_found() => Gen.Int[0, 9].Sample(at =>
    {
        var lines = Lines().ToList();
        lines.RemoveAt(at);
        var result = Verify(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")))).GetAwaiter().GetResult();
        // Without its last line the file is a right file without a checkpoint, and says so.
        if (at == 9) Assert.Equal((null, false), (result.Problem, result.Signed));
        else Assert.NotNull(result.Problem);
    }, iter: 50);

    [Fact]
    public async Task Leaving_a_whole_journal_out_is_found_by_the_checkpoint()
    {
        var lines = Lines().Where(l => !l.Contains("\"case\":\"case-b\"", StringComparison.Ordinal));
        var problem = (await Verify(Encoding.UTF8.GetBytes(string.Join('\n', lines)))).Problem!;
        Assert.Equal("case-b", problem.Case);
        Assert.Contains("gone", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_a_right_journal_is_found_by_the_checkpoint()
    {
        var lines = Lines().ToList();
        lines.Insert(9, EntryLine.Write(Entries("case-c", 1)[0]));
        Assert.Contains("does not have", (await Verify(Encoding.UTF8.GetBytes(string.Join('\n', lines)))).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_signed_by_another_desk_is_not_believed()
    {
        var result = await JournalFile.VerifyAsync(new MemoryStream(Exported), WestmarkCard, TestContext.Current.CancellationToken);
        Assert.Equal(10, result.Problem!.Line);
        Assert.False(result.Signed);
    }

    [Fact]
    public async Task A_line_after_the_checkpoint_is_found() =>
        Assert.Equal(11, (await Verify([.. Exported, .. "{}\n"u8])).Problem!.Line);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"desk\":\"d\",\"format\":\"demarche-journal\",\"time\":\"2026-03-02T09:05:00.000Z\",\"version\":2}")]
    [InlineData("{\"desk\":\"d\",\"format\":\"demarche-journal\",\"time\":\"yesterday\",\"version\":1}")]
    [InlineData("{\"desk\":\"d\",\"format\":\"demarche-journal\",\"more\":1,\"time\":\"2026-03-02T09:05:00.000Z\",\"version\":1}")]
    [InlineData("{\"desk\":\"\\ud800\",\"format\":\"demarche-journal\",\"time\":\"2026-03-02T09:05:00.000Z\",\"version\":1}")]
    public async Task A_file_that_is_no_journal_is_refused_on_its_first_line(string text) =>
        Assert.Equal(1, (await Verify(Encoding.UTF8.GetBytes(text))).Problem!.Line);

    [Theory]
    [InlineData("{\"author\":\"person-1\"}")]
    [InlineData("{\"number\":\"1\"}")]
    [InlineData("{\"author\":\"\\ud800\"}")]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"checkpoint\":1}")]
    [InlineData("\u0000")]
    public async Task A_line_that_is_no_entry_is_refused_with_its_number(string text)
    {
        var first = Lines()[0];
        var problem = (await Verify(Encoding.UTF8.GetBytes($"{first}\n{text}\n"))).Problem!;
        Assert.Equal(2, problem.Line);
    }

    [Fact]
    public async Task A_line_without_an_end_is_refused_before_it_fills_the_memory()
    {
        var endless = new Endless(Encoding.UTF8.GetBytes(Lines()[0] + "\n"));
        var problem = (await JournalFile.VerifyAsync(endless, null, TestContext.Current.CancellationToken)).Problem!;
        Assert.Equal(2, problem.Line);
        Assert.True(endless.Given < JournalFile.MaximumLineBytes + 1024 * 1024);
    }

    [Fact]
    public async Task What_is_not_right_is_not_exported() => await Assert.ThrowsAsync<InvalidDataException>(() =>
        JournalFile.WriteAsync(new MemoryStream(), Header, Async([Two[2]]), null, TestContext.Current.CancellationToken));

    private static string[] Lines() => Encoding.UTF8.GetString(Exported).TrimEnd('\n').Split('\n');

    private static Entry[] Interleaved(List<Entry> one, List<Entry> two) => [.. one.Zip(two, (a, b) => new[] { a, b }).SelectMany(pair => pair)];

    private static byte[] Export(IEnumerable<Entry> entries, DeskKeys? signer)
    {
        using var stream = new MemoryStream();
        JournalFile.WriteAsync(stream, Header, Async(entries), signer).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static Task<JournalFileResult> Verify(byte[] file) => JournalFile.VerifyAsync(new MemoryStream(file), NorlandCard);

    /// <summary>A stream that gives a beginning and then the letter x for ever.</summary>
    private sealed class Endless(byte[] beginning) : MemoryStream(beginning)
    {
        public long Given { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                buffer.Span.Fill((byte)'x');
                read = buffer.Length;
            }
            Given += read;
            return read;
        }
    }
}
