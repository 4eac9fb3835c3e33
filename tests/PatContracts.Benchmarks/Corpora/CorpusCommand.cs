using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PatContracts.Benchmarks.Ratios;

namespace PatContracts.Benchmarks.Corpora;

/// <summary><c>ratios --corpora DIR</c>: measures real schemas with their documents, one line per corpus.</summary>
internal static class CorpusCommand
{
    private const string Header =
        "corpus             documents      bytes    load ms   first us    warm us    loop us     doc us    ratio  (p10 … p90)        doc ratio   B/pass rejected";

    public static int Run(string[] args)
    {
        string? directory = CommandArguments.Value(args, "--corpora");
        if (!Directory.Exists(directory))
        {
            Console.Error.WriteLine($"--corpora requires a folder of corpora, each with {Corpus.SchemaFile} and {Corpus.InstancesFile}; got \"{directory}\".");
            return 2;
        }

        var options = RatioOptions.Parse(args);
        bool others = CommandArguments.Has(args, "--peers");
        string? blaze = CommandArguments.Value(args, "--blaze");
        var clock = Stopwatch.StartNew();
        Console.WriteLine(RatioOptions.Machine);
        Console.WriteLine();
        Console.WriteLine(Header);
        var results = new List<CorpusResult>();
        foreach (string folder in Corpus.FoldersIn(directory).Where(folder => options.Includes(Path.GetFileName(folder))))
        {
            var result = CorpusResult.Measure(Corpus.Read(folder), options.Time, others, blaze);
            results.Add(result);
            WriteLine(result);
        }

        if (results.Count == 0)
        {
            Console.Error.WriteLine($"No corpus found in \"{directory}\".");
            return 2;
        }

        WriteSummary(results);
        if (others || blaze is not null) WriteOthers(results);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:F0} s"));
        if (options.Json is not null) WriteJson(options.Json, results);
        return 0;
    }

    private static void WriteLine(CorpusResult result)
    {
        double Us(Measurement measured) => result.PassNanoseconds(measured) / 1000;
        string spread = string.Create(CultureInfo.InvariantCulture, $"({result.Warm.RatioLow:F3} … {result.Warm.RatioHigh:F3})");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Name,-18} {result.Documents,9} {result.Bytes,10} {result.Load.NsPerPayload / 1e6,10:F2} {Us(result.FirstPass),10:F0} {Us(result.Warm),10:F0} {Us(result.TokenLoop),10:F0} {Us(result.JsonDocument),10:F0} {result.Warm.Ratio,8:F3}  {spread,-18} {result.JsonDocument.Ratio,9:F3} {result.Warm.AllocatedBytesPerPayload * result.Documents,8:F0} {result.Rejected,8}"));
    }

    private static void WriteSummary(List<CorpusResult> results)
    {
        double mean = Math.Exp(results.Average(result => Math.Log(result.Warm.Ratio)));
        int faster = results.Count(result => result.Warm.Ratio <= result.JsonDocument.Ratio);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} corpora: geometric mean of the ratios {mean:F3}, at most JsonDocument.Parse on {faster}, {results.Sum(result => result.Rejected)} documents rejected"));
    }

    private static void WriteOthers(List<CorpusResult> results)
    {
        string[] names = [.. results[0].Others.Select(other => other.Name)];
        bool blaze = names.Contains(Blaze.Name);
        Console.WriteLine();
        Console.WriteLine("Ratios to the token loop. PatContracts and JsonDocument start from bytes. The others evaluate documents that were parsed beforehand;");
        Console.WriteLine("rejected/failed are documents, all of them valid, that a validator did not accept or threw an exception on (not part of its time).");
        Console.WriteLine();
        string columns = string.Concat(names.Select(name => $" {name,16} {"rejected/failed",15}"));
        Console.WriteLine($"{"corpus",-18} {Peer.Ours,13} {"JsonDocument",13}{(blaze ? $" {"loop + Blaze",13}" : "")}{columns}");
        foreach (CorpusResult result in results)
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"{result.Name,-18} {result.Warm.Ratio,13:F2} {result.JsonDocument.Ratio,13:F2}");
            if (blaze) line += string.Create(CultureInfo.InvariantCulture, $" {1 + result.Others[0].Ratio,13:F2}");
            foreach (OtherResult other in result.Others)
            {
                string ratio = other.LoadFailure is not null ? "does not load" : string.Create(CultureInfo.InvariantCulture, $"{other.Ratio:F2}");
                line += $" {ratio,16} {$"{other.Rejected}/{other.Failed}",15}";
            }

            Console.WriteLine(line);
        }

        if (!OtherValidator.All.Any(validator => names.Contains(validator.Name))) return;
        Console.WriteLine();
        Console.WriteLine("Load time of the schema, warm, in milliseconds.");
        Console.WriteLine();
        string[] loaders = [.. OtherValidator.All.Select(validator => validator.Name)];
        Console.WriteLine($"{"corpus",-18} {Peer.Ours,13}{string.Concat(loaders.Select(name => $" {name,16}"))}");
        foreach (CorpusResult result in results)
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"{result.Name,-18} {result.Load.NsPerPayload / 1e6,13:F2}");
            foreach (OtherResult other in result.Others.Where(other => loaders.Contains(other.Name)))
            {
                line += string.Create(CultureInfo.InvariantCulture, $" {other.LoadFailure ?? (other.Load / 1e6)?.ToString("F2", CultureInfo.InvariantCulture),16}");
            }

            Console.WriteLine(line);
        }
    }

    private static void WriteJson(string path, List<CorpusResult> results)
    {
        using FileStream stream = File.Create(path);
        using var writer = new Utf8JsonWriter(stream, new() { Indented = true });
        writer.WriteStartObject();
        writer.WriteString("machine", RatioOptions.Machine);
        writer.WriteStartArray("corpora");
        foreach (CorpusResult result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("name", result.Name);
            writer.WriteNumber("documents", result.Documents);
            writer.WriteNumber("bytes", result.Bytes);
            writer.WriteNumber("loadNs", Math.Round(result.Load.NsPerPayload));
            writer.WriteNumber("firstPassNs", Math.Round(result.PassNanoseconds(result.FirstPass)));
            writer.WriteNumber("warmNs", Math.Round(result.PassNanoseconds(result.Warm)));
            writer.WriteNumber("tokenLoopNs", Math.Round(result.PassNanoseconds(result.TokenLoop)));
            writer.WriteNumber("jsonDocumentNs", Math.Round(result.PassNanoseconds(result.JsonDocument)));
            writer.WriteNumber("ratioToTokenLoop", Math.Round(result.Warm.Ratio, 4));
            writer.WriteNumber("ratioLow", Math.Round(result.Warm.RatioLow, 4));
            writer.WriteNumber("ratioHigh", Math.Round(result.Warm.RatioHigh, 4));
            writer.WriteNumber("jsonDocumentRatioToTokenLoop", Math.Round(result.JsonDocument.Ratio, 4));
            writer.WriteNumber("allocatedBytesPerPass", Math.Round(result.Warm.AllocatedBytesPerPayload * result.Documents));
            writer.WriteNumber("rejected", result.Rejected);
            writer.WriteStartArray("peers");
            foreach (OtherResult other in result.Others)
            {
                writer.WriteStartObject();
                writer.WriteString("name", other.Name);
                if (other.LoadFailure is not null) writer.WriteString("loadFailure", other.LoadFailure);
                if (other.Load is { } load) writer.WriteNumber("loadNs", Math.Round(load));
                if (other.Ratio is { } ratio) writer.WriteNumber("ratioToTokenLoop", Math.Round(ratio, 4));
                writer.WriteNumber("rejected", other.Rejected);
                writer.WriteNumber("failed", other.Failed);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
