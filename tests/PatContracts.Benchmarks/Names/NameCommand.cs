using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PatContracts.Benchmarks.Ratios;
using PatContracts.Schema;

namespace PatContracts.Benchmarks.Names;

/// <summary>
/// <c>ratios --names</c>: measures the cost of one unknown name in objects of 10 to a million, with and without detection of duplicate names.
/// </summary>
internal static class NameCommand
{
    private static readonly int[] Counts = [10, 100, 1_000, 10_000, 100_000, 1_000_000];
    private static readonly ValidationOptions DuplicatesOff = new() { DuplicateNames = RuleSeverity.Off };

    public static int Run(string[] args)
    {
        var options = RatioOptions.Parse(args);
        var contract = Contract.Load("""{"type":"object","properties":{"known":{"type":"string"}}}"""u8);
        var clock = Stopwatch.StartNew();
        Console.WriteLine(RatioOptions.Machine);
        Console.WriteLine();
        Console.WriteLine("Nanoseconds per name. DuplicateNames = Off and Error are measured in turn.");
        Console.WriteLine();
        Console.WriteLine("names             per object   token loop        Off      Error   B/object  Error/Off  (p10 … p90)");
        var all = new List<(UnknownNames Kind, int Count, Measurement Off, Measurement Error, Measurement TokenLoop)>();
        foreach (UnknownNames kind in UnknownNames.All.Where(kind => options.Includes(kind.Name)))
        {
            foreach (int count in Counts)
            {
                byte[][] documents = kind.Documents(count);
                Measurement[] taken =
                [
                    .. Measurement.Take(new RatioCase($"{kind.Name}-{count}", documents.Length * count, documents.Sum(document => (long)document.Length), [
                        Peers.Ours(contract, documents, expected: true, DuplicatesOff) with { Name = "Off" },
                        Peers.Ours(contract, documents, expected: true) with { Name = "Error" },
                        Peers.TokenLoop(documents)]), options.Time * 0.6),
                ];
                all.Add((kind, count, taken[0], taken[1], taken[2]));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind.Name,-16} {count,11} {taken[2].NsPerPayload,12:F1} {taken[0].NsPerPayload,10:F1} {taken[1].NsPerPayload,10:F1} {taken[1].AllocatedBytesPerPayload * count,10:F0} {taken[1].Ratio,10:F3}  ({taken[1].RatioLow:F3} … {taken[1].RatioHigh:F3})"));
            }
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:F0} s"));
        if (options.Json is null) return 0;
        using FileStream stream = File.Create(options.Json);
        using var writer = new Utf8JsonWriter(stream, new() { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartArray("names");
        foreach ((UnknownNames kind, int count, Measurement off, Measurement error, Measurement tokenLoop) in all)
        {
            writer.WriteStartObject();
            writer.WriteString("names", kind.Name);
            writer.WriteNumber("perObject", count);
            writer.WriteNumber("tokenLoopNsPerName", Math.Round(tokenLoop.NsPerPayload, 2));
            writer.WriteNumber("offNsPerName", Math.Round(off.NsPerPayload, 2));
            writer.WriteNumber("errorNsPerName", Math.Round(error.NsPerPayload, 2));
            writer.WriteNumber("ratioErrorToOff", Math.Round(error.Ratio, 4));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return 0;
    }
}
