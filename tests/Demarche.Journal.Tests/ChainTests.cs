using CsCheck;
using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

public sealed class ChainTests
{
    private const string Case = "case-1";

    [Fact]
    public async Task A_journal_as_it_was_written_is_right()
    {
        var journal = Entries(Case, 20);
        Assert.Null(Chain.Verify(journal, Case));
        Assert.Null(Chain.Verify([], Case));
        Assert.Equal(new ChainResult(journal[^1].AsHead(), 20, null), await Chain.VerifyAsync(Async(journal), Case, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_draft_follows_only_a_head_of_its_own_journal() =>
        Assert.Throws<ArgumentException>(() => Draft(Case).After(Head.Empty("case-2")));

    [Fact]
    public void A_removed_entry_is_missed_at_its_place() => Gen.Int[0, 18].Sample(at =>
    {
        var journal = Entries(Case, 20);
        journal.RemoveAt(at);
        Assert.Equal(at + 1, Chain.Verify(journal, Case)!.Number);
    });

    [Fact]
    public void Two_entries_in_the_wrong_order_are_found_at_the_first() => Gen.Int[0, 18].Sample(at =>
    {
        var journal = Entries(Case, 20);
        (journal[at], journal[at + 1]) = (journal[at + 1], journal[at]);
        Assert.Equal(at + 1, Chain.Verify(journal, Case)!.Number);
    });

    [Fact]
    public void An_entry_slipped_in_is_found() => Gen.Int[0, 18].Sample(at =>
    {
        var journal = Entries(Case, 20);
        var head = at == 0 ? Head.Empty(Case) : journal[at - 1].AsHead();
        journal.Insert(at, Draft(Case).After(head));
        Assert.Equal(at + 2, Chain.Verify(journal, Case)!.Number);
    });

    [Fact]
    public void A_change_to_any_member_is_found_at_that_entry() => Gen.Select(Gen.Int[0, 19], Gen.Int[0, 9]).Sample((at, member) =>
    {
        var journal = Entries(Case, 20);
        journal[at] = Change(journal[at], member);
        Assert.Equal(at + 1, Chain.Verify(journal, Case)!.Number);
    });

    [Fact]
    public async Task A_change_with_its_hash_made_to_fit_is_found_at_the_next_entry()
    {
        var journal = Entries(Case, 5);
        journal[2] = journal[2] with { Author = "person-2" };
        journal[2] = journal[2] with { Hash = journal[2].ComputeHash() };
        var result = await Chain.VerifyAsync(Async(journal), Case, TestContext.Current.CancellationToken);
        Assert.Equal((4, 3), (result.Problem!.Number, result.Count));
    }

    [Theory]
    [InlineData("2026-03-02T09:05:00Z")]
    [InlineData("2026-03-02T10:05:00.000+01:00")]
    [InlineData("2026-02-30T09:05:00.000Z")]
    [InlineData("2026-03-02T09:05:00.000z")]
    [InlineData("２026-03-02T09:05:00.000Z")]
    public void A_time_in_another_form_is_found(string time)
    {
        var entry = (Draft(Case) with { Time = time }).After(Head.Empty(Case));
        Assert.Contains("time", Chain.Verify([entry], Case)!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"b":1,"a":2}""")]
    [InlineData("""{"a":1.0}""")]
    [InlineData("""{"a": 1}""")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{},"case":"case-2","x":{}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public void A_body_or_marking_that_is_not_canonical_is_found(string json)
    {
        Assert.Contains("body", Chain.Verify([Draft(Case, json).After(Head.Empty(Case))], Case)!.Message, StringComparison.Ordinal);
        Assert.Contains("marking", Chain.Verify([(Draft(Case) with { Marking = json }).After(Head.Empty(Case))], Case)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_never_hashed_as_something_else()
    {
        Assert.ThrowsAny<ArgumentException>(() => (Draft(Case) with { Author = "person-\ud800" }).After(Head.Empty(Case)));
        var entry = Entries(Case, 1)[0] with { Author = "person-\ud800" };
        Assert.Contains("printable", Chain.Verify([entry], Case)!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("регион")]
    [InlineData("quo\"te")]
    [InlineData("\u001b[2J")]
    public void A_kind_author_or_case_that_is_not_a_plain_name_is_found(string name)
    {
        Assert.NotNull(Chain.Verify([(Draft(Case) with { Kind = name }).After(Head.Empty(Case))], Case));
        Assert.NotNull(Chain.Verify([(Draft(Case) with { Author = name }).After(Head.Empty(Case))], Case));
        Assert.NotNull(Chain.Verify([(Draft(name)).After(Head.Empty(name))], name));
    }

    [Fact]
    public void What_a_forger_wrote_can_not_command_the_terminal_that_shows_it()
    {
        var entry = Entries(Case, 1)[0] with { Time = "\u001b[31m\u202e" + new string('x', 1000) };
        var message = Chain.Verify([entry], Case)!.Message;
        Assert.Contains("\\u001b[31m\\u202exxx", message, StringComparison.Ordinal);
        Assert.True(message.Length < 300);
    }

    private static Entry Change(Entry entry, int member) => member switch
    {
        0 => entry with { Case = "case-2" },
        1 => entry with { Number = entry.Number + 1 },
        2 => entry with { Time = "2026-03-02T09:05:00.001Z" },
        3 => entry with { Author = entry.Author + " " },
        4 => entry with { Kind = "incident-Described" },
        5 => entry with { Version = 2 },
        6 => entry with { Marking = """{"tlp":"green"}""" },
        7 => entry with { Body = "{}" },
        8 => entry with { Previous = new string('f', 64) },
        _ => entry with { Hash = entry.Hash[..63] + (entry.Hash[63] == '0' ? '1' : '0') },
    };
}
