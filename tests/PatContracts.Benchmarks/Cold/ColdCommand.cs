using System.Diagnostics;
using System.Globalization;
using PatContracts.Benchmarks.Payloads;

namespace PatContracts.Benchmarks.Cold;

/// <summary><c>cold</c>: compares new processes that load a contract and validate once with new processes that do nothing.</summary>
internal static class ColdCommand
{
    public const string ChildArgument = "cold-child";

    private static readonly string[] Works = ["empty", "PatContracts", "NJsonSchema"];

    public static int Run(string[] args)
    {
        int runs = args is ["--runs", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 15;
        var times = Works.ToDictionary(work => work, _ => new List<double>());
        for (int run = 0; run < runs; run++)
        {
            foreach (string work in Works) times[work].Add(Time(work));
        }

        double empty = Median(times["empty"]);
        foreach (string work in Works)
        {
            double median = Median(times[work]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{work,-14} {median,8:F1} ms  {median - empty,8:F1} ms over empty  ({times[work].Min():F1} … {times[work].Max():F1})"));
        }

        return 0;
    }

    /// <summary>Runs the work of a new process.</summary>
    public static int RunChild(string work)
    {
        ReadOnlySpan<byte> payload = """{"id":"a","name":"b","scope":null,"owner":{},"created":"2024-02-20T08:00:00.000Z"}"""u8;
        return work switch
        {
            "PatContracts" => TokenContracts.One().IsValid(payload) ? 0 : 1,
            "NJsonSchema" => TokenContracts.OneForNJsonSchema().Validate(System.Text.Encoding.UTF8.GetString(payload)).Count == 0 ? 0 : 1,
            _ => 0,
        };
    }

    private static double Time(string work)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Under "dotnet x.dll" the process is the host, and the program is its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ColdCommand).Assembly.Location);
        start.ArgumentList.Add(ChildArgument);
        start.ArgumentList.Add(work);
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return process.ExitCode == 0 ? elapsed : throw new InvalidOperationException($"{work} ended with {process.ExitCode}");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
