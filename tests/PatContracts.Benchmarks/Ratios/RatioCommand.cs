using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PatContracts.Benchmarks.Ratios;

/// <summary><c>ratios</c>: measures every case with every peer in one process, in under 90 seconds.</summary>
internal static class RatioCommand
{
    public static int Run(string[] args)
    {
        var options = RatioOptions.Parse(args);
        var clock = Stopwatch.StartNew();
        Console.WriteLine(RatioOptions.Machine);
        Console.WriteLine();
        Console.WriteLine("case                  peer               ns/payload       MB/s  B/payload    ratio  (p10 … p90)");
        var all = new List<Measurement>();
        foreach ((string name, Func<RatioCase> build) in Cases.All())
        {
            if (!options.Includes(name)) continue;
            foreach (Measurement taken in Measurement.Take(build(), options.Time * (name.Contains('-', StringComparison.Ordinal) ? 0.6 : 1)))
            {
                all.Add(taken);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{taken.Case,-21} {taken.Peer,-16} {taken.NsPerPayload,12:F1} {taken.MegabytesPerSecond,10:F0} {taken.AllocatedBytesPerPayload,10:F0} {taken.Ratio,8:F3}  ({taken.RatioLow:F3} … {taken.RatioHigh:F3})"));
            }
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:F0} s"));
        if (options.Json is not null) Write(options.Json, all);
        return 0;
    }

    private static void Write(string path, List<Measurement> all)
    {
        using FileStream stream = File.Create(path);
        using var writer = new Utf8JsonWriter(stream, new() { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartArray("cases");
        foreach (Measurement taken in all)
        {
            writer.WriteStartObject();
            writer.WriteString("name", taken.Case);
            writer.WriteString("peer", taken.Peer);
            writer.WriteNumber("nsPerPayload", Math.Round(taken.NsPerPayload, 2));
            writer.WriteNumber("allocatedBytesPerPayload", Math.Round(taken.AllocatedBytesPerPayload, 2));
            writer.WriteNumber("ratioToTokenLoop", Math.Round(taken.Ratio, 4));
            writer.WriteNumber("ratioLow", Math.Round(taken.RatioLow, 4));
            writer.WriteNumber("ratioHigh", Math.Round(taken.RatioHigh, 4));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
