using System.Globalization;
using PatContracts.Http.Load;

const string Usage = "usage: load [--responses N] [--connections N] [--seconds N] | cost";

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["load", .. string[] settings] when Settings(settings) is { } set:
        LoadResult load = await LoadRun.RunAsync(set.Responses, set.Connections, TimeSpan.FromSeconds(set.Seconds));
        Console.WriteLine($"{load.Responses} responses over {load.Connections} connections in {load.Elapsed.TotalSeconds:F1} s; the server sent {load.Sent}");
        Console.WriteLine($"{load.Rejected} rejected, {load.Wrong} wrong");
        Console.WriteLine("| | live objects | handles | threads |");
        Console.WriteLine("|---|---:|---:|---:|");
        Console.WriteLine(Row("after a tenth", load.AtTenth));
        Console.WriteLine(Row("at the end", load.AtEnd));
        return load.Wrong == 0 && load.Sent == load.Responses ? 0 : 1;
    case ["cost"]:
        Write("responses, HttpClient", await CostRun.RunHandlerAsync());
        Write("requests, ASP.NET Core", await CostRun.RunEndpointAsync());
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static void Write(string name, IReadOnlyList<CostResult> results)
{
    Console.WriteLine($"| {name} | bytes | median without | median with | p99 without | p99 with | allocated without | allocated with |");
    Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
    foreach (CostResult cost in results)
    {
        Console.WriteLine(
            $"| {cost.Case} | {cost.Bytes} | {cost.MedianWithout:F0} µs | {cost.MedianWith:F0} µs | {cost.P99Without:F0} µs | {cost.P99With:F0} µs " +
            $"| {cost.AllocatedWithout} B | {cost.AllocatedWith} B |");
    }
}

static string Row(string name, Holdings held) => $"| {name} | {held.LiveBytes / 1024} KB | {held.Handles} | {held.Threads} |";

static (int Responses, int Connections, int Seconds)? Settings(string[] settings)
{
    (int Responses, int Connections, int Seconds) set = (50_000, 8, 30);
    for (int i = 0; i < settings.Length; i += 2)
    {
        if (i + 1 == settings.Length) return null;
        if (!int.TryParse(settings[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value == 0) return null;
        switch (settings[i])
        {
            case "--responses":
                set.Responses = value;
                break;
            case "--connections":
                set.Connections = value;
                break;
            case "--seconds":
                set.Seconds = value;
                break;
            default:
                return null;
        }
    }

    return set;
}
