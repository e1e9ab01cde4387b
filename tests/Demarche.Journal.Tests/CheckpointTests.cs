using System.Security.Cryptography;
using System.Text;
using CsCheck;
using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

public sealed class CheckpointTests
{
    private static readonly Head[] Heads = [.. Enumerable.Range(1, 7).Select(n => Entries($"case-{n}", n)[^1].AsHead())];

    [Fact]
    public void The_root_does_not_depend_on_the_order_in_which_the_heads_come() => Gen.Shuffle(Heads).Sample(shuffled =>
        Checkpoint.Of(Norland.Desk, Time, shuffled) == Checkpoint.Of(Norland.Desk, Time, Heads));

    [Fact]
    public void The_root_is_the_Merkle_tree_hash_of_RFC_9162()
    {
        byte[][] leaves = [.. Enumerable.Range(0, 5).Select(n => new[] { (byte)n })];
        var l = leaves.Select(d => SHA256.HashData([0, .. d])).ToArray();
        var expected = Node(Node(Node(l[0], l[1]), Node(l[2], l[3])), l[4]);
        Assert.Equal(expected, MerkleTree.Root(leaves));
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(MerkleTree.Root([])));

        static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
    }

    [Fact]
    public void A_signed_checkpoint_verifies_with_the_card_of_its_desk_only()
    {
        var checkpoint = SignedCheckpoint.Of(Norland.Desk, Time, Heads);
        var jws = checkpoint.Sign(Norland);
        var verified = SignedCheckpoint.Verify(jws, NorlandCard).Value!;
        Assert.Equal(checkpoint.Checkpoint, verified.Checkpoint);
        Assert.Equal(checkpoint.Heads, verified.Heads);
        Assert.NotNull(SignedCheckpoint.Verify(jws, WestmarkCard).Problem);
        Assert.Throws<ArgumentException>(() => checkpoint.Sign(Westmark));
        Assert.NotNull(SignedCheckpoint.Verify(Forged(checkpoint with { Heads = [.. Heads.Take(6)] }), NorlandCard).Problem);
        Assert.Contains("root", SignedCheckpoint.Verify(Forged(checkpoint with { Heads = With(6, h => h with { Number = 99 }) }), NorlandCard).Problem!, StringComparison.Ordinal);
        Assert.NotNull(SignedCheckpoint.Verify(Forged(checkpoint with { Heads = [.. Heads.Reverse()] }), NorlandCard).Problem);

        // Signed by the right desk: only the statement itself is wrong.
        static string Forged(SignedCheckpoint wrong) => wrong.Sign(Norland);
    }

    [Fact]
    public void Sealed_heads_are_read_with_the_desks_node_key_alone_and_their_numbers_do_not_show_in_the_length()
    {
        var sealedOne = SignedCheckpoint.Of(Norland.Desk, Time, Heads, SignedCheckpoint.NewSalt());
        var jws = sealedOne.Sign(Norland);
        var read = SignedCheckpoint.Verify(jws, NorlandCard, Norland.Node).Value!;
        Assert.Equal(sealedOne.Checkpoint, read.Checkpoint);
        Assert.Equal(sealedOne.Heads, read.Heads);
        Assert.NotNull(SignedCheckpoint.Verify(jws, NorlandCard).Problem);
        Assert.NotNull(SignedCheckpoint.Verify(jws, NorlandCard, Westmark.Node).Problem);
        Assert.NotNull(SignedCheckpoint.Verify(jws, WestmarkCard, Norland.Node).Problem);
        Assert.NotNull(SignedCheckpoint.Verify((sealedOne with { Heads = [.. Heads.Take(6)] }).Sign(Norland), NorlandCard, Norland.Node).Problem);
        var grown = SignedCheckpoint.Of(Norland.Desk, Time, With(3, h => h with { Number = 1_000_000 }), SignedCheckpoint.NewSalt()).Sign(Norland);
        Assert.Equal(jws.Length, grown.Length);
        Assert.NotEqual(sealedOne.Checkpoint.Root, SignedCheckpoint.Of(Norland.Desk, Time, Heads, SignedCheckpoint.NewSalt()).Checkpoint.Root);
    }

    [Fact]
    public void A_journal_that_vanished_shrank_or_was_rewritten_is_named() => Gen.Int[0, 6].Sample(at =>
    {
        var checkpoint = SignedCheckpoint.Of(Norland.Desk, Time, Heads);
        Assert.Empty(checkpoint.Compare(Heads));
        Assert.Equal(Heads[at].Case, Assert.Single(checkpoint.Compare(Heads.Where((_, i) => i != at))).Case);
        Assert.Equal(Heads[at].Case, Assert.Single(checkpoint.Compare(With(at, h => h with { Number = h.Number - 1 }))).Case);
        Assert.Contains("rewritten", Assert.Single(checkpoint.Compare(With(at, h => h with { Hash = Head.NoHash }))).Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_journal_that_grew_is_right_unless_its_past_was_rewritten()
    {
        var checkpoint = SignedCheckpoint.Of(Norland.Desk, Time, Heads);
        var grown = With(3, h => h with { Number = h.Number + 1, Hash = new string('a', 64) });
        Assert.Empty(checkpoint.Compare(grown));
        Assert.Empty(checkpoint.Compare(grown, then => then.Hash));
        Assert.Equal("case-4", Assert.Single(checkpoint.Compare(grown, then => null)).Case);
        Assert.Empty(checkpoint.Compare([.. Heads, new Head("case-new", 1, new string('b', 64))]));
    }

    [Fact]
    public void Two_heads_of_one_journal_are_our_own_mistake() =>
        Assert.Throws<ArgumentException>(() => SignedCheckpoint.Of(Norland.Desk, Time, [Heads[0], Heads[0]]));

    [Fact]
    public void A_signed_text_of_another_type_is_no_checkpoint()
    {
        var receipt = new Receipt("package-1", new string('0', 64), Westmark.Desk, Norland.Desk, Time, []).Sign(Norland);
        Assert.NotNull(SignedCheckpoint.Verify(receipt, NorlandCard).Problem);
        Assert.NotNull(SignedCheckpoint.Verify(SignedText.Sign("demarche-checkpoint+jws", Encoding.UTF8.GetBytes("{}"), Norland), NorlandCard).Problem);
        Assert.NotNull(SignedCheckpoint.Verify("", NorlandCard).Problem);
    }

    private static Head[] With(int at, Func<Head, Head> change) => [.. Heads.Select((h, i) => i == at ? change(h) : h)];
}
