using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PatContracts.Benchmarks.Corpora;

/// <summary>The command of Blaze, which measures evaluation alone: documents are parsed beforehand.</summary>
internal static partial class Blaze
{
    public const string Name = "Blaze";
    private const int Processes = 5;
    private const int Repetitions = 100;

    /// <summary>
    /// Runs <c>validate --fast --benchmark</c> on a corpus twice: every document once, in several processes, and every document repeatedly, with warm
    /// caches and branch prediction.
    /// </summary>
    public static IEnumerable<OtherResult> Measure(string command, Corpus corpus, double tokenLoop)
    {
        (double Nanoseconds, int Accepted)[] once = [.. Enumerable.Range(0, Processes).Select(_ => Run(command, corpus, 1)).OrderBy(run => run.Nanoseconds)];
        yield return Result(Name, once[Processes / 2]);
        yield return Result($"{Name} x{Repetitions}", Run(command, corpus, Repetitions));

        OtherResult Result(string name, (double Nanoseconds, int Accepted) run) =>
            new(name, 0) { Ratio = run.Nanoseconds / tokenLoop, Rejected = corpus.Documents.Length - run.Accepted };
    }

    /// <returns>The nanoseconds for evaluating all documents once, and the number of documents accepted.</returns>
    private static (double Nanoseconds, int Accepted) Run(string command, Corpus corpus, int repetitions)
    {
        var start = new ProcessStartInfo(command) { RedirectStandardOutput = true };
        string[] arguments =
        [
            "validate",
            Path.Combine(corpus.Folder, Corpus.SchemaFile),
            Path.Combine(corpus.Folder, Corpus.InstancesFile),
            "--fast",
            "--benchmark",
            "--loop",
            repetitions.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        // One line per document: its mean time, minus the time for reading the clock.
        MatchCollection lines = PassedDocument().Matches(output);
        return (1000 * lines.Sum(line => double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)), lines.Count);
    }

    [GeneratedRegex(@"^.*\]: PASS ([0-9.]+) \+- [0-9.]+ us", RegexOptions.Multiline)]
    private static partial Regex PassedDocument();
}
