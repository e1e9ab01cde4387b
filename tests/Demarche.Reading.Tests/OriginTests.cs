namespace Demarche.Reading.Tests;

public class OriginTests
{
    [Fact]
    public void One_story_in_three_sets_of_furniture_is_one_origin()
    {
        ReadDocument[] copies = [Texts.Read(WireStory.WithPlainFurniture()), Texts.Read(WireStory.Plain()), Texts.Read(WireStory.AsPage())];

        var origin = Assert.Single(Origins.Find(copies));
        Assert.Equal(Relations.Copy, origin.Relation);
        Assert.Equal(copies.Select(c => c.Id), origin.Documents);
        Assert.Equal(Relations.Copy, Origins.Similarity(copies[0].OriginSignature, copies[2].OriginSignature).Relation);
    }

    [Fact]
    public void Two_stories_about_one_event_are_two_origins()
    {
        var other = Texts.Read("""
            Officials in Halden said on Wednesday that Norland had turned to Ostania and Sudria after the attack on its harbours.

            The malware that stopped the cranes was found on forty machines, the port operator Harbour Lines said in a letter to its customers.

            Westmark has called the accusation a fairy tale, and its embassy did not answer questions about the rented servers.
            """);

        Assert.Equal([Relations.Single, Relations.Single], Origins.Find([Texts.Read(WireStory.Plain()), other]).Select(o => o.Relation));
    }

    [Fact]
    public void A_story_cut_after_some_paragraphs_is_a_near_copy_and_a_few_of_them_an_excerpt()
    {
        var whole = Texts.Read(WireStory.Plain());
        var most = Texts.Read(string.Join("\n", WireStory.Paragraphs.Take(9)));
        var few = Texts.Read(string.Join("\n", WireStory.Paragraphs.Skip(2).Take(3)));

        Assert.Equal(Relations.NearCopy, Assert.Single(Origins.Find([whole, most])).Relation);
        Assert.Equal(Relations.Excerpt, Assert.Single(Origins.Find([whole, few])).Relation);
    }

    [Fact]
    public void Two_hundred_copies_are_one_origin()
    {
        var copies = Enumerable.Range(0, 200).Select(i => Texts.Read(WireStory.Plain() + $"\nCopy number {i} of the story was printed.")).ToList();

        Assert.Equal(200, Assert.Single(Origins.Find(copies)).Documents.Count);
    }

    [Fact]
    public void A_signature_is_short_and_means_the_same_for_ever()
    {
        var signature = Texts.Read("The cranes of the harbour stood still for four days.").OriginSignature;

        Assert.Equal(348, signature.Length);
        Assert.StartsWith("1AAAAB", signature, StringComparison.Ordinal);
        Assert.Equal(new Resemblance(0, 0, null), Origins.Similarity(signature, "not a signature"));
        Assert.Equal(1, Origins.Similarity(signature, signature).Jaccard);
    }

    [Fact]
    public void Signatures_that_are_related_are_found_as_if_each_were_compared_with_each()
    {
        // Cut and added to, so that pairs stand on both sides of every threshold.
        List<string?> signatures = [null, "", "not a signature"];
        for (var i = 0; i < 150; i++)
        {
            var added = string.Join(' ', Enumerable.Range(0, i % 3 == 0 ? i * 37 % 200 : 0).Select(w => $"w{i}x{w}"));
            signatures.Add(Texts.Read(string.Join("\n", WireStory.Paragraphs.Skip(i * 7 % WireStory.Paragraphs.Length).Take(1 + i % 6).Append(added))).OriginSignature);
        }
        signatures.Insert(40, null);
        List<RelatedPair> each =
        [
            .. from first in Enumerable.Range(0, signatures.Count)
               from second in Enumerable.Range(first + 1, signatures.Count - first - 1)
               where signatures[first] is not null && signatures[second] is not null
               let like = Origins.Similarity(signatures[first]!, signatures[second]!)
               where like.Relation is not null
               select new RelatedPair(first, second, like),
        ];

        Assert.Equal([Relations.Copy, Relations.Excerpt, Relations.NearCopy], each.Select(p => p.Like.Relation).Distinct().Order());
        Assert.Equal(each, Origins.Related(signatures).OrderBy(p => p.First).ThenBy(p => p.Second));
    }
}
