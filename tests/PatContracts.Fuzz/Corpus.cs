using System.Text;

namespace PatContracts.Fuzz;

/// <summary>The initial inputs for fuzzing, and a simple mutator for machines without afl-fuzz.</summary>
internal static class Corpus
{
    private static readonly string[] Texts =
    [
        """{"id":"1","name":"n","scope":null,"owner":{"type":"IDENTITY","id":"2"},"created":"2024-02-29T00:00:00Z"}""",
        """[{"id":"1","name":"\u00e4\ud83d\ude00","scope":["a"],"owner":{},"created":"2024-02-29T00:00:00.123+01:00","managed":true,"accessTokenValiditySeconds":43200}]""",
        "{\"id\":\"1\"}\n{\"id\":\"2\"}\r\n",
        """{"a":{"ab":0.3,"b":1e-7},"b":[null,1,"ab",[1,2],{"a":1}]}""",
        """["2024-02-29T23:59:60Z",-0.0,1E+400,"\n\\\"\/",true,false,null]""",
        """{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"anyOf":[{"type":"null"},{"minLength":1,"pattern":"^a+$"}]}}}""",
        """{"$id":"urn:a","$dynamicAnchor":"n","allOf":[{"items":{"$dynamicRef":"#n"}}],"unevaluatedItems":false,"prefixItems":[true,{"const":{"a":[1]}}]}""",
        """{"$schema":"http://json-schema.org/draft-04/schema#","id":"http://x/","items":[{"minimum":1,"exclusiveMinimum":true}],"dependencies":{"a":["b"]}}""",
        "",
    ];

    public static IEnumerable<byte[]> All =>
        from text in Texts
        from choice in Enumerable.Range(0, 5)
        select (byte[])[(byte)choice, 3, .. Encoding.UTF8.GetBytes(text)];

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        int number = 0;
        foreach (byte[] input in All) File.WriteAllBytes(Path.Combine(folder, $"seed{number++:D2}"), input);
    }

    public static void Mutate(int count, int seed, Action<byte[]> run)
    {
        var random = new Random(seed);
        byte[][] seeds = [.. All];
        for (int i = 0; i < count; i++)
        {
            List<byte> input = [.. seeds[random.Next(seeds.Length)]];
            for (int mutations = random.Next(1, 8); mutations > 0 && input.Count > 2; mutations--)
            {
                int index = random.Next(input.Count);
                switch (random.Next(4))
                {
                    case 0:
                        input[index] = (byte)random.Next(256);
                        break;
                    case 1:
                        input.RemoveAt(index);
                        break;
                    case 2:
                        input.Insert(index, (byte)"\"\\{}[],:0e-utn \n"[random.Next(16)]);
                        break;
                    default:
                        byte[] other = seeds[random.Next(seeds.Length)];
                        int start = random.Next(other.Length);
                        input.InsertRange(index, other.AsSpan(start, Math.Min(random.Next(40), other.Length - start)).ToArray());
                        break;
                }
            }

            byte[] bytes = [.. input];
            try
            {
                run(bytes);
            }
            catch
            {
                Console.Error.WriteLine($"input {i} of seed {seed}: {Convert.ToBase64String(bytes)}");
                throw;
            }
        }
    }
}
